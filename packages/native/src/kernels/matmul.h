#pragma once

#include <cstdint>

#include "threads/crew.h"

namespace counterpoint {

/// Rows and columns of c = a * b: a is rows x inner, b is inner x columns, c is rows x columns; all row by row.
struct MatmulShape {
  std::uint64_t rows, inner, columns;
};

/// Coordinator. Writes the product. Each element is added up in the order of `inner`, so the result does not depend on
/// the threads. `c` must not overlap `a` or `b`.
void matmul(Crew& crew, const MatmulShape& shape, const double* a, const double* b, double* c);

}  // namespace counterpoint
