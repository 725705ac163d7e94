#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>

#include "kernels/result.h"

namespace counterpoint {

/// Elements of an array, in place. Their memory outlives the call.
template <class T>
struct Elements {
  T* data;
  std::uint64_t length;
  Argument argument;
};

/// Whether a number is an integer from `low` to `high`; not for NaN.
inline bool is_integer(double number, std::uint64_t low, std::uint64_t high) noexcept {
  return number >= static_cast<double>(low) && number <= static_cast<double>(high) && number == std::floor(number);
}

/// What a kernel does with an array.
enum class Use { Read, Write, Update };

/// The options of one call, by name: a JS object, or the words of a command line. Every reader throws if what was given is
/// of a wrong type or out of its range, and says what was expected and what came.
class Options {
 public:
  virtual ~Options() = default;

  virtual std::uint64_t integer(const char* name, std::uint64_t low, std::uint64_t high) = 0;
  virtual std::uint64_t integer(const char* name, std::uint64_t low, std::uint64_t high, std::uint64_t otherwise) = 0;
  virtual double number(const char* name, double low, double high) = 0;
  virtual double number(const char* name, double low, double high, double otherwise) = 0;

  /// The index of the text in `choices`, or nothing if it was not given.
  virtual std::optional<std::size_t> choice(const char* name, std::initializer_list<const char*> choices) = 0;

  /// An array of any length.
  virtual Elements<double> doubles(const char* name, Use use) = 0;

  /// An array of the length that `meaning` explains.
  virtual Elements<double> doubles(const char* name, Use use, std::uint64_t length, const char* meaning) = 0;
  virtual Elements<std::uint16_t> words(const char* name, Use use, std::uint64_t length, const char* meaning) = 0;

  /// `seed`, 0 if it was not given.
  std::uint32_t seed() { return static_cast<std::uint32_t>(integer("seed", 0, UINT32_MAX, 0)); }

  /// Complains if the memory of the two overlaps.
  void apart(const char* name, const Elements<double>& one, const char* other, const Elements<double>& two) const {
    const std::less<const double*> before;
    if (one.length == 0 || two.length == 0) return;
    if (!before(one.data, two.data + two.length) || !before(two.data, one.data + one.length)) return;
    out_of_range(name, "to have memory of its own", std::string("an array that overlaps `") + other + "`");
  }

  /// Complains: `name` was expected `to be such`, and is `got`.
  [[noreturn]] virtual void out_of_range(const char* name, const std::string& to_be, const std::string& got) const = 0;
};

}  // namespace counterpoint
