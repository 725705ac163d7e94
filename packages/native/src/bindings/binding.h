#pragma once

#include "bindings/js_options.h"

namespace counterpoint {

/// How JavaScript reaches one kernel: its name, and the function that reads its options into a call.
struct Binding {
  const char* name;
  Call (*read)(JsOptions& options);  // JS thread
  const void* data = nullptr;        // what options.data() gives
  napi_callback sync = nullptr;      // a `nameSync` of its own, for a kernel that has nothing to read
};

}  // namespace counterpoint
