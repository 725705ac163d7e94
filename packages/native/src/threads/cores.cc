#include "threads/cores.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <thread>

namespace counterpoint {
namespace {

/// Cores that a cgroup quota allows; `none` where there is no quota or no cgroup.
double quota(double none) {
  double limit = 0, period = 0;
  if (std::ifstream v2("/sys/fs/cgroup/cpu.max"); v2 >> limit >> period && limit > 0 && period > 0) {
    return limit / period;
  }
  std::ifstream v1_limit("/sys/fs/cgroup/cpu/cpu.cfs_quota_us"), v1_period("/sys/fs/cgroup/cpu/cpu.cfs_period_us");
  if (v1_limit >> limit && v1_period >> period && limit > 0 && period > 0) return limit / period;
  return none;
}

}  // namespace

unsigned hardware_concurrency() noexcept { return std::max(1u, std::thread::hardware_concurrency()); }

unsigned effective_cores() noexcept {
  static const unsigned cores = [] {
    const double hardware = hardware_concurrency();
    return static_cast<unsigned>(std::clamp(std::ceil(quota(hardware)), 1.0, hardware));
  }();
  return cores;
}

}  // namespace counterpoint
