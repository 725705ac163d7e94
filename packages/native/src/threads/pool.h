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
class Pool {
 public:
  static Pool& shared();

  /// Any thread. Grows to at least `threads` threads; throws std::system_error if the system has no more.
  void reserve(unsigned threads);

  /// Any thread. A caller that posted nothing yet must have reserved at least one thread.
  void post(std::shared_ptr<Errand> errand);

  /// A thread outside the pool runs an errand of its own, which end() stops and waits for like the pool's.
  void run_here(Errand& errand);

  /// Any thread.
  unsigned size() const noexcept { return size_.load(std::memory_order_relaxed); }

  /// The thread that ends the process: drops what was not begun, stops what runs, waits for it at most a second, and
  /// joins the threads. (Node runs no cleanup hooks of the main thread on process.exit().)
  void end();

 private:
  void serve();  // pool thread
  void began(Errand& errand);  // these two: with mutex_ held
  void ended(Errand& errand) noexcept;

  std::mutex mutex_;
  std::condition_variable posted_, idle_;
  std::deque<std::shared_ptr<Errand>> errands_;
  std::vector<Errand*> running_;
  std::vector<std::thread> threads_;
  std::atomic<unsigned> size_{0};  // of threads_, to be read without the lock
  bool closed_ = false;
};

}  // namespace counterpoint
