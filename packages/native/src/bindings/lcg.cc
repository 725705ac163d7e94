#include "kernels/lcg.h"

#include "bindings/kernels.h"
#include "bindings/limits.h"

namespace counterpoint {

Call read_lcg(Options& options) {
  Call call;
  const auto n = options.integer("n", 0, kMaxCount);
  const auto tasks = options.integer("tasks", 1, kMaxTasks, 0);
  const auto seed = static_cast<std::uint32_t>(options.integer("seed", 0, UINT32_MAX, 0));
  options.common(call);
  call.run = [n, tasks, seed](Crew& crew) -> Result {
    if (tasks == 0) return lcg(crew, n, seed);
    return lcg_tasks(crew, n, seed, tasks);
  };
  return call;
}

}  // namespace counterpoint
