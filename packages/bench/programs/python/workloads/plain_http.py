"""A GET over a plain asyncio connection, which the standard library has no call for."""

import asyncio
import urllib.parse


async def get(url):
    """Gives the body; raises OSError for any answer but 200."""
    address = urllib.parse.urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    target = address.path + ("?" + address.query if address.query else "")
    writer.write(f"GET {target} HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise OSError(head.split(b"\r\n", 1)[0].decode())
    content = await reader.read()
    writer.close()
    return content
