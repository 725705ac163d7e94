// Waits as long as each number says, in ms.
#include "harness.hpp"

int main(int count, char** arguments) {
    return run(count, arguments, [](std::int64_t ms) -> std::int64_t {
        std::this_thread::sleep_for(std::chrono::milliseconds(ms));
        return ms;
    });
}
