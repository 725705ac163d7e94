#include "own/shared_library.h"

#include "kernels/kernel_error.h"

#if defined(_WIN32)
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace counterpoint {
namespace {

[[noreturn]] void cannot_load(const std::string& path, const std::string& why) {
  throw KernelError("ERR_KERNEL_LIBRARY", "loadKernel: expected " + path +
                                              " to be a shared library for this machine; the system says: " + why);
}

}  // namespace

#if defined(_WIN32)

SharedLibrary::SharedLibrary(const std::string& path) {
  std::wstring wide(path.size() + 1, L'\0');  // UTF-16 never needs more units than UTF-8
  MultiByteToWideChar(CP_UTF8, 0, path.c_str(), -1, wide.data(), static_cast<int>(wide.size()));
  handle_ = LoadLibraryW(wide.c_str());
  if (handle_ == nullptr) cannot_load(path, "error " + std::to_string(GetLastError()));
}

void* SharedLibrary::find(const std::string& symbol) const noexcept {
  return reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(handle_), symbol.c_str()));
}

#else

SharedLibrary::SharedLibrary(const std::string& path) : handle_(dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) {
  if (handle_ == nullptr) cannot_load(path, dlerror());
}

void* SharedLibrary::find(const std::string& symbol) const noexcept { return dlsym(handle_, symbol.c_str()); }

#endif

}  // namespace counterpoint
