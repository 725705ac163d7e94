# Cross-compiles with zig, which brings each target's C library and libc++. Given by the release command:
# COUNTERPOINT_ZIG (path of zig), COUNTERPOINT_ZIG_TARGET (as zig names it), in the environment, so that CMake's own
# trial builds see them too.
set(ZIG $ENV{COUNTERPOINT_ZIG})
set(ZIG_TARGET $ENV{COUNTERPOINT_ZIG_TARGET})
string(REGEX MATCH "^[^-]+" CMAKE_SYSTEM_PROCESSOR ${ZIG_TARGET})
if(ZIG_TARGET MATCHES "-linux-")
  set(CMAKE_SYSTEM_NAME Linux)
elseif(ZIG_TARGET MATCHES "-macos")
  set(CMAKE_SYSTEM_NAME Darwin)
else()
  set(CMAKE_SYSTEM_NAME Windows)
  set(CMAKE_RC_COMPILER ${ZIG})  # asked for, never run: there are no resources
endif()
set(CMAKE_C_COMPILER ${ZIG} cc -target ${ZIG_TARGET})
set(CMAKE_CXX_COMPILER ${ZIG} c++ -target ${ZIG_TARGET})
set(CMAKE_C_COMPILER_WORKS ON)
set(CMAKE_CXX_COMPILER_WORKS ON)
set(CMAKE_OSX_SYSROOT "")
set(CMAKE_OSX_DEPLOYMENT_TARGET "")
