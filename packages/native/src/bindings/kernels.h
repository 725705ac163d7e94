#pragma once

#include "bindings/options.h"

namespace counterpoint {

/// How JavaScript reaches one kernel: its name, and the function that reads its options into a call.
struct Binding {
  const char* name;
  Call (*read)(Options& options);  // JS thread
};

Call read_counter(Options& options);
Call read_sum(Options& options);

}  // namespace counterpoint
