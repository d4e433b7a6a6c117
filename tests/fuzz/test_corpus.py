"""Every seed of the corpus, and every real file, keeps the promises; a finding of the fuzzer becomes a seed here."""

from pathlib import Path

import pytest

from tests.fuzz.seeds import files_of
from tests.fuzz.ways_in import WAYS


@pytest.mark.parametrize(
    ("way", "path"),
    [(way, path) for way in WAYS for path in files_of(way)],
    ids=lambda part: getattr(part, "name", part),
)
def test_seed(way: str, path: Path) -> None:
    """It is read, or refused with problems that can be shown, in time."""
    WAYS[way](path.read_bytes())
