"""Hashes a buffer of sevens four times: hashlib lets go of the interpreter's lock, so threads run at once."""

import hashlib

from harness import run

kept = {}


def hash_sevens(size):
    if size not in kept:
        kept[size] = b"\x07" * size
    sha = hashlib.sha256()
    for _ in range(4):
        sha.update(kept[size])
    return sha.hexdigest()


if __name__ == "__main__":
    run(hash_sevens)
