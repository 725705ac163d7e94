"""The article's three fetches: waits, in ms."""

import asyncio
import time

from harness import run


def fetch_data(ms):
    time.sleep(ms / 1000)
    return ms


async def fetch_data_async(ms):
    await asyncio.sleep(ms / 1000)
    return ms


if __name__ == "__main__":
    run(fetch_data, fetch_data_async)
