#pragma once

namespace counterpoint {

/// Something that one thread does once.
class Errand {
 public:
  virtual ~Errand() = default;

  /// The thread that does it.
  virtual void run() noexcept = 0;

  /// Any thread, while run() is underway: the process ends, so run() should soon.
  virtual void stop() noexcept {}
};

}  // namespace counterpoint
