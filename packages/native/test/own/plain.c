#include <counterpoint_kernel.h>

/* out[i] = i, as bytes: C is enough. */
COUNTERPOINT_KERNEL(number_bytes) {
  for (uint64_t i = work->begin; i < work->end; ++i) ((uint8_t *)work->out)[i] = (uint8_t)i;
  return 0;
}
