// P5: four std::thread; built by a command that names its input file as its output file.
#include <chrono>
#include <iostream>
#include <thread>
#include <vector>

void cpu_bound_task() {
    for (int i = 0; i < 1e9; ++i) {
    }
}

int main() {
    auto start = std::chrono::high_resolution_clock::now();

    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back(cpu_bound_task);
    }
    for (auto& thread : threads) {
        thread.join();
    }

    auto end = std::chrono::high_resolution_clock::now();
    std::chrono::duration<double> elapsed = end - start;
    std::cout << "Time taken: " << elapsed.count() << " seconds\n";
}
