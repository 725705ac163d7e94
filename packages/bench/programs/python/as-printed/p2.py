# The addresses come from the command line, so that nothing leaves this machine.
import sys
import threading

import requests

urls = sys.argv[1:]


def download(url, i):
    response = requests.get(url)
    print(f"Downloaded {url}")
    if response.status_code == 200:
        with open(f"file{i}", "wb") as file:
            file.write(response.content)
        print(f"Saved file{i}")
    else:
        print(f"Failed to download {url}")


threads = []
for i, url in enumerate(urls):
    thread = threading.Thread(target=download, args=(url, i))
    thread.start()
    threads.append(thread)

for thread in threads:
    thread.join()

print("All downloads are finished")
