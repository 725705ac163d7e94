// What this machine gives at best: plain loops on raw std::threads, which touch no memory. `chain` is a dependent chain of
// multiply-adds, which leaves most of a core idle; `count` takes a step a cycle, so it also feels who else is on the core:
// it is the ceiling of kernels that do the same. usage: ceiling chain|count THREADS STEPS -> milliseconds, and those of CPU
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>
#include <thread>
#include <vector>

[[gnu::noinline, gnu::aligned(64)]] static std::uint64_t chain(std::uint64_t steps) {
  std::uint32_t state = 0;
  for (std::uint64_t i = 0; i < steps; ++i) state = state * 1664525u + 1013904223u;
  return state;
}

[[gnu::noinline, gnu::aligned(64)]] static std::uint64_t count(std::uint64_t steps) {
  std::uint64_t counted = 0;
  while (counted < steps) {
    ++counted;
    asm volatile("" : "+r"(counted));
  }
  return counted;
}

int main(int words_count, char** words) {
  if (words_count != 4) return 2;
  const auto loop = std::string_view(words[1]) == "count" ? count : chain;
  const auto threads = static_cast<std::uint32_t>(std::atoi(words[2]));
  const auto steps = static_cast<std::uint64_t>(std::atof(words[3])) / threads;
  std::vector<std::uint64_t> results(16 * threads);
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu_start = std::clock();
  std::vector<std::thread> running;
  for (std::uint32_t i = 1; i < threads; ++i) running.emplace_back([&, i] { results[16 * i] = loop(steps); });
  results[0] = loop(steps);
  for (auto& thread : running) thread.join();
  const double cpu_ms = static_cast<double>(std::clock() - cpu_start) * (1e3 / CLOCKS_PER_SEC);
  const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - start;
  std::uint64_t seen = 0;
  for (const auto result : results) seen ^= result;
  std::printf("%.6f %.6f %llu\n", elapsed.count(), cpu_ms, static_cast<unsigned long long>(seen));
}
