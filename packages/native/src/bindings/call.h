#pragma once

#include <cstdint>
#include <functional>
#include <variant>
#include <vector>

#include "threads/crew.h"

namespace counterpoint {

/// What a kernel's promise resolves to, as data: made on any thread, turned into a JS value on the JS thread.
struct Nothing {};
struct Argument {  // the typed array that was given as this option: its memory was written in place
  std::size_t reference;
};
using Result = std::variant<Nothing, double, std::uint64_t, std::vector<std::uint64_t>, Argument>;

/// One call of one kernel: its options are read and checked, nothing has run.
struct Call {
  CrewOptions crew;
  bool detail = false;
  std::function<Result(Crew&)> run;  // coordinator
};

}  // namespace counterpoint
