#include "own/own_kernel.h"

#include "kernels/kernel_error.h"
#include "own/shared_library.h"

namespace counterpoint {
namespace {

std::string failure_text(const std::string& symbol, const counterpoint_work& work, std::int32_t result) {
  const std::string how = result == COUNTERPOINT_KERNEL_THREW ? "threw" : "returned " + std::to_string(result);
  const std::string why = *work.message == '\0' ? "" : std::string(": ") + work.message;
  return "the kernel " + symbol + " " + how + " for the items " + std::to_string(work.begin) + " to " +
         std::to_string(work.end - 1) + why;
}

}  // namespace

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
    char message[COUNTERPOINT_MESSAGE_BYTES] = "";
    const counterpoint_work part{piece.span.begin, piece.span.end,  work.in,    work.in_bytes,
                                 work.out,         work.out_bytes,  work.data,  work.data_bytes,
                                 piece.lane,       crew.threads(),  piece.stop.address(), message};
    const std::int32_t result = kernel(&part);
    if (result != 0) throw KernelError("ERR_KERNEL_FAILED", failure_text(symbol, part, result));
  });
}

}  // namespace counterpoint
