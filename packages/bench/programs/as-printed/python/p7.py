# P7: multiprocessing.Pool.
import multiprocessing
import time


def cpu_bound_task(n):
    return sum(range(10**8))


if __name__ == "__main__":
    start_time = time.time()

    with multiprocessing.Pool() as pool:
        results = pool.map(cpu_bound_task, [1, 2, 3, 4])

    end_time = time.time()
    print(f"Time taken: {end_time - start_time} seconds")
    print(results)
