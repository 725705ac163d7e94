#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "threads/span.h"
#include "threads/split.h"
#include "threads/stop_flag.h"

namespace counterpoint {

/// Where a crew's helpers come from: the process's pool, or std::threads made and joined for each loop.
enum class Threading { Pool, Spawn };

/// What the user of a call chose.
struct CrewOptions {
  unsigned threads = 1;
  Threading threading = Threading::Pool;
  std::optional<Schedule> schedule;  // overrides the kernel's own choice
};

/// One piece of work as a kernel's loop body sees it. Lives on the thread that runs it.
struct Piece {
  Span span;
  unsigned lane;  // 0 .. threads - 1; one lane never runs on two threads at once
  const StopFlag& stop;
};

/// The threads of one call. The thread that owns the crew coordinates: it runs lane 0 and whatever lane no helper
/// has taken, so a loop ends even if no helper ever comes, and loops never wait for each other.
///
///   coordinator   each() ── lane 0 ──────────── lane 3 ── wait ── return
///   helper            └─────── lane 1 ───────────────────┘
///   helper            └──────────── lane 2 ──────────────┘
class Crew {
 public:
  Crew(const CrewOptions& options, const StopFlag& stop);

  unsigned threads() const noexcept { return options_.threads; }
  const StopFlag& stop() const noexcept { return stop_; }

  /// Nanoseconds that each lane was busy, summed over all loops.
  const std::vector<std::int64_t>& busy() const noexcept { return busy_; }

  /// How many lanes a loop over this split uses: never more than it has pieces; at least 1.
  unsigned lanes(const Split& split) const noexcept;

  /// Coordinator. Runs body(Piece) over all items, on up to threads() threads at once, and returns when all are done.
  /// Throws Stopped when the flag was set, std::system_error when no thread could be started, and what a body threw.
  template <class Body>
  void each(const Split& split, Body&& body) {
    run(split, [](void* context, const Piece& piece) { (*static_cast<std::remove_reference_t<Body>*>(context))(piece); },
        const_cast<void*>(static_cast<const void*>(&body)));
  }

  /// Coordinator. Throws Stopped when the flag was set.
  void check() const {
    if (stop_.requested()) throw Stopped{};
  }

 private:
  using Invoke = void (*)(void* context, const Piece& piece);
  class Loop;

  void run(const Split& split, Invoke invoke, void* context);
  void run_on_pool(const std::shared_ptr<Loop>& loop, unsigned lanes);
  void run_on_spawned(const std::shared_ptr<Loop>& loop, unsigned lanes);

  CrewOptions options_;
  const StopFlag& stop_;
  std::vector<std::int64_t> busy_;
};

}  // namespace counterpoint
