"""What to improve and what to find out (docs/scoring.md section 7), in the reported reading, before clipping at 0."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from operator import attrgetter
from typing import Literal

from verbetertool.model.record import record
from verbetertool.model.thresholds import (
    BAND_FROM,
    HARMFUL_DEDUCTION,
    HARMFUL_LIMIT,
    IMPROVEMENT_POINTS,
    PRECONDITION_LIMIT,
    WEAK_CONTEXT_BELOW,
    WEAK_CONTEXT_FROM,
)
from verbetertool.scoring.case import AT_MOST, PROVEN, REPORTED, Case, FoundStep, Kind
from verbetertool.scoring.score import Read

QuestionKind = Literal["answer", "evidence", "anti_pattern"]


@record
class FoundImprovement:
    """An answer with something to gain."""

    kind: Kind
    id: str
    worth: int
    """What the score gains at the contour, times the points possible."""
    locks: bool


@record
class FoundWay:
    """The fewest steps to a band, and the score after them."""

    steps: tuple[FoundStep, ...]
    score: Fraction


@record
class Question:
    """Something not known."""

    kind: QuestionKind
    id: str
    worth: int
    """The points of the interval that disappear when it is known, times the points possible."""


def steps(case: Case) -> tuple[FoundStep, ...]:
    """Every step that gains something, best first (`FoundStep.order`). Unanswered elements start at level 0."""
    possible = case.all_possible
    if not possible:
        return ()
    found = [step for element in case.counted for step in element.steps]
    for anti_pattern in case.anti_patterns:
        if anti_pattern.deduction:
            worth, lifting = anti_pattern.deduction * possible, anti_pattern.deduction >= HARMFUL_DEDUCTION
            for occurs in range(anti_pattern.occurs or 0, 0, -1):
                found.append(FoundStep("anti_pattern", anti_pattern.id, occurs, occurs - 1, lifting, worth))
    found.sort(key=attrgetter("order"))
    return tuple(found)


def improvements(case: Case, reported: Read) -> tuple[FoundImprovement, ...]:
    """The improvement points: answers with something to gain, locked ones first, then by gain; at most five."""
    possible = case.all_possible
    if not possible:
        return ()
    locking = {(lock.kind, lock.id) for lock in reported.locks}
    found: list[tuple[bool, int, Kind, str]] = []
    for element in case.counted:
        if element.level is not None and element.level < element.required:
            worth = 100 * (element.possible - element.earned[REPORTED])
            found.append((("precondition", element.id) not in locking, -worth, "element", element.id))
    for anti_pattern in case.anti_patterns:
        if anti_pattern.deduction and anti_pattern.occurs:
            worth = anti_pattern.deduction * anti_pattern.occurs * possible
            found.append((("harmful", anti_pattern.id) not in locking, -worth, "anti_pattern", anti_pattern.id))
    found.sort(key=lambda point: (point[0], point[1], point[2] != "element", point[3]))
    return tuple(FoundImprovement(kind, id, -less, not free) for free, less, kind, id in found[:IMPROVEMENT_POINTS])


def shortest_way(case: Case, reported: Read, band: int, ordered: Sequence[FoundStep]) -> FoundWay | None:
    """The fewest steps after which band 2, 3 or 4 is reached: first what the locks ask, then the largest gains.

    `ordered` is what `steps` gives. None where nothing counts. Minimal, because the heaviest steps of a context lift
    it soonest and gain most, and what the locks ask is asked of every way (section 7; proven against brute force in
    the tests).
    """
    if reported.band is None:
        return None
    score = reported.total.unclipped
    if reported.band >= band:
        return FoundWay((), max(Fraction(0), score))
    possible = reported.total.possible
    essential = {element.id for element in case.counted if element.essential}
    needed_level = max([level + 1 for level, limit in PRECONDITION_LIMIT.items() if limit < band], default=0)
    highest_occurs = max([0, *(occurs for occurs, limit in HARMFUL_LIMIT.items() if limit >= band)])
    asked: list[FoundStep] = []
    harmful: list[FoundStep] = []
    left: list[FoundStep] = []
    for step in ordered:
        if step.kind == "element":
            (asked if step.id in essential and step.end <= needed_level else left).append(step)
        else:
            (harmful if step.lifting and step.end >= highest_occurs else left).append(step)
    lifting, left = _lift(case, reported, asked, left, min(BAND_FROM[band - 1], WEAK_CONTEXT_BELOW))
    taken = asked + harmful + lifting
    earned = 100 * reported.total.earned - reported.total.deduction * possible + sum(step.worth for step in taken)
    needed = BAND_FROM[band] * possible
    for step in left:
        if earned >= needed:
            break
        taken.append(step)
        earned += step.worth
    return FoundWay(tuple(taken), max(Fraction(0), Fraction(earned, possible)))


def _lift(
    case: Case, reported: Read, asked: Iterable[FoundStep], left: Iterable[FoundStep], needed: int
) -> tuple[list[FoundStep], list[FoundStep]]:
    """The steps of `left` that bring each large context to the printed score `needed`, and the other ones.

    Of each context the first ones, which are the heaviest; `asked` are steps that are taken already.
    """
    short = {
        name: needed * part.possible - 100 * part.earned
        for name, part in reported.contexts.items()
        if case.sizes[name] >= WEAK_CONTEXT_FROM
    }
    for step in asked:
        if step.context in short:
            short[step.context] -= step.worth
    lifting: list[FoundStep] = []
    others: list[FoundStep] = []
    for step in left:
        if short.get(step.context, 0) > 0:
            short[step.context] -= step.worth
            lifting.append(step)
        else:
            others.append(step)
    return lifting, others


def find_out_first(case: Case) -> tuple[Question, ...]:
    """What is not known yet, by the points of the interval that knowing it takes away; largest first, then id."""
    possible = case.all_possible
    if not possible:
        return ()
    found: list[tuple[int, str, QuestionKind]] = []
    for element in case.counted:
        open_points = element.earned[AT_MOST] - element.earned[PROVEN]
        if open_points:
            found.append((-100 * open_points, element.id, "answer" if element.level is None else "evidence"))
    for anti_pattern in case.anti_patterns:
        if anti_pattern.occurs is None and anti_pattern.deduction:
            found.append((-2 * anti_pattern.deduction * possible, anti_pattern.id, "anti_pattern"))
    found.sort()
    return tuple([Question(kind, id, -less) for less, id, kind in found])
