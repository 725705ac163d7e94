#pragma once

#include "kernels/options.h"
#include "threads/cores.h"
#include "threads/crew.h"

namespace counterpoint {

/// Reads `threads`, `threading` and `schedule`, which every kernel takes.
inline CrewOptions crew_options(Options& options) {
  CrewOptions crew;
  crew.threads = static_cast<unsigned>(options.integer("threads", 1, kMaxThreads, effective_cores()));
  if (const auto threading = options.choice("threading", {"pool", "spawn"})) {
    crew.threading = static_cast<Threading>(*threading);
  }
  if (const auto schedule = options.choice("schedule", {"static", "dynamic"})) {
    crew.schedule = static_cast<Schedule>(*schedule);
  }
  return crew;
}

}  // namespace counterpoint
