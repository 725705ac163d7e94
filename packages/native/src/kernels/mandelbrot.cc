#include <algorithm>
#include <limits>

#include "kernels/kernel.h"

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

/// What part of the plane is drawn: pixel (column, row) is the point (left + column * step, top - row * step).
struct View {
  std::uint64_t width, height;
  double left, top, step;
  std::uint16_t limit;  // iterations; a point that has not escaped by then is in the set
};

/// Writes for each pixel, row by row, after how many iterations of z = z * z + c it left the circle of radius 2, at most
/// `limit`. `out` has width * height elements.
void mandelbrot(Crew& crew, const View& view, std::uint16_t* out) {
  const std::uint64_t pixels = view.width * view.height;
  const std::uint64_t grain = std::max<std::uint64_t>(1, kIterations / std::max<std::uint64_t>(1, view.limit));
  crew.each({pixels, grain, Schedule::Dynamic}, [&](const Piece& piece) {
    for (std::uint64_t pixel = piece.span.begin; pixel < piece.span.end; ++pixel) {
      const auto column = static_cast<double>(pixel % view.width), row = static_cast<double>(pixel / view.width);
      out[pixel] = escape(view.left + column * view.step, view.top - row * view.step, view.limit);
    }
  });
}

Work read(Options& options) {
  constexpr double huge = std::numeric_limits<double>::max();
  View view{};
  view.width = options.integer("width", 0, 1 << 20);
  view.height = options.integer("height", 0, 1 << 20);
  const auto out = options.words("out", Use::Write, view.width * view.height, "width * height");
  view.limit = static_cast<std::uint16_t>(options.integer("limit", 0, UINT16_MAX, 1000));
  view.left = options.number("left", -huge, huge, -2.0);
  view.top = options.number("top", -huge, huge, 1.25);
  view.step = options.number("step", -huge, huge, view.width > 0 ? 2.5 / static_cast<double>(view.width) : 0);
  return [view, out](Crew& crew) -> Result {
    mandelbrot(crew, view, out.data);
    return out.argument;
  };
}

}  // namespace

extern const Kernel mandelbrot_kernel{"mandelbrot", read, "--n 512"};

}  // namespace counterpoint
