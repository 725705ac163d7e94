"""Parses a JSON text and writes it again, without spaces as JavaScript does."""

import json

from harness import run


def again(text):
    return json.dumps(json.loads(text), separators=(",", ":"))


if __name__ == "__main__":
    run(again)
