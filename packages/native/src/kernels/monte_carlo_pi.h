#pragma once

#include <array>
#include <cstdint>

#include "threads/crew.h"

namespace counterpoint {

/// Coordinator. How many of n random points of the unit square lie in the quarter circle: pi is about 4 * hits / n.
/// Point i depends on `seed` and i alone, so the result is the same for any number of threads.
std::uint64_t monte_carlo_hits(Crew& crew, std::uint64_t n, std::uint32_t seed);

/// Any thread. Philox4x32-10, a counter-based generator: four random words for each counter and key.
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011).
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) noexcept;

}  // namespace counterpoint
