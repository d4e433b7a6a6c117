"""Real files with small changes, made by hypothesis, so that a finding comes in its smallest form."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import files_of
from tests.fuzz.ways_in import WAYS

EXAMPLES = {"names": 100, "conversation": 150}


def seeds(way: str) -> st.SearchStrategy[bytes]:
    """The bytes of one of the real files."""
    return st.sampled_from([path.read_bytes() for path in files_of(way)])


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_a_changed_file(way: str) -> None:
    """A real file with some changes is read, or refused with problems that can be shown, in time."""

    @settings(max_examples=EXAMPLES.get(way, 400), deadline=None, suppress_health_check=list(HealthCheck))
    @given(seeds(way), seeds(way), st.randoms(use_true_random=False))
    def check(data: bytes, other: bytes, chance: Random) -> None:
        WAYS[way](mutated(data, other, chance))

    check()
