# The twin that the article does not show: the same three waits, one after the other.
import asyncio


async def fetch_data(id, delay):
    print(f"Task {id}: started")
    await asyncio.sleep(delay)
    print(f"Task {id}: finished")
    return f"Data {id}"


async def main():
    results = [await fetch_data(1, 2), await fetch_data(2, 3), await fetch_data(3, 1)]
    print(results)


asyncio.run(main())
