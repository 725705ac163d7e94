#include "kernels/barrier.h"
#include "kernels/kernel.h"
#include "kernels/kernel_error.h"
#include "kernels/limits.h"
#include "kernels/tasks.h"

namespace counterpoint {
namespace {

constexpr std::uint64_t kGrain = 1 << 20;
constexpr std::uint32_t kMultiplier = 1664525, kIncrement = 1013904223;  // Knuth; Numerical Recipes

/// n steps from `state`, one after the other.
[[gnu::noinline, gnu::aligned(64)]] std::uint32_t lcg_loop(std::uint32_t state, std::uint64_t n) noexcept {
  for (std::uint64_t step = 0; step < n; ++step) {
    state = state * kMultiplier + kIncrement;
    barrier(state);
  }
  return state;
}

/// The same in log2(n) steps: what the chain must come to.
std::uint32_t lcg_jump(std::uint32_t state, std::uint64_t n) noexcept {
  std::uint32_t multiplier = kMultiplier, increment = kIncrement;
  for (; n != 0; n >>= 1) {
    if (n & 1) state = state * multiplier + increment;
    increment *= multiplier + 1;
    multiplier *= multiplier;
  }
  return state;
}

/// The state after n steps of x = x * 1664525 + 1013904223 (mod 2^32) from `seed`. Each step needs the one before, so no
/// optimiser shortens the chain; the crew splits it by jumping ahead to where each piece starts, and the pieces must meet:
/// throws KernelError if one does not end where the next begins.
std::uint64_t lcg(Crew& crew, std::uint64_t n, std::uint32_t seed) {
  crew.each({n, kGrain}, [&](const Piece& piece) {
    const std::uint32_t end = lcg_loop(lcg_jump(seed, piece.span.begin), piece.span.size());
    if (end != lcg_jump(seed, piece.span.end)) {
      throw KernelError("ERR_KERNEL_FAILED", "lcg: a piece of the chain ended in a wrong state");
    }
  });
  return lcg_jump(seed, n);
}

/// `tasks` independent chains of n steps from seed, seed + 1, ...; a chain runs on one thread.
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

Work read(Options& options) {
  const auto n = options.integer("n", 0, kMaxCount);
  const auto tasks = options.integer("tasks", 1, kMaxTasks, 0);
  const auto seed = options.seed();
  return [n, tasks, seed](Crew& crew) -> Result {
    if (tasks == 0) return lcg(crew, n, seed);
    return lcg_tasks(crew, n, seed, tasks);
  };
}

}  // namespace

extern const Kernel lcg_kernel{"lcg", read, "--n 1e8"};

}  // namespace counterpoint
