"""The score in three readings, its bands and locks (docs/scoring.md sections 4-6). Whole numbers, one division."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal

from verbetertool.model.record import record
from verbetertool.model.thresholds import (
    BAND_FROM,
    HARMFUL_DEDUCTION,
    HARMFUL_LIMIT,
    PRECONDITION_LIMIT,
    WEAK_CONTEXT_BELOW,
    WEAK_CONTEXT_FROM,
)
from verbetertool.scoring.case import READINGS, REPORTED, Case, Counted, CountedAntiPattern, ReadingName

SCORING_VERSION = 1
"""Raised when the same answers to the same rubric would give another result."""


@record
class Sum:
    """Points earned out of those possible, and the points of the score that are taken off."""

    earned: int
    possible: int
    deduction: int = 0

    @property
    def unclipped(self) -> Fraction:
        """The score before it is clipped at 0. Only for a `possible` above 0."""
        return Fraction(100 * self.earned - self.deduction * self.possible, self.possible)

    @property
    def exact(self) -> Fraction | None:
        """The score, 0-100, or None where nothing counts."""
        points = 100 * self.earned - self.deduction * self.possible
        return Fraction(max(0, points), self.possible) if self.possible else None

    @property
    def printed(self) -> int | None:
        """The score rounded down, or None."""
        return max(0, 100 * self.earned // self.possible - self.deduction) if self.possible else None


@record
class FoundLock:
    """A lock whose condition holds: its kind, its cause and the highest band it allows."""

    kind: Literal["precondition", "weak_context", "harmful"]
    id: str
    limit: int


@record
class Read:
    """One reading: its sum, the sums of its contexts, its locks and its band (None where nothing counts)."""

    total: Sum
    contexts: dict[str, Sum]
    locks: tuple[FoundLock, ...]
    band: int | None


def occurs_in(reading: ReadingName, anti_pattern: CountedAntiPattern) -> int:
    """How often (0-2) an anti-pattern occurs in a reading (section 5)."""
    if anti_pattern.occurs is None:
        return 2 if reading == "proven" else 0
    return anti_pattern.occurs


def band_of(score: int) -> int:
    """The band (1-4) of a printed score. Rounding down never moves a score over a whole threshold."""
    return max(band for band, lowest in BAND_FROM.items() if score >= lowest)


def read(case: Case, reading: ReadingName) -> Read:
    """One reading of a case."""
    index = READINGS.index(reading)
    earned = dict.fromkeys(case.possible, 0)
    for element in case.counted:
        earned[element.context] += element.earned[index]
    contexts = {name: Sum(earned[name], possible) for name, possible in case.possible.items()}
    total = Sum(sum(earned.values()), case.all_possible, deduction_in(reading, case))
    if total.printed is None:
        return Read(total, contexts, (), None)
    locks = (
        *_preconditions(case.counted, index),
        *_weak_contexts(case, contexts),
        *_harmful(case.anti_patterns, reading),
    )
    band = min([band_of(total.printed), *[lock.limit for lock in locks]])
    return Read(total, contexts, locks, band)


def readings_of(case: Case) -> dict[ReadingName, Read]:
    """All three readings of a case."""
    return {reading: read(case, reading) for reading in READINGS}


def deduction_in(reading: ReadingName, case: Case) -> int:
    """The points that anti-patterns take off the score in a reading (section 4)."""
    return sum([anti_pattern.deduction * occurs_in(reading, anti_pattern) for anti_pattern in case.anti_patterns])


def equal_weight(case: Case) -> int | None:
    """The printed reported score if every element weighed the same (section 8)."""
    earned = sum([min(element.levels[REPORTED], element.required) for element in case.counted])
    possible = sum([element.required for element in case.counted])
    return Sum(earned, possible, deduction_in("reported", case)).printed


def _preconditions(counted: Iterable[Counted], index: int) -> list[FoundLock]:
    return [
        FoundLock("precondition", element.id, limit)
        for element in counted
        if element.essential and (limit := PRECONDITION_LIMIT.get(element.levels[index]))
    ]


def _weak_contexts(case: Case, contexts: Mapping[str, Sum]) -> list[FoundLock]:
    scores = {name: part.printed or 0 for name, part in contexts.items() if case.sizes[name] >= WEAK_CONTEXT_FROM}
    return [
        FoundLock("weak_context", name, band_of(score) + 1)
        for name, score in scores.items()
        if score < WEAK_CONTEXT_BELOW
    ]


def _harmful(anti_patterns: Iterable[CountedAntiPattern], reading: ReadingName) -> list[FoundLock]:
    return [
        FoundLock("harmful", anti_pattern.id, HARMFUL_LIMIT[occurs])
        for anti_pattern in anti_patterns
        if anti_pattern.deduction >= HARMFUL_DEDUCTION and (occurs := occurs_in(reading, anti_pattern))
    ]
