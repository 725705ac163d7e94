#include "bindings/own.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "bindings/invoke.h"
#include "bindings/job.h"
#include "kernels/kernel_error.h"
#include "kernels/limits.h"
#include "own/own_kernel.h"

namespace counterpoint {
namespace {

/// A call has at most this many pieces if it does not say `grain`: few enough to cost nothing, enough to share.
constexpr std::uint64_t kPieces = 256;

/// A user's kernel and its binding; made once, kept until the process ends.
struct OwnKernel {
  std::string symbol;
  counterpoint_kernel function;
  Binding binding;
};

Call read_own(JsOptions& options) {
  const auto& kernel = *static_cast<const OwnKernel*>(options.data());
  Call call;
  OwnWork work{};
  work.items = options.integer("n", 0, kMaxCount);
  work.grain = options.integer("grain", 1, kMaxCount, std::max<std::uint64_t>(1, (work.items + kPieces - 1) / kPieces));
  const auto in = options.bytes("in"), out = options.bytes("out"), data = options.bytes("data");
  work.in = in.data;
  work.in_bytes = in.length;
  work.out = out.data;
  work.out_bytes = out.length;
  work.data = data.data;
  work.data_bytes = data.length;
  const bool has_out = options.has("out");
  options.common(call);
  call.run = [&kernel, work, has_out, out](Crew& crew) -> Result {
    run_own_kernel(crew, kernel.function, kernel.symbol, work);
    if (!has_out) return Nothing{};
    return out.argument;
  };
  return call;
}

const Binding& own_binding(const std::string& path, const std::string& symbol) {
  // Never destroyed: jobs of any environment may still use it while the process ends.
  static auto& known = *new std::map<std::pair<std::string, std::string>, OwnKernel>;
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  const auto key = std::pair(path, symbol);
  auto found = known.find(key);
  if (found == known.end()) {
    found = known.emplace(key, OwnKernel{symbol, find_own_kernel(path, symbol), {}}).first;
    OwnKernel& kernel = found->second;
    kernel.binding = {kernel.symbol.c_str(), read_own, &kernel};
  }
  return found->second.binding;
}

Napi::Value load_kernel(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  try {
    const Binding& binding =
        own_binding(info[0].As<Napi::String>().Utf8Value(), info[1].As<Napi::String>().Utf8Value());
    auto functions = Napi::Object::New(env);
    export_kernel(env, functions, binding, "call");
    return functions;
  } catch (const KernelError&) {
    throw failed(env, failure(std::current_exception()));
  }
}

}  // namespace

void export_load_kernel(Napi::Env env, Napi::Object exports) {
  exports.Set("loadKernel", Napi::Function::New<load_kernel>(env, "loadKernel"));
}

}  // namespace counterpoint
