import time


def cpu_bound_task():
    for i in range(10**6):
        pass


start_time = time.perf_counter()

for _ in range(4):
    cpu_bound_task()

end_time = time.perf_counter()
print(f"Time taken: {end_time - start_time} seconds")
