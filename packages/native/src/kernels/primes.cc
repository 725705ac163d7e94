#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

#include "kernels/kernel.h"
#include "kernels/lanes.h"

namespace counterpoint {
namespace {

/// The largest n: its list of sieving primes then goes to a million.
constexpr std::uint64_t kMaxPrimes = 1'000'000'000'000;

// Byte k of a segment stands for the numbers 30k + kResidues[bit]; every prime above 5 is such a number.
constexpr std::array<std::uint32_t, 8> kResidues{1, 7, 11, 13, 17, 19, 23, 29};
constexpr std::uint64_t kSegment = 32 * 1024;       // bytes: stays in the first-level cache
constexpr std::uint64_t kPiece = 8;                 // segments that a lane takes at a time: starts are computed once a piece

/// The bit of a residue modulo 30.
constexpr std::array<std::uint8_t, 30> kBit = [] {
  std::array<std::uint8_t, 30> bits{};
  for (std::uint8_t bit = 0; bit < 8; ++bit) bits[kResidues[bit]] = bit;
  return bits;
}();

/// One residue class of one prime's multiples: p * q for q = residue (mod 30) fall on one bit, p bytes apart.
struct Striker {
  std::uint32_t step;  // p
  std::uint8_t mask;   // clears the bit
  std::uint64_t next;  // byte, from the start of the numbers
};

/// The primes from 7 to `limit`, by the plain sieve.
std::vector<std::uint32_t> sieving_primes(std::uint32_t limit) {
  std::vector<bool> composite(limit + 1);
  std::vector<std::uint32_t> found;
  for (std::uint64_t p = 2; p <= limit; ++p) {
    if (composite[p]) continue;
    if (p > 5) found.push_back(static_cast<std::uint32_t>(p));
    for (std::uint64_t multiple = p * p; multiple <= limit; multiple += p) composite[multiple] = true;
  }
  return found;
}

/// What strikes the multiples from byte `from` on, below byte `to`, of all primes up to the square root.
void aim(std::vector<Striker>& strikers, const std::vector<std::uint32_t>& primes, std::uint64_t from, std::uint64_t to) {
  strikers.clear();
  for (const std::uint64_t p : primes) {
    if (p * p >= 30 * to) break;
    // The first q >= p, coprime to 30, with p * q >= 30 * from; then its seven neighbours.
    const std::uint64_t least = std::max(p, (30 * from + p - 1) / p);
    std::uint64_t turn = least / 30;
    for (const std::uint32_t residue : kResidues) {
      const std::uint64_t q = (turn + (30 * turn + residue < least)) * 30 + residue;
      const std::uint64_t number = p * q;
      strikers.push_back({static_cast<std::uint32_t>(p), static_cast<std::uint8_t>(~(1u << kBit[number % 30])),
                          number / 30});
    }
  }
}

/// Strikes one segment, [from, from + size) in bytes.
void strike(std::vector<Striker>& strikers, std::uint8_t* sieve, std::uint64_t from, std::uint64_t size) {
  for (auto& striker : strikers) {
    std::uint64_t at = striker.next - from;
    const std::uint64_t step = striker.step;
    const std::uint8_t mask = striker.mask;
    for (; at + 3 * step < size; at += 4 * step) {
      sieve[at] &= mask;
      sieve[at + step] &= mask;
      sieve[at + 2 * step] &= mask;
      sieve[at + 3 * step] &= mask;
    }
    for (; at < size; at += step) sieve[at] &= mask;
    striker.next = from + at;
  }
}

std::uint64_t ones(const std::uint8_t* bytes, std::uint64_t size) {
  std::uint64_t total = 0, at = 0;
  for (; at + 8 <= size; at += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes + at, 8);
    total += std::popcount(word);
  }
  for (; at < size; ++at) total += std::popcount(bytes[at]);
  return total;
}

/// Clears what byte `at` holds of numbers that are not below n.
void clear_from(std::uint8_t& byte, std::uint64_t at, std::uint64_t n) {
  for (unsigned bit = 0; bit < 8; ++bit) {
    if (30 * at + kResidues[bit] >= n) byte &= static_cast<std::uint8_t>(~(1u << bit));
  }
}

struct Scratch {
  std::vector<std::uint8_t> sieve;
  std::vector<Striker> strikers;
};

/// Counts the primes below n <= kMaxPrimes by a segmented sieve of Eratosthenes over numbers coprime to 30.
std::uint64_t primes(Crew& crew, std::uint64_t n) {
  constexpr std::array<std::uint64_t, 3> wheel{2, 3, 5};
  const std::uint64_t small = static_cast<std::uint64_t>(std::ranges::count_if(wheel, [n](auto p) { return p < n; }));
  if (n <= 7) return small;
  const auto primes = sieving_primes(static_cast<std::uint32_t>(std::sqrt(static_cast<double>(n))) + 1);
  const std::uint64_t bytes = (n + 29) / 30;
  Lanes<std::uint64_t> found(crew);
  std::vector<Scratch> scratch(crew.threads());
  const std::uint64_t segments = (bytes + kSegment - 1) / kSegment;
  // Few numbers: small pieces, so that every lane gets some. Many: larger ones, since aiming has its price.
  const std::uint64_t grain = std::clamp<std::uint64_t>(segments / (8 * crew.threads()), 1, kPiece);
  crew.each({segments, grain, Schedule::Dynamic}, [&](const Piece& piece) {
    auto& [sieve, strikers] = scratch[piece.lane];
    sieve.resize(kSegment);
    aim(strikers, primes, piece.span.begin * kSegment, std::min(bytes, piece.span.end * kSegment));
    for (std::uint64_t segment = piece.span.begin; segment < piece.span.end && !piece.stop.requested(); ++segment) {
      const std::uint64_t from = segment * kSegment, size = std::min(kSegment, bytes - from);
      std::memset(sieve.data(), 0xff, size);
      if (from == 0) sieve[0] &= 0xfe;  // 1 is no prime
      strike(strikers, sieve.data(), from, size);
      if (from + size == bytes) clear_from(sieve[size - 1], bytes - 1, n);
      found[piece.lane] += ones(sieve.data(), size);
    }
  });
  return small + found.sum();
}

Work read(Options& options) {
  const auto n = options.integer("n", 0, kMaxPrimes);
  return [n](Crew& crew) -> Result { return primes(crew, n); };
}

}  // namespace

extern const Kernel primes_kernel{"primes", read, "--n 1e8"};

}  // namespace counterpoint
