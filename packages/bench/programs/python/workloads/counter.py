"""The article's empty loop."""

from harness import run


def counter(n):
    i = -1
    for i in range(n):
        pass
    return i + 1


if __name__ == "__main__":
    run(counter)
