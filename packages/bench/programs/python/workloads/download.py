"""Downloads a URL to a file; the result is the number of bytes. Files are checked by whoever started the program."""

import asyncio
import urllib.parse
import urllib.request

from harness import run


def download(job):
    with urllib.request.urlopen(job["url"], timeout=30) as response:
        content = response.read()
    with open(job["path"], "wb") as file:
        file.write(content)
    return len(content)


async def download_async(job):
    address = urllib.parse.urlsplit(job["url"])
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    target = address.path + ("?" + address.query if address.query else "")
    writer.write(f"GET {target} HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise OSError(head.split(b"\r\n", 1)[0].decode())
    content = await reader.read()
    writer.close()
    with open(job["path"], "wb") as file:
        file.write(content)
    return len(content)


if __name__ == "__main__":
    run(download, download_async)
