// Measures what lanes cost in a fresh process and prints one line of JSON:  overhead <threads|processes> LANES
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

namespace {

// Proportional set size in bytes; 0 where it cannot be read.
double pss(int pid) {
    std::FILE* file = std::fopen(("/proc/" + std::to_string(pid) + "/smaps_rollup").c_str(), "r");
    if (file == nullptr) return 0;
    char line[256];
    long kib = 0;
    while (std::fgets(line, sizeof line, file) != nullptr)
        if (std::sscanf(line, "Pss: %ld kB", &kib) == 1) break;
    std::fclose(file);
    return 1024.0 * kib;
}

double elapsed_ms(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void report(double spawn, double before, double after, int lanes) {
    if (before == 0) {
        std::printf("{\"spawnMs\":%.6f,\"roundTripMs\":null,\"throughputMs\":null,\"pssBytesPerLane\":null,\"pssBytesTotal\":null}\n", spawn);
        return;
    }
    const double per_lane = after > before ? (after - before) / lanes : 0;
    std::printf("{\"spawnMs\":%.6f,\"roundTripMs\":null,\"throughputMs\":null,\"pssBytesPerLane\":%.0f,\"pssBytesTotal\":%.0f}\n",
                spawn, per_lane, after);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const bool threads = std::strcmp(arguments[1], "threads") == 0;
    const int lanes = std::atoi(arguments[2]);
    const double before = pss(getpid());
    const auto start = std::chrono::steady_clock::now();
    if (threads) {
        std::atomic<int> ready{0};
        std::atomic<bool> end{false};
        std::vector<std::thread> pool;
        for (int i = 0; i < lanes; ++i)
            pool.emplace_back([&] {
                ++ready;
                end.wait(false);
            });
        while (ready < lanes) std::this_thread::yield();
        const double spawn = elapsed_ms(start);
        const double after = pss(getpid());
        end = true;
        end.notify_all();
        for (auto& thread : pool) thread.join();
        report(spawn, before, after, lanes);
        return 0;
    }
    int to_parent[2];
    int to_children[2];
    if (pipe(to_parent) != 0 || pipe(to_children) != 0) return 1;
    std::vector<int> children;
    char byte = 0;
    for (int i = 0; i < lanes; ++i) {
        const int pid = fork();
        if (pid == 0) {
            close(to_children[1]);
            if (write(to_parent[1], "x", 1) != 1) _exit(1);
            // Ends when the parent closes its end.
            _exit(read(to_children[0], &byte, 1) == 0 ? 0 : 1);
        }
        children.push_back(pid);
    }
    for (int i = 0; i < lanes; ++i)
        if (read(to_parent[0], &byte, 1) != 1) return 1;
    const double spawn = elapsed_ms(start);
    double after = pss(getpid());
    for (const int pid : children) after += pss(pid);
    close(to_children[1]);
    while (wait(nullptr) > 0) {
    }
    report(spawn, before, after, lanes);
    return 0;
}
