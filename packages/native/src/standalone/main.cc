// The article's program over the addon's own kernels: what C++ threads cost when no JavaScript is near.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>
#include <stdexcept>
#include <string>

#include "build_info/build_info.h"
#include "kernels/crew_options.h"
#include "kernels/kernel.h"
#include "standalone/arguments.h"
#include "standalone/made_options.h"
#include "standalone/memory.h"
#include "threads/pool.h"

namespace counterpoint {
namespace {

constexpr const char* kHelp =
    "usage: counterpoint-native-bench <kernel> [options]\n"
    "\n"
    "  --n N          size: steps, points, numbers, elements; side for mandelbrot and matmul; takes 1e8\n"
    "  --NAME V       any other number that the kernel takes: width, height, limit, rows, s ...\n"
    "  --seed S       lcg, monteCarloPi: 0 to 4294967295 (default 0)\n"
    "  --algorithm A  sort: kernel (default) or std, for std::sort\n"
    "  --tasks T      T independent tasks of n steps each, one thread a task (counter, lcg, sum);\n"
    "                 without it the n steps of one task are split over the threads\n"
    "  --threads N    how many threads work at once (default: the effective cores)\n"
    "  --threading M  pool (default) or spawn: std::threads made and joined inside the measured time\n"
    "  --schedule S   static or dynamic (default: what suits the kernel)\n"
    "  --repeat R     runs, each measured by itself (default 1)\n"
    "  --warm W       runs before them that are not measured (default 0)\n"
    "  --memory FILE  arrays lie in this file, which is large enough and which another process may map, too\n"
    "  --turns        the runs of --repeat once for each line on stdin, until it ends\n"
    "  --json         one JSON object a run on stdout\n";

Work read_std_sort(Options& options) {
  const auto values = options.doubles("values", Use::Update);
  return [values](Crew&) -> Result {
    std::sort(values.data, values.data + values.length);
    return values.argument;
  };
}

/// The yardstick of `sort`.
constexpr Kernel kStdSort{"sort", read_std_sort, "--n 1e6"};

/// The kernel of that name; null if there is none.
const Kernel* find_kernel(const Arguments& arguments) {
  if (arguments.kernel() == kStdSort.name && arguments.has("algorithm") &&
      MadeOptions(arguments).choice("algorithm", {"kernel", "std"}) == 1) {
    return &kStdSort;
  }
  const auto found = std::ranges::find(kernels(), arguments.kernel(), &Kernel::name);
  return found == kernels().end() ? nullptr : *found;
}

/// Says how the program is used: on stdout if that was asked for, else on stderr.
int help(bool asked) {
  std::FILE* const out = asked ? stdout : stderr;
  std::fputs(kHelp, out);
  std::fputs("\nkernels, each with the options that it takes if it is told nothing:\n", out);
  for (const Kernel* kernel : kernels()) std::fprintf(out, "  %-13s %s\n", kernel->name, kernel->defaults);
  return asked ? 0 : 2;
}

/// Waits for the next line on stdin; false at its end.
bool next_line() {
  int c = std::getchar();
  while (c != '\n' && c != EOF) c = std::getchar();
  return c != EOF;
}

int run(Arguments arguments) {
  const Kernel* const kernel = find_kernel(arguments);
  if (arguments.has("help") || kernel == nullptr) return help(arguments.has("help"));
  arguments.add(Arguments(kernel->defaults));
  const auto repeat = arguments.integer("repeat", 1, 1'000'000, 1);
  const auto warm = arguments.integer("warm", 0, 1'000'000, 0);
  if (arguments.has("memory")) Memory::use(arguments.text("memory"));
  MadeOptions options(arguments);
  const CrewOptions crew_options = counterpoint::crew_options(options);
  const Work work = kernel->read(options);
  const StopFlag never;
  if (crew_options.threading == Threading::Pool) Pool::shared().reserve(crew_options.threads);
  const auto once = [&](bool measured) {
    options.refill();
    const std::clock_t cpu_start = std::clock();
    const auto start = std::chrono::steady_clock::now();
    Crew crew(crew_options, never);
    const Result result = work(crew);
    const auto elapsed = std::chrono::steady_clock::now() - start;
    if (!measured) return;
    const double cpu_ns = static_cast<double>(std::clock() - cpu_start) * (1e9 / CLOCKS_PER_SEC);
    const long long ns = std::chrono::duration_cast<std::chrono::nanoseconds>(elapsed).count();
    const std::string json = options.json(result);
    if (arguments.has("json")) {
      std::printf("{\"kernel\":\"%s\",\"threads\":%u,\"elapsedNs\":%lld,\"cpuNs\":%.0f,\"result\":%s,\"compiler\":\"%s\",\"flags\":\"%s\"}\n",
                  kernel->name, crew_options.threads, ns, cpu_ns, json.c_str(), kBuildInfo.compiler, kBuildInfo.flags);
    } else {
      std::printf("%s  %.3f ms  %s\n", kernel->name, static_cast<double>(ns) / 1e6, json.c_str());
    }
    std::fflush(stdout);
  };
  for (std::uint64_t i = 0; i < warm; ++i) once(false);
  const bool turns = arguments.has("turns");
  while (!turns || next_line()) {
    for (std::uint64_t i = 0; i < repeat; ++i) once(true);
    if (!turns) break;
  }
  Pool::shared().end();
  return 0;
}

}  // namespace
}  // namespace counterpoint

int main(int count, char** values) {
  try {
    return counterpoint::run(counterpoint::Arguments({values + 1, values + count}));
  } catch (const std::invalid_argument& error) {
    std::fprintf(stderr, "counterpoint-native-bench: %s\n", error.what());
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "counterpoint-native-bench: %s\n", error.what());
    return 1;
  }
}
