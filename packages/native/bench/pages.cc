// An ArrayBuffer over a file that another process maps, too: map(path, bytes). Linux; of the bench alone, never shipped.
#include <fcntl.h>
#include <node_api.h>
#include <sys/mman.h>
#include <unistd.h>

static napi_value map(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2], buffer;
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  char path[4096];
  double bytes = 0;
  napi_get_value_string_utf8(env, arguments[0], path, sizeof path, nullptr);
  napi_get_value_double(env, arguments[1], &bytes);
  const int file = open(path, O_RDWR | O_CLOEXEC);
  void* memory = mmap(nullptr, static_cast<size_t>(bytes), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (file >= 0) close(file);
  if (memory == MAP_FAILED) {
    napi_throw_error(env, nullptr, "expected a file that can be mapped");
    return nullptr;
  }
  // Never unmapped: the process ends with it.
  napi_create_external_arraybuffer(env, memory, static_cast<size_t>(bytes), nullptr, nullptr, &buffer);
  return buffer;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "map", 3, map, nullptr, &function);
  napi_set_named_property(env, exports, "map", function);
  return exports;
}
