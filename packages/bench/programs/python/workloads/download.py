"""Downloads a URL to a file; the result is the number of bytes. Files are checked by whoever started the program."""

import urllib.request

from harness import run
from plain_http import get


def download(job):
    with urllib.request.urlopen(job["url"], timeout=30) as response:
        content = response.read()
    with open(job["path"], "wb") as file:
        file.write(content)
    return len(content)


async def download_async(job):
    content = await get(job["url"])
    with open(job["path"], "wb") as file:
        file.write(content)
    return len(content)


if __name__ == "__main__":
    run(download, download_async)
