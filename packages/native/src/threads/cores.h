#pragma once

namespace counterpoint {

/// The most threads that one call may ask for.
inline constexpr unsigned kMaxThreads = 1024;

/// What std::thread::hardware_concurrency() says; at least 1.
unsigned hardware_concurrency() noexcept;

/// The cores this process can keep busy: hardware concurrency bounded by the cgroup's CPU quota; at least 1.
/// Read once and kept.
unsigned effective_cores() noexcept;

}  // namespace counterpoint
