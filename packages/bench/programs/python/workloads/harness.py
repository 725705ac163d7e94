"""Runs a task over the items of the command line and prints one line of JSON.

    program.py MODEL LANES WARMTH ITEM...     items are JSON
    program.py serve MODEL LANES WARMTH       each line of stdin is a JSON array of items, each answer one line

MODEL is sequential, threading, multiprocessing or asyncio. With WARMTH `warm` the pool is started and used once before
the clock starts, and its start is reported as setupMs; with `cold` the clock includes it, as in the article.
"""

import asyncio
import json
import multiprocessing
import os
import platform
import resource
import sys
import sysconfig
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def cpu_ms():
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime)


def nothing(_):
    return None


def gil_state():
    """Tells whether the interpreter lock is on; it always is before 3.13 and in usual builds."""
    if not sysconfig.get_config_var("Py_GIL_DISABLED"):
        return "on"
    return "on" if sys._is_gil_enabled() else "off"


class Stopwatch:
    """Times setup and work one after the other."""

    def __init__(self):
        self.start = self.ready = time.perf_counter_ns()
        self.cpu = cpu_ms()
        self.elapsed = 0

    def begin(self):
        self.ready = time.perf_counter_ns()
        self.cpu = cpu_ms()

    def end(self):
        self.elapsed = time.perf_counter_ns() - self.ready


def sequential(task, items, lanes, warm, watch):
    watch.begin()
    results = [task(item) for item in items]
    watch.end()
    return results


def threads(task, items, lanes, warm, watch):
    if not warm:
        watch.begin()
    with ThreadPoolExecutor(max_workers=lanes) as pool:
        if warm:
            list(pool.map(nothing, range(lanes)))
            watch.begin()
        results = list(pool.map(task, items))
        watch.end()
    return results


def processes(task, items, lanes, warm, watch):
    if not warm:
        watch.begin()
    pool = multiprocessing.Pool(lanes)
    try:
        if warm:
            pool.map(nothing, range(4 * lanes), chunksize=1)
            watch.begin()
        results = pool.map(task, items, chunksize=1)
        watch.end()
    finally:
        pool.close()
        pool.join()
    return results


def event_loop(async_task, items, watch):
    async def main():
        watch.begin()
        results = await asyncio.gather(*[asyncio.create_task(async_task(item)) for item in items])
        watch.end()
        return results

    return asyncio.run(main())


def run(task, async_task=None):
    """Runs the task as the command line says; async_task is its twin for asyncio."""
    if sys.argv[1] == "serve":
        serve(task, async_task, *sys.argv[2:5])
        return
    model, lanes, warmth, *texts = sys.argv[1:]
    items = [json.loads(text) for text in texts]
    print(json.dumps(measure(task, async_task, model, int(lanes), warmth == "warm", items)))


def serve(task, async_task, model, lanes, warmth):
    """Answers each line of stdin, a JSON array of items, with a report; warm pools are kept from line to line."""
    pool = None
    started = time.perf_counter_ns()
    if warmth == "warm" and model == "threading":
        pool = ThreadPoolExecutor(max_workers=int(lanes))
        list(pool.map(nothing, range(int(lanes))))
    if warmth == "warm" and model == "multiprocessing":
        pool = multiprocessing.Pool(int(lanes))
        pool.map(nothing, range(4 * int(lanes)), chunksize=1)
    setup = (time.perf_counter_ns() - started) / 1e6
    for line in sys.stdin:
        items = json.loads(line)
        if pool is None:
            report = measure(task, async_task, model, int(lanes), warmth == "warm", items)
        else:
            before = pool_cpu_ms(pool)
            begin = time.perf_counter_ns()
            results = list(pool.map(task, items, 1) if model == "multiprocessing" else pool.map(task, items))
            elapsed = time.perf_counter_ns() - begin
            after = pool_cpu_ms(pool)
            report = {"wallMs": elapsed / 1e6, "setupMs": setup, "results": results}
            report["cpuMs"] = None if after is None else after - before
        print(json.dumps(report), flush=True)


def pool_cpu_ms(pool):
    """CPU time of this process and the pool's living processes; None where it cannot be told."""
    workers = getattr(pool, "_pool", None) or []
    try:
        return cpu_ms() + sum(task_cpu_ms(worker.pid) for worker in workers)
    except OSError:
        return None if workers else cpu_ms()


def task_cpu_ms(pid):
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/schedstat") as file:
            total += int(file.read().split()[0])
    return total / 1e6


def measure(task, async_task, model, lanes, warm, items):
    watch = Stopwatch()
    if model == "asyncio":

        async def blocking(item):
            return task(item)

        results = event_loop(async_task or blocking, items, watch)
    else:
        models = {"sequential": sequential, "threading": threads, "multiprocessing": processes}
        results = models[model](task, items, lanes, warm, watch)
    return {
        "wallMs": watch.elapsed / 1e6,
        "setupMs": (watch.ready - watch.start) / 1e6,
        "cpuMs": cpu_ms() - watch.cpu,
        "threads": threading.active_count(),
        "results": list(results),
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "gil": gil_state(),
        "startMethod": multiprocessing.get_start_method() if model == "multiprocessing" else None,
    }
