# P2: one thread for each URL; the article's own three addresses are replaced by reserved ones.
import threading

import requests

urls = ["https://example.com/", "https://example.org/", "https://example.net/"]


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
