#pragma once

#include <napi.h>

#include <string>

#include "bindings/binding.h"

namespace counterpoint {

/// Adds `name` (options, id) -> promise and `nameSync` (options) -> value to the exports. JS thread.
/// `binding` must live as long as the process.
void export_kernel(Napi::Env env, Napi::Object exports, const Binding& binding, const std::string& name);

/// Adds `cancel` (id). JS thread.
void export_cancel(Napi::Env env, Napi::Object exports);

/// Opens the environment's inbox. JS thread, once for each environment.
void open_inbox(Napi::Env env);

}  // namespace counterpoint
