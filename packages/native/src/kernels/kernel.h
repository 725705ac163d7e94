#pragma once

#include <functional>
#include <span>

#include "kernels/options.h"
#include "kernels/result.h"
#include "threads/crew.h"

namespace counterpoint {

/// One call of a kernel, its options read and checked. The coordinator runs it, as often as it likes.
using Work = std::function<Result(Crew&)>;

/// A kernel as its file in this folder describes it. It knows neither JavaScript nor a command line.
struct Kernel {
  const char* name;               // in JavaScript and on the command line
  Work (*read)(Options& options); // the thread of the caller; nothing has run when it returns
  const char* defaults;           // what the standalone program adds to its command line; --n is the size
};

/// Every kernel, by the names of their files: `<file>_kernel` of each `<file>.cc` in this folder. CMake writes the table, not
/// constructors that register themselves: it has one order everywhere, and no linker can leave out a part of it.
std::span<const Kernel* const> kernels() noexcept;

}  // namespace counterpoint
