#include "threads/pool.h"

#include <chrono>
#include <utility>

namespace counterpoint {

Pool& Pool::shared() {
  // Never destroyed: threads may still wait in it while the process runs its static destructors.
  static Pool* const pool = new Pool;
#if !defined(_WIN32)
  // Windows ends all other threads before it runs static destructors: there is nobody left to join.
  static const struct AtExit {
    ~AtExit() { pool->end(); }
  } at_exit;
#endif
  return *pool;
}

void Pool::reserve(unsigned threads) {
  if (size() >= threads) return;
  std::lock_guard lock(mutex_);
  while (!closed_ && threads_.size() < threads) {
    threads_.emplace_back([this] { serve(); });
    size_.store(static_cast<unsigned>(threads_.size()), std::memory_order_relaxed);
  }
}

void Pool::post(std::shared_ptr<Errand> errand) {
  {
    std::lock_guard lock(mutex_);
    errands_.push_back(std::move(errand));
  }
  posted_.notify_one();
}

void Pool::run_here(Errand& errand) {
  {
    std::lock_guard lock(mutex_);
    began(errand);
    if (closed_) errand.stop();
  }
  errand.run();
  std::lock_guard lock(mutex_);
  ended(errand);
}

void Pool::end() {
  std::vector<std::thread> threads;
  {
    std::unique_lock lock(mutex_);
    closed_ = true;
    errands_.clear();
    posted_.notify_all();
    for (auto* errand : running_) errand->stop();
    // A user's kernel may ignore its flag: then its thread ends with the process.
    if (!idle_.wait_for(lock, std::chrono::seconds(1), [this] { return running_.empty(); })) return;
    threads.swap(threads_);
  }
  for (auto& thread : threads) thread.join();
}

void Pool::serve() {
  std::unique_lock lock(mutex_);
  for (;;) {
    posted_.wait(lock, [this] { return closed_ || !errands_.empty(); });
    if (closed_) return;
    auto errand = std::move(errands_.front());
    errands_.pop_front();
    began(*errand);
    lock.unlock();
    errand->run();
    lock.lock();
    ended(*errand);
  }
}

void Pool::began(Errand& errand) { running_.push_back(&errand); }

void Pool::ended(Errand& errand) noexcept {
  std::erase(running_, &errand);
  if (closed_ && running_.empty()) idle_.notify_all();
}

}  // namespace counterpoint
