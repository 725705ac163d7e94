#include "bindings/job.h"

#include <utility>

#include "bindings/inbox.h"

namespace counterpoint {
namespace {

constexpr std::uint64_t kMaxSafeInteger = (std::uint64_t{1} << 53) - 1;

double milliseconds(std::int64_t nanoseconds) { return static_cast<double>(nanoseconds) / 1e6; }

Napi::Value integer(Napi::Env env, std::uint64_t value) {
  if (value <= kMaxSafeInteger) return Napi::Number::New(env, static_cast<double>(value));
  return Napi::BigInt::New(env, value);
}

struct ToValue {
  Napi::Env env;
  const std::vector<Napi::Value>& arrays;

  Napi::Value operator()(Nothing) const { return env.Undefined(); }
  Napi::Value operator()(double value) const { return Napi::Number::New(env, value); }
  Napi::Value operator()(std::uint64_t value) const { return integer(env, value); }
  Napi::Value operator()(Argument argument) const { return arrays[argument.reference]; }
  Napi::Value operator()(const std::vector<std::uint64_t>& values) const {
    auto array = Napi::Array::New(env, values.size());
    for (std::size_t i = 0; i < values.size(); ++i) array.Set(static_cast<std::uint32_t>(i), integer(env, values[i]));
    return array;
  }
};

}  // namespace

Napi::Value done(Napi::Env env, const Call& call, const Outcome& outcome, std::int64_t waited_ns,
                 const std::vector<Napi::Value>& arrays) {
  const Napi::Value value = std::visit(ToValue{env, arrays}, outcome.result);
  if (!call.detail) return value;
  auto detail = Napi::Object::New(env);
  auto threads = Napi::Array::New(env, outcome.busy_ns.size());
  for (std::size_t lane = 0; lane < outcome.busy_ns.size(); ++lane) {
    threads.Set(static_cast<std::uint32_t>(lane), Napi::Number::New(env, milliseconds(outcome.busy_ns[lane])));
  }
  detail.Set("value", value);
  detail.Set("elapsedMs", Napi::Number::New(env, milliseconds(outcome.elapsed_ns)));
  detail.Set("waitedMs", Napi::Number::New(env, milliseconds(waited_ns)));
  detail.Set("threadMs", threads);
  return detail;
}

Napi::Error failed(Napi::Env env, const Outcome& outcome) {
  const bool stopped = outcome.state == Outcome::State::Stopped;
  auto error = Napi::Error::New(env, stopped ? "the call was stopped" : outcome.message);
  error.Set("code", Napi::String::New(env, stopped ? "ERR_STOPPED" : outcome.code));
  return error;
}

Job::Job(Napi::Env env, Call call, const std::vector<Napi::Value>& arrays, std::shared_ptr<Inbox> inbox,
         std::uint64_t id)
    : call_(std::move(call)), inbox_(std::move(inbox)), id_(id) {
  arrays_.reserve(arrays.size());
  for (const auto& array : arrays) {
    napi_ref reference;
    if (napi_create_reference(env, array, 1, &reference) != napi_ok) throw Napi::Error::New(env);
    arrays_.push_back(reference);
  }
}

napi_value Job::promise(Napi::Env env) {
  napi_value promise;
  if (napi_create_promise(env, &deferred_, &promise) != napi_ok) throw Napi::Error::New(env);
  return promise;
}

void Job::run() noexcept {
  State expected = State::Waiting;
  if (!state_.compare_exchange_strong(expected, State::Running)) return;
  waited_ns_ = std::chrono::duration_cast<std::chrono::nanoseconds>(now() - created_).count();
  outcome_ = counterpoint::run(call_, stop_);
  inbox_->deliver(*this);
}

bool Job::cancel() noexcept {
  stop_.request();
  State expected = State::Waiting;
  if (!state_.compare_exchange_strong(expected, State::Cancelled)) return false;
  outcome_.state = Outcome::State::Stopped;
  return true;
}

void Job::join() noexcept {
  if (own_thread.joinable()) own_thread.join();
}

void Job::settle(Napi::Env env) noexcept {
  try {
    Napi::HandleScope scope(env);
    if (deferred_ == nullptr) {
      // There was no promise to be had.
    } else if (outcome_.state == Outcome::State::Done) {
      napi_resolve_deferred(env, deferred_, value(env));
    } else {
      napi_reject_deferred(env, deferred_, failed(env, outcome_).Value());
    }
  } catch (...) {
    // The environment is going away: nobody waits for this promise any more.
  }
  for (const napi_ref reference : arrays_) napi_delete_reference(env, reference);
  arrays_.clear();
}

Napi::Value Job::value(Napi::Env env) {
  std::vector<Napi::Value> arrays;
  arrays.reserve(arrays_.size());
  for (const napi_ref reference : arrays_) {
    napi_value array;
    if (napi_get_reference_value(env, reference, &array) != napi_ok) throw Napi::Error::New(env);
    arrays.emplace_back(env, array);
  }
  return done(env, call_, outcome_, waited_ns_, arrays);
}

}  // namespace counterpoint
