// The article's loop. At -O0 it stands as printed; an optimised build would delete it, so there it keeps a barrier.
#include "harness.hpp"

int main(int count, char** arguments) {
    return run(count, arguments, [](std::int64_t n) -> std::int64_t {
        int i = 0;
        for (; i < n; ++i) {
#ifdef __OPTIMIZE__
            asm volatile("" : "+r"(i));
#endif
        }
        return i;
    });
}
