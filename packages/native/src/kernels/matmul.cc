#include <algorithm>

#include "kernels/kernel.h"

namespace counterpoint {
namespace {

constexpr std::uint64_t kColumns = 512;           // a strip of b: 32 rows of it are 128 KiB, half of a small cache
constexpr std::uint64_t kInner = 32;
constexpr std::uint64_t kWork = 1 << 20;          // multiplications between two looks at the stop flag

/// c[0, width) += a * b[0, width)
[[gnu::noinline, gnu::aligned(64)]] void add_scaled(double* __restrict c, const double* __restrict b, double a,
                                                    std::uint64_t width) noexcept {
  for (std::uint64_t j = 0; j < width; ++j) c[j] += a * b[j];
}

/// The same for four rows of b, `stride` apart, one after the other: c is read and written once instead of four times.
[[gnu::noinline, gnu::aligned(64)]] void add_four(double* __restrict c, const double* __restrict b,
                                                  std::uint64_t stride, const double* a, std::uint64_t width) noexcept {
  const double a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3];
  const double *b1 = b + stride, *b2 = b1 + stride, *b3 = b2 + stride;
  for (std::uint64_t j = 0; j < width; ++j) c[j] = (((c[j] + a0 * b[j]) + a1 * b1[j]) + a2 * b2[j]) + a3 * b3[j];
}

/// Rows and columns of c = a * b: a is rows x inner, b is inner x columns, c is rows x columns; all row by row.
struct Shape {
  std::uint64_t rows, inner, columns;
};

/// Writes the product. Each element is added up in the order of `inner`, so the result does not depend on the threads.
/// `c` must not overlap `a` or `b`.
void matmul(Crew& crew, const Shape& shape, const double* a, const double* b, double* c) {
  const auto [rows, inner, columns] = shape;
  const std::uint64_t row_work = std::max<std::uint64_t>(1, inner * columns);
  const std::uint64_t fair = std::max<std::uint64_t>(1, rows / (4 * crew.threads()));
  const std::uint64_t grain = std::min(fair, std::clamp<std::uint64_t>(kWork / row_work, 1, 16));
  crew.each({rows, grain}, [&](const Piece& piece) {
    std::fill(c + piece.span.begin * columns, c + piece.span.end * columns, 0.0);
    for (std::uint64_t left = 0; left < columns; left += kColumns) {
      const std::uint64_t width = std::min(kColumns, columns - left);
      for (std::uint64_t k0 = 0; k0 < inner; k0 += kInner) {
        if (piece.stop.requested()) return;
        for (std::uint64_t i = piece.span.begin; i < piece.span.end; ++i) {
          double* const sums = c + i * columns + left;
          std::uint64_t k = k0;
          const std::uint64_t k_end = std::min(k0 + kInner, inner);
          for (; k + 4 <= k_end; k += 4) add_four(sums, b + k * columns + left, columns, a + i * inner + k, width);
          for (; k < k_end; ++k) add_scaled(sums, b + k * columns + left, a[i * inner + k], width);
        }
      }
    }
  });
}

Work read(Options& options) {
  constexpr std::uint64_t most = 1 << 20;
  const Shape shape{options.integer("rows", 0, most), options.integer("inner", 0, most),
                    options.integer("columns", 0, most)};
  const auto a = options.doubles("a", Use::Read, shape.rows * shape.inner, "rows * inner");
  const auto b = options.doubles("b", Use::Read, shape.inner * shape.columns, "inner * columns");
  const auto out = options.doubles("out", Use::Write, shape.rows * shape.columns, "rows * columns");
  options.apart("out", out, "a", a);
  options.apart("out", out, "b", b);
  return [=](Crew& crew) -> Result {
    matmul(crew, shape, a.data, b.data, out.data);
    return out.argument;
  };
}

}  // namespace

extern const Kernel matmul_kernel{"matmul", read, "--n 512"};

}  // namespace counterpoint
