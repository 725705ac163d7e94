#include <napi.h>

#include "bindings/facts.h"
#include "bindings/invoke.h"
#include "bindings/kernels.h"
#include "bindings/own.h"
#include "bindings/pin.h"

static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  using namespace counterpoint;
  pin_module();
  open_inbox(env);
  export_kernels(env, exports);
  export_load_kernel(env, exports);
  export_cancel(env, exports);
  export_facts(env, exports);
  return exports;
}

NODE_API_MODULE(counterpoint_native, Init)
