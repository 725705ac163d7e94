#include <napi.h>

#include "bindings/facts.h"
#include "bindings/invoke.h"
#include "bindings/kernels.h"
#include "bindings/own.h"
#include "bindings/pin.h"

namespace counterpoint {
namespace {

constexpr Binding kKernels[] = {
    {"counter", read_counter},
    {"lcg", read_lcg},
    {"mandelbrot", read_mandelbrot},
    {"matmul", read_matmul},
    {"monteCarloPi", read_monte_carlo_pi},
    {"noop", read_noop, nullptr, noop_sync},
    {"primes", read_primes},
    {"sort", read_sort},
    {"sum", read_sum},
    {"triad", read_triad},
};

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  pin_module();
  open_inbox(env);
  for (const Binding& binding : kKernels) export_kernel(env, exports, binding, binding.name);
  export_load_kernel(env, exports);
  export_cancel(env, exports);
  export_facts(env, exports);
  return exports;
}

}  // namespace
}  // namespace counterpoint

static Napi::Object Init(Napi::Env env, Napi::Object exports) { return counterpoint::initialize(env, exports); }

NODE_API_MODULE(counterpoint_native, Init)
