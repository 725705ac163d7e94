"""The article's sum over range(n) (P7, P8), once a task; the result is the list of sums.

--how loop (default) adds in a Python loop, as the programs in other languages do; --how builtin is sum(range(n)),
a loop in C over Python's integers.
"""

from _cli import Workload, main


def add_up(item):
    n, how = item
    if how == "builtin":
        return sum(range(n))
    total = 0
    for i in range(n):
        total += i
    return total


if __name__ == "__main__":
    main(
        Workload(
            lambda arguments: [(arguments.n, arguments.how)] * arguments.tasks,
            add_up,
            report=lambda results, arguments: {"result": results, "how": arguments.how},
        )
    )
