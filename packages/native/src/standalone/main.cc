// The article's program over the addon's own kernels: what C++ threads cost when no JavaScript is near.
#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>
#include <stdexcept>
#include <string>

#include "build_info/build_info.h"
#include "standalone/arguments.h"
#include "standalone/program.h"
#include "threads/cores.h"
#include "threads/crew.h"
#include "threads/pool.h"

namespace counterpoint {
namespace {

constexpr const char* kHelp =
    "usage: counterpoint-native-bench <kernel> [options]\n"
    "\n"
    "  --n N          size: steps, points, numbers, elements; side for mandelbrot and matmul; takes 1e8\n"
    "  --seed S       lcg, monteCarloPi: 0 to 4294967295 (default 0)\n"
    "  --algorithm A  sort: kernel (default) or std, for std::sort\n"
    "  --tasks T      T independent tasks of n steps each, one thread a task (counter, lcg, sum);\n"
    "                 without it the n steps of one task are split over the threads\n"
    "  --threads N    how many threads work at once (default: the effective cores)\n"
    "  --threading M  pool (default) or spawn: std::threads made and joined inside the measured time\n"
    "  --schedule S   static or dynamic (default: what suits the kernel)\n"
    "  --repeat R     runs, each measured by itself (default 1)\n"
    "  --warm W       runs before them that are not measured (default 0)\n"
    "  --json         one JSON object a run on stdout\n";

CrewOptions crew_options(const Arguments& arguments) {
  CrewOptions options;
  options.threads = static_cast<unsigned>(arguments.integer("threads", 1, kMaxThreads, effective_cores()));
  const auto threading = arguments.text("threading", "pool");
  if (threading != "pool" && threading != "spawn") throw std::invalid_argument("--threading: expected pool or spawn");
  options.threading = threading == "pool" ? Threading::Pool : Threading::Spawn;
  if (arguments.has("schedule")) {
    const auto schedule = arguments.text("schedule", "");
    if (schedule != "static" && schedule != "dynamic") {
      throw std::invalid_argument("--schedule: expected static or dynamic");
    }
    options.schedule = schedule == "static" ? Schedule::Static : Schedule::Dynamic;
  }
  return options;
}

int run(const Arguments& arguments) {
  const auto found = programs().find(arguments.kernel());
  if (arguments.has("help") || found == programs().end()) {
    std::fputs(kHelp, arguments.has("help") ? stdout : stderr);
    std::fputs("\nkernels:", arguments.has("help") ? stdout : stderr);
    for (const auto& [name, _] : programs()) std::fprintf(arguments.has("help") ? stdout : stderr, " %s", name.c_str());
    std::fputs("\n", arguments.has("help") ? stdout : stderr);
    return arguments.has("help") ? 0 : 2;
  }
  const CrewOptions options = crew_options(arguments);
  const auto repeat = arguments.integer("repeat", 1, 1'000'000, 1);
  const auto warm = arguments.integer("warm", 0, 1'000'000, 0);
  const Program program = found->second(arguments);
  const StopFlag never;
  if (options.threading == Threading::Pool) Pool::shared().reserve(options.threads);
  for (std::uint64_t i = 0; i < warm + repeat; ++i) {
    program.refill();
    const std::clock_t cpu_start = std::clock();
    const auto start = std::chrono::steady_clock::now();
    Crew crew(options, never);
    const std::string result = program.run(crew);
    const auto elapsed = std::chrono::steady_clock::now() - start;
    if (i < warm) continue;
    const double cpu_ns = static_cast<double>(std::clock() - cpu_start) * (1e9 / CLOCKS_PER_SEC);
    const long long ns = std::chrono::duration_cast<std::chrono::nanoseconds>(elapsed).count();
    if (arguments.has("json")) {
      std::printf("{\"kernel\":\"%s\",\"threads\":%u,\"elapsedNs\":%lld,\"cpuNs\":%.0f,\"result\":%s,\"compiler\":\"%s\",\"flags\":\"%s\"}\n",
                  found->first.c_str(), options.threads, ns, cpu_ns, result.c_str(), kBuildInfo.compiler, kBuildInfo.flags);
    } else {
      std::printf("%s  %.3f ms  %s\n", found->first.c_str(), static_cast<double>(ns) / 1e6, result.c_str());
    }
    std::fflush(stdout);
  }
  Pool::shared().end();
  return 0;
}

}  // namespace
}  // namespace counterpoint

int main(int count, char** values) {
  try {
    return counterpoint::run(counterpoint::Arguments(count, values));
  } catch (const std::invalid_argument& error) {
    std::fprintf(stderr, "counterpoint-native-bench: %s\n", error.what());
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "counterpoint-native-bench: %s\n", error.what());
    return 1;
  }
}
