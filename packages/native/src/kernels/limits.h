#pragma once

#include <cstdint>

namespace counterpoint {

/// The most that a count may be: what a JS number holds exactly.
inline constexpr std::uint64_t kMaxCount = (std::uint64_t{1} << 53) - 1;

/// The most independent tasks that one call may run.
inline constexpr std::uint64_t kMaxTasks = 1 << 20;

}  // namespace counterpoint
