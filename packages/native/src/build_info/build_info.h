#pragma once

namespace counterpoint {

/// How this binary was made. Constant; any thread.
struct BuildInfo {
  const char* compiler;
  const char* flags;
  const char* target;
  const char* libc;
  const char* commit;
};

extern const BuildInfo kBuildInfo;

}  // namespace counterpoint
