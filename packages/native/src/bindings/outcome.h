#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <vector>

#include "bindings/call.h"

namespace counterpoint {

/// How a call ended and what it cost.
struct Outcome {
  enum class State { Done, Stopped, Failed };

  State state = State::Done;
  Result result;              // Done
  const char* code = "";      // Failed
  std::string message;        // Failed; empty where there was no memory for it
  // 0 and empty unless the call asked for details:
  std::int64_t elapsed_ns = 0;
  std::vector<std::int64_t> busy_ns;  // a lane each
};

/// Coordinator: runs the call to its end. Never throws; what a kernel throws becomes a Failed outcome.
Outcome run(const Call& call, const StopFlag& stop) noexcept;

/// A Failed outcome that describes `error`.
Outcome failure(std::exception_ptr error) noexcept;

}  // namespace counterpoint
