#include "kernels/sort.h"

#include "bindings/kernels.h"

namespace counterpoint {

Call read_sort(Options& options) {
  Call call;
  const auto values = options.doubles("values");
  options.common(call);
  call.run = [values](Crew& crew) -> Result {
    sort(crew, values.data, values.length);
    return values.argument;
  };
  return call;
}

}  // namespace counterpoint
