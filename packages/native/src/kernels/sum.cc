#include "kernels/barrier.h"
#include "kernels/kernel.h"
#include "kernels/lanes.h"
#include "kernels/limits.h"
#include "kernels/tasks.h"

namespace counterpoint {
namespace {

constexpr std::uint64_t kGrain = 1 << 20;

/// The largest n whose sum fits 64 bits with room to spare.
constexpr std::uint64_t kMaxSum = std::uint64_t{1} << 32;

/// Adds begin + ... + (end - 1) one at a time.
[[gnu::noinline, gnu::aligned(64)]] std::uint64_t sum_loop(std::uint64_t begin, std::uint64_t end) noexcept {
  std::uint64_t total = 0;
  for (std::uint64_t value = begin; value < end; ++value) {
    total += value;
    barrier(total);
  }
  return total;
}

/// Adds 0 + 1 + ... + (n - 1) one at a time, split over the crew; exact for n <= kMaxSum.
std::uint64_t sum(Crew& crew, std::uint64_t n) {
  Lanes<std::uint64_t> totals(crew);
  crew.each({n, kGrain}, [&](const Piece& piece) { totals[piece.lane] += sum_loop(piece.span.begin, piece.span.end); });
  return totals.sum();
}

/// The same in each of `tasks` independent tasks; a task runs on one thread.
std::vector<std::uint64_t> sum_tasks(Crew& crew, std::uint64_t n, std::uint64_t tasks) {
  return each_task(crew, tasks, n, kGrain, std::uint64_t{0},
                   [](std::uint64_t total, Span span) { return total + sum_loop(span.begin, span.end); });
}

Work read(Options& options) {
  const auto n = options.integer("n", 0, kMaxSum);
  const auto tasks = options.integer("tasks", 1, kMaxTasks, 0);
  return [n, tasks](Crew& crew) -> Result {
    if (tasks == 0) return sum(crew, n);
    return sum_tasks(crew, n, tasks);
  };
}

}  // namespace

extern const Kernel sum_kernel{"sum", read, "--n 1e8"};

}  // namespace counterpoint
