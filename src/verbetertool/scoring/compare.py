"""How firm a score is under other weights, and which projects it tells apart (scoring.md section 8).

The 500 drawn weights of an element lie in the 32-bit lanes of one integer, so that one multiplication and one
addition per element sum all draws at once, exactly.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from struct import Struct

from verbetertool.scoring.applicability import Case
from verbetertool.scoring.score import (
    Read,
    ReadingName,
    band_of,
    level_in,
    occurs_in,
    weak_contexts,
)

DRAWS = 500
LOWEST_KEPT = 25
HIGHEST_KEPT = 474
"""Positions (from 0) in the sorted draws that bound the robust range."""
AHEAD_BY = 5
"""Points between two ranges from which one project is certainly ahead of the other."""

_LANES = Struct(f"<{DRAWS}I")


@dataclass(frozen=True, slots=True)
class Firmness:
    """The robust range, and in how many of the 500 draws the reported band stays the same."""

    low: int
    high: int
    same_band: int


def drawn_factor(rubric_version: str, draw: int, tag: str) -> int:
    """h(tag) of draw 0-499: 1, 2 or 3, the same for everyone."""
    digest = sha256(f"{rubric_version}|{draw}|{tag}".encode()).digest()
    return 1 + int.from_bytes(digest[:8], "big") % 3


@lru_cache(maxsize=4096)
def _factors(rubric_version: str, tag: str) -> tuple[int, ...]:
    return tuple(drawn_factor(rubric_version, draw, tag) for draw in range(DRAWS))


@lru_cache(maxsize=4096)
def _packed_weights(rubric_version: str, element: str, context: str) -> int:
    """The 500 drawn weights of an element, packed."""
    own, shared = _factors(rubric_version, "e:" + element), _factors(rubric_version, "c:" + context)
    return int.from_bytes(_LANES.pack(*(a * b for a, b in zip(own, shared, strict=True))), "little")


def firmness(case: Case, reported: Read, rubric_version: str) -> Firmness | None:
    """How a case fares under the 500 drawn weights; None where nothing counts."""
    if reported.band is None:
        return None
    weights = {e.id: _packed_weights(rubric_version, e.id, e.context) for e in case.counted}
    possible: dict[str, int] = {}
    for element in case.counted:
        possible[element.context] = possible.get(element.context, 0) + weights[element.id] * element.required
    all_possible = _unpack(sum(possible.values()))

    def earned(reading: ReadingName) -> dict[str, int]:
        sums: dict[str, int] = {}
        for element in case.counted:
            level = min(level_in(reading, element), element.required)
            sums[element.context] = sums.get(element.context, 0) + weights[element.id] * level
        return sums

    def scores(sums: dict[str, int], reading: ReadingName) -> list[int]:
        deduction = sum(harm.deduction * occurs_in(reading, harm) for harm in case.harms)
        whole = zip(_unpack(sum(sums.values())), all_possible, strict=True)
        return [max(0, 100 * part // all_ - deduction) for part, all_ in whole]

    in_contexts = earned("reported")
    per_context = {
        name: [100 * part // all_ for part, all_ in zip(_unpack(sum_), _unpack(possible[name]), strict=True)]
        for name, sum_ in in_contexts.items()
    }
    fixed = [lock.limit for lock in reported.locks if lock.kind != "weak_context"]
    same_band = 0
    for draw, score in enumerate(scores(in_contexts, "reported")):
        weak = weak_contexts(case.counted, {name: drawn[draw] for name, drawn in per_context.items()})
        band = min([band_of(score), *fixed, *(lock.limit for lock in weak)])
        same_band += band == reported.band
    low = sorted(scores(earned("proven"), "proven"))[LOWEST_KEPT]
    high = sorted(scores(earned("at_most"), "at_most"))[HIGHEST_KEPT]
    return Firmness(low, high, same_band)


def _unpack(packed: int) -> Sequence[int]:
    return _LANES.unpack(packed.to_bytes(_LANES.size, "little"))


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
