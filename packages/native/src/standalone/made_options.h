#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "kernels/options.h"
#include "standalone/arguments.h"
#include "standalone/memory.h"

namespace counterpoint {

/// A kernel's options from a command line: an integer that has no default is `--name`, or else the size, `--n`; arrays are
/// made. One of doubles that is read holds noise, the same on every machine and as src/kernels/sample.ts makes it; others, zeros.
/// Every reader throws std::invalid_argument.
class MadeOptions final : public Options {
 public:
  struct Array {
    std::string name;
    Use use;
    std::vector<double, MadeAllocator<double>> doubles;
    std::vector<std::uint16_t, MadeAllocator<std::uint16_t>> words;  // one of the two has elements
    std::vector<double> original;  // what `doubles` held first, if the kernel updates it
  };

  explicit MadeOptions(const Arguments& arguments) : arguments_(arguments) {}

  Elements<double> doubles(const char* name, Use use) override;
  Elements<double> doubles(const char* name, Use use, std::uint64_t length, const char* meaning) override;
  Elements<std::uint16_t> words(const char* name, Use use, std::uint64_t length, const char* meaning) override;

  std::uint64_t integer(const char* name, std::uint64_t low, std::uint64_t high) override;
  std::uint64_t integer(const char* name, std::uint64_t low, std::uint64_t high, std::uint64_t otherwise) override;
  std::optional<std::size_t> choice(const char* name, std::initializer_list<const char*> choices) override;
  double number(const char* name, double low, double high) override;
  double number(const char* name, double low, double high, double otherwise) override;
  [[noreturn]] void out_of_range(const char* name, const std::string& to_be, const std::string& got) const override;

  /// Gives the arrays that a run updates what they held before it.
  void refill();

  /// The arrays in the order of their Argument::reference.
  std::deque<Array>& arrays() noexcept { return arrays_; }

  /// A result as JSON: of an array of doubles the last element, of one of words the middle one; an integer above 2^53 - 1,
  /// where JavaScript's numbers are no longer exact, as a string.
  std::string json(const Result& result) const;

 private:
  Array& make(const char* name, Use use, std::uint64_t bytes);

  Arguments arguments_;
  std::deque<Array> arrays_;  // elements stay where they are
  std::uint32_t seed_ = 0;    // of the last noise
};

}  // namespace counterpoint
