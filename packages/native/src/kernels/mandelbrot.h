#pragma once

#include <cstdint>

#include "threads/crew.h"

namespace counterpoint {

/// What part of the plane is drawn: pixel (column, row) is the point (left + column * step, top - row * step).
struct MandelbrotView {
  std::uint64_t width, height;
  double left, top, step;
  std::uint16_t limit;  // iterations; a point that has not escaped by then is in the set
};

/// Coordinator. Writes for each pixel, row by row, after how many iterations of z = z * z + c it left the circle of
/// radius 2, at most `limit`. `out` has width * height elements.
void mandelbrot(Crew& crew, const MandelbrotView& view, std::uint16_t* out);

}  // namespace counterpoint
