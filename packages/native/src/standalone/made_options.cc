#include "standalone/made_options.h"

#include <cstdio>
#include <span>
#include <stdexcept>

#include "kernels/limits.h"

namespace counterpoint {
namespace {

constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 31;  // of one array

/// Fills with doubles in [0, 1).
void fill_noise(std::span<double> values, std::uint32_t state) {
  for (auto& value : values) {
    state = state * 1664525u + 1013904223u;
    value = state / 4294967296.0;
  }
}

struct ToJson {
  const std::deque<MadeOptions::Array>& arrays;

  std::string operator()(Nothing) const { return "null"; }
  std::string operator()(double value) const {
    char text[32];
    std::snprintf(text, sizeof text, "%.17g", value);
    return text;
  }
  std::string operator()(std::uint64_t value) const {
    const std::string digits = std::to_string(value);
    return value <= kMaxCount ? digits : '"' + digits + '"';
  }
  std::string operator()(const std::vector<std::uint64_t>& values) const {
    std::string text;
    for (const auto value : values) text += (text.empty() ? "[" : ",") + (*this)(value);
    return text.empty() ? "[]" : text + "]";
  }
  std::string operator()(Argument argument) const {
    const auto& [name, use, doubles, words, original] = arrays[argument.reference];
    if (!doubles.empty()) return (*this)(doubles.back());
    if (!words.empty()) return (*this)(std::uint64_t{words[words.size() / 2]});
    return "null";
  }
};

}  // namespace

std::uint64_t MadeOptions::integer(const char* name, std::uint64_t low, std::uint64_t high) {
  return arguments_.integer(arguments_.has(name) ? name : "n", low, high);
}

std::uint64_t MadeOptions::integer(const char* name, std::uint64_t low, std::uint64_t high, std::uint64_t otherwise) {
  return arguments_.integer(name, low, high, otherwise);
}

double MadeOptions::number(const char* name, double low, double high) { return arguments_.number(name, low, high); }

double MadeOptions::number(const char* name, double low, double high, double otherwise) {
  return arguments_.has(name) ? number(name, low, high) : otherwise;
}

std::optional<std::size_t> MadeOptions::choice(const char* name, std::initializer_list<const char*> choices) {
  if (!arguments_.has(name)) return std::nullopt;
  const std::string& text = arguments_.text(name);
  std::string to_be;
  std::size_t index = 0;
  for (const char* option : choices) {
    if (text == option) return index;
    to_be += (index++ == 0 ? "" : " or ") + std::string(option);
  }
  out_of_range(name, to_be, '"' + text + '"');
}

MadeOptions::Array& MadeOptions::make(const char* name, Use use, std::uint64_t bytes) {
  if (bytes > kMaxBytes) {
    out_of_range(name, "an array of at most " + std::to_string(kMaxBytes) + " bytes", std::to_string(bytes));
  }
  return arrays_.emplace_back(Array{name, use, {}, {}, {}});
}

Elements<double> MadeOptions::doubles(const char* name, Use use) {
  return doubles(name, use, integer(name, 0, kMaxCount), "--n");
}

Elements<double> MadeOptions::doubles(const char* name, Use use, std::uint64_t length, const char*) {
  Array& made = make(name, use, length * sizeof(double));
  made.doubles.resize(length);
  if (use != Use::Write) fill_noise(made.doubles, ++seed_);
  if (use == Use::Update) made.original.assign(made.doubles.begin(), made.doubles.end());
  return {made.doubles.data(), length, Argument{arrays_.size() - 1}};
}

Elements<std::uint16_t> MadeOptions::words(const char* name, Use use, std::uint64_t length, const char*) {
  Array& made = make(name, use, length * sizeof(std::uint16_t));
  made.words.resize(length);
  return {made.words.data(), length, Argument{arrays_.size() - 1}};
}

void MadeOptions::out_of_range(const char* name, const std::string& to_be, const std::string& got) const {
  throw std::invalid_argument("--" + std::string(name) + ": expected " + to_be + ", got " + got);
}

void MadeOptions::refill() {
  for (Array& array : arrays_) {
    if (array.use == Use::Update) array.doubles.assign(array.original.begin(), array.original.end());
  }
}

std::string MadeOptions::json(const Result& result) const { return std::visit(ToJson{arrays_}, result); }

}  // namespace counterpoint
