#include "kernels/matmul.h"

#include <algorithm>

namespace counterpoint {
namespace {

constexpr std::uint64_t kColumns = 512;           // a strip of b: 64 rows of it are 256 KiB
constexpr std::uint64_t kInner = 64;
constexpr std::uint64_t kWork = 1 << 20;          // multiplications between two looks at the stop flag

/// c[0, columns) += a * b[0, columns)
[[gnu::noinline, gnu::aligned(64)]] void add_scaled(double* __restrict c, const double* __restrict b, double a,
                                                    std::uint64_t columns) noexcept {
  for (std::uint64_t j = 0; j < columns; ++j) c[j] += a * b[j];
}

}  // namespace

void matmul(Crew& crew, const MatmulShape& shape, const double* a, const double* b, double* c) {
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
          for (std::uint64_t k = k0; k < std::min(k0 + kInner, inner); ++k) {
            add_scaled(c + i * columns + left, b + k * columns + left, a[i * inner + k], width);
          }
        }
      }
    }
  });
}

}  // namespace counterpoint
