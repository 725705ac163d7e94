#pragma once

#include <napi.h>

namespace counterpoint {

/// Adds loadKernel(path, symbol) -> { call, callSync } to the exports: two functions of the shape that kernels have.
/// JS thread.
void export_load_kernel(Napi::Env env, Napi::Object exports);

}  // namespace counterpoint
