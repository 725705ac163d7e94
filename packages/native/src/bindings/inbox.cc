#include "bindings/inbox.h"

#include <utility>

#include "threads/cores.h"
#include "threads/pool.h"

namespace counterpoint {

std::shared_ptr<Inbox> Inbox::open(Napi::Env env) {
  Pool::shared();  // its exit handler is registered before any thread exists
  auto inbox = std::make_shared<Inbox>();
  if (napi_create_threadsafe_function(env, nullptr, nullptr, Napi::String::New(env, "counterpoint"), 0, 1, nullptr,
                                      nullptr, inbox.get(), on_delivered, &inbox->function_) != napi_ok ||
      napi_unref_threadsafe_function(env, inbox->function_) != napi_ok) {
    throw Napi::Error::New(env);
  }
  // The hook owns a share of the inbox: it and the function outlive whatever the environment's end destroys first.
  auto* const share = new std::shared_ptr<Inbox>(inbox);
  if (napi_add_env_cleanup_hook(env, on_environment_end, share) != napi_ok) {
    delete share;
    throw Napi::Error::New(env);
  }
  return inbox;
}

napi_value Inbox::start(Napi::Env env, Call call, const std::vector<Napi::Value>& arrays, std::uint64_t id) {
  const bool spawns = call.crew.threading == Threading::Spawn;
  if (!spawns) Pool::shared().reserve(effective_cores());
  const auto job = std::make_shared<Job>(env, std::move(call), arrays, shared_from_this(), id);
  job->slot = jobs_.size();
  jobs_.push_back(job);
  try {
    if (id != 0) cancellable_.emplace(id, job.get());
    if (spawns) {
      job->own_thread = std::thread([job = job.get()] { Pool::shared().run_here(*job); });
    } else {
      Pool::shared().post(job);
    }
    ++expected_;
  } catch (...) {
    job->fail(std::current_exception());
    const napi_value promise = job->promise(env);
    take(env, *job)->settle(env);
    return promise;
  }
  // What JavaScript needs of the call is made while a thread wakes for it: nobody settles it but this thread.
  if (jobs_.size() == 1) napi_ref_threadsafe_function(env, function_);
  return job->promise(env);
}

void Inbox::cancel(Napi::Env env, std::uint64_t id) noexcept {
  const auto found = cancellable_.find(id);
  if (found == cancellable_.end()) return;
  Job* const job = found->second;
  if (!job->cancel()) return;  // it runs: it will see its flag and come home as stopped
  --expected_;
  const auto owned = take(env, *job);
  owned->join();
  owned->settle(env);
}

void Inbox::deliver(Job& job) noexcept {
  Job* before = delivered_.load(std::memory_order_relaxed);
  do {
    job.before = before;
  } while (!delivered_.compare_exchange_weak(before, &job, std::memory_order_release, std::memory_order_relaxed));
  if (before == nullptr) napi_call_threadsafe_function(function_, nullptr, napi_tsfn_nonblocking);
  deliveries_.fetch_add(1, std::memory_order_release);
  deliveries_.notify_all();
}

std::shared_ptr<Job> Inbox::take(Napi::Env env, Job& job) noexcept {
  auto owned = std::move(jobs_[job.slot]);
  if (job.slot + 1 < jobs_.size()) {
    jobs_[job.slot] = std::move(jobs_.back());
    jobs_[job.slot]->slot = job.slot;
  }
  jobs_.pop_back();
  if (owned->id() != 0) cancellable_.erase(owned->id());
  if (jobs_.empty()) napi_unref_threadsafe_function(env, function_);
  return owned;
}

void Inbox::on_delivered(napi_env env, napi_value, void* context, void*) noexcept {
  if (env == nullptr) return;  // the environment has ended; its jobs went with the inbox
  Inbox& inbox = *static_cast<Inbox*>(context);
  Job* first = nullptr;
  for (Job* last = inbox.delivered_.exchange(nullptr, std::memory_order_acquire); last != nullptr;) {
    Job* const before = std::exchange(last->before, first);
    first = std::exchange(last, before);
  }
  while (first != nullptr) {
    Job& job = *std::exchange(first, first->before);
    const auto owned = inbox.take(env, job);
    owned->join();
    owned->settle(env);
  }
}

void Inbox::on_environment_end(void* share) noexcept {
  const std::unique_ptr<std::shared_ptr<Inbox>> owned(static_cast<std::shared_ptr<Inbox>*>(share));
  Inbox& inbox = **owned;
  for (auto& job : inbox.jobs_) inbox.expected_ -= job->cancel();
  for (;;) {
    const std::uint64_t deliveries = inbox.deliveries_.load(std::memory_order_acquire);
    if (deliveries == inbox.expected_) break;
    inbox.deliveries_.wait(deliveries, std::memory_order_acquire);
  }
  inbox.delivered_.store(nullptr, std::memory_order_relaxed);
  for (auto& job : inbox.jobs_) job->join();
  inbox.jobs_.clear();  // jobs share the inbox: without this it would keep itself alive
}

}  // namespace counterpoint
