"""Waits 4 ms, then counts."""

import asyncio
import time

from counter import counter
from harness import run


def wait_then_count(n):
    time.sleep(0.004)
    return counter(n)


async def wait_then_count_async(n):
    await asyncio.sleep(0.004)
    return counter(n)


if __name__ == "__main__":
    run(wait_then_count, wait_then_count_async)
