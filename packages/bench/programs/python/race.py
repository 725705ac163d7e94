"""Threads add to one counter; prints how many updates are lost:  race.py <plain|lock> THREADS UPDATES"""

import json
import sys
import threading
import time

mode, threads, updates = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
counter = 0
lock = threading.Lock()


def add():
    global counter
    for _ in range(updates):
        counter += 1


def add_locked():
    global counter
    for _ in range(updates):
        with lock:
            counter += 1


pool = [threading.Thread(target=add if mode == "plain" else add_locked) for _ in range(threads)]
start = time.perf_counter()
for thread in pool:
    thread.start()
for thread in pool:
    thread.join()
print(json.dumps({"wallMs": 1000 * (time.perf_counter() - start), "lost": threads * updates - counter}))
