// Waits as long as each number says, in ms; `async` waits for all of them on one thread, the earliest first.
#include <algorithm>

#include "harness.hpp"

int main(int count, char** arguments) {
    return run(
        count, arguments,
        [](std::int64_t ms) -> std::int64_t {
            std::this_thread::sleep_for(std::chrono::milliseconds(ms));
            return ms;
        },
        [](const std::vector<std::int64_t>& items, std::int64_t* results) {
            const auto start = std::chrono::steady_clock::now();
            std::vector<std::size_t> order(items.size());
            for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
            std::sort(order.begin(), order.end(), [&](auto a, auto b) { return items[a] < items[b]; });
            for (const auto i : order) {
                std::this_thread::sleep_until(start + std::chrono::milliseconds(items[i]));
                results[i] = items[i];
            }
        });
}
