#include "build_info/build_info.h"

#include <cstdlib>

#include "build_facts.h"

#if defined(__clang__)
#define COUNTERPOINT_COMPILER "clang " __clang_version__
#elif defined(__GNUC__)
#define COUNTERPOINT_COMPILER "g++ " __VERSION__
#else
#define COUNTERPOINT_COMPILER "unknown"
#endif

#if defined(__GLIBC__)
#define COUNTERPOINT_LIBC "glibc"
#elif defined(__linux__)
#define COUNTERPOINT_LIBC "musl"
#else
#define COUNTERPOINT_LIBC ""
#endif

namespace counterpoint {

const BuildInfo kBuildInfo{COUNTERPOINT_COMPILER, COUNTERPOINT_FLAGS, COUNTERPOINT_TARGET, COUNTERPOINT_LIBC,
                           COUNTERPOINT_COMMIT};

}  // namespace counterpoint
