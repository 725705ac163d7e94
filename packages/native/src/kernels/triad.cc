#include "kernels/triad.h"

namespace counterpoint {
namespace {

constexpr std::uint64_t kGrain = 1 << 17;  // 3 MiB of memory a piece, under a millisecond

}  // namespace

void triad(Crew& crew, std::uint64_t n, double* a, const double* b, const double* c, double s) {
  crew.each({n, kGrain}, [=](const Piece& piece) {
    for (std::uint64_t i = piece.span.begin; i < piece.span.end; ++i) a[i] = b[i] + s * c[i];
  });
}

}  // namespace counterpoint
