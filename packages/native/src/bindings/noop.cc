#include "kernels/noop.h"

#include "bindings/kernels.h"

namespace counterpoint {

Call read_noop(Options&) {
  Call call;
  call.run = [](Crew&) -> Result {
    noop();
    return Nothing{};
  };
  return call;
}

}  // namespace counterpoint
