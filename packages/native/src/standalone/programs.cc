#include "standalone/program.h"

#include <cstdint>
#include <vector>

#include "kernels/counter.h"
#include "kernels/sum.h"

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
    return [=](Crew& crew) { return tasks == 0 ? json(one(crew, n)) : json(each(crew, n, tasks)); };
  };
}

}  // namespace

const std::map<std::string, Prepare>& programs() {
  static const std::map<std::string, Prepare> all{
      {"counter", counting(kMaxCount, count, count_tasks)},
      {"sum", counting(kMaxSum, sum, sum_tasks)},
  };
  return all;
}

}  // namespace counterpoint
