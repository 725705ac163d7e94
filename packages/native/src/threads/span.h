#pragma once

#include <cstdint>

namespace counterpoint {

/// The items [begin, end) of one piece of work.
struct Span {
  std::uint64_t begin;
  std::uint64_t end;

  std::uint64_t size() const noexcept { return end - begin; }
};

}  // namespace counterpoint
