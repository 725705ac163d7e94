// Runs a task over the numbers of the command line and prints one line of JSON:
//   program [--for=MS] <sequential|threads|processes|async> <lanes> <number>...
// The clock starts before the first thread or process does, as in the article. `async` runs all on one thread: tasks
// that compute one after the other, tasks that wait by the event loop of their own twin. With --for the whole is done
// again until so much time has gone by, and times are means.
#pragma once

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <thread>
#include <vector>

inline double cpu_ms() {
    double sum = 0;
    for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage usage{};
        getrusage(who, &usage);
        for (const auto& time : {usage.ru_utime, usage.ru_stime}) sum += time.tv_sec * 1e3 + time.tv_usec / 1e3;
    }
    return sum;
}

// Work and results that forked processes see, too.
struct Shared {
    std::atomic<std::size_t> next{0};
    std::int64_t results[1];
};

template <typename Task, typename EventLoop>
int run(int count, char** arguments, Task task, EventLoop event_loop) {
    double at_least_ms = 0;
    if (count > 1 && std::sscanf(arguments[1], "--for=%lf", &at_least_ms) == 1) {
        --count;
        ++arguments;
    }
    if (count < 4) {
        std::fprintf(stderr, "usage: PROGRAM [--for=MS] sequential|threads|processes|async LANES NUMBER...\n");
        return 2;
    }
    const std::string model = arguments[1];
    const int lanes = std::atoi(arguments[2]);
    std::vector<std::int64_t> items;
    for (int i = 3; i < count; ++i) items.push_back(std::atoll(arguments[i]));
    void* memory = mmap(nullptr, sizeof(Shared) + items.size() * sizeof(std::int64_t), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return 1;
    Shared& shared = *new (memory) Shared;
    std::int64_t* const results = shared.results;
    const auto lane = [&] {
        for (std::size_t i = shared.next++; i < items.size(); i = shared.next++) results[i] = task(items[i]);
    };

    const auto once = [&] {
        shared.next = 0;
        if (model == "threads") {
            std::vector<std::thread> threads;
            for (int i = 0; i < lanes; ++i) threads.emplace_back(lane);
            for (auto& thread : threads) thread.join();
        } else if (model == "processes") {
            for (int i = 0; i < lanes; ++i) {
                if (fork() == 0) {
                    lane();
                    _exit(0);
                }
            }
            while (wait(nullptr) > 0) {
            }
        } else if (model == "async") {
            event_loop(items, results);
        } else {
            lane();
        }
    };

    const double cpu_before = cpu_ms();
    const auto start = std::chrono::steady_clock::now();
    std::chrono::duration<double, std::milli> elapsed{};
    int runs = 0;
    do {
        once();
        ++runs;
        elapsed = std::chrono::steady_clock::now() - start;
    } while (elapsed.count() < at_least_ms);
    const double cpu = (cpu_ms() - cpu_before) / runs;

    std::printf("{\"runs\":%d,\"wallMs\":%.6f,\"setupMs\":0,\"cpuMs\":%.3f,\"results\":[", runs, elapsed.count() / runs, cpu);
    for (std::size_t i = 0; i < items.size(); ++i)
        std::printf("%s%lld", i == 0 ? "" : ",", static_cast<long long>(results[i]));
    std::printf("]}\n");
    return 0;
}

// Tasks that compute have no event loop: they run one after the other.
template <typename Task>
int run(int count, char** arguments, Task task) {
    return run(count, arguments, task, [task](const std::vector<std::int64_t>& items, std::int64_t* results) {
        for (std::size_t i = 0; i < items.size(); ++i) results[i] = task(items[i]);
    });
}
