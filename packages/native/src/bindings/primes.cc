#include "kernels/primes.h"

#include "bindings/kernels.h"

namespace counterpoint {

Call read_primes(Options& options) {
  Call call;
  const auto n = options.integer("n", 0, kMaxPrimes);
  options.common(call);
  call.run = [n](Crew& crew) -> Result { return primes(crew, n); };
  return call;
}

}  // namespace counterpoint
