#pragma once

#include <cstdint>

#include "threads/crew.h"

namespace counterpoint {

/// Coordinator. a[i] = b[i] + s * c[i] for n elements: three streams through memory and hardly any arithmetic.
void triad(Crew& crew, std::uint64_t n, double* a, const double* b, const double* c, double s);

}  // namespace counterpoint
