// The size comes from the command line (the article's: 1e9); optimised builds keep the loop by a compiler barrier.
#include <chrono>
#include <cstdlib>
#include <iostream>

void cpu_bound_task(double size) {
    for (int i = 0; i < size; ++i) {
#ifdef __OPTIMIZE__
        asm volatile("" : "+r"(i));
#endif
    }
}

int main(int count, char** arguments) {
    const double size = count > 1 ? std::atof(arguments[1]) : 1e9;
    auto start = std::chrono::steady_clock::now();

    for (int i = 0; i < 4; ++i) {
        cpu_bound_task(size);
    }

    std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    std::cout << "Time taken: " << elapsed.count() << " seconds\n";
}
