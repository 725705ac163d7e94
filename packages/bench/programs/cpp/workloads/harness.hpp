// Runs a task over the numbers of the command line and prints one line of JSON:
//   program <sequential|threads> <lanes> <number>...
// The clock starts before the first thread does, as in the article.
#pragma once

#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

inline double cpu_ms() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval& time) { return time.tv_sec * 1e3 + time.tv_usec / 1e3; };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

template <typename Task>
int run(int count, char** arguments, Task task) {
    if (count < 4) {
        std::fprintf(stderr, "usage: %s sequential|threads LANES NUMBER...\n", arguments[0]);
        return 2;
    }
    const bool threaded = std::string(arguments[1]) == "threads";
    const int lanes = std::atoi(arguments[2]);
    std::vector<std::int64_t> items;
    for (int i = 3; i < count; ++i) items.push_back(std::atoll(arguments[i]));
    std::vector<std::int64_t> results(items.size());
    std::atomic<std::size_t> next{0};
    const auto lane = [&] {
        for (std::size_t i = next++; i < items.size(); i = next++) results[i] = task(items[i]);
    };

    const double cpu_before = cpu_ms();
    const auto start = std::chrono::steady_clock::now();
    if (threaded) {
        std::vector<std::thread> threads;
        for (int i = 0; i < lanes; ++i) threads.emplace_back(lane);
        for (auto& thread : threads) thread.join();
    } else {
        lane();
    }
    const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - start;
    const double cpu = cpu_ms() - cpu_before;

    std::printf("{\"wallMs\":%.6f,\"setupMs\":0,\"cpuMs\":%.3f,\"results\":[", elapsed.count(), cpu);
    for (std::size_t i = 0; i < results.size(); ++i)
        std::printf("%s%lld", i == 0 ? "" : ",", static_cast<long long>(results[i]));
    std::printf("]}\n");
    return 0;
}
