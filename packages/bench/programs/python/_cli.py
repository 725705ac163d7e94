"""The command line that the programs share.

    <workload>.py --model sequential|threading|multiprocessing|asyncio --n N --tasks T --lanes L
                  [--how loop|builtin] [--url BASE --out DIR] [--serve]

Without --serve: one run, as of a program that is started for it (the start of threads, processes or event loop counts),
and one line of JSON:

    {"elapsedNs": ..., "cpuNs": ..., "result": ..., "python": "3.11.7", "gil": true}

With --serve the lanes are made first, and the first line is {"ready": true, "startupNs": ...}. Then each line `run` on
stdin makes one run and one such line; the end of stdin ends the program and its processes.

The clock stops when the last result is there, before the lanes are closed. cpuNs is the CPU time of all processes.
Exit codes: 0 all went well, 1 a task failed, 2 wrong arguments.
"""

import argparse
import asyncio
import json
import multiprocessing
import multiprocessing.connection
import os
import platform
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

try:
    import resource
except ImportError:  # Windows
    resource = None

MODELS = ["sequential", "threading", "multiprocessing", "asyncio"]


class Workload:
    """What a program does. `work` and `work_async` are functions of a module, as they cross to other processes."""

    def __init__(self, items, work, work_async=None, report=None, tasks=4, n=1_000_000, needs=()):
        self.items = items  # arguments -> list of items
        self.work = work  # item -> result
        self.work_async = work_async  # the same as a coroutine function
        self.report = report or (lambda results, arguments: {"result": results})  # after the clock has stopped
        self.tasks = tasks
        self.n = n
        self.needs = needs  # names of arguments that have no default


class Sequential:
    """One task after the other."""

    def __init__(self, workload, lanes):
        self.work = workload.work

    def run(self, items):
        return [self.work(item) for item in items]

    def close(self):
        pass


class Threading:
    """Threads of one process."""

    def __init__(self, workload, lanes):
        self.work = workload.work
        self.pool = ThreadPoolExecutor(max_workers=lanes)
        everyone = threading.Barrier(lanes + 1)  # so that each thread is really started
        for _ in range(lanes):
            self.pool.submit(everyone.wait)
        everyone.wait()

    def run(self, items):
        return list(self.pool.map(self.work, items))

    def close(self):
        self.pool.shutdown()


class Multiprocessing:
    """A pool of processes. Each job brings its own CPU time, as the system tells it only of processes that ended."""

    def __init__(self, workload, lanes):
        self.work = workload.work
        self.cpu_ns = 0
        self.pool = multiprocessing.Pool(lanes, initializer=follow_parent)

    def run(self, items):
        answers = self.pool.map(CpuTimed(self.work), items, chunksize=1)
        self.cpu_ns += sum(cpu for _, cpu in answers)
        return [result for result, _ in answers]

    def close(self):
        self.pool.close()
        self.pool.join()


class EventLoop:
    """Coroutines on one thread, at most `lanes` at a time; a CPU-bound one never gives way to the others."""

    def __init__(self, workload, lanes):
        self.work = workload.work
        self.work_async = workload.work_async
        self.lanes = lanes
        self.loop = asyncio.new_event_loop()

    def run(self, items):
        return self.loop.run_until_complete(self.gather(items))

    async def gather(self, items):
        turn = asyncio.Semaphore(self.lanes)

        async def one(item):
            async with turn:
                return await self.work_async(item) if self.work_async else self.work(item)

        return await asyncio.gather(*[asyncio.create_task(one(item)) for item in items])

    def close(self):
        self.loop.close()


RUNNERS = {
    "sequential": Sequential,
    "threading": Threading,
    "multiprocessing": Multiprocessing,
    "asyncio": EventLoop,
}


class CpuTimed:
    """Runs a task and gives its result with the CPU time (ns) of its process."""

    def __init__(self, work):
        self.work = work

    def __call__(self, item):
        before = time.process_time_ns()
        result = self.work(item)
        return result, time.process_time_ns() - before


def follow_parent():
    """In a process of the pool: leave Ctrl-C to the parent, and end when the parent has ended, however it did."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch():
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def gil():
    """Tells whether the interpreter lock is on."""
    enabled = getattr(sys, "_is_gil_enabled", None)
    return enabled() if enabled else True


def cpu_of_ended_processes():
    """CPU time (ns) of the children that ended."""
    if resource is None:
        return 0
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(1e9 * (usage.ru_utime + usage.ru_stime))


def answer(workload, arguments, results, elapsed_ns, cpu_ns):
    """Prints one line of JSON; gives the number of failed tasks."""
    line = {"elapsedNs": elapsed_ns, "cpuNs": cpu_ns}
    line.update(workload.report(results, arguments))
    line.update(python=platform.python_version(), implementation=platform.python_implementation(), gil=gil())
    if arguments.model == "multiprocessing":
        line["startMethod"] = multiprocessing.get_start_method()
    print(json.dumps(line), flush=True)
    return line.get("failed", 0)


def run_once(workload, arguments):
    """One run that starts its lanes; gives the exit code."""
    items = workload.items(arguments)
    cpu = time.process_time_ns() + cpu_of_ended_processes()
    started = time.perf_counter_ns()
    runner = RUNNERS[arguments.model](workload, arguments.lanes)
    results = runner.run(items)
    elapsed = time.perf_counter_ns() - started
    runner.close()
    cpu = time.process_time_ns() + cpu_of_ended_processes() - cpu
    return 1 if answer(workload, arguments, results, elapsed, cpu) else 0


def serve(workload, arguments):
    """Runs on lanes that are there, once for each line `run`; gives the exit code."""
    started = time.perf_counter_ns()
    items = workload.items(arguments)
    runner = RUNNERS[arguments.model](workload, arguments.lanes)
    if arguments.model == "multiprocessing":
        runner.pool.map(CpuTimed(abs), range(4 * arguments.lanes), chunksize=1)
    print(json.dumps({"ready": True, "startupNs": time.perf_counter_ns() - started}), flush=True)
    failed = 0
    try:
        for line in sys.stdin:
            command = line.strip()
            if command == "":
                continue
            if command != "run":
                print(f"expected the line run, got {command!r}", file=sys.stderr)
                return 2
            processes_cpu = getattr(runner, "cpu_ns", 0)
            cpu = time.process_time_ns()
            begin = time.perf_counter_ns()
            results = runner.run(items)
            elapsed = time.perf_counter_ns() - begin
            cpu = time.process_time_ns() - cpu + getattr(runner, "cpu_ns", 0) - processes_cpu
            failed += answer(workload, arguments, results, elapsed, cpu)
    finally:
        runner.close()
    return 1 if failed else 0


def positive(text):
    """Parses a whole number of at least 1; 1e6 and 1_000_000 are understood."""
    try:
        number = float(text)
    except ValueError:
        number = 0
    if number < 1 or number != int(number):
        raise argparse.ArgumentTypeError(f"expected a whole number of at least 1, got {text!r}")
    return int(number)


def main(workload):
    """Parses the command line, runs or serves, and ends the program."""
    parser = argparse.ArgumentParser(description="One workload on one of Python's models; results as lines of JSON.")
    parser.add_argument("--model", choices=MODELS, default="sequential")
    parser.add_argument("--n", type=positive, default=workload.n, help="size (default %(default)s)")
    parser.add_argument("--tasks", type=positive, default=workload.tasks, help="how many tasks (default %(default)s)")
    parser.add_argument("--lanes", type=positive, help="how many run at a time (default: as many as tasks)")
    parser.add_argument("--how", choices=["loop", "builtin"], default="loop", help="sum: a Python loop, or sum(range(n))")
    parser.add_argument("--url", help="download: the files are BASE/file/0, BASE/file/1, ...")
    parser.add_argument("--out", help="download: the folder that the files are written to")
    parser.add_argument("--serve", action="store_true", help="make the lanes, then run once for each line `run` on stdin")
    arguments = parser.parse_args()
    if arguments.lanes is None:
        arguments.lanes = arguments.tasks
    missing = [name for name in workload.needs if getattr(arguments, name) is None]
    if missing:
        parser.error("expected " + " and ".join(f"--{name}" for name in missing))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        code = serve(workload, arguments) if arguments.serve else run_once(workload, arguments)
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)
