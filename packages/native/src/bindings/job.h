#pragma once

#include <napi.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include "bindings/call.h"
#include "bindings/outcome.h"
#include "threads/errand.h"
#include "threads/stop_flag.h"

namespace counterpoint {

class Inbox;

/// One asynchronous call, from the JS thread to a coordinator and back. Owned by the inbox of its environment.
///
///   JS thread     make ── Inbox::start ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ settle
///   coordinator            └── run ── kernel ── Inbox::deliver ─┘
class Job final : public Errand {
 public:
  /// JS thread.
  Job(Napi::Env env, Call call, const std::vector<Napi::Value>& arrays, std::shared_ptr<Inbox> inbox,
      std::uint64_t id);

  /// JS thread, once.
  napi_value promise(Napi::Env env);

  /// Coordinator: a pool thread, or this job's own.
  void run() noexcept override;

  /// Any thread.
  void stop() noexcept override { stop_.request(); }

  /// JS thread. Asks a running job to stop; true if it had not begun, and now never will.
  bool cancel() noexcept;

  /// JS thread. The job could not be started.
  void fail(std::exception_ptr error) noexcept { outcome_ = failure(error); }

  /// JS thread. Settles the promise and lets go of the arrays.
  void settle(Napi::Env env) noexcept;

  /// JS thread, or the thread that tears the environment down. Waits for this job's own thread, if it has one.
  void join() noexcept;

  std::uint64_t id() const noexcept { return id_; }
  const Call& call() const noexcept { return call_; }

  std::thread own_thread;  // JS thread; only when the call spawns its threads
  std::size_t slot = 0;    // JS thread: where the inbox keeps it
  Job* before = nullptr;   // coordinator, then JS thread: what was delivered before it and not seen yet

 private:
  enum class State { Waiting, Running, Cancelled };

  using Clock = std::chrono::steady_clock;

  Napi::Value value(Napi::Env env);

  /// A short call should not pay for a clock that nobody looks at.
  Clock::time_point now() const { return call_.detail ? Clock::now() : Clock::time_point{}; }

  Call call_;
  const std::shared_ptr<Inbox> inbox_;
  const std::uint64_t id_;
  const Clock::time_point created_ = now();
  std::int64_t waited_ns_ = 0;
  napi_deferred deferred_ = nullptr;
  std::vector<napi_ref> arrays_;
  StopFlag stop_;
  std::atomic<State> state_{State::Waiting};
  Outcome outcome_;
};

/// JS thread. What a Done outcome becomes: the value alone, or with `detail` the value with its times in ms.
Napi::Value done(Napi::Env env, const Call& call, const Outcome& outcome, std::int64_t waited_ns,
                 const std::vector<Napi::Value>& arrays);

/// JS thread. What a Failed or Stopped outcome becomes.
Napi::Error failed(Napi::Env env, const Outcome& outcome);

}  // namespace counterpoint
