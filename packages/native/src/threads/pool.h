#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "threads/errand.h"

namespace counterpoint {

/// The process's threads: started when first needed, kept, and joined when the process ends.
/// They serve every environment that loaded the addon; errands run in the order they were posted.
///
/// To wake a thread costs more than a short errand takes. So nobody is woken while a thread searches: from being woken, or
/// done with an errand, until it has the next one or sleeps. It sleeps when there is none; after several in a row, only
/// when none has come for a moment. Who takes an errand and leaves others behind wakes the next thread.
class Pool {
 public:
  static Pool& shared();

  /// Any thread. Grows to at least `threads` threads; throws std::system_error if the system has no more.
  void reserve(unsigned threads);

  /// Any thread. A caller that posted nothing yet must have reserved at least one thread.
  /// @param times - how many threads run it, each once; at least 1
  void post(std::shared_ptr<Errand> errand, unsigned times = 1);

  /// A thread outside the pool runs an errand of its own, which end() stops and waits for like the pool's.
  void run_here(Errand& errand);

  /// Any thread.
  unsigned size() const noexcept { return size_.load(std::memory_order_relaxed); }

  /// The thread that ends the process: drops what was not begun, stops what runs, waits for it at most a second, and
  /// joins the threads. (Node runs no cleanup hooks of the main thread on process.exit().)
  void end();

 private:
  /// An errand that runs, kept on the stack of its thread: no memory is asked for where nobody could be told of its lack.
  struct Running {
    Errand& errand;
    Running* next = nullptr;
    Running* previous = nullptr;
  };

  void serve();  // pool thread
  // Pool thread, with mutex_ held at the begin and at the end:
  void look_out(std::unique_lock<std::mutex>& lock);
  void sleep(std::unique_lock<std::mutex>& lock);

  // With mutex_ held:
  unsigned wake(unsigned searchers) noexcept;
  void began(Running& running) noexcept;
  void ended(Running& running) noexcept;

  /// Any thread, without the lock: what wake() returned.
  void notify(unsigned woken) noexcept;

  std::mutex mutex_;
  std::condition_variable posted_, idle_;
  std::deque<std::shared_ptr<Errand>> errands_;
  std::atomic<bool> any_{false};  // whether errands_ holds one, to be read without the lock
  unsigned searching_ = 0;  // threads that will look at errands_ before they sleep
  unsigned woken_ = 0;      // of these, who have not noticed yet
  unsigned asleep_ = 0;     // and nobody has woken them
  Running* running_ = nullptr;  // the last that began
  std::vector<std::thread> threads_;
  std::atomic<unsigned> size_{0};  // of threads_, to be read without the lock
  bool closed_ = false;
};

}  // namespace counterpoint
