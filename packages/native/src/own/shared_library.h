#pragma once

#include <string>

namespace counterpoint {

/// A shared library that was loaded from an absolute UTF-8 path; it is never unloaded. Any thread.
class SharedLibrary {
 public:
  /// Throws KernelError if the system cannot load the file.
  explicit SharedLibrary(const std::string& path);

  /// The address of an exported symbol; null if there is none.
  void* find(const std::string& symbol) const noexcept;

 private:
  void* handle_;
};

}  // namespace counterpoint
