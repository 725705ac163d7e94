"""Runs a task over the items of the command line and prints one line of JSON.

    program.py MODEL LANES WARMTH ITEM...     items are JSON

MODEL is sequential, threading, multiprocessing or asyncio. With WARMTH `warm` the pool is started and used once before
the clock starts, and its start is reported as setupMs; with `cold` the clock includes it, as in the article.
"""

import asyncio
import json
import multiprocessing
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
    """Runs the task on the model that the command line names; async_task is its twin for asyncio."""
    model, lanes, warmth, *texts = sys.argv[1:]
    items = [json.loads(text) for text in texts]
    watch = Stopwatch()
    if model == "asyncio":

        async def blocking(item):
            return task(item)

        results = event_loop(async_task or blocking, items, watch)
    else:
        models = {"sequential": sequential, "threading": threads, "multiprocessing": processes}
        results = models[model](task, items, int(lanes), warmth == "warm", watch)
    report = {
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
    print(json.dumps(report))
