#include "threads/pool.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace counterpoint {
namespace {

constexpr std::chrono::microseconds kPatience{20};  // about what it costs to wake a thread
constexpr int kTries = 200;  // a few microseconds: longer than the lock is held by anybody who runs

/// Tells the processor that this thread spins.
void relax() noexcept {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

/// Spins before it sleeps: to be put to sleep and woken costs a thread many times what it would have waited.
void lock_soon(std::unique_lock<std::mutex>& lock) {
  for (int i = 0; i < kTries; ++i) {
    if (lock.try_lock()) return;
    relax();
  }
  lock.lock();
}

}  // namespace

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

void Pool::post(std::shared_ptr<Errand> errand, unsigned times) {
  unsigned woken;
  {
    std::unique_lock lock(mutex_, std::defer_lock);
    lock_soon(lock);
    for (unsigned more = 1; more < times; ++more) errands_.push_back(errand);
    errands_.push_back(std::move(errand));
    any_.store(true, std::memory_order_relaxed);
    woken = wake(times);
  }
  notify(woken);
}

void Pool::run_here(Errand& errand) {
  Running running{errand};
  {
    std::lock_guard lock(mutex_);
    began(running);
    if (closed_) errand.stop();
  }
  errand.run();
  std::lock_guard lock(mutex_);
  ended(running);
}

void Pool::end() {
  std::vector<std::thread> threads;
  {
    std::unique_lock lock(mutex_);
    closed_ = true;
    errands_.clear();
    posted_.notify_all();
    for (auto* running = running_; running != nullptr; running = running->next) running->errand.stop();
    // A user's kernel may ignore its flag: then its thread ends with the process.
    if (!idle_.wait_for(lock, std::chrono::seconds(1), [this] { return running_ == nullptr; })) return;
    threads.swap(threads_);
  }
  for (auto& thread : threads) thread.join();
}

void Pool::serve() {
  std::unique_lock lock(mutex_);
  ++searching_;
  for (unsigned streak = 0; !closed_;) {  // errands since it woke
    if (errands_.empty() && streak > 1) look_out(lock);
    if (errands_.empty()) {
      sleep(lock);
      streak = 0;
      continue;
    }
    const auto errand = std::move(errands_.front());
    errands_.pop_front();
    any_.store(!errands_.empty(), std::memory_order_relaxed);
    ++streak;
    --searching_;
    const unsigned woken = errands_.empty() ? 0 : wake(1);
    Running running{*errand};
    began(running);
    lock.unlock();
    notify(woken);
    errand->run();
    lock_soon(lock);
    ended(running);
    ++searching_;
  }
}

void Pool::look_out(std::unique_lock<std::mutex>& lock) {
  if (searching_ > 1) return;  // another does, or is about to wake
  lock.unlock();
  for (int i = 0; i < kTries && !any_.load(std::memory_order_relaxed); ++i) relax();
  const auto until = std::chrono::steady_clock::now() + kPatience;
  // Yields: who would post the next errand may wait for this very core.
  while (!any_.load(std::memory_order_relaxed) && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  lock.lock();
}

void Pool::sleep(std::unique_lock<std::mutex>& lock) {
  --searching_;
  ++asleep_;
  posted_.wait(lock, [this] { return closed_ || woken_ > 0; });
  if (woken_ > 0) --woken_;
}

unsigned Pool::wake(unsigned searchers) noexcept {
  if (searching_ >= searchers) return 0;
  const unsigned woken = std::min(searchers - searching_, asleep_);
  asleep_ -= woken;
  searching_ += woken;
  woken_ += woken;
  return woken;
}

void Pool::notify(unsigned woken) noexcept {
  for (; woken > 0; --woken) posted_.notify_one();
}

void Pool::began(Running& running) noexcept {
  running.next = running_;
  if (running_ != nullptr) running_->previous = &running;
  running_ = &running;
}

void Pool::ended(Running& running) noexcept {
  if (running.next != nullptr) running.next->previous = running.previous;
  (running.previous != nullptr ? running.previous->next : running_) = running.next;
  if (closed_ && running_ == nullptr) idle_.notify_all();
}

}  // namespace counterpoint
