# P9: asyncio, three fetches of 2, 3 and 1 s.
import asyncio


async def fetch_data(id, delay):
    print(f"Task {id}: started")
    await asyncio.sleep(delay)
    print(f"Task {id}: finished")
    return f"Data {id}"


async def main():
    tasks = [
        asyncio.create_task(fetch_data(1, 2)),
        asyncio.create_task(fetch_data(2, 3)),
        asyncio.create_task(fetch_data(3, 1)),
    ]
    results = await asyncio.gather(*tasks)
    print(results)


asyncio.run(main())
