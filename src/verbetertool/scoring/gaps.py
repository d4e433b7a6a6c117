"""What to improve and what to find out (scoring.md section 7). All in the reported reading, before clipping at 0."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from fractions import Fraction
from typing import Literal

from verbetertool.model.record import record
from verbetertool.model.rubric import ESSENTIAL_ASKS
from verbetertool.scoring.applicability import Case
from verbetertool.scoring.score import BAND_FROM, UNSHOWN_LEVEL, WEAK_BELOW, WEAK_COUNTS_FROM, Read

Kind = Literal["element", "anti_pattern"]
QuestionKind = Literal["answer", "evidence", "anti_pattern"]

IMPROVEMENT_POINTS = 5
_CONTEXT_NEEDED = {2: 0, 3: 50, 4: WEAK_BELOW}
"""The score that every context of three or more needs, so that it does not lock the band."""


@record
class FoundStep:
    """One level up of an element, or one step down of an anti-pattern, and what the score gains by it."""

    kind: Kind
    id: str
    start: int
    end: int
    gain: Fraction
    lifting: bool
    """Whether it helps to lift a precondition or a harmful lock."""
    worth: int = field(compare=False)
    """The gain as a whole number: times the points possible."""


@record
class FoundImprovement:
    """An answer with something to gain."""

    kind: Kind
    id: str
    gain: Fraction
    locks: bool


@record
class FoundWay:
    """The fewest steps to a band, and the score after them."""

    steps: tuple[FoundStep, ...]
    score: Fraction


@record
class Question:
    """Something not known, and the points of the interval that disappear when it is."""

    kind: QuestionKind
    id: str
    points: Fraction


def steps(case: Case) -> tuple[FoundStep, ...]:
    """Every step that gains something, best first. Unanswered elements start at level 0.

    At equal gain first what lifts a lock, then elements, then by id, then the nearest step.
    """
    possible = _possible(case)
    if not possible:
        return ()
    gains = {weight: Fraction(100 * weight, possible) for weight in {element.weight for element in case.counted}}
    found: list[tuple[int, bool, bool, str, int, FoundStep]] = []
    for element in case.counted:
        worth = 100 * element.weight
        for level in range(element.level or 0, element.required):
            lifting = element.essential and level + 1 <= ESSENTIAL_ASKS
            step = FoundStep("element", element.id, level, level + 1, gains[element.weight], lifting, worth)
            found.append((-worth, not lifting, False, element.id, level, step))
    for harm in case.harms:
        if harm.deduction:
            worth, lifting = harm.deduction * possible, harm.deduction == 2
            for occurs in range(harm.occurs or 0, 0, -1):
                step = FoundStep("anti_pattern", harm.id, occurs, occurs - 1, Fraction(harm.deduction), lifting, worth)
                found.append((-worth, not lifting, True, harm.id, -occurs, step))
    found.sort()
    return tuple(step for *_, step in found)


def improvements(case: Case, reported: Read) -> tuple[FoundImprovement, ...]:
    """The improvement points: answers with something to gain, locked ones first, then by gain; at most five."""
    possible = _possible(case)
    if not possible:
        return ()
    locking = {(lock.kind, lock.id) for lock in reported.locks}
    found: list[tuple[bool, int, Kind, str]] = []
    for element in case.counted:
        if element.level is not None and element.level < element.required:
            worth = 100 * element.weight * (element.required - element.level)
            found.append((("precondition", element.id) not in locking, -worth, "element", element.id))
    for harm in case.harms:
        if harm.deduction and harm.occurs:
            worth = harm.deduction * harm.occurs * possible
            found.append((("harmful", harm.id) not in locking, -worth, "anti_pattern", harm.id))
    found.sort(key=lambda point: (point[0], point[1], point[2] != "element", point[3]))
    return tuple(
        FoundImprovement(kind, id, Fraction(-less, possible), not free)
        for free, less, kind, id in found[:IMPROVEMENT_POINTS]
    )


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
    needed_level, highest_occurs = {2: 0, 3: 2, 4: 3}[band], {2: 2, 3: 1, 4: 0}[band]
    asked: list[FoundStep] = []
    harmful: list[FoundStep] = []
    left: list[FoundStep] = []
    for step in ordered:
        if step.kind == "element":
            (asked if step.id in essential and step.end <= needed_level else left).append(step)
        else:
            (harmful if step.lifting and step.end >= highest_occurs else left).append(step)
    lifting, left = _lift(case, reported, asked, left, _CONTEXT_NEEDED[band])
    taken = asked + harmful + lifting
    earned = 100 * reported.total.earned - reported.total.deduction * possible + sum(step.worth for step in taken)
    needed = dict(BAND_FROM)[band] * possible
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
    context_of = {element.id: element.context for element in case.counted}
    sizes = Counter(context_of.values())
    short = {
        name: needed * part.possible - 100 * part.earned
        for name, part in reported.contexts.items()
        if sizes[name] >= WEAK_COUNTS_FROM
    }
    for step in asked:
        if (context := context_of[step.id]) in short:
            short[context] -= step.worth
    lifting: list[FoundStep] = []
    others: list[FoundStep] = []
    for step in left:
        context = context_of[step.id] if step.kind == "element" else ""
        if short.get(context, 0) > 0:
            short[context] -= step.worth
            lifting.append(step)
        else:
            others.append(step)
    return lifting, others


def find_out_first(case: Case) -> tuple[Question, ...]:
    """What is not known yet, by the points of the interval that knowing it takes away; largest first, then id."""
    possible = _possible(case)
    if not possible:
        return ()
    found: list[tuple[int, str, QuestionKind]] = []
    for element in case.counted:
        if element.level is None:
            found.append((-100 * element.weight * element.required, element.id, "answer"))
        elif not element.has_evidence:
            unshown = min(element.level, element.required) - UNSHOWN_LEVEL
            if unshown > 0:
                found.append((-100 * element.weight * unshown, element.id, "evidence"))
    for harm in case.harms:
        if harm.occurs is None and harm.deduction:
            found.append((-2 * harm.deduction * possible, harm.id, "anti_pattern"))
    found.sort()
    points = {less: Fraction(-less, possible) for less in {less for less, _, _ in found}}
    return tuple(Question(kind, id, points[less]) for less, id, kind in found)


def _possible(case: Case) -> int:
    return sum(element.weight * element.required for element in case.counted)
