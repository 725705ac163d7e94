#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace counterpoint {

/// The command line `kernel --name value --flag`.
class Arguments {
 public:
  /// Throws std::invalid_argument for what is not understood.
  explicit Arguments(const std::vector<std::string_view>& words);

  /// The same of words with a space between each two.
  explicit Arguments(std::string_view line);

  /// Adds what `others` have and these have not.
  void add(const Arguments& others) { values_.insert(others.values_.begin(), others.values_.end()); }

  const std::string& kernel() const noexcept { return kernel_; }
  bool has(const std::string& name) const { return values_.contains(name); }

  /// Throws std::invalid_argument if it was not given, or is no integer from `low` to `high`. Takes 1000000 and 1e6.
  std::uint64_t integer(const std::string& name, std::uint64_t low, std::uint64_t high) const;
  std::uint64_t integer(const std::string& name, std::uint64_t low, std::uint64_t high, std::uint64_t otherwise) const {
    return has(name) ? integer(name, low, high) : otherwise;
  }
  double number(const std::string& name, double low, double high) const;
  const std::string& text(const std::string& name) const;

 private:
  double parsed(const std::string& name) const;

  std::string kernel_;
  std::map<std::string, std::string> values_;
};

}  // namespace counterpoint
