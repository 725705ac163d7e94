#include "threads/crew.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "threads/cores.h"
#include "threads/pool.h"

namespace counterpoint {
namespace {

std::int64_t now() noexcept {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

/// One parallel loop. Shared with helpers that may look at it after it has ended; by then all lanes are taken.
class Crew::Loop final : public Errand {
 public:
  Loop(const Split& split, unsigned lanes, Invoke invoke, void* context, Crew& crew)
      : split_(split), lanes_(lanes), invoke_(invoke), context_(context), crew_(crew) {}

  /// Helper or coordinator: takes lanes until none is left.
  void run() noexcept override {
    for (;;) {
      const unsigned lane = next_lane_.fetch_add(1, std::memory_order_relaxed);
      if (lane >= lanes_) return;
      run_lane(lane);
    }
  }

  /// Helper or coordinator: never throws, keeps the first exception for the coordinator.
  void run_lane(unsigned lane) noexcept {
    const std::int64_t start = now();
    try {
      split_.schedule == Schedule::Static ? run_block(lane) : run_pieces(lane);
    } catch (...) {
      fail(std::current_exception());
    }
    crew_.busy_[lane] += now() - start;
    std::lock_guard lock(mutex_);
    if (++finished_ == lanes_) all_finished_.notify_one();
  }

  /// Coordinator: no lane begins any more; those that run look at the failure before their next piece.
  void fail(std::exception_ptr error) noexcept {
    std::lock_guard lock(mutex_);
    if (!error_) error_ = error;
    failed_.store(true, std::memory_order_relaxed);
  }

  /// Coordinator.
  void wait_and_rethrow() {
    std::unique_lock lock(mutex_);
    all_finished_.wait(lock, [this] { return finished_ == lanes_; });
    // Moved out: a helper may drop the loop last, and an exception must not end on another thread than it is read on.
    if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
  }

 private:
  bool ended() const noexcept { return failed_.load(std::memory_order_relaxed) || crew_.stop_.requested(); }

  std::uint64_t border(unsigned lane) const noexcept {  // of static blocks; items * lane would overflow
    return split_.items / lanes_ * lane + std::min<std::uint64_t>(split_.items % lanes_, lane);
  }

  void run_block(unsigned lane) {
    const std::uint64_t last = border(lane + 1);
    for (std::uint64_t begin = border(lane); begin < last && !ended();) {
      const std::uint64_t end = begin + std::min(split_.grain, last - begin);
      invoke_(context_, Piece{{begin, end}, lane, crew_.stop_});
      begin = end;
    }
  }

  void run_pieces(unsigned lane) {
    while (!ended()) {
      const std::uint64_t begin = next_item_.fetch_add(split_.grain, std::memory_order_relaxed);
      if (begin >= split_.items) return;
      invoke_(context_, Piece{{begin, begin + std::min(split_.grain, split_.items - begin)}, lane, crew_.stop_});
    }
  }

  const Split split_;
  const unsigned lanes_;
  const Invoke invoke_;
  void* const context_;
  Crew& crew_;
  std::atomic<unsigned> next_lane_{0};
  std::atomic<std::uint64_t> next_item_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  std::condition_variable all_finished_;
  unsigned finished_ = 0;
  std::exception_ptr error_;
};

Crew::Crew(const CrewOptions& options, const StopFlag& stop)
    : options_(options), stop_(stop), busy_(options.threads, 0) {}

unsigned Crew::lanes(const Split& split) const noexcept {
  const std::uint64_t pieces = split.items / split.grain + (split.items % split.grain != 0);
  return static_cast<unsigned>(std::clamp<std::uint64_t>(pieces, 1, options_.threads));
}

void Crew::run(const Split& given, Invoke invoke, void* context) {
  Split split = given;
  if (options_.schedule) split.schedule = *options_.schedule;
  const unsigned count = lanes(split);
  auto loop = std::make_shared<Loop>(split, count, invoke, context, *this);
  if (count == 1) {
    loop->run_lane(0);
  } else if (options_.threading == Threading::Pool) {
    run_on_pool(loop, count);
  } else {
    run_on_spawned(loop, count);
  }
  loop->wait_and_rethrow();
  check();
}

void Crew::run_on_pool(const std::shared_ptr<Loop>& loop, unsigned lanes) {
  Pool& pool = Pool::shared();
  pool.reserve(std::max(lanes, effective_cores()));
  pool.post(loop, lanes - 1);
  loop->run();
}

void Crew::run_on_spawned(const std::shared_ptr<Loop>& loop, unsigned lanes) {
  std::vector<std::thread> helpers;
  helpers.reserve(lanes - 1);
  try {
    while (helpers.size() + 1 < lanes) helpers.emplace_back([&loop] { loop->run(); });
  } catch (...) {
    loop->fail(std::current_exception());
  }
  loop->run();
  for (auto& helper : helpers) helper.join();
}

}  // namespace counterpoint
