#pragma once

#include <cstdint>

#include "threads/crew.h"

namespace counterpoint {

/// The largest n that primes() takes: its list of sieving primes then goes to a million.
inline constexpr std::uint64_t kMaxPrimes = 1'000'000'000'000;

/// Coordinator. Counts the primes below n <= kMaxPrimes by a segmented sieve of Eratosthenes over numbers coprime to 30.
std::uint64_t primes(Crew& crew, std::uint64_t n);

}  // namespace counterpoint
