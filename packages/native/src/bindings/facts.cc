#include "bindings/facts.h"

#include "build_info/build_info.h"
#include "threads/cores.h"

namespace counterpoint {
namespace {

Napi::Value build_info(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto facts = Napi::Object::New(env);
  facts.Set("compiler", kBuildInfo.compiler);
  facts.Set("flags", kBuildInfo.flags);
  facts.Set("target", kBuildInfo.target);
  facts.Set("libc", kBuildInfo.libc);
  facts.Set("napiVersion", Napi::Number::New(env, NAPI_VERSION));
  facts.Set("commit", kBuildInfo.commit);
  return facts;
}

}  // namespace

void export_facts(Napi::Env env, Napi::Object exports) {
  exports.Set("buildInfo", Napi::Function::New<build_info>(env, "buildInfo"));
  exports.Set("hardwareConcurrency", Napi::Function::New(
                                         env, [](const Napi::CallbackInfo& info) -> Napi::Value {
                                           return Napi::Number::New(info.Env(), hardware_concurrency());
                                         },
                                         "hardwareConcurrency"));
  exports.Set("effectiveCores", Napi::Function::New(
                                    env, [](const Napi::CallbackInfo& info) -> Napi::Value {
                                      return Napi::Number::New(info.Env(), effective_cores());
                                    },
                                    "effectiveCores"));
}

}  // namespace counterpoint
