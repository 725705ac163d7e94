#pragma once

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

  /// Any thread.
  unsigned size() const;

  /// The thread that ends the process. Errands that were not begun are dropped.
  void join();

 private:
  void serve();  // pool thread

  mutable std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<std::shared_ptr<Errand>> errands_;
  std::vector<std::thread> threads_;
  bool closed_ = false;
};

}  // namespace counterpoint
