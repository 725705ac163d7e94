"""Reads a file and hashes it."""

import hashlib

from harness import run


def hash_file(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


if __name__ == "__main__":
    run(hash_file)
