#pragma once

#include <condition_variable>
#include <mutex>
#include <unordered_set>

#include "threads/stop_flag.h"

namespace counterpoint {

/// The stop flags of all jobs that run in this process, so that a process that ends can stop them.
/// (Node runs no cleanup hooks of the main thread on process.exit().)
class LiveJobs {
 public:
  static LiveJobs& shared();

  /// The thread that runs the job, before its first and after its last instruction.
  void enter(StopFlag& stop);
  void leave(StopFlag& stop);

  /// The thread that ends the process: stops every job, waits at most a second, joins the pool.
  void end();

 private:
  std::mutex mutex_;
  std::condition_variable left_;
  std::unordered_set<StopFlag*> jobs_;
  bool ended_ = false;
};

}  // namespace counterpoint
