#include <napi.h>

#include "bindings/facts.h"
#include "bindings/invoke.h"
#include "bindings/kernels.h"
#include "bindings/own.h"
#include "bindings/pin.h"

namespace counterpoint {
namespace {

constexpr Binding kKernels[] = {
#define COUNTERPOINT_ROW(name, reader) {#name, read_##reader},
    COUNTERPOINT_KERNELS(COUNTERPOINT_ROW)
#undef COUNTERPOINT_ROW
    {"noop", read_noop, nullptr, noop_sync},
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
