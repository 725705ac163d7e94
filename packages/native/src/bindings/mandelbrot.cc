#include "kernels/mandelbrot.h"

#include <limits>

#include "bindings/kernels.h"

namespace counterpoint {

Call read_mandelbrot(Options& options) {
  constexpr double huge = std::numeric_limits<double>::max();
  Call call;
  MandelbrotView view{};
  const auto out = options.words("out");
  view.width = options.integer("width", 0, 1 << 20);
  view.height = options.integer("height", 0, 1 << 20);
  view.limit = static_cast<std::uint16_t>(options.integer("limit", 0, UINT16_MAX, 1000));
  view.left = options.number("left", -huge, huge, -2.0);
  view.top = options.number("top", -huge, huge, 1.25);
  view.step = options.number("step", -huge, huge, view.width > 0 ? 2.5 / static_cast<double>(view.width) : 0);
  options.length("out", out.length, view.width * view.height, "width * height");
  options.common(call);
  call.run = [view, out](Crew& crew) -> Result {
    mandelbrot(crew, view, out.data);
    return out.argument;
  };
  return call;
}

}  // namespace counterpoint
