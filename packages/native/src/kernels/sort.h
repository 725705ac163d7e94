#pragma once

#include <cstdint>

#include "threads/crew.h"

namespace counterpoint {

/// Coordinator. Sorts n doubles in place, ascending, as Float64Array.prototype.sort does: -0 before 0, NaN last.
/// Takes n more doubles of memory. A stopped sort leaves the values in an unspecified state, some of them lost.
void sort(Crew& crew, double* values, std::uint64_t n);

}  // namespace counterpoint
