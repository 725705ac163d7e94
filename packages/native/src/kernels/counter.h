#pragma once

#include <cstdint>
#include <vector>

#include "threads/crew.h"

namespace counterpoint {

/// Coordinator. Counts to n with the iterations split over the crew; returns the iterations that were counted.
std::uint64_t count(Crew& crew, std::uint64_t n);

/// Coordinator. Counts to n in each of `tasks` independent tasks; a task runs on one thread.
std::vector<std::uint64_t> count_tasks(Crew& crew, std::uint64_t n, std::uint64_t tasks);

/// Any thread. The article's loop: counts n iterations one at a time.
std::uint64_t count_loop(std::uint64_t n) noexcept;

}  // namespace counterpoint
