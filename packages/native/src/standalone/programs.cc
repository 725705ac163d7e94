#include "standalone/program.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <vector>

#include "kernels/counter.h"
#include "kernels/lcg.h"
#include "kernels/mandelbrot.h"
#include "kernels/matmul.h"
#include "kernels/monte_carlo_pi.h"
#include "kernels/primes.h"
#include "kernels/sort.h"
#include "kernels/sum.h"
#include "kernels/triad.h"

namespace counterpoint {
namespace {

constexpr std::uint64_t kMaxCount = (std::uint64_t{1} << 53) - 1;
constexpr std::uint64_t kMaxTasks = 1 << 20;

/// A JSON number; a string above 2^53 - 1, where JavaScript's numbers are no longer exact.
std::string json(std::uint64_t value) {
  const std::string digits = std::to_string(value);
  return value <= kMaxCount ? digits : '"' + digits + '"';
}

std::string json(const std::vector<std::uint64_t>& values) {
  std::string text;
  for (const auto value : values) text += (text.empty() ? "[" : ",") + json(value);
  return text.empty() ? "[]" : text + "]";
}

template <class One, class Each>
Prepare counting(std::uint64_t max, One one, Each each) {
  return [=](const Arguments& arguments) -> Program {
    const auto n = arguments.integer("n", 0, max, 100'000'000);
    const auto tasks = arguments.integer("tasks", 1, kMaxTasks, 0);
    return {[=](Crew& crew) { return tasks == 0 ? json(one(crew, n)) : json(each(crew, n, tasks)); }};
  };
}

std::string json(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}

/// Doubles in [0, 1), the same on every machine and as the bench makes them in JavaScript.
std::vector<double> noise(std::uint64_t n, std::uint32_t state) {
  std::vector<double> values(n);
  for (auto& value : values) {
    state = state * 1664525u + 1013904223u;
    value = state / 4294967296.0;
  }
  return values;
}

Program lcg_program(const Arguments& arguments) {
  const auto n = arguments.integer("n", 0, kMaxCount, 100'000'000);
  const auto tasks = arguments.integer("tasks", 1, kMaxTasks, 0);
  const auto seed = static_cast<std::uint32_t>(arguments.integer("seed", 0, UINT32_MAX, 0));
  return {[=](Crew& crew) { return tasks == 0 ? json(lcg(crew, n, seed)) : json(lcg_tasks(crew, n, seed, tasks)); }};
}

Program primes_program(const Arguments& arguments) {
  const auto n = arguments.integer("n", 0, kMaxPrimes, 100'000'000);
  return {[=](Crew& crew) { return json(primes(crew, n)); }};
}

Program monte_carlo_program(const Arguments& arguments) {
  const auto n = arguments.integer("n", 1, kMaxCount, 10'000'000);
  const auto seed = static_cast<std::uint32_t>(arguments.integer("seed", 0, UINT32_MAX, 0));
  return {[=](Crew& crew) {
    return json(4.0 * static_cast<double>(monte_carlo_hits(crew, n, seed)) / static_cast<double>(n));
  }};
}

/// n x n pixels of the whole set; the result is the middle pixel.
Program mandelbrot_program(const Arguments& arguments) {
  const auto n = arguments.integer("n", 1, 1 << 15, 512);
  const auto limit = static_cast<std::uint16_t>(arguments.integer("limit", 0, UINT16_MAX, 1000));
  const auto out = std::make_shared<std::vector<std::uint16_t>>(n * n);
  return {[=](Crew& crew) {
    mandelbrot(crew, {n, n, -2.0, 1.25, 2.5 / static_cast<double>(n), limit}, out->data());
    return json(std::uint64_t{(*out)[n * n / 2 + n / 2]});
  }};
}

/// n x n matrices; the result is the last element.
Program matmul_program(const Arguments& arguments) {
  const auto n = arguments.integer("n", 1, 1 << 14, 512);
  const auto a = std::make_shared<std::vector<double>>(noise(n * n, 1));
  const auto b = std::make_shared<std::vector<double>>(noise(n * n, 2));
  const auto c = std::make_shared<std::vector<double>>(n * n);
  return {[=](Crew& crew) {
    matmul(crew, {n, n, n}, a->data(), b->data(), c->data());
    return json(c->back());
  }};
}

/// The result is the last element.
Program sort_program(const Arguments& arguments) {
  const auto n = arguments.integer("n", 1, 1 << 28, 1'000'000);
  const auto shuffled = std::make_shared<std::vector<double>>(noise(n, 1));
  const auto values = std::make_shared<std::vector<double>>(n);
  const auto library = arguments.text("algorithm", "kernel") == "std";
  return {[=](Crew& crew) {
            if (library) {
              std::sort(values->begin(), values->end());
            } else {
              sort(crew, values->data(), n);
            }
            return json(values->back());
          },
          [=] { *values = *shuffled; }};
}

/// The result is the last element.
Program triad_program(const Arguments& arguments) {
  const auto n = arguments.integer("n", 1, 1 << 28, 1'000'000);
  const auto b = std::make_shared<std::vector<double>>(noise(n, 1));
  const auto c = std::make_shared<std::vector<double>>(noise(n, 2));
  const auto a = std::make_shared<std::vector<double>>(n);
  return {[=](Crew& crew) {
    triad(crew, n, a->data(), b->data(), c->data(), 3.0);
    return json(a->back());
  }};
}

}  // namespace

const std::map<std::string, Prepare>& programs() {
  static const std::map<std::string, Prepare> all{
      {"counter", counting(kMaxCount, count, count_tasks)},
      {"lcg", lcg_program},
      {"mandelbrot", mandelbrot_program},
      {"matmul", matmul_program},
      {"monteCarloPi", monte_carlo_program},
      {"primes", primes_program},
      {"sort", sort_program},
      {"sum", counting(kMaxSum, sum, sum_tasks)},
      {"triad", triad_program},
  };
  return all;
}

}  // namespace counterpoint
