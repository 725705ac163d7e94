#pragma once

namespace counterpoint {

/// Tells the compiler that `value` was read and changed here. It emits no instruction, but a loop that has it can be
/// neither deleted, nor vectorised, nor closed into a formula.
template <class T>
[[gnu::always_inline]] inline void barrier(T& value) noexcept {
  asm volatile("" : "+r"(value));
}

}  // namespace counterpoint
