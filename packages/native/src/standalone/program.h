#pragma once

#include <functional>
#include <map>
#include <string>

#include "standalone/arguments.h"
#include "threads/crew.h"

namespace counterpoint {

/// One kernel with its arguments and data ready.
struct Program {
  std::function<std::string(Crew&)> run;      // what is timed; returns the result as JSON
  std::function<void()> refill = [] {};       // before each run, untimed: for a kernel that spoils its input
};

/// Reads a kernel's arguments and makes its data, before the clock starts.
using Prepare = std::function<Program(const Arguments&)>;

/// Every kernel that the standalone program runs, by name.
const std::map<std::string, Prepare>& programs();

}  // namespace counterpoint
