#include <algorithm>
#include <array>

#include "kernels/kernel.h"
#include "kernels/lanes.h"
#include "kernels/limits.h"

namespace counterpoint {
namespace {

constexpr std::uint64_t kGrain = 1 << 16;
constexpr std::uint64_t kRadius = 1 << 26;  // coordinates have 26 bits: their squares add up exactly in a double, too

/// Philox4x32-10, a counter-based generator: four random words for each counter and key.
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011).
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> c, std::array<std::uint32_t, 2> key) noexcept {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t low = std::uint64_t{0xD2511F53} * c[0], high = std::uint64_t{0xCD9E8D57} * c[2];
    c = {static_cast<std::uint32_t>(high >> 32) ^ c[1] ^ key[0], static_cast<std::uint32_t>(high),
         static_cast<std::uint32_t>(low >> 32) ^ c[3] ^ key[1], static_cast<std::uint32_t>(low)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return c;
}

/// Whether the point of two random words lies in the quarter circle.
bool inside(std::uint32_t first, std::uint32_t second) noexcept {
  const std::uint64_t x = first >> 6, y = second >> 6;
  return x * x + y * y < kRadius * kRadius;
}

/// Hits among the points [begin, end); begin is even. Two points share one counter.
[[gnu::noinline, gnu::aligned(64)]] std::uint64_t hits(std::uint64_t begin, std::uint64_t end,
                                                       std::uint32_t seed) noexcept {
  std::uint64_t total = 0;
  for (std::uint64_t point = begin; point < end; point += 2) {
    const std::uint64_t counter = point / 2;
    const auto words = philox({static_cast<std::uint32_t>(counter), static_cast<std::uint32_t>(counter >> 32), 0, 0},
                              {seed, 0});
    total += inside(words[0], words[1]);
    if (point + 1 < end) total += inside(words[2], words[3]);
  }
  return total;
}

/// How many of n random points of the unit square lie in the quarter circle: pi is about 4 * hits / n.
/// Point i depends on `seed` and i alone, so the result is the same for any number of threads.
std::uint64_t all_hits(Crew& crew, std::uint64_t n, std::uint32_t seed) {
  Lanes<std::uint64_t> total(crew);
  // Items are pairs of points: a piece never begins inside a pair.
  crew.each({n / 2 + n % 2, kGrain}, [&](const Piece& piece) {
    total[piece.lane] += hits(2 * piece.span.begin, std::min(n, 2 * piece.span.end), seed);
  });
  return total.sum();
}

Work read(Options& options) {
  const auto n = options.integer("n", 1, kMaxCount);
  const auto seed = options.seed();
  return [n, seed](Crew& crew) -> Result {
    return 4.0 * static_cast<double>(all_hits(crew, n, seed)) / static_cast<double>(n);
  };
}

}  // namespace

extern const Kernel monte_carlo_pi_kernel{"monteCarloPi", read, "--n 1e7"};

}  // namespace counterpoint
