/// Kernels that are wrong on purpose: a sanitizer that does not report them would not report ours.
#include <counterpoint_kernel.h>

#include <limits>
#include <vector>

/// Two threads add to one number without a lock.
COUNTERPOINT_KERNEL(race) {
  auto* total = static_cast<uint64_t*>(work->out);
  for (uint64_t i = work->begin; i < work->end; ++i) ++*total;
  return 0;
}

/// Writes one past the end.
COUNTERPOINT_KERNEL(overflow) {
  std::vector<uint64_t> values(8);
  values.data()[work->end + 7] = 1;
  return values[0] != 0;
}

/// Adds one to the greatest int.
COUNTERPOINT_KERNEL(undefined) {
  volatile int greatest = std::numeric_limits<int>::max();
  greatest = greatest + 1;
  return work->end == 0 ? greatest : 0;
}
