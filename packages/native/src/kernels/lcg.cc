#include "kernels/lcg.h"

#include "kernels/barrier.h"
#include "kernels/kernel_error.h"
#include "kernels/tasks.h"

namespace counterpoint {
namespace {

constexpr std::uint64_t kGrain = 1 << 20;
constexpr std::uint32_t kMultiplier = 1664525, kIncrement = 1013904223;  // Knuth; Numerical Recipes

}  // namespace

[[gnu::noinline, gnu::aligned(64)]] std::uint32_t lcg_loop(std::uint32_t state, std::uint64_t n) noexcept {
  for (std::uint64_t step = 0; step < n; ++step) {
    state = state * kMultiplier + kIncrement;
    barrier(state);
  }
  return state;
}

std::uint32_t lcg_jump(std::uint32_t state, std::uint64_t n) noexcept {
  std::uint32_t multiplier = kMultiplier, increment = kIncrement;
  for (; n != 0; n >>= 1) {
    if (n & 1) state = state * multiplier + increment;
    increment *= multiplier + 1;
    multiplier *= multiplier;
  }
  return state;
}

std::uint64_t lcg(Crew& crew, std::uint64_t n, std::uint32_t seed) {
  crew.each({n, kGrain}, [&](const Piece& piece) {
    const std::uint32_t end = lcg_loop(lcg_jump(seed, piece.span.begin), piece.span.size());
    if (end != lcg_jump(seed, piece.span.end)) {
      throw KernelError("ERR_KERNEL_FAILED", "lcg: a piece of the chain ended in a wrong state");
    }
  });
  return lcg_jump(seed, n);
}

std::vector<std::uint64_t> lcg_tasks(Crew& crew, std::uint64_t n, std::uint32_t seed, std::uint64_t tasks) {
  std::vector<std::uint64_t> states(tasks);
  crew.each({tasks, 1}, [&](const Piece& piece) {
    for (std::uint64_t task = piece.span.begin; task < piece.span.end; ++task) {
      auto state = seed + static_cast<std::uint32_t>(task);
      for (std::uint64_t begin = 0; begin < n && !piece.stop.requested(); begin += kGrain) {
        state = lcg_loop(state, std::min(kGrain, n - begin));
      }
      states[task] = state;
    }
  });
  return states;
}

}  // namespace counterpoint
