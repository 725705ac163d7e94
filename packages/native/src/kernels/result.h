#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

namespace counterpoint {

/// What a kernel comes to, as data: made on any thread, told to the caller by whoever started it.
struct Nothing {};
struct Argument {  // the array that was given as this option: its memory was written in place
  std::size_t reference;
};
using Result = std::variant<Nothing, double, std::uint64_t, std::vector<std::uint64_t>, Argument>;

}  // namespace counterpoint
