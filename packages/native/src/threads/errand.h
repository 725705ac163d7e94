#pragma once

namespace counterpoint {

/// Something that a pool thread does once.
class Errand {
 public:
  virtual ~Errand() = default;

  /// Pool thread.
  virtual void run() noexcept = 0;
};

}  // namespace counterpoint
