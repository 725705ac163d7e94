#pragma once

#include <cstdint>
#include <vector>

#include "threads/crew.h"

namespace counterpoint {

/// Coordinator. The state after n steps of x = x * 1664525 + 1013904223 (mod 2^32) from `seed`. Each step needs the one
/// before, so no optimiser shortens the chain; the crew splits it by jumping ahead to where each piece starts, and the
/// pieces must meet: throws KernelError if one does not end where the next begins.
std::uint64_t lcg(Crew& crew, std::uint64_t n, std::uint32_t seed);

/// Coordinator. `tasks` independent chains of n steps from seed, seed + 1, ...; a chain runs on one thread.
std::vector<std::uint64_t> lcg_tasks(Crew& crew, std::uint64_t n, std::uint32_t seed, std::uint64_t tasks);

/// Any thread. n steps from `state`, one after the other.
std::uint32_t lcg_loop(std::uint32_t state, std::uint64_t n) noexcept;

/// Any thread. The same in log2(n) steps: what the chain must come to.
std::uint32_t lcg_jump(std::uint32_t state, std::uint64_t n) noexcept;

}  // namespace counterpoint
