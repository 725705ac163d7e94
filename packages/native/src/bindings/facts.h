#pragma once

#include <napi.h>

namespace counterpoint {

/// Adds hardwareConcurrency(), effectiveCores() and buildInfo() to the exports. JS thread.
void export_facts(Napi::Env env, Napi::Object exports);

}  // namespace counterpoint
