#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "threads/crew.h"

namespace counterpoint {

/// Coordinator. Runs `tasks` independent tasks of n steps, each on one thread; returns their results in order.
/// `advance(state, span)` does the steps [begin, end) and returns the new state; it is called once per `grain` steps.
template <class State, class Advance>
std::vector<State> each_task(Crew& crew, std::uint64_t tasks, std::uint64_t n, std::uint64_t grain, State start,
                             Advance advance) {
  std::vector<State> results(tasks);
  crew.each({tasks, 1}, [&](const Piece& piece) {
    for (std::uint64_t task = piece.span.begin; task < piece.span.end; ++task) {
      State state = start;
      for (std::uint64_t begin = 0; begin < n && !piece.stop.requested();) {
        const std::uint64_t end = begin + std::min(grain, n - begin);
        state = advance(state, Span{begin, end});
        begin = end;
      }
      results[task] = state;
    }
  });
  return results;
}

}  // namespace counterpoint
