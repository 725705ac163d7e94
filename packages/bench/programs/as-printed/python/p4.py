# P4: the same without threads; time is not imported.
def cpu_bound_task():
    for i in range(10**6):
        pass


start_time = time.time()

for _ in range(4):
    cpu_bound_task()

end_time = time.time()
print(f"Time taken: {end_time - start_time} seconds")
