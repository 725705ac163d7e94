#pragma once

#include <atomic>
#include <cstdint>

namespace counterpoint {

/// One request to stop, set once and never taken back. Any thread may set and read it.
/// (std::stop_token would do, but libc++ still hides it behind an experimental switch.)
class StopFlag {
 public:
  void request() noexcept { value_.store(1, std::memory_order_relaxed); }
  bool requested() const noexcept { return value_.load(std::memory_order_relaxed) != 0; }

  /// The flag as the plain 32-bit word that counterpoint_kernel.h hands to user kernels.
  const std::int32_t* address() const noexcept { return reinterpret_cast<const std::int32_t*>(&value_); }

 private:
  static_assert(sizeof(std::atomic<std::int32_t>) == sizeof(std::int32_t));
  static_assert(std::atomic<std::int32_t>::is_always_lock_free);
  std::atomic<std::int32_t> value_{0};
};

/// Thrown on a coordinating thread when its crew was asked to stop.
struct Stopped {};

}  // namespace counterpoint
