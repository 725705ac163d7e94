# Status first, the name kept, a timeout, a bounded number of threads, failures counted.
import os
import sys
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

urls = sys.argv[1:]


def download(url):
    with urllib.request.urlopen(url, timeout=10) as response:
        content = response.read()
    name = os.path.basename(urllib.parse.urlparse(url).path)
    with open(name, "wb") as file:
        file.write(content)
    return name


failed = 0
with ThreadPoolExecutor(max_workers=8) as pool:
    for url, future in [(url, pool.submit(download, url)) for url in urls]:
        try:
            print(f"Saved {future.result()}")
        except OSError as error:
            failed += 1
            print(f"Failed to download {url}: {error}")

print(f"{len(urls) - failed} downloaded, {failed} failed")
