/// The kernels' tests without Node, for sanitizers and valgrind: every kernel against a plain loop, for random sizes,
/// threads, schedules and threadings; stopping; failing; kernels of one's own. `--bug NAME` runs a kernel of bugs.cc.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <limits>
#include <memory>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "check.h"
#include "given.h"
#include "kernels/kernel_error.h"
#include "own/own_kernel.h"
#include "threads/crew.h"
#include "threads/pool.h"

extern "C" std::int32_t race(const counterpoint_work*);
extern "C" std::int32_t overflow(const counterpoint_work*);
extern "C" std::int32_t undefined(const counterpoint_work*);

namespace counterpoint {
namespace {

std::mt19937_64 random_numbers(20261124);

std::uint64_t below(std::uint64_t limit) { return random_numbers() % limit; }

/// 0, 1 and 2 as often as anything else.
std::uint64_t size_below(std::uint64_t limit) { return below(2) == 0 ? below(3) : below(limit); }

CrewOptions any_options() {
  CrewOptions options;
  options.threads = static_cast<unsigned>(1 + below(6));
  options.threading = below(2) == 0 ? Threading::Pool : Threading::Spawn;
  if (below(3) != 0) options.schedule = below(2) == 0 ? Schedule::Static : Schedule::Dynamic;
  return options;
}

/// Every kernel comes to the same on any crew as on one thread.
void any_kernel() {
  const StopFlag stop;
  for (const Kernel* kernel : kernels()) {
    const auto line = kernel->defaults + with("n", 1 + size_below(100));
    Given many(kernel->name, line), alone(kernel->name, line);
    Crew crew(any_options(), stop), single({}, stop);
    CHECK(many.options.json(many.work(crew)) == alone.options.json(alone.work(single)));
    for (std::size_t i = 0; i < many.options.arrays().size(); ++i) {
      CHECK(many.options.arrays()[i].doubles == alone.options.arrays()[i].doubles);
      CHECK(many.options.arrays()[i].words == alone.options.arrays()[i].words);
    }
  }
}

std::uint32_t chain(std::uint32_t state, std::uint64_t n) {
  while (n-- > 0) state = state * 1664525u + 1013904223u;
  return state;
}

void counting() {
  const StopFlag stop;
  Crew crew(any_options(), stop);
  const std::uint64_t n = size_below(200'000), tasks = 1 + below(4);
  const auto single = with("n", n) + with("seed", 7), several = single + with("tasks", tasks);
  CHECK(one(Given("counter", single).work(crew)) == n);
  CHECK(all(Given("counter", several).work(crew)) == std::vector<std::uint64_t>(tasks, n));
  const std::uint64_t expected = n == 0 ? 0 : n * (n - 1) / 2;
  CHECK(one(Given("sum", single).work(crew)) == expected);
  CHECK(all(Given("sum", several).work(crew)) == std::vector<std::uint64_t>(tasks, expected));
  CHECK(one(Given("lcg", single).work(crew)) == chain(7, n));
  CHECK(all(Given("lcg", several).work(crew)).back() == chain(static_cast<std::uint32_t>(6 + tasks), n));
}

std::uint64_t primes_by_division(std::uint64_t n) {
  std::uint64_t found = 0;
  for (std::uint64_t candidate = 2; candidate < n; ++candidate) {
    bool prime = true;
    for (std::uint64_t d = 2; d * d <= candidate && prime; ++d) prime = candidate % d != 0;
    found += prime;
  }
  return found;
}

void sieving() {
  const StopFlag stop;
  Crew crew(any_options(), stop);
  const std::uint64_t n = size_below(5'000);
  CHECK(one(Given("primes", with("n", n)).work(crew)) == primes_by_division(n));
  CHECK(one(Given("primes", "--n 2e6").work(crew)) == 148'933);
}

void drawing() {
  const StopFlag stop;
  Crew crew(any_options(), stop), single({}, stop);
  const auto line = with("width", size_below(30)) + with("height", size_below(30)) + " --step 0.09 --limit 200";
  Given many("mandelbrot", line), alone("mandelbrot", line);
  many.work(crew);
  alone.work(single);
  CHECK(many.array("out").words == alone.array("out").words);
}

void multiplying() {
  const StopFlag stop;
  Crew crew(any_options(), stop);
  const std::uint64_t rows = size_below(20), inner = size_below(20), columns = size_below(20);
  Given given("matmul", with("rows", rows) + with("inner", inner) + with("columns", columns));
  const auto &a = given.array("a").doubles, &b = given.array("b").doubles, &product = given.array("out").doubles;
  given.work(crew);
  for (std::uint64_t row = 0; row < rows; ++row)
    for (std::uint64_t column = 0; column < columns; ++column) {
      double expected = 0;
      for (std::uint64_t k = 0; k < inner; ++k) expected += a[row * inner + k] * b[k * columns + column];
      CHECK(product[row * columns + column] == expected);
    }
}

void sorting() {
  const StopFlag stop;
  Crew crew(any_options(), stop);
  Given given("sort", with("n", size_below(100'000)));
  auto& values = given.array("values").doubles;
  for (auto& value : values) value = static_cast<double>(static_cast<std::int64_t>(random_numbers())) / 1e6;
  auto expected = values;
  std::sort(expected.begin(), expected.end());
  given.work(crew);
  CHECK(values == expected);
}

void adding() {
  const StopFlag stop;
  Crew crew(any_options(), stop);
  Given given("triad", with("n", size_below(50'000)) + " --s 3");
  given.work(crew);
  const auto &a = given.array("a").doubles, &b = given.array("b").doubles, &c = given.array("c").doubles;
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i] == b[i] + 3 * c[i]);
}

void throwing_points() {
  const StopFlag stop;
  Crew crew(any_options(), stop), single({}, stop);
  const Given given("monteCarloPi", with("n", 1 + size_below(20'000)) + " --seed 5");
  CHECK(std::get<double>(given.work(crew)) == std::get<double>(given.work(single)));
}

void stopping() {
  StopFlag stop;
  std::thread stopper([&stop, delay = std::chrono::microseconds(below(2000))] {
    std::this_thread::sleep_for(delay);
    stop.request();
  });
  Crew crew(any_options(), stop);
  bool stopped = false;
  try {
    Given("counter", "--n 1e15").work(crew);
  } catch (const Stopped&) {
    stopped = true;
  }
  CHECK(stopped);
  stopper.join();
}

void failing() {
  const StopFlag stop;
  Crew crew(any_options(), stop);
  std::string message;
  try {
    crew.each({1000, 10}, [](const Piece& piece) {
      if (piece.span.begin >= 500) throw std::runtime_error("in a body");
    });
  } catch (const std::runtime_error& error) {
    message = error.what();
  }
  CHECK(message == "in a body");
}

std::int32_t number_items(const counterpoint_work* work) {
  for (std::uint64_t i = work->begin; i < work->end; ++i) static_cast<std::uint64_t*>(work->out)[i] = i;
  return counterpoint_stopped(work);
}

void running_own() {
  const StopFlag stop;
  Crew crew(any_options(), stop);
  std::vector<std::uint64_t> out(size_below(10'000)), expected(out.size());
  std::iota(expected.begin(), expected.end(), 0);
  OwnWork work{out.size(), 1 + below(100), nullptr, 0, out.data(), out.size() * 8, nullptr, 0};
  run_own_kernel(crew, number_items, "number_items", work);
  CHECK(out == expected);
  const auto refuse = [](const counterpoint_work*) -> std::int32_t { return 3; };
  std::string code;
  work.items = 1;
  try {
    run_own_kernel(crew, refuse, "refuse", work);
  } catch (const KernelError& error) {
    code = error.code;
  }
  CHECK(code == "ERR_KERNEL_FAILED");
}

/// Several coordinators share the pool, as several environments do.
void together() {
  std::vector<std::thread> coordinators;
  for (int i = 0; i < 4; ++i)
    coordinators.emplace_back([] {
      const StopFlag stop;
      CrewOptions options;
      options.threads = 3;
      Crew crew(options, stop);
      const Given given("sum", "--n 1e5");
      for (int round = 0; round < 5; ++round) CHECK(one(given.work(crew)) == 4'999'950'000);
    });
  for (auto& coordinator : coordinators) coordinator.join();
}

/// However short errands are, and whether the pool sleeps or not when they come, each is run once.
void posting() {
  struct Short final : Errand {
    std::atomic<unsigned>& done;
    explicit Short(std::atomic<unsigned>& counter) : done(counter) {}
    void run() noexcept override { ++done; }
  };
  std::atomic<unsigned> done{0};
  Pool::shared().reserve(3);
  const auto errand = std::make_shared<Short>(done);
  std::vector<std::thread> posters;
  for (int i = 0; i < 3; ++i)
    posters.emplace_back([&errand] {
      for (int round = 0; round < 20; ++round) {
        for (int one = 0; one < 50; ++one) Pool::shared().post(errand);
        Pool::shared().post(errand, 2);
        std::this_thread::sleep_for(std::chrono::microseconds(3 * round));
      }
    });
  for (auto& poster : posters) poster.join();
  while (done < 3 * 20 * 52) std::this_thread::yield();
  CHECK(done == 3 * 20 * 52);
}

/// The end of the process stops what runs, on the pool and beside it, and does not wait for what was not begun.
void ending() {
  struct Endless final : Errand {
    StopFlag flag;
    std::atomic<bool> began{false};
    void run() noexcept override {
      began = true;
      while (!flag.requested()) std::this_thread::yield();
    }
    void stop() noexcept override { flag.request(); }
  };
  Endless beside;
  std::thread own([&beside] { Pool::shared().run_here(beside); });
  std::vector<std::shared_ptr<Endless>> endless;
  Pool::shared().reserve(2);
  for (unsigned i = 0; i <= Pool::shared().size(); ++i) endless.push_back(std::make_shared<Endless>());
  for (const auto& errand : endless) Pool::shared().post(errand);
  const auto running = [&endless] { return std::ranges::count_if(endless, [](auto& one) { return one->began.load(); }); };
  while (!beside.began || running() < Pool::shared().size()) std::this_thread::yield();
  Pool::shared().end();
  own.join();
  CHECK(!endless.back()->began);
  CHECK(beside.flag.requested() && endless.front()->flag.requested());
}

void run_bug(const std::string& name) {
  const counterpoint_kernel kernel = name == "race" ? race : name == "overflow" ? overflow : undefined;
  const StopFlag stop;
  CrewOptions options;
  options.threads = 2;
  options.threading = Threading::Spawn;
  Crew crew(options, stop);
  std::uint64_t out = 0;
  run_own_kernel(crew, kernel, name, {1'000'000, 1, nullptr, 0, &out, sizeof out, nullptr, 0});
}

}  // namespace
}  // namespace counterpoint

int main(int argc, char** argv) {
  using namespace counterpoint;
  if (argc == 3 && std::strcmp(argv[1], "--bug") == 0) {
    run_bug(argv[2]);
    return 0;
  }
  const int rounds = argc == 2 ? std::atoi(argv[1]) : 40;
  void (*const tests[])() = {any_kernel, counting, sieving, drawing, multiplying, sorting, adding, throwing_points,
                             stopping, failing, running_own, together, posting};
  for (int round = 0; round < rounds; ++round)
    for (const auto test : tests) test();
  ending();
  std::printf("all hold, %d rounds\n", rounds);
}
