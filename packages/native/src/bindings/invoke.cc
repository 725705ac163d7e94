#include "bindings/invoke.h"

#include <memory>
#include <string>

#include "bindings/inbox.h"

namespace counterpoint {
namespace {

/// What belongs to one environment; deleted with it.
struct Environment {
  std::shared_ptr<Inbox> inbox;
};

Inbox& inbox(Napi::Env env) { return *env.GetInstanceData<Environment>()->inbox; }

/// The arguments of a call from JS, read with one N-API call and no allocation.
struct Arguments {
  napi_value values[2];
  void* data;

  Arguments(napi_env env, napi_callback_info info) {
    std::size_t count = 2;
    napi_get_cb_info(env, info, &count, values, nullptr, &data);
  }
};

/// Runs `body`, turning what it throws into a pending JS exception: no C++ exception may reach V8's frames.
template <class Body>
napi_value guarded(napi_env env, Body&& body) noexcept {
  try {
    return body();
  } catch (const Napi::Error& error) {
    error.ThrowAsJavaScriptException();
  } catch (...) {
    const Outcome outcome = failure(std::current_exception());
    napi_throw_error(env, outcome.code, outcome.message.c_str());
  }
  return nullptr;
}

napi_value call_async(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    const Arguments arguments(env, info);
    const auto& binding = *static_cast<const Binding*>(arguments.data);
    JsOptions options(env, binding.name, binding.data, Napi::Value(env, arguments.values[0]));
    Call call = binding.read(options);
    options.settle();
    double id = 0;
    napi_get_value_double(env, arguments.values[1], &id);
    return inbox(env).start(env, std::move(call), options.arrays(), static_cast<std::uint64_t>(id));
  });
}

napi_value call_sync(napi_env env, napi_callback_info info) {
  return guarded(env, [&]() -> napi_value {
    const Arguments arguments(env, info);
    const auto& binding = *static_cast<const Binding*>(arguments.data);
    JsOptions options(env, binding.name, binding.data, Napi::Value(env, arguments.values[0]));
    const Call call = binding.read(options);
    options.settle();
    const StopFlag never;
    const Outcome outcome = run(call, never);
    if (outcome.state != Outcome::State::Done) throw failed(env, outcome);
    return done(env, call, outcome, 0, options.arrays());
  });
}

napi_value cancel(napi_env env, napi_callback_info info) {
  return guarded(env, [&]() -> napi_value {
    const Arguments arguments(env, info);
    double id = 0;
    napi_get_value_double(env, arguments.values[0], &id);
    inbox(env).cancel(env, static_cast<std::uint64_t>(id));
    return nullptr;
  });
}

void export_function(Napi::Env env, Napi::Object exports, const std::string& name, napi_callback callback,
                     const void* data) {
  napi_value function;
  if (napi_create_function(env, name.c_str(), name.size(), callback, const_cast<void*>(data), &function) != napi_ok) {
    throw Napi::Error::New(env);
  }
  exports.Set(name, Napi::Value(env, function));
}

}  // namespace

void export_kernel(Napi::Env env, Napi::Object exports, const Binding& binding, const std::string& name) {
  export_function(env, exports, name, call_async, &binding);
  export_function(env, exports, name + "Sync", binding.sync ? binding.sync : call_sync, &binding);
}

void export_cancel(Napi::Env env, Napi::Object exports) { export_function(env, exports, "cancel", cancel, nullptr); }

void open_inbox(Napi::Env env) { env.SetInstanceData(new Environment{Inbox::open(env)}); }

}  // namespace counterpoint
