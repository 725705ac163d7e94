"""Fetches a URL and counts its bytes: by threads with urllib, by asyncio with a plain connection."""

import asyncio
import resource
import urllib.parse
import urllib.request

from harness import run


def fetch(url):
    with urllib.request.urlopen(url, timeout=60) as response:
        return len(response.read())


async def fetch_async(url):
    address = urllib.parse.urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(f"GET {address.path}?{address.query} HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise OSError(head.split(b"\r\n", 1)[0].decode())
    content = await reader.read()
    writer.close()
    return len(content)


if __name__ == "__main__":
    # A connection each: the usual limit of 1024 files would end a sweep early.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    run(fetch, fetch_async)
