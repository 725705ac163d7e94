"""The article's three fetches of 2, 3 and 1 units (P9); --n is the unit in ms.

The result is the list of labels in task order, finishOrder the same labels in the order in which the tasks finished.
More than three tasks begin again at 2.
"""

import asyncio
import time

from _cli import Workload, main

UNITS = [2, 3, 1]


def fetch(item):
    label, seconds = item
    time.sleep(seconds)
    return label, time.monotonic_ns()


async def fetch_async(item):
    label, seconds = item
    await asyncio.sleep(seconds)
    return label, time.monotonic_ns()


def items(arguments):
    return [(f"task {i + 1}", UNITS[i % 3] * arguments.n / 1000) for i in range(arguments.tasks)]


def report(results, arguments):
    finished = sorted(results, key=lambda result: result[1])
    return {"result": [label for label, _ in results], "finishOrder": [label for label, _ in finished]}


if __name__ == "__main__":
    main(Workload(items, fetch, fetch_async, report, tasks=3, n=1000))
