import threading
import time


def cpu_bound_task():
    for i in range(10**6):
        pass


start_time = time.perf_counter()

threads = []
for _ in range(4):
    thread = threading.Thread(target=cpu_bound_task)
    thread.start()
    threads.append(thread)

for thread in threads:
    thread.join()

end_time = time.perf_counter()
print(f"Time taken: {end_time - start_time} seconds")
