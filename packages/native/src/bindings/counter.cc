#include "kernels/counter.h"

#include "bindings/kernels.h"
#include "bindings/limits.h"

namespace counterpoint {

Call read_counter(Options& options) {
  Call call;
  const auto n = options.integer("n", 0, kMaxCount);
  const auto tasks = options.integer("tasks", 1, kMaxTasks, 0);
  options.common(call);
  call.run = [n, tasks](Crew& crew) -> Result {
    if (tasks == 0) return count(crew, n);
    return count_tasks(crew, n, tasks);
  };
  return call;
}

}  // namespace counterpoint
