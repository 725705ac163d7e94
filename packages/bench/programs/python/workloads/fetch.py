"""Fetches a URL and counts its bytes: by threads with urllib, by asyncio with a plain connection."""

import resource
import urllib.request

from harness import run
from plain_http import get


def fetch(url):
    with urllib.request.urlopen(url, timeout=60) as response:
        return len(response.read())


async def fetch_async(url):
    return len(await get(url))


if __name__ == "__main__":
    # A connection each: the usual limit of 1024 files would end a sweep early.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    run(fetch, fetch_async)
