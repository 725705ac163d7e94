#pragma once

#include <cstdint>
#include <string>

#include "counterpoint_kernel.h"
#include "threads/crew.h"

namespace counterpoint {

/// What a user's kernel works on; no memory of it is owned.
struct OwnWork {
  std::uint64_t items;
  std::uint64_t grain;
  const void* in;
  std::uint64_t in_bytes;
  void* out;
  std::uint64_t out_bytes;
  const void* data;
  std::uint64_t data_bytes;
};

/// Any thread. Finds a kernel in a shared library, which then stays loaded until the process ends: threads may be in it.
/// Throws KernelError if the file cannot be loaded, has no such kernel, or was compiled for another ABI.
counterpoint_kernel find_own_kernel(const std::string& path, const std::string& symbol);

/// Coordinator. Runs a user's kernel over all items, unevenly shared unless the call says otherwise.
/// Throws KernelError if the kernel returns anything but 0.
void run_own_kernel(Crew& crew, counterpoint_kernel kernel, const std::string& symbol, const OwnWork& work);

}  // namespace counterpoint
