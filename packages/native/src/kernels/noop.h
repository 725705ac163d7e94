#pragma once

namespace counterpoint {

/// Does nothing: its call measures what a call costs.
inline void noop() noexcept {}

}  // namespace counterpoint
