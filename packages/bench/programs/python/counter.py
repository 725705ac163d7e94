"""The article's loop that only counts (P3, P4), once a task; the result is the list of counts."""

from _cli import Workload, main


def count(n):
    i = -1
    for i in range(n):
        pass
    return i + 1


if __name__ == "__main__":
    main(Workload(lambda arguments: [arguments.n] * arguments.tasks, count))
