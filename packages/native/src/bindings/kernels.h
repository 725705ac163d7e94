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

Call read_counter(Options& options);
Call read_lcg(Options& options);
Call read_mandelbrot(Options& options);
Call read_matmul(Options& options);
Call read_monte_carlo_pi(Options& options);
Call read_noop(Options& options);
Call read_primes(Options& options);
Call read_sort(Options& options);
Call read_sum(Options& options);
Call read_triad(Options& options);

napi_value noop_sync(napi_env env, napi_callback_info info) noexcept;  // JS thread

}  // namespace counterpoint
