#include "standalone/arguments.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <stdexcept>

#include "kernels/options.h"

namespace counterpoint {
namespace {

const std::set<std::string, std::less<>> kFlags{"json", "help", "turns"};

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty()) {
    const auto end = std::min(line.find(' '), line.size());
    if (end > 0) words.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return words;
}

[[noreturn]] void refuse(const std::string& name, const std::string& expected, const std::string& got) {
  throw std::invalid_argument("--" + name + ": expected " + expected + ", got " + got);
}

}  // namespace

Arguments::Arguments(std::string_view line) : Arguments(split(line)) {}

Arguments::Arguments(const std::vector<std::string_view>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (!word.starts_with("--")) {
      if (!kernel_.empty()) throw std::invalid_argument("expected one kernel, got also \"" + std::string(word) + "\"");
      kernel_ = word;
      continue;
    }
    const std::string name(word.substr(2));
    if (kFlags.contains(name)) {
      values_[name] = "";
    } else if (i + 1 < words.size()) {
      values_[name] = words[++i];
    } else {
      throw std::invalid_argument("--" + name + ": expected a value after it");
    }
  }
}

const std::string& Arguments::text(const std::string& name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) throw std::invalid_argument("--" + name + ": expected a value, and it was not given");
  return found->second;
}

double Arguments::parsed(const std::string& name) const {
  const std::string& given = text(name);
  char* end = nullptr;
  const double number = std::strtod(given.c_str(), &end);
  if (end == given.c_str() || *end != '\0') refuse(name, "a number", '"' + given + '"');
  return number;
}

std::uint64_t Arguments::integer(const std::string& name, std::uint64_t low, std::uint64_t high) const {
  const double number = parsed(name);
  if (!is_integer(number, low, high)) {
    refuse(name, "an integer from " + std::to_string(low) + " to " + std::to_string(high), text(name));
  }
  return static_cast<std::uint64_t>(number);
}

double Arguments::number(const std::string& name, double low, double high) const {
  const double number = parsed(name);
  if (!(number >= low && number <= high)) {
    char range[80];
    std::snprintf(range, sizeof range, "a number from %g to %g", low, high);
    refuse(name, range, text(name));
  }
  return number;
}

}  // namespace counterpoint
