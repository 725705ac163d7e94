#pragma once

#include <napi.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "bindings/job.h"

namespace counterpoint {

/// The jobs of one environment (the main thread, or one worker thread) and the way their results come home.
///
/// Order matters when an environment ends: the thread-safe function is made first and the cleanup hook after it;
/// Node runs hooks in reverse, so all jobs are stopped and waited for before Node takes the function away.
class Inbox : public std::enable_shared_from_this<Inbox> {
 public:
  /// JS thread.
  static std::shared_ptr<Inbox> open(Napi::Env env);

  /// JS thread. Starts the call and returns its promise; a non-zero `id` lets cancel() find it.
  napi_value start(Napi::Env env, Call call, const std::vector<Napi::Value>& arrays, std::uint64_t id);

  /// JS thread. Does nothing if the job has ended.
  void cancel(Napi::Env env, std::uint64_t id) noexcept;

  /// Coordinator: its job is done. The last thing that the coordinator does with either. Jobs that end while the JS
  /// thread is busy come home together: one wake for all of them.
  void deliver(Job& job) noexcept;

 private:
  static void on_delivered(napi_env env, napi_value, void* context, void* data) noexcept;  // JS thread, or teardown
  static void on_environment_end(void* inbox) noexcept;                                    // JS thread

  std::shared_ptr<Job> take(Napi::Env env, Job& job) noexcept;  // JS thread

  napi_threadsafe_function function_ = nullptr;
  std::vector<std::shared_ptr<Job>> jobs_;               // JS thread; a job knows its index
  std::unordered_map<std::uint64_t, Job*> cancellable_;  // JS thread
  std::uint64_t expected_ = 0;                           // JS thread: jobs that deliver() was or will be called for
  std::atomic<Job*> delivered_{nullptr};                 // the last that the JS thread has not seen; it is woken for the first
  std::atomic<std::uint64_t> deliveries_{0};             // that deliver() is done with
};

}  // namespace counterpoint
