#include "kernels/noop.h"

#include "bindings/kernels.h"

namespace counterpoint {

Call read_noop(Options&) {
  Call call;
  call.run = [](Crew&) -> Result {
    noop();
    return Nothing{};
  };
  return call;
}

napi_value noop_sync(napi_env, napi_callback_info) noexcept {
  noop();
  return nullptr;
}

}  // namespace counterpoint
