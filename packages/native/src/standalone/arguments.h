#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace counterpoint {

/// The command line `kernel --name value --flag`.
class Arguments {
 public:
  /// Throws std::invalid_argument for what is not understood.
  Arguments(int count, const char* const* values);

  const std::string& kernel() const noexcept { return kernel_; }
  bool has(const std::string& name) const { return values_.contains(name); }

  /// Throws std::invalid_argument if it is no integer from `low` to `high`. Takes 1000000 and 1e6.
  std::uint64_t integer(const std::string& name, std::uint64_t low, std::uint64_t high, std::uint64_t otherwise) const;
  double number(const std::string& name, double otherwise) const;
  std::string text(const std::string& name, const std::string& otherwise) const;

 private:
  std::string kernel_;
  std::map<std::string, std::string> values_;
};

}  // namespace counterpoint
