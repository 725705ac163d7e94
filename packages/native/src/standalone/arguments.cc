#include "standalone/arguments.h"

#include <cmath>
#include <cstdlib>
#include <set>
#include <stdexcept>

namespace counterpoint {
namespace {

const std::set<std::string, std::less<>> kFlags{"json", "help"};

double parsed(const std::string& name, const std::string& text) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || *end != '\0') {
    throw std::invalid_argument("--" + name + ": expected a number, got \"" + text + "\"");
  }
  return number;
}

}  // namespace

Arguments::Arguments(int count, const char* const* values) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word = values[i];
    if (!word.starts_with("--")) {
      if (!kernel_.empty()) throw std::invalid_argument("expected one kernel, got also \"" + std::string(word) + "\"");
      kernel_ = word;
      continue;
    }
    const std::string name(word.substr(2));
    if (kFlags.contains(name)) {
      values_[name] = "";
    } else if (i + 1 < count) {
      values_[name] = values[++i];
    } else {
      throw std::invalid_argument("--" + name + ": expected a value after it");
    }
  }
}

std::uint64_t Arguments::integer(const std::string& name, std::uint64_t low, std::uint64_t high,
                                 std::uint64_t otherwise) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return otherwise;
  const double number = parsed(name, found->second);
  if (!(number >= static_cast<double>(low) && number <= static_cast<double>(high) && number == std::floor(number))) {
    throw std::invalid_argument("--" + name + ": expected an integer from " + std::to_string(low) + " to " +
                                std::to_string(high) + ", got " + found->second);
  }
  return static_cast<std::uint64_t>(number);
}

double Arguments::number(const std::string& name, double otherwise) const {
  const auto found = values_.find(name);
  return found == values_.end() ? otherwise : parsed(name, found->second);
}

std::string Arguments::text(const std::string& name, const std::string& otherwise) const {
  const auto found = values_.find(name);
  return found == values_.end() ? otherwise : found->second;
}

}  // namespace counterpoint
