#include "kernels/mandelbrot.h"

#include <algorithm>

namespace counterpoint {
namespace {

constexpr std::uint64_t kIterations = 1 << 18;  // a piece at most, about a millisecond

/// No fused multiply-add: JavaScript has none, and its twin must come to the same count.
[[gnu::noinline, gnu::aligned(64)]] std::uint16_t escape(double real, double imaginary, std::uint16_t limit) noexcept {
  double x = 0, y = 0, xx = 0, yy = 0;
  std::uint16_t count = 0;
  while (count < limit && xx + yy <= 4.0) {
    y = 2 * x * y + imaginary;
    x = xx - yy + real;
    xx = x * x;
    yy = y * y;
    ++count;
  }
  return count;
}

}  // namespace

void mandelbrot(Crew& crew, const MandelbrotView& view, std::uint16_t* out) {
  const std::uint64_t pixels = view.width * view.height;
  const std::uint64_t grain = std::max<std::uint64_t>(1, kIterations / std::max<std::uint64_t>(1, view.limit));
  crew.each({pixels, grain, Schedule::Dynamic}, [&](const Piece& piece) {
    for (std::uint64_t pixel = piece.span.begin; pixel < piece.span.end; ++pixel) {
      const auto column = static_cast<double>(pixel % view.width), row = static_cast<double>(pixel / view.width);
      out[pixel] = escape(view.left + column * view.step, view.top - row * view.step, view.limit);
    }
  });
}

}  // namespace counterpoint
