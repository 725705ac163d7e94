#pragma once

#include "bindings/options.h"

namespace counterpoint {

/// How JavaScript reaches one kernel: its name, and the function that reads its options into a call.
struct Binding {
  const char* name;
  Call (*read)(Options& options);  // JS thread
  const void* data = nullptr;      // what options.data() gives
  napi_callback sync = nullptr;    // a `nameSync` of its own, for a kernel that has nothing to read
};

/// Every kernel that has options: its name in JavaScript, and the end of the name of its reader, `read_…`.
#define COUNTERPOINT_KERNELS(KERNEL)     \
  KERNEL(counter, counter)               \
  KERNEL(lcg, lcg)                       \
  KERNEL(mandelbrot, mandelbrot)         \
  KERNEL(matmul, matmul)                 \
  KERNEL(monteCarloPi, monte_carlo_pi)   \
  KERNEL(primes, primes)                 \
  KERNEL(sort, sort)                     \
  KERNEL(sum, sum)                       \
  KERNEL(triad, triad)

#define COUNTERPOINT_DECLARE(name, reader) Call read_##reader(Options& options);
COUNTERPOINT_KERNELS(COUNTERPOINT_DECLARE)
#undef COUNTERPOINT_DECLARE

Call read_noop(Options& options);
napi_value noop_sync(napi_env env, napi_callback_info info) noexcept;  // JS thread

}  // namespace counterpoint
