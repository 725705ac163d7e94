#include "kernels/counter.h"

#include "kernels/barrier.h"
#include "kernels/lanes.h"
#include "kernels/tasks.h"

namespace counterpoint {
namespace {

constexpr std::uint64_t kGrain = 1 << 20;  // under 2 ms a piece: a stop is seen in time

}  // namespace

[[gnu::noinline, gnu::aligned(64)]] std::uint64_t count_loop(std::uint64_t n) noexcept {
  std::uint64_t counted = 0;
  while (counted < n) {
    ++counted;
    barrier(counted);
  }
  return counted;
}

std::uint64_t count(Crew& crew, std::uint64_t n) {
  Lanes<std::uint64_t> counted(crew);
  crew.each({n, kGrain}, [&](const Piece& piece) { counted[piece.lane] += count_loop(piece.span.size()); });
  return counted.sum();
}

std::vector<std::uint64_t> count_tasks(Crew& crew, std::uint64_t n, std::uint64_t tasks) {
  return each_task(crew, tasks, n, kGrain, std::uint64_t{0},
                   [](std::uint64_t counted, Span span) { return counted + count_loop(span.size()); });
}

}  // namespace counterpoint
