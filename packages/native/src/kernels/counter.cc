#include "kernels/barrier.h"
#include "kernels/kernel.h"
#include "kernels/lanes.h"
#include "kernels/limits.h"
#include "kernels/tasks.h"

namespace counterpoint {
namespace {

constexpr std::uint64_t kGrain = 1 << 20;  // under 2 ms a piece: a stop is seen in time

/// Counts n iterations one at a time: the article's loop.
[[gnu::noinline, gnu::aligned(64)]] std::uint64_t count_loop(std::uint64_t n) noexcept {
  std::uint64_t counted = 0;
  while (counted < n) {
    ++counted;
    barrier(counted);
  }
  return counted;
}

/// Counts to n with the iterations split over the crew; returns the iterations that were counted.
std::uint64_t count(Crew& crew, std::uint64_t n) {
  Lanes<std::uint64_t> counted(crew);
  crew.each({n, kGrain}, [&](const Piece& piece) { counted[piece.lane] += count_loop(piece.span.size()); });
  return counted.sum();
}

/// Counts to n in each of `tasks` independent tasks; a task runs on one thread.
std::vector<std::uint64_t> count_tasks(Crew& crew, std::uint64_t n, std::uint64_t tasks) {
  return each_task(crew, tasks, n, kGrain, std::uint64_t{0},
                   [](std::uint64_t counted, Span span) { return counted + count_loop(span.size()); });
}

Work read(Options& options) {
  const auto n = options.integer("n", 0, kMaxCount);
  const auto tasks = options.integer("tasks", 1, kMaxTasks, 0);
  return [n, tasks](Crew& crew) -> Result {
    if (tasks == 0) return count(crew, n);
    return count_tasks(crew, n, tasks);
  };
}

}  // namespace

extern const Kernel counter_kernel{"counter", read, "--n 1e8"};

}  // namespace counterpoint
