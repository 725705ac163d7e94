# P1: threads; the name given to Thread does not exist.
import threading
import time


def counter():
    for i in range(10):
        print(f"Thread: {i}")
        time.sleep(0.001)


thread = threading.Thread(target=worker)
thread.start()

for i in range(10):
    print(f"Main: {i}")
    time.sleep(0.001)

thread.join()
