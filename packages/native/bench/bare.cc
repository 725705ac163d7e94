// The least that N-API asks for a call that does nothing: without arguments, and with a promise that another thread
// settles: a queue and as many threads as the pool has, and a wake of the JS thread for each call. It checks nothing and
// stops nothing; it is the yardstick, never shipped.
#include <node_api.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

// Never destroyed: threads wait in them while the process ends.
static std::mutex& mutex = *new std::mutex;
static std::condition_variable& posted = *new std::condition_variable;
static std::deque<napi_deferred> queue;
static napi_threadsafe_function home;
static int underway = 0;

static void serve() {
  std::unique_lock lock(mutex);
  for (;;) {
    posted.wait(lock, [] { return !queue.empty(); });
    const napi_deferred deferred = queue.front();
    queue.pop_front();
    lock.unlock();
    napi_call_threadsafe_function(home, deferred, napi_tsfn_nonblocking);
    lock.lock();
  }
}

static void settle(napi_env env, napi_value, void*, void* deferred) {
  napi_value undefined;
  napi_get_undefined(env, &undefined);
  napi_resolve_deferred(env, static_cast<napi_deferred>(deferred), undefined);
  if (--underway == 0) napi_unref_threadsafe_function(env, home);
}

static napi_value noop_sync(napi_env, napi_callback_info) { return nullptr; }

static napi_value noop(napi_env env, napi_callback_info) {
  napi_deferred deferred;
  napi_value promise;
  napi_create_promise(env, &deferred, &promise);
  if (underway++ == 0) napi_ref_threadsafe_function(env, home);
  {
    std::lock_guard lock(mutex);
    queue.push_back(deferred);
  }
  posted.notify_one();
  return promise;
}

NAPI_MODULE_INIT() {
  napi_value name, function;
  napi_create_string_utf8(env, "bare", 4, &name);
  napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, nullptr, settle, &home);
  napi_unref_threadsafe_function(env, home);
  for (int i = 0; i < 2; ++i) std::thread(serve).detach();  // as many as the pool has here: ends with the process
  napi_create_function(env, "noop", 4, noop, nullptr, &function);
  napi_set_named_property(env, exports, "noop", function);
  napi_create_function(env, "noopSync", 8, noop_sync, nullptr, &function);
  napi_set_named_property(env, exports, "noopSync", function);
  return exports;
}
