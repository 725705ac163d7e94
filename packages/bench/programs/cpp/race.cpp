// Threads add to one counter; prints how many updates are lost:  race <plain|atomic|mutex> THREADS UPDATES
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

int main(int count, char** arguments) {
    if (count != 4) return 2;
    const std::string mode = arguments[1];
    const int threads = std::atoi(arguments[2]);
    const long updates = std::atol(arguments[3]);
    volatile long plain = 0;
    std::atomic<long> atomic{0};
    long guarded = 0;
    std::mutex mutex;
    std::atomic<bool> go{false};
    std::vector<std::thread> pool;
    for (int t = 0; t < threads; ++t) {
        pool.emplace_back([&] {
            go.wait(false);
            for (long i = 0; i < updates; ++i) {
                // The data race is the point: volatile keeps the compiler from adding all at once.
                if (mode == "plain") plain = plain + 1;
                else if (mode == "atomic") ++atomic;
                else {
                    const std::lock_guard lock(mutex);
                    ++guarded;
                }
            }
        });
    }
    const auto start = std::chrono::steady_clock::now();
    go = true;
    go.notify_all();
    for (auto& thread : pool) thread.join();
    const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - start;
    const long sum = plain + atomic + guarded;
    std::printf("{\"wallMs\":%.6f,\"lost\":%ld}\n", elapsed.count(), threads * updates - sum);
    return 0;
}
