"""A second, naive implementation of docs/scoring.md, to hold the real one against. Shares no code with it."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from verbetertool.scoring.case import Case, Counted, CountedAntiPattern

PROVEN, REPORTED, AT_MOST = "proven", "reported", "at_most"


@dataclass(frozen=True)
class Outcome:
    score: Fraction
    band: int
    locks: frozenset[tuple[str, str, int]]


def value(reading: str, e: Counted) -> int:
    if e.level is None:
        return e.required if reading == AT_MOST else 0
    if reading == PROVEN and not e.has_evidence and e.level > 2:
        return 2
    return e.level


def times(reading: str, h: CountedAntiPattern) -> int:
    if h.occurs is None:
        return {PROVEN: 2, REPORTED: 0, AT_MOST: 0}[reading]
    return h.occurs


def outcome(case: Case, reading: str) -> Outcome:
    """Score (unclipped scores below 0 become 0), band and locks of a case in which something counts."""
    earned = sum(e.weight * min(value(reading, e), e.required) for e in case.counted)
    possible = sum(e.weight * e.required for e in case.counted)
    off = sum(h.deduction * times(reading, h) for h in case.anti_patterns)
    score = max(Fraction(0), Fraction(100 * earned, possible) - off)
    locks: set[tuple[str, str, int]] = set()
    for e in case.counted:
        if e.essential and value(reading, e) in (0, 1):
            locks.add(("precondition", e.id, 2))
        if e.essential and value(reading, e) == 2:
            locks.add(("precondition", e.id, 3))
    for name in {e.context for e in case.counted}:
        members = [e for e in case.counted if e.context == name]
        part = Fraction(
            100 * sum(e.weight * min(value(reading, e), e.required) for e in members),
            sum(e.weight * e.required for e in members),
        )
        if len(members) >= 3 and part < 75:
            locks.add(("weak_context", name, plain_band(part) + 1))
    for h in case.anti_patterns:
        if h.deduction == 2 and times(reading, h) > 0:
            locks.add(("harmful", h.id, {1: 3, 2: 2}[times(reading, h)]))
    return Outcome(score, min([plain_band(score), *(limit for _, _, limit in locks)]), frozenset(locks))


def plain_band(score: Fraction) -> int:
    return 1 + sum(score >= lowest for lowest in (50, 75, 90))


class Move(NamedTuple):
    kind: str
    id: str
    start: int
    gain: Fraction
    lifting: bool


def moves(case: Case) -> list[Move]:
    """Every step of section 7, in its order."""
    possible = sum(e.weight * e.required for e in case.counted)
    found = []
    for e in case.counted:
        for level in range(e.level or 0, e.required):
            found.append(Move("element", e.id, level, Fraction(100 * e.weight, possible), e.essential and level < 3))
    for h in case.anti_patterns:
        for occurs in range(1, (h.occurs or 0) + 1):
            if h.deduction:
                found.append(Move("anti_pattern", h.id, occurs, Fraction(h.deduction), h.deduction == 2))
    return sorted(
        found,
        key=lambda m: (
            -m.gain,
            0 if m.lifting else 1,
            0 if m.kind == "element" else 1,
            m.id,
            m.start if m.kind == "element" else -m.start,
        ),
    )


def after(case: Case, steps: list[tuple[str, str]]) -> Case:
    """The case after steps up of elements and down of anti-patterns; unanswered elements start at 0."""
    up = [name for kind, name in steps if kind == "element"]
    down = [name for kind, name in steps if kind == "anti_pattern"]
    return Case(
        tuple(
            Counted(
                e.id,
                e.context,
                e.weight,
                e.required,
                e.essential,
                (e.level or 0) + up.count(e.id) if e.id in up else e.level,
                e.has_evidence,
            )
            for e in case.counted
        ),
        tuple(
            CountedAntiPattern(h.id, h.deduction, (h.occurs or 0) - down.count(h.id) if h.id in down else h.occurs)
            for h in case.anti_patterns
        ),
        case.excluded,
    )


def fewest_steps(case: Case, band: int) -> int:
    """By trying every set of steps, smallest first: how many it takes to reach a band in the reported reading."""
    possible = [(m.kind, m.id) for m in moves(case)]
    for size in range(len(possible) + 1):
        for chosen in {tuple(sorted(c)) for c in combinations(possible, size)}:
            if outcome(after(case, list(chosen)), REPORTED).band >= band:
                return size
    raise AssertionError("the contour itself reaches every band")
