# The size comes from the command line; without one it is the article's 10**8.
import sys
import time

size = int(sys.argv[1]) if len(sys.argv) > 1 else 10**8


def cpu_bound_task(n):
    return sum(range(size))


if __name__ == "__main__":
    inputs = [1, 2, 3, 4]
    start_time = time.perf_counter()

    results = [cpu_bound_task(n) for n in inputs]

    end_time = time.perf_counter()
    print(f"Time taken: {end_time - start_time} seconds")
    print(results)
