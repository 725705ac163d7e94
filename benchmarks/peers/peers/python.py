"""Holds one of Python's process pools for one row: measures once for each line that comes in, answers with one line."""

import collections
import concurrent.futures
import json
import multiprocessing
import statistics
import sys
import time

LANES = 2
COUNT = 1_000_000


def noop(value):
    return value


def increment(value):
    return value + 1


def spin(ms):
    end = time.perf_counter() + ms / 1000
    while time.perf_counter() < end:
        pass


class Pool:
    """multiprocessing.Pool."""

    def __init__(self):
        self.pool = multiprocessing.Pool(LANES)

    def submit(self, function, value):
        return self.pool.apply_async(function, (value,)).get

    def map(self, function, values):
        return self.pool.map(function, values)

    def close(self):
        self.pool.terminate()


class Executor:
    """concurrent.futures.ProcessPoolExecutor; `map` gets the chunk size that multiprocessing.Pool would choose."""

    def __init__(self, lanes=LANES, method=None):
        context = multiprocessing.get_context(method)
        self.pool = concurrent.futures.ProcessPoolExecutor(lanes, mp_context=context)

    def submit(self, function, value):
        return self.pool.submit(function, value).result

    def map(self, function, values):
        return list(self.pool.map(function, values, chunksize=-(-len(values) // (4 * LANES))))

    def close(self):
        self.pool.shutdown()


def keep_in_flight(pool, quick):
    waiting = collections.deque(pool.submit(noop, index) for index in range(1000))
    done = 0
    start = time.perf_counter()
    end = start + (0.03 if quick else 0.25)
    while time.perf_counter() < end:
        waiting.popleft()()
        waiting.append(pool.submit(noop, done))
        done += 1
    for wait in waiting:
        wait()
    return {"jobsPerS": (done + len(waiting)) / (time.perf_counter() - start)}


def one_in_flight(pool, quick, value=0):
    times = []
    end = time.perf_counter() + (0.02 if quick else 0.12)
    while time.perf_counter() < end:
        start = time.perf_counter()
        pool.submit(noop, value)()
        times.append(time.perf_counter() - start)
    return {"roundTripUs": statistics.median(times) * 1e6}


def map_numbers(pool, quick):
    values = list(range(COUNT // 10 if quick else COUNT))
    start = time.perf_counter()
    results = pool.map(increment, values)
    elapsed = time.perf_counter() - start
    assert results[-1] == len(values)
    return {"mapMs": elapsed * 1000}


def cold_start(lanes):
    start = time.perf_counter()
    pool = Executor(lanes, "spawn")
    for wait in [pool.submit(spin, 2) for _ in range(lanes)]:
        wait()
    elapsed = time.perf_counter() - start
    pool.close()
    return {"firstResultMs": elapsed * 1000}


ROWS = {
    "noop-processes": keep_in_flight,
    "latency-processes": one_in_flight,
    "map-processes": map_numbers,
    "copied-processes": lambda pool, quick: one_in_flight(pool, quick, bytes(2**20)),
}


def main():
    row, contender = sys.argv[1:]
    kind = contender.split("/")[1]
    pool = {"pool": Pool, "executor": Executor}[kind]() if kind != "executor-spawn" else None
    print('"ready"', flush=True)
    for line in sys.stdin:
        quick = json.loads(line)["quick"]
        if row.startswith("cold-"):
            result = cold_start(int(row[-1]))
        else:
            result = ROWS[row](pool, quick)
        print(json.dumps(result), flush=True)
    if pool is not None:
        pool.close()


if __name__ == "__main__":
    main()
