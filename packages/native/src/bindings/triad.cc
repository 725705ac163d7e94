#include "kernels/triad.h"

#include <limits>

#include "bindings/kernels.h"

namespace counterpoint {

Call read_triad(Options& options) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Call call;
  const auto a = options.doubles("a"), b = options.doubles("b"), c = options.doubles("c");
  const double s = options.number("s", -infinity, infinity);
  options.length("b", b.length, a.length, "the length of `a`");
  options.length("c", c.length, a.length, "the length of `a`");
  // In place is well: an element is read before it is written. A part of another's would be read by one thread while
  // another writes it.
  if (a.data != b.data) options.apart("a", a, "b", b);
  if (a.data != c.data) options.apart("a", a, "c", c);
  options.common(call);
  call.run = [=](Crew& crew) -> Result {
    triad(crew, a.length, a.data, b.data, c.data, s);
    return a.argument;
  };
  return call;
}

}  // namespace counterpoint
