#include "kernels/monte_carlo_pi.h"

#include "bindings/kernels.h"
#include "bindings/limits.h"

namespace counterpoint {

Call read_monte_carlo_pi(Options& options) {
  Call call;
  const auto n = options.integer("n", 1, kMaxCount);
  const auto seed = static_cast<std::uint32_t>(options.integer("seed", 0, UINT32_MAX, 0));
  options.common(call);
  call.run = [n, seed](Crew& crew) -> Result {
    return 4.0 * static_cast<double>(monte_carlo_hits(crew, n, seed)) / static_cast<double>(n);
  };
  return call;
}

}  // namespace counterpoint
