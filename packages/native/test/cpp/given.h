#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "kernels/kernel.h"
#include "standalone/made_options.h"

namespace counterpoint {

/// A kernel's call from the words of a command line; its arrays may be filled by hand before it runs.
struct Given {
  const Kernel& kernel;
  MadeOptions options;
  Work work;

  Given(const std::string& name, const std::string& line)
      : kernel(**std::ranges::find(kernels(), name, &Kernel::name)), options(Arguments(line)), work(kernel.read(options)) {}

  MadeOptions::Array& array(const std::string& name) {
    return *std::ranges::find(options.arrays(), name, &MadeOptions::Array::name);
  }
};

inline std::uint64_t one(const Result& result) { return std::get<std::uint64_t>(result); }

inline const std::vector<std::uint64_t>& all(const Result& result) { return std::get<std::vector<std::uint64_t>>(result); }

/// The words of an option, with a space before them.
inline std::string with(const char* name, std::uint64_t value) { return std::string(" --") + name + " " + std::to_string(value); }

}  // namespace counterpoint
