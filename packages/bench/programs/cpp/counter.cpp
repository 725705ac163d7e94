// The article's loop that only counts (P5, P6), once a task; the result is the list of counts.
// Its counter is an int, as in the article, while n fits one, and has 64 bits above that.
#include "program.hpp"

template <typename Integer>
std::int64_t count(Integer n) {
    Integer i = 0;
    for (; i < n; ++i) {
        COUNTERPOINT_KEEP(i);
    }
    return i;
}

int main(int arguments, char** values) {
    return program::main(arguments, values, [](std::int64_t n) {
        return n <= std::numeric_limits<int>::max() ? count<int>(static_cast<int>(n)) : count<std::int64_t>(n);
    });
}
