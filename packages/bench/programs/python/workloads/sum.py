"""The article's sum over a range."""

from harness import run


def cpu_bound_task(n):
    return sum(range(n))


if __name__ == "__main__":
    run(cpu_bound_task)
