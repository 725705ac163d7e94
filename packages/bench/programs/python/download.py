"""The article's downloads (P2) as they were meant: --tasks files BASE/file/<i>, written into --out under their own names.

The status is looked at first, every request has a timeout, at most --lanes run at a time, and a failure is counted and
told, not lost. The result is a list of {name, bytes, sha256}, or {name, error}, and `failed` is the number of the latter.
The hashes are made after the clock has stopped. A query of BASE is sent with every request. --n is not used.
"""

import asyncio
import hashlib
import http.client
import os
import urllib.parse

from _cli import Workload, main

TIMEOUT = 30  # seconds, for connecting and between two pieces; for asyncio also the whole


def fetch(item):
    """Downloads one file with http.client."""
    base, folder, index = item
    address, target, name = locate(base, index)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    connection = kind(address.hostname, address.port, timeout=TIMEOUT)
    try:
        connection.request("GET", target)
        response = connection.getresponse()
        if response.status != 200:
            return {"name": name, "error": f"expected status 200, got {response.status}"}
        return save(folder, name, response.read())
    except (OSError, http.client.HTTPException) as error:
        return {"name": name, "error": f"{type(error).__name__}: {error}"}
    finally:
        connection.close()


async def fetch_async(item):
    """Downloads one file over asyncio's streams."""
    base, folder, index = item
    address, target, name = locate(base, index)
    try:
        content = await asyncio.wait_for(get(address, target), TIMEOUT)
        return save(folder, name, content)
    except asyncio.TimeoutError:
        return {"name": name, "error": f"no complete answer within {TIMEOUT} s"}
    except (OSError, ValueError, EOFError) as error:
        return {"name": name, "error": f"{type(error).__name__}: {error}"}


async def get(address, target):
    """One GET over HTTP/1.1 on a connection of its own; gives the body."""
    secure = address.scheme == "https"
    port = address.port or (443 if secure else 80)
    reader, writer = await asyncio.open_connection(address.hostname, port, ssl=secure or None)
    try:
        request = f"GET {target} HTTP/1.1\r\nHost: {address.netloc}\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n"
        writer.write(request.encode("ascii"))
        await writer.drain()
        status_line, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip().split("\r\n")
        parts = status_line.split(" ", 2)
        if len(parts) < 2 or not parts[0].startswith("HTTP/1."):
            raise ValueError(f"expected an answer of HTTP/1.1, got {status_line[:40]!r}")
        if parts[1] != "200":
            raise ValueError(f"expected status 200, got {parts[1]}")
        headers = {key.strip().lower(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return await read_chunks(reader)
        if "content-length" in headers:
            return await reader.readexactly(int(headers["content-length"]))
        return await reader.read()
    finally:
        writer.close()


async def read_chunks(reader):
    """Reads a body in chunks."""
    pieces = []
    while True:
        size = int((await reader.readline()).split(b";")[0], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(await reader.readexactly(size))
        await reader.readexactly(2)


def locate(base, index):
    """Gives the address's parts, the request's target and the name under which the file is kept."""
    address = urllib.parse.urlsplit(base)
    target = f"{address.path.rstrip('/')}/file/{index}"
    name = target.rsplit("/", 1)[1]
    return address, target + (f"?{address.query}" if address.query else ""), name


def save(folder, name, content):
    """Writes the file under another name first, so that there never is half a file."""
    partial = os.path.join(folder, f"{name}.part")
    with open(partial, "wb") as file:
        file.write(content)
    os.replace(partial, os.path.join(folder, name))
    return {"name": name, "bytes": len(content)}


def report(results, arguments):
    for result in results:
        if "error" not in result:
            with open(os.path.join(arguments.out, result["name"]), "rb") as file:
                result["sha256"] = hashlib.sha256(file.read()).hexdigest()
    return {"result": results, "failed": sum("error" in result for result in results)}


def items(arguments):
    os.makedirs(arguments.out, exist_ok=True)
    return [(arguments.url, arguments.out, i) for i in range(arguments.tasks)]


if __name__ == "__main__":
    main(Workload(items, fetch, fetch_async, report, tasks=3, n=1, needs=("url", "out")))
