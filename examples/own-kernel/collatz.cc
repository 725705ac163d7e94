#include <counterpoint_kernel.h>

/// out[i] = how many steps of n -> n / 2 or 3n + 1 lead from i to 1.
COUNTERPOINT_KERNEL(collatz) {
  auto* out = static_cast<uint16_t*>(work->out);
  if (work->out_bytes < work->end * sizeof *out) return 1;
  for (uint64_t i = work->begin; i < work->end; ++i) {
    uint16_t steps = 0;
    for (uint64_t n = i; n > 1; ++steps) n = n % 2 == 0 ? n / 2 : 3 * n + 1;
    out[i] = steps;
  }
  return 0;
}
