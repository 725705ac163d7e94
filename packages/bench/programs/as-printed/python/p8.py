# P8: the same without a pool; inputs is not defined, and the function takes no argument.
import time


def cpu_bound_task():
    return sum(range(10**8))


if __name__ == "__main__":
    start_time = time.time()

    results = [cpu_bound_task(n) for n in inputs]

    end_time = time.time()
    print(f"Time taken: {end_time - start_time} seconds")
    print(results)
