// Adds 0 … n-1. The barrier keeps an optimised build from closing the loop in a formula.
#include "harness.hpp"

int main(int count, char** arguments) {
    return run(count, arguments, [](std::int64_t n) -> std::int64_t {
        std::int64_t sum = 0;
        for (std::int64_t i = 0; i < n; ++i) {
            sum += i;
#ifdef __OPTIMIZE__
            asm volatile("" : "+r"(sum));
#endif
        }
        return sum;
    });
}
