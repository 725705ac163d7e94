#pragma once

#include <stdexcept>
#include <string>

namespace counterpoint {

/// A failure that a kernel foresees; `code` is stable, the message is for people.
struct KernelError : std::runtime_error {
  KernelError(const char* code, const std::string& message) : std::runtime_error(message), code(code) {}

  const char* code;
};

}  // namespace counterpoint
