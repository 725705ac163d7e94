// The command line that the programs share, and the protocol of programs/python/_cli.py:
//   program --model sequential|threads --n N --tasks T [--lanes L] [--serve]
// One run prints one line of JSON; with --serve, one line "ready", then one for each line `run` on stdin.
//
// The threads start within the measured time, one a task as in the article, or L that take the tasks in turn.
// Build with -DCOUNTERPOINT_BARRIER to keep an optimised build from deleting or closing the loops: the empty barrier
// says that the loop's variable may change, and costs no instruction. Without it the loops are the article's own.
#pragma once

#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#ifdef COUNTERPOINT_BARRIER
#define COUNTERPOINT_KEEP(variable) asm volatile("" : "+r"(variable))
#else
#define COUNTERPOINT_KEEP(variable) static_cast<void>(0)
#endif

namespace program {

using Task = std::int64_t (*)(std::int64_t n);

struct Arguments {
    bool threads = false;
    bool serve = false;
    std::int64_t n = 1000000;
    std::int64_t tasks = 4;
    std::int64_t lanes = 0;
};

[[noreturn]] inline void usage(const std::string& problem) {
    std::cerr << problem << "\nusage: --model sequential|threads --n N --tasks T [--lanes L] [--serve]\n";
    std::exit(2);
}

inline std::int64_t positive(const std::string& name, const std::string& text) {
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || *end != '\0' || !(number >= 1 && number <= 9007199254740992.0))
        usage("expected a whole number of at least 1 after " + name + ", got '" + text + "'");
    return static_cast<std::int64_t>(number);
}

inline Arguments parse(int count, char** values) {
    Arguments arguments;
    for (int i = 1; i < count; ++i) {
        const std::string name = values[i];
        if (name == "--serve") {
            arguments.serve = true;
            continue;
        }
        if (name != "--model" && name != "--n" && name != "--tasks" && name != "--lanes") usage("unknown option " + name);
        if (i + 1 == count) usage("expected a value after " + name);
        const std::string value = values[++i];
        if (name == "--n") arguments.n = positive(name, value);
        if (name == "--tasks") arguments.tasks = positive(name, value);
        if (name == "--lanes") arguments.lanes = positive(name, value);
        if (name == "--model") {
            if (value != "sequential" && value != "threads") usage("expected sequential or threads, got '" + value + "'");
            arguments.threads = value == "threads";
        }
    }
    if (arguments.lanes == 0 || arguments.lanes > arguments.tasks) arguments.lanes = arguments.tasks;
    return arguments;
}

inline std::int64_t cpu_ns() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ns = [](const timeval& time) {
        return static_cast<std::int64_t>(time.tv_sec) * 1000000000 + static_cast<std::int64_t>(time.tv_usec) * 1000;
    };
    return ns(usage.ru_utime) + ns(usage.ru_stime);
}

inline std::int64_t ns_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start).count();
}

inline const char* compiler() {
#if defined(__clang__)
    return "clang " __clang_version__;
#elif defined(__GNUC__)
    return "gcc " __VERSION__;
#else
    return "unknown";
#endif
}

inline void run_once(const Arguments& arguments, Task task) {
    std::vector<std::int64_t> results(static_cast<std::size_t>(arguments.tasks));
    std::atomic<std::size_t> next{0};
    const auto lane = [&] {
        for (std::size_t i = next++; i < results.size(); i = next++) results[i] = task(arguments.n);
    };

    const std::int64_t cpu_before = cpu_ns();
    const auto start = std::chrono::steady_clock::now();
    if (arguments.threads) {
        std::vector<std::thread> threads;
        for (std::int64_t i = 0; i < arguments.lanes; ++i) threads.emplace_back(lane);
        for (auto& thread : threads) thread.join();
    } else {
        lane();
    }
    const std::int64_t elapsed = ns_since(start);
    const std::int64_t cpu = cpu_ns() - cpu_before;

    std::cout << "{\"elapsedNs\":" << elapsed << ",\"cpuNs\":" << cpu << ",\"result\":[";
    for (std::size_t i = 0; i < results.size(); ++i) std::cout << (i == 0 ? "" : ",") << results[i];
    std::cout << "],\"compiler\":\"" << compiler() << "\",\"standard\":" << __cplusplus << ",\"optimized\":"
#ifdef __OPTIMIZE__
              << "true"
#else
              << "false"
#endif
              << ",\"barrier\":"
#ifdef COUNTERPOINT_BARRIER
              << "true"
#else
              << "false"
#endif
              << '}' << std::endl;
}

inline int main(int count, char** values, Task task) {
    const auto start = std::chrono::steady_clock::now();
    const Arguments arguments = parse(count, values);
    if (!arguments.serve) {
        run_once(arguments, task);
        return 0;
    }
    std::cout << "{\"ready\":true,\"startupNs\":" << ns_since(start) << '}' << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        if (line.empty()) continue;
        if (line != "run") usage("expected the line run, got '" + line + "'");
        run_once(arguments, task);
    }
    return 0;
}

}  // namespace program
