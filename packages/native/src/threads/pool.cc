#include "threads/pool.h"

#include <utility>

namespace counterpoint {

Pool& Pool::shared() {
  // Never destroyed: threads may still wait in it while the process runs its static destructors.
  // Running jobs are stopped and these threads joined by LiveJobs, at exit.
  static Pool* const pool = new Pool;
  return *pool;
}

void Pool::reserve(unsigned threads) {
  std::lock_guard lock(mutex_);
  while (!closed_ && threads_.size() < threads) threads_.emplace_back([this] { serve(); });
}

void Pool::post(std::shared_ptr<Errand> errand) {
  {
    std::lock_guard lock(mutex_);
    errands_.push_back(std::move(errand));
  }
  posted_.notify_one();
}

unsigned Pool::size() const {
  std::lock_guard lock(mutex_);
  return static_cast<unsigned>(threads_.size());
}

void Pool::join() {
  std::vector<std::thread> threads;
  {
    std::lock_guard lock(mutex_);
    closed_ = true;
    errands_.clear();
    threads.swap(threads_);
  }
  posted_.notify_all();
  for (auto& thread : threads) thread.join();
}

void Pool::serve() {
  std::unique_lock lock(mutex_);
  for (;;) {
    posted_.wait(lock, [this] { return closed_ || !errands_.empty(); });
    if (closed_) return;
    auto errand = std::move(errands_.front());
    errands_.pop_front();
    lock.unlock();
    errand->run();
    errand.reset();
    lock.lock();
  }
}

}  // namespace counterpoint
