#include <counterpoint_kernel.h>

#include <stdexcept>
#include <string>

/// out[i] = data[0] * in[i]; both of doubles.
COUNTERPOINT_KERNEL(scale) {
  const auto* in = static_cast<const double*>(work->in);
  const double factor = *static_cast<const double*>(work->data);
  auto* out = static_cast<double*>(work->out);
  for (uint64_t i = work->begin; i < work->end; ++i) out[i] = factor * in[i];
  return 0;
}

/// out[lane] += items of the piece; doubles, one for each thread.
COUNTERPOINT_KERNEL(count_by_lane) {
  static_cast<double*>(work->out)[work->lane] += static_cast<double>(work->end - work->begin);
  return work->lane < work->threads ? 0 : 1;
}

/// Waits for the stop flag.
COUNTERPOINT_KERNEL(endless) {
  while (!counterpoint_stopped(work)) {
  }
  return 0;
}

/// Never looks at the stop flag, and never ends.
COUNTERPOINT_KERNEL(deaf) {
  for (volatile bool running = work->begin < work->end; running;) {
  }
  return 0;
}

COUNTERPOINT_KERNEL(refuse_item_7) { return work->begin <= 7 && 7 < work->end ? 42 : 0; }

COUNTERPOINT_KERNEL(explain) { return counterpoint_failed(work, 7, "expected no items"); }

COUNTERPOINT_KERNEL(explain_at_length) { return counterpoint_failed(work, 7, std::string(10'000, 'x').c_str()); }

COUNTERPOINT_KERNEL(throws) {
  if (work->begin == 0) throw std::runtime_error("thrown in a kernel");
  return 0;
}

COUNTERPOINT_KERNEL(throws_a_number) { throw static_cast<int>(work->threads); }

/// Compiled for a version that does not exist.
extern "C" COUNTERPOINT_EXPORT uint32_t future_counterpoint_abi() { return 99; }
extern "C" COUNTERPOINT_EXPORT int32_t future(const counterpoint_work*) { return 0; }

/// Without the macro.
extern "C" COUNTERPOINT_EXPORT int32_t unversioned(const counterpoint_work*) { return 0; }
