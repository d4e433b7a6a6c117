"""What to improve and what to find out (scoring.md section 7). All in the reported reading, before clipping at 0."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from verbetertool.scoring.applicability import Case, Counted
from verbetertool.scoring.score import BAND_FROM, UNSHOWN_LEVEL, WEAK_BELOW, WEAK_COUNTS_FROM, Read, Sum, level_in

Kind = Literal["element", "anti_pattern"]

IMPROVEMENT_POINTS = 5
_CONTEXT_NEEDED = {3: 50, 4: WEAK_BELOW}
"""The score that every context of three or more needs, so that it does not lock the band."""


@dataclass(frozen=True, slots=True)
class FoundStep:
    """One level up of an element, or one step down of an anti-pattern, and what the score gains by it."""

    kind: Kind
    id: str
    start: int
    end: int
    gain: Fraction
    lifting: bool
    """Whether it helps to lift a precondition or a harmful lock."""

    @property
    def order(self) -> tuple[Fraction, bool, bool, str, int]:
        """Sort key: largest gain first, then lifting steps, elements, id, and nearest step."""
        nearest = self.start if self.kind == "element" else -self.start
        return (-self.gain, not self.lifting, self.kind != "element", self.id, nearest)


@dataclass(frozen=True, slots=True)
class FoundImprovement:
    """An answer with something to gain."""

    kind: Kind
    id: str
    gain: Fraction
    locks: bool


@dataclass(frozen=True, slots=True)
class FoundWay:
    """The fewest steps to a band, and the score after them."""

    steps: tuple[FoundStep, ...]
    score: Fraction


@dataclass(frozen=True, slots=True)
class Question:
    """Something not known, and the points of the interval that disappear when it is."""

    kind: Literal["answer", "evidence", "anti_pattern"]
    id: str
    points: Fraction


def steps(case: Case) -> tuple[FoundStep, ...]:
    """Every step that gains something, best first. Unanswered elements start at level 0."""
    possible = _possible(case)
    if not possible:
        return ()
    found = [step for element in case.counted for step in _element_steps(element, possible)]
    for harm in case.harms:
        if harm.deduction:
            gain, lifting = Fraction(harm.deduction), harm.deduction == 2
            for occurs in range(harm.occurs or 0, 0, -1):
                found.append(FoundStep("anti_pattern", harm.id, occurs, occurs - 1, gain, lifting))
    return tuple(sorted(found, key=lambda step: step.order))


def improvements(case: Case, reported: Read) -> tuple[FoundImprovement, ...]:
    """The improvement points: answers with something to gain, locked ones first, then by gain; at most five."""
    possible = _possible(case)
    if not possible:
        return ()
    locking = {(lock.kind, lock.id) for lock in reported.locks}
    found = []
    for element in case.counted:
        if element.level is not None and element.level < element.required:
            gain = Fraction(100 * element.weight * (element.required - element.level), possible)
            found.append(FoundImprovement("element", element.id, gain, ("precondition", element.id) in locking))
    for harm in case.harms:
        if harm.deduction and harm.occurs:
            gain = Fraction(harm.deduction * harm.occurs)
            found.append(FoundImprovement("anti_pattern", harm.id, gain, ("harmful", harm.id) in locking))
    found.sort(key=lambda point: (not point.locks, -point.gain, point.kind != "element", point.id))
    return tuple(found[:IMPROVEMENT_POINTS])


def shortest_way(case: Case, reported: Read, band: int) -> FoundWay | None:
    """The fewest steps after which band 3 or 4 is reached: first what the locks ask, then the largest gains.

    None where nothing counts. Minimal, because the heaviest steps of a context lift it soonest and gain most, and
    what the locks ask is asked of every way (section 7; proven against brute force in the tests).
    """
    if reported.band is None:
        return None
    score = reported.total.unclipped
    if reported.band >= band:
        return FoundWay((), max(Fraction(0), score))
    needed = dict(BAND_FROM)[band]
    left = list(steps(case))
    taken: list[FoundStep] = []

    def take(wanted: Callable[[FoundStep], bool]) -> None:
        chosen = [step for step in left if wanted(step)]
        taken.extend(chosen)
        left[:] = [step for step in left if step not in chosen]

    essential = {element.id for element in case.counted if element.essential}
    needed_level = {3: 2, 4: 3}[band]
    take(lambda step: step.kind == "element" and step.id in essential and step.end <= needed_level)
    highest_occurs = {3: 1, 4: 0}[band]
    take(lambda step: step.kind == "anti_pattern" and step.lifting and step.end >= highest_occurs)
    lifting_contexts: list[FoundStep] = []
    for context in _large_contexts(case):
        for step in [s for s in left if s.kind == "element" and s.id in context]:
            if _context_score(context, [*taken, *lifting_contexts]) >= _CONTEXT_NEEDED[band]:
                break
            lifting_contexts.append(step)
    take(lambda step: step in lifting_contexts)
    for step in left:
        if score + sum(s.gain for s in taken) >= needed:
            break
        taken.append(step)
    return FoundWay(tuple(taken), max(Fraction(0), score + sum(step.gain for step in taken)))


def find_out_first(case: Case) -> tuple[Question, ...]:
    """What is not known yet, by the points of the interval that knowing it takes away; largest first, then id."""
    possible = _possible(case)
    if not possible:
        return ()
    found = []
    for element in case.counted:
        if element.level is None:
            found.append(Question("answer", element.id, Fraction(100 * element.weight * element.required, possible)))
        elif not element.has_evidence:
            reported = min(element.level, element.required)
            proven = min(element.level, UNSHOWN_LEVEL, element.required)
            if reported > proven:
                points = Fraction(100 * element.weight * (reported - proven), possible)
                found.append(Question("evidence", element.id, points))
    for harm in case.harms:
        if harm.occurs is None and harm.deduction:
            found.append(Question("anti_pattern", harm.id, Fraction(2 * harm.deduction)))
    return tuple(sorted(found, key=lambda question: (-question.points, question.id)))


def _possible(case: Case) -> int:
    return sum(element.weight * element.required for element in case.counted)


def _element_steps(element: Counted, possible: int) -> Iterable[FoundStep]:
    gain = Fraction(100 * element.weight, possible)
    for level in range(level_in("reported", element), element.required):
        lifting = element.essential and level + 1 <= 3
        yield FoundStep("element", element.id, level, level + 1, gain, lifting)


def _large_contexts(case: Case) -> list[dict[str, Counted]]:
    """The contexts that are large enough to lock the band: their elements by id."""
    contexts: dict[str, dict[str, Counted]] = {}
    for element in case.counted:
        contexts.setdefault(element.context, {})[element.id] = element
    return [elements for elements in contexts.values() if len(elements) >= WEAK_COUNTS_FROM]


def _context_score(context: dict[str, Counted], taken: Iterable[FoundStep]) -> int:
    possible = sum(element.weight * element.required for element in context.values())
    earned = sum(element.weight * min(level_in("reported", element), element.required) for element in context.values())
    earned += sum(context[step.id].weight for step in taken if step.kind == "element" and step.id in context)
    return Sum(earned, possible).printed or 0
