"""Measures what lanes cost in a fresh process and prints one line of JSON:  overhead.py MODEL LANES"""

import asyncio
import json
import multiprocessing
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

TRIPS = 60
MANY = 2000


def nothing(_):
    return None


def pss(pids):
    """Proportional set size of processes in bytes; None where it cannot be read."""
    total = 0
    try:
        for pid in pids:
            with open(f"/proc/{pid}/smaps_rollup") as file:
                total += next(1024 * int(line.split()[1]) for line in file if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return None
    return total


def report(spawn, trip, many, before, after, lanes):
    print(
        json.dumps(
            {
                "spawnMs": spawn,
                "roundTripMs": trip,
                "throughputMs": many,
                "pssBytesPerLane": None if before is None or after is None else max(0, after - before) / lanes,
                "pssBytesTotal": after,
            }
        )
    )


def ms(since):
    return (time.perf_counter_ns() - since) / 1e6


def measure_pool(make, call, pids, lanes):
    own = os.getpid()
    before = pss([own])
    start = time.perf_counter_ns()
    pool = make()
    spawn = None
    call(pool, range(lanes))
    spawn = ms(start)
    trips = []
    for _ in range(TRIPS):
        begin = time.perf_counter_ns()
        call(pool, [0])
        trips.append(ms(begin))
    begin = time.perf_counter_ns()
    call(pool, range(MANY))
    many = ms(begin) / MANY
    after = pss([own, *pids(pool)])
    report(spawn, sorted(trips)[TRIPS // 2], many, before, after, lanes)


class Threads:
    """Plain threads as the article's, alive until all have answered."""

    def __init__(self, lanes):
        self.pool = ThreadPoolExecutor(max_workers=lanes)
        self.barrier = threading.Barrier(lanes)
        list(self.pool.map(lambda _: self.barrier.wait(), range(lanes)))


async def tasks(lanes):
    before = pss([os.getpid()])
    start = time.perf_counter_ns()
    waiting = [asyncio.create_task(asyncio.sleep(10)) for _ in range(lanes)]
    await asyncio.sleep(0)
    spawn = ms(start)
    after = pss([os.getpid()])
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    report(spawn, None, None, before, after, lanes)


if __name__ == "__main__":
    model, lanes = sys.argv[1], int(sys.argv[2])
    if model == "asyncio":
        asyncio.run(tasks(lanes))
    elif model == "threading":
        measure_pool(lambda: Threads(lanes), lambda p, items: list(p.pool.map(nothing, items)), lambda p: [], lanes)
    else:
        measure_pool(
            lambda: multiprocessing.Pool(lanes),
            lambda p, items: p.map(nothing, items),
            lambda p: [worker.pid for worker in p._pool],
            lanes,
        )
