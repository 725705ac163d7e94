#include "kernels/sum.h"

#include "kernels/barrier.h"
#include "kernels/lanes.h"
#include "kernels/tasks.h"

namespace counterpoint {
namespace {

constexpr std::uint64_t kGrain = 1 << 20;

}  // namespace

[[gnu::noinline, gnu::aligned(64)]] std::uint64_t sum_loop(std::uint64_t begin, std::uint64_t end) noexcept {
  std::uint64_t total = 0;
  for (std::uint64_t value = begin; value < end; ++value) {
    total += value;
    barrier(total);
  }
  return total;
}

std::uint64_t sum(Crew& crew, std::uint64_t n) {
  Lanes<std::uint64_t> totals(crew);
  crew.each({n, kGrain}, [&](const Piece& piece) { totals[piece.lane] += sum_loop(piece.span.begin, piece.span.end); });
  return totals.sum();
}

std::vector<std::uint64_t> sum_tasks(Crew& crew, std::uint64_t n, std::uint64_t tasks) {
  return each_task(crew, tasks, n, kGrain, std::uint64_t{0},
                   [](std::uint64_t total, Span span) { return total + sum_loop(span.begin, span.end); });
}

}  // namespace counterpoint
