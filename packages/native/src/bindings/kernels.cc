#include "bindings/kernels.h"

#include <vector>

#include "bindings/invoke.h"

namespace counterpoint {
namespace {

Call read_kernel(JsOptions& options) {
  Call call;
  call.run = static_cast<const Kernel*>(options.data())->read(options);
  options.common(call);
  return call;
}

Call read_noop(JsOptions&) {
  Call call;
  call.run = [](Crew&) -> Result { return Nothing{}; };
  return call;
}

napi_value noop_sync(napi_env, napi_callback_info) noexcept { return nullptr; }

constexpr Binding kNoop{"noop", read_noop, nullptr, noop_sync};

/// A binding for each kernel; made once, kept until the process ends.
const std::vector<Binding>& bindings() {
  static const auto& all = *[] {
    auto* const made = new std::vector<Binding>;
    for (const Kernel* kernel : kernels()) made->push_back({kernel->name, read_kernel, kernel});
    return made;
  }();
  return all;
}

}  // namespace

void export_kernels(Napi::Env env, Napi::Object exports) {
  for (const Binding& binding : bindings()) export_kernel(env, exports, binding, binding.name);
  export_kernel(env, exports, kNoop, kNoop.name);
}

}  // namespace counterpoint
