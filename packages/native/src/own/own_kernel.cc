#include "own/own_kernel.h"

#include "kernels/kernel_error.h"
#include "own/shared_library.h"

namespace counterpoint {

counterpoint_kernel find_own_kernel(const std::string& path, const std::string& symbol) {
  const SharedLibrary library(path);
  const auto kernel = reinterpret_cast<counterpoint_kernel>(library.find(symbol));
  if (kernel == nullptr) {
    throw KernelError("ERR_KERNEL_SYMBOL", "loadKernel: " + path + " exports no symbol \"" + symbol +
                                               "\"; define it by COUNTERPOINT_KERNEL(" + symbol + ")");
  }
  const auto version = reinterpret_cast<std::uint32_t (*)()>(library.find(symbol + "_counterpoint_abi"));
  if (version == nullptr) {
    throw KernelError("ERR_KERNEL_ABI", "loadKernel: \"" + symbol + "\" in " + path +
                                            " does not say for which ABI it was compiled; define it by COUNTERPOINT_KERNEL(" +
                                            symbol + ") of counterpoint_kernel.h");
  }
  if (version() != COUNTERPOINT_KERNEL_ABI) {
    throw KernelError("ERR_KERNEL_ABI", "loadKernel: expected \"" + symbol + "\" in " + path + " to have kernel ABI " +
                                            std::to_string(COUNTERPOINT_KERNEL_ABI) + ", got " +
                                            std::to_string(version()) +
                                            "; compile it again: counterpoint kernel build");
  }
  return kernel;
}

void run_own_kernel(Crew& crew, counterpoint_kernel kernel, const std::string& symbol, const OwnWork& work) {
  crew.each({work.items, work.grain, Schedule::Dynamic}, [&](const Piece& piece) {
    const counterpoint_work part{piece.span.begin, piece.span.end,  work.in,    work.in_bytes,
                                 work.out,         work.out_bytes,  work.data,  work.data_bytes,
                                 piece.lane,       crew.threads(),  piece.stop.address()};
    if (const std::int32_t result = kernel(&part); result != 0) {
      throw KernelError("ERR_KERNEL_FAILED", "the kernel " + symbol + " returned " + std::to_string(result) +
                                                 " for the items " + std::to_string(part.begin) + " to " +
                                                 std::to_string(part.end - 1));
    }
  });
}

}  // namespace counterpoint
