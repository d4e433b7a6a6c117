"""Coverage-guided fuzzing of one way in: `python -m tests.fuzz.fuzz answers [options of libFuzzer] [corpus folders]`.

Besides libFuzzer's own changes, real files are changed as in mutations.py. A finding is written to a file crash-*; put
it into the corpus, fix what it shows, and it is a test for ever.
"""

import os
import random
import sys

import atheris

os.environ.setdefault("FUZZ_SECONDS", "4")

with atheris.instrument_imports(include=["verbetertool"]):
    from tests.fuzz.ways_in import WAYS

from tests.fuzz.mutations import mutated


def main(way: str, options: list[str]) -> None:
    """Fuzzes until the time in `options` is over, or something is found."""
    last = [b"x"]

    def change(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)  # noqa: S311 - no secret
        if chance.random() < 0.4:
            return bytes(atheris.Mutate(data, most))
        found = mutated(data, last[0], chance)[:most]
        last[0] = data
        return found

    atheris.Setup([sys.argv[0], *options], lambda data: WAYS[way](bytes(data)), custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
