#pragma once

#include <cstdint>

namespace counterpoint {

/// Static: each lane gets one contiguous block. Dynamic: lanes take the next piece when they are free.
enum class Schedule { Static, Dynamic };

/// How `items` are cut: the stop flag is looked at before every piece of `grain` items.
struct Split {
  std::uint64_t items;
  std::uint64_t grain;
  Schedule schedule = Schedule::Static;
};

}  // namespace counterpoint
