#pragma once

#include <vector>

#include "threads/crew.h"

namespace counterpoint {

/// One value a lane, each on cache lines of its own, so that lanes never slow each other down by writing.
template <class T>
class Lanes {
 public:
  explicit Lanes(const Crew& crew) : values_(crew.threads()) {}

  T& operator[](unsigned lane) noexcept { return values_[lane].value; }

  T sum() const {
    T total{};
    for (const auto& padded : values_) total += padded.value;
    return total;
  }

 private:
  struct alignas(128) Padded {
    T value{};
  };
  std::vector<Padded> values_;
};

}  // namespace counterpoint
