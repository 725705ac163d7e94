// What this machine gives at best: a plain dependent chain of multiply-adds on raw std::threads. It touches no memory
// and shares no port with itself, so nothing but cores limits it. usage: ceiling THREADS STEPS -> milliseconds
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

static std::uint32_t chain(std::uint32_t state, std::uint64_t steps) {
  for (std::uint64_t i = 0; i < steps; ++i) state = state * 1664525u + 1013904223u;
  return state;
}

int main(int count, char** words) {
  if (count != 3) return 2;
  const auto threads = static_cast<std::uint32_t>(std::atoi(words[1]));
  const auto steps = static_cast<std::uint64_t>(std::atof(words[2])) / threads;
  std::vector<std::uint32_t> results(32 * threads);
  const auto start = std::chrono::steady_clock::now();
  std::vector<std::thread> running;
  for (std::uint32_t i = 1; i < threads; ++i) running.emplace_back([&, i] { results[32 * i] = chain(i, steps); });
  results[0] = chain(0, steps);
  for (auto& thread : running) thread.join();
  const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - start;
  std::uint32_t seen = 0;
  for (const auto result : results) seen ^= result;
  std::printf("%.6f %u\n", elapsed.count(), seen);
}
