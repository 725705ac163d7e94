#pragma once

#include "kernels/kernel.h"
#include "threads/crew.h"

namespace counterpoint {

/// One call from JavaScript: its options are read and checked, nothing has run.
struct Call {
  CrewOptions crew;
  bool detail = false;
  Work run;
};

}  // namespace counterpoint
