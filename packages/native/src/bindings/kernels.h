#pragma once

#include <napi.h>

namespace counterpoint {

/// Adds every kernel to the exports, and noop, which is a call and nothing else. JS thread.
void export_kernels(Napi::Env env, Napi::Object exports);

}  // namespace counterpoint
