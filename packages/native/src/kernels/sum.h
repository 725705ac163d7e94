#pragma once

#include <cstdint>
#include <vector>

#include "threads/crew.h"

namespace counterpoint {

/// The largest n whose sum fits 64 bits with room to spare.
inline constexpr std::uint64_t kMaxSum = std::uint64_t{1} << 32;

/// Coordinator. Adds 0 + 1 + ... + (n - 1) one at a time, split over the crew; exact for n <= kMaxSum.
std::uint64_t sum(Crew& crew, std::uint64_t n);

/// Coordinator. The same in each of `tasks` independent tasks; a task runs on one thread.
std::vector<std::uint64_t> sum_tasks(Crew& crew, std::uint64_t n, std::uint64_t tasks);

/// Any thread. Adds begin + ... + (end - 1) one at a time.
std::uint64_t sum_loop(std::uint64_t begin, std::uint64_t end) noexcept;

}  // namespace counterpoint
