#include "threads/live_jobs.h"

#include <chrono>

#include "threads/pool.h"

namespace counterpoint {

LiveJobs& LiveJobs::shared() {
  static LiveJobs* const jobs = new LiveJobs;
#if !defined(_WIN32)
  // Windows ends all other threads before it runs static destructors: there is nobody left to join.
  static const struct AtExit {
    ~AtExit() { jobs->end(); }
  } at_exit;
#endif
  return *jobs;
}

void LiveJobs::enter(StopFlag& stop) {
  std::lock_guard lock(mutex_);
  jobs_.insert(&stop);
  if (ended_) stop.request();
}

void LiveJobs::leave(StopFlag& stop) {
  std::lock_guard lock(mutex_);
  jobs_.erase(&stop);
  left_.notify_all();
}

void LiveJobs::end() {
  {
    std::unique_lock lock(mutex_);
    ended_ = true;
    for (auto* stop : jobs_) stop->request();
    // A user's kernel may ignore its flag: then its thread ends with the process.
    if (!left_.wait_for(lock, std::chrono::seconds(1), [this] { return jobs_.empty(); })) return;
  }
  Pool::shared().join();
}

}  // namespace counterpoint
