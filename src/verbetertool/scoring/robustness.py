"""How robust a score is under other weights, and which projects it distinguishes (docs/scoring.md section 8).

The 500 drawn weights of an element lie in the 32-bit lanes of one integer, so that one addition or comparison does
all draws at once, exactly. The highest bit of a lane is kept free: it says how a comparison in that lane came out.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from operator import mul
from struct import Struct

from verbetertool.model.record import record
from verbetertool.model.thresholds import (
    AHEAD_BY,
    BAND_FROM,
    DRAWS,
    HIGHEST_KEPT,
    LOWEST_KEPT,
    TOP_BAND,
    WEAK_CONTEXT_BELOW,
    WEAK_CONTEXT_FROM,
)
from verbetertool.scoring.case import REPORTED, Case, Counted, ReadingName
from verbetertool.scoring.score import Read

_FIRST_EIGHT_BYTES = Struct(">" + "Q24x" * DRAWS)
"""Of each of the digests one after another."""
_LANES = Struct(f"<{DRAWS}I")
_HIGH = int.from_bytes(_LANES.pack(*[1 << 31] * DRAWS), "little")


@record
class Robustness:
    """The robust range, and in how many of the 500 draws the reported band stays the same."""

    low: int
    high: int
    same_band: int


@lru_cache(maxsize=4096)
def drawn_factors(rubric_version: str, tag: str) -> tuple[int, ...]:
    """h(tag) of draws 0-499: each 1, 2 or 3, the same for everyone."""
    end = tag.encode()
    digests = b"".join([sha256(start + end).digest() for start in _starts(rubric_version)])
    return tuple([1 + number % 3 for number in _FIRST_EIGHT_BYTES.unpack(digests)])


@lru_cache(maxsize=8)
def _starts(rubric_version: str) -> tuple[bytes, ...]:
    return tuple(f"{rubric_version}|{draw}|".encode() for draw in range(DRAWS))


@lru_cache(maxsize=4096)
def _packed_weights(rubric_version: str, element: str, context: str) -> tuple[int, ...]:
    """The 500 drawn weights of an element, packed, times 0, 1, 2, 3 and 4: what it counts for at each level."""
    own, shared = drawn_factors(rubric_version, "e:" + element), drawn_factors(rubric_version, "c:" + context)
    packed = int.from_bytes(_LANES.pack(*map(mul, own, shared)), "little")
    return tuple(packed * level for level in range(5))


def robustness(case: Case, reads: Mapping[ReadingName, Read], rubric_version: str) -> Robustness | None:
    """How a case, of which these are the readings, fares under the 500 drawn weights; None where nothing counts."""
    reported = reads["reported"]
    if reported.band is None:
        return None
    contexts = _context_sums(case.counted, rubric_version)
    possible, missed = sum(p for p, _ in contexts.values()), sum(m for _, m in contexts.values())
    not_shown, not_known = _between_readings(case.counted, rubric_version)
    large = [sums for name, sums in contexts.items() if case.sizes[name] >= WEAK_CONTEXT_FROM]
    highest = min((lock.limit for lock in reported.locks if lock.kind != "weak_context"), default=TOP_BAND)

    def in_band(band: int) -> int:
        """The draws in which the reported reading is in this band or a higher one."""
        if band == 1:
            return DRAWS
        if band > highest:
            return 0
        lanes = _at_least(BAND_FROM[band] + reported.total.deduction, possible, 100 * missed)
        if band > 2:  # no lock of a context goes below band 2
            needed = min(BAND_FROM[band - 1], WEAK_CONTEXT_BELOW)
            for all_, lost in large:
                lanes &= _at_least(needed, all_, 100 * lost)
        return lanes.bit_count()

    return Robustness(
        low=_score_at(LOWEST_KEPT, possible, missed + not_shown, reads["proven"].total.deduction),
        high=_score_at(HIGHEST_KEPT, possible, missed - not_known, reads["at_most"].total.deduction),
        same_band=in_band(reported.band) - (in_band(reported.band + 1) if reported.band < TOP_BAND else 0),
    )


def _context_sums(counted: Iterable[Counted], rubric_version: str) -> dict[str, tuple[int, int]]:
    """Per context the points possible and those missed in the reported reading, packed."""
    sums: dict[str, tuple[int, int]] = {}
    for element in counted:
        weights = _packed_weights(rubric_version, element.id, element.context)
        possible, missed = sums.get(element.context, (0, 0))
        if lost := (element.possible - element.earned[REPORTED]) // element.weight:
            missed += weights[lost]
        sums[element.context] = (possible + weights[element.required], missed)
    return sums


def _between_readings(counted: Iterable[Counted], rubric_version: str) -> tuple[int, int]:
    """What the proven reading misses more than the reported one, and the at-most reading less, packed."""
    not_shown = not_known = 0
    for element in counted:
        proven, reported, at_most, _settled = element.earned
        if proven != at_most:
            weights = _packed_weights(rubric_version, element.id, element.context)
            not_shown += weights[(reported - proven) // element.weight]
            not_known += weights[(at_most - reported) // element.weight]
    return not_shown, not_known


def _at_least(score: int, possible: int, missed_100: int) -> int:
    """The highest bit of each lane in which 100 x earned / possible is at least `score` (above 0).

    That is where `missed x 100 <= possible x (100 - score)`; `missed_100` is the left side.
    """
    return (_HIGH + (100 - score) * possible - missed_100) & _HIGH if score <= 100 else 0


def _score_at(position: int, possible: int, missed: int, deduction: int) -> int:
    """The printed score at a position (from 0) of the sorted draws."""
    missed_100, draws = 100 * missed, DRAWS - position

    def too_high(score: int) -> bool:
        """Whether too few draws reach this score for the one at this position to."""
        return _at_least(score + deduction, possible, missed_100).bit_count() < draws

    return bisect_left(range(1, 101), True, key=too_high)


def certainly_ahead(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether a project with the robust range `first` is certainly ahead of one with `second`."""
    return first[0] >= second[1] + AHEAD_BY


def rank_intervals(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each project of one family the best and the worst rank (from 1) that its range leaves possible."""
    all_ranges = list(ranges)
    lows = sorted(low for low, _ in all_ranges)
    highs = sorted(high for _, high in all_ranges)
    count = len(all_ranges)
    return [
        # Ahead of it: those whose lower end is far enough above its upper end; no range is ahead of itself.
        (1 + count - bisect_left(lows, high + AHEAD_BY), count - bisect_right(highs, low - AHEAD_BY))
        for low, high in all_ranges
    ]
