#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <utility>

#include "kernels/kernel.h"

namespace counterpoint {
namespace {

// Doubles are sorted as 64-bit keys whose integer order is the order wanted. Runs of kRun keys are sorted one by one;
// rounds of merges then double the runs. Every merge is cut into pieces of equal output by binary search, so each
// round keeps all lanes busy to its end and looks at the stop flag in time.
//
//   doubles -> keys, sorted runs in `values` -> merge -> `spare` -> merge -> `values` -> ... -> doubles in `values`

using Key = std::int64_t;

constexpr std::uint64_t kRun = 1 << 14;    // about a millisecond
constexpr std::uint64_t kPiece = 1 << 16;  // keys of one piece of a merge

Key to_key(double value) noexcept {
  if (std::isnan(value)) return std::numeric_limits<Key>::max();
  const auto bits = std::bit_cast<Key>(value);
  return bits ^ ((bits >> 63) & std::numeric_limits<Key>::max());
}

double from_key(Key key) noexcept {
  if (key == std::numeric_limits<Key>::max()) return std::numeric_limits<double>::quiet_NaN();
  return std::bit_cast<double>(key ^ ((key >> 63) & std::numeric_limits<Key>::max()));
}

/// Turns values into keys where they lie. The storage holds keys from here on.
Key* make_keys(double* values, std::uint64_t n) noexcept {
  for (std::uint64_t i = 0; i < n; ++i) {
    const Key key = to_key(values[i]);
    new (values + i) Key(key);
  }
  return std::launder(reinterpret_cast<Key*>(values));
}

/// How many of the first `taken` keys of the merge of a and b come from a; ties come from a first.
std::uint64_t taken_from_a(const Key* a, std::uint64_t a_size, const Key* b, std::uint64_t b_size,
                           std::uint64_t taken) noexcept {
  std::uint64_t low = taken > b_size ? taken - b_size : 0, high = std::min(taken, a_size);
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (a[middle] <= b[taken - middle - 1]) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/// Merges [a, a_end) and [b, b_end) to `out`, without a branch that depends on the keys.
[[gnu::noinline, gnu::aligned(64)]] void merge(const Key* a, const Key* a_end, const Key* b, const Key* b_end,
                                               Key* out) noexcept {
  while (a != a_end && b != b_end) {
    const Key from_a = *a, from_b = *b;
    const bool second = from_b < from_a;
    *out++ = second ? from_b : from_a;
    a += !second;
    b += second;
  }
  out = std::copy(a, a_end, out);
  std::copy(b, b_end, out);
}

/// One piece of a round: the output [from, to) of the merge of two neighbouring runs of `run` keys.
void merge_piece(const Key* in, Key* out, std::uint64_t n, std::uint64_t run, std::uint64_t from, std::uint64_t to) {
  while (from < to) {
    const std::uint64_t pair = from / (2 * run) * (2 * run);
    const std::uint64_t middle = std::min(pair + run, n), end = std::min(pair + 2 * run, n);
    const std::uint64_t until = std::min(to, end);
    const Key *a = in + pair, *b = in + middle;
    const std::uint64_t a_size = middle - pair, b_size = end - middle;
    const std::uint64_t a_first = taken_from_a(a, a_size, b, b_size, from - pair);
    const std::uint64_t a_last = taken_from_a(a, a_size, b, b_size, until - pair);
    merge(a + a_first, a + a_last, b + (from - pair - a_first), b + (until - pair - a_last), out + from);
    from = until;
  }
}

/// Sorts n doubles in place, ascending, as Float64Array.prototype.sort does: -0 before 0, NaN last.
/// Takes n more doubles of memory. A stopped sort leaves the values in an unspecified state, some of them lost.
void sort(Crew& crew, double* values, std::uint64_t n) {
  const auto spare = n > kRun ? std::make_unique_for_overwrite<Key[]>(n) : nullptr;
  const std::uint64_t runs = (n + kRun - 1) / kRun;
  crew.each({runs, 1}, [&](const Piece& piece) {
    const std::uint64_t from = piece.span.begin * kRun, size = std::min(kRun, n - from);
    Key* const keys = make_keys(values + from, size);
    std::sort(keys, keys + size);
  });
  Key* in = std::launder(reinterpret_cast<Key*>(values));
  Key* out = spare.get();
  for (std::uint64_t run = kRun; run < n; run *= 2) {
    crew.each({n, kPiece}, [&](const Piece& piece) { merge_piece(in, out, n, run, piece.span.begin, piece.span.end); });
    std::swap(in, out);
  }
  crew.each({n, kPiece}, [&](const Piece& piece) {
    for (std::uint64_t i = piece.span.begin; i < piece.span.end; ++i) {
      const double value = from_key(in[i]);
      new (values + i) double(value);
    }
  });
}

Work read(Options& options) {
  const auto values = options.doubles("values", Use::Update);
  return [values](Crew& crew) -> Result {
    sort(crew, values.data, values.length);
    return values.argument;
  };
}

}  // namespace

extern const Kernel sort_kernel{"sort", read, "--n 1e6"};

}  // namespace counterpoint
