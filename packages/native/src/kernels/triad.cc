#include <limits>

#include "kernels/kernel.h"

namespace counterpoint {
namespace {

constexpr std::uint64_t kGrain = 1 << 17;  // 3 MiB of memory a piece, under a millisecond

/// a[i] = b[i] + s * c[i] for n elements: three streams through memory and hardly any arithmetic.
void triad(Crew& crew, std::uint64_t n, double* a, const double* b, const double* c, double s) {
  crew.each({n, kGrain}, [=](const Piece& piece) {
    for (std::uint64_t i = piece.span.begin; i < piece.span.end; ++i) a[i] = b[i] + s * c[i];
  });
}

Work read(Options& options) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto a = options.doubles("a", Use::Write);
  const auto b = options.doubles("b", Use::Read, a.length, "the length of `a`");
  const auto c = options.doubles("c", Use::Read, a.length, "the length of `a`");
  const double s = options.number("s", -infinity, infinity);
  // In place is well: an element is read before it is written. A part of another's would be read by one thread while
  // another writes it.
  if (a.data != b.data) options.apart("a", a, "b", b);
  if (a.data != c.data) options.apart("a", a, "c", c);
  return [=](Crew& crew) -> Result {
    triad(crew, a.length, a.data, b.data, c.data, s);
    return a.argument;
  };
}

}  // namespace

extern const Kernel triad_kernel{"triad", read, "--n 1e6 --s 3"};

}  // namespace counterpoint
