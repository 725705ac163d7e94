#include "bindings/outcome.h"

#include <chrono>
#include <new>
#include <system_error>
#include <utility>

#include "kernels/kernel_error.h"

namespace counterpoint {

namespace {

/// May throw: to tell of a failure takes memory.
void describe(std::exception_ptr error, Outcome& outcome) {
  try {
    std::rethrow_exception(error);
  } catch (const Stopped&) {
    outcome.state = Outcome::State::Stopped;
  } catch (const KernelError& failed) {
    outcome.code = failed.code;
    outcome.message = failed.what();
  } catch (const std::bad_alloc&) {
    outcome.code = "ERR_OUT_OF_MEMORY";
    outcome.message = "the kernel could not get the memory it needs; use a smaller size";
  } catch (const std::system_error& failed) {
    outcome.code = "ERR_OUT_OF_THREADS";
    outcome.message = std::string("the system would not start another thread; use fewer `threads` (") + failed.what() + ")";
  } catch (const std::exception& failed) {
    outcome.message = failed.what();
  } catch (...) {
    outcome.message = "the kernel threw something that is not a std::exception";
  }
}

}  // namespace

Outcome failure(std::exception_ptr error) noexcept {
  Outcome outcome;
  outcome.state = Outcome::State::Failed;
  outcome.code = "ERR_KERNEL_FAILED";
  try {
    describe(std::move(error), outcome);
  } catch (...) {
    // The code says enough.
  }
  return outcome;
}

Outcome run(const Call& call, const StopFlag& stop) noexcept {
  using Clock = std::chrono::steady_clock;
  // A short call should not pay for a clock that nobody looks at.
  const auto now = [&call] { return call.detail ? Clock::now() : Clock::time_point{}; };
  const auto start = now();
  Outcome outcome;
  try {
    Crew crew(call.crew, stop);
    outcome.result = call.run(crew);
    outcome.elapsed_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(now() - start).count();
    if (call.detail) outcome.busy_ns = crew.busy();
  } catch (...) {
    outcome = failure(std::current_exception());
  }
  return outcome;
}

}  // namespace counterpoint
