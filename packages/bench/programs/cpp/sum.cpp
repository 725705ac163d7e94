// 0 + 1 + ... + (n - 1), once a task, in 64 bits; the result is the list of sums.
#include "program.hpp"

int main(int arguments, char** values) {
    return program::main(arguments, values, [](std::int64_t n) {
        std::int64_t sum = 0;
        for (std::int64_t i = 0; i < n; ++i) {
            sum += i;
            COUNTERPOINT_KEEP(sum);
        }
        return sum;
    });
}
