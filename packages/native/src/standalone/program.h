#pragma once

#include <functional>
#include <map>
#include <string>

#include "standalone/arguments.h"
#include "threads/crew.h"

namespace counterpoint {

/// One kernel with its arguments and data ready: what is timed is run() alone. Returns the result as JSON.
using Program = std::function<std::string(Crew&)>;

/// Reads a kernel's arguments and makes its data, before the clock starts.
using Prepare = std::function<Program(const Arguments&)>;

/// Every kernel that the standalone program runs, by name.
const std::map<std::string, Prepare>& programs();

}  // namespace counterpoint
