// P6: the same, one after the other; built by the same command.
#include <chrono>
#include <iostream>

void cpu_bound_task() {
    for (int i = 0; i < 1e9; ++i) {
    }
}

int main() {
    auto start = std::chrono::high_resolution_clock::now();

    for (int i = 0; i < 4; ++i) {
        cpu_bound_task();
    }

    auto end = std::chrono::high_resolution_clock::now();
    std::chrono::duration<double> elapsed = end - start;
    std::cout << "Time taken: " << elapsed.count() << " seconds\n";
}
