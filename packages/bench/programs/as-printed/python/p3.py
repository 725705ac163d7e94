# P3: the interpreter lock, four threads; range(1000), timed by a clock that is not steady.
import threading
import time


def cpu_bound_task():
    for i in range(1000):
        pass


start_time = time.time()

threads = []
for _ in range(4):
    thread = threading.Thread(target=cpu_bound_task)
    thread.start()
    threads.append(thread)

for thread in threads:
    thread.join()

end_time = time.time()
print(f"Time taken: {end_time - start_time} seconds")
