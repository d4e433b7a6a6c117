"""What a reader of submissions would ask about: signals, as questions and never as accusations.

They change no score. What a signal means in words stands in `report/signals.py`.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

from verbetertool.model.assessment import Assessment
from verbetertool.model.picture import contradictions_of
from verbetertool.model.portfolio import Signal
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric

ALIKE_FROM = 10
"""Answers with a level from which it is worth a question that all are alike."""
TOP_FROM = 5
"""Levels 3 and 4 without evidence from which it is worth a question."""
PLAN_FROM = 3
"""Levels 3 and 4 in a plan from which it is worth a question."""
LONG_ENOUGH = 40
"""Characters from which the same text in two submissions is no chance."""
OTHERS_NAMED = 5
"""Submissions that a signal about shared texts names."""
_BUCKETS = 64
_LETTERS = re.compile(r"[^\W_]+")
_NOT_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())


_signal = lru_cache(maxsize=1024)(Signal)
"""One object for all submissions that give the same signal."""


def signals_of(assessment: Assessment, rubric: Rubric) -> tuple[Signal, ...]:
    """The signals that one submission gives by itself."""
    return tuple(_signals(assessment, rubric))


def _signals(assessment: Assessment, rubric: Rubric) -> Iterator[Signal]:
    answered = [element for element in assessment.elements if element.level is not None]
    levels = {element.level for element in answered}
    if len(answered) >= ALIKE_FROM and len(levels) == 1:
        yield _signal("all_alike", number=len(answered), level=answered[0].level or 0)
    top = [element for element in answered if (element.level or 0) >= 3]
    unshown = sum(not element.evidence for element in top)
    if unshown >= TOP_FROM and 2 * unshown > len(top):
        yield _signal("top_without_evidence", number=unshown)
    if assessment.project.status == "plan" and len(top) >= PLAN_FROM:
        yield _signal("plan_as_practice", number=len(top))
    for contradiction in contradictions_of(rubric, assessment):
        yield _signal("contradiction", (contradiction.id,))


def fingerprints(assessment: Assessment) -> Iterator[tuple[str, int]]:
    """Of every long text of a submission the element or anti-pattern it belongs to, and a number of 64 bits.

    Case, spaces and punctuation make no difference. The text itself is not kept.
    """
    written = [(element.id, element.note, element.evidence) for element in assessment.elements]
    written += [
        (anti_pattern.id, anti_pattern.note, anti_pattern.evidence) for anti_pattern in assessment.anti_patterns
    ]
    for id, note, evidence in written:
        for text in (note, *evidence):
            if text and len(text) >= LONG_ENOUGH:
                letters = _letters_of(text.casefold())
                if len(letters) >= LONG_ENOUGH * 3 // 4:
                    yield id, int.from_bytes(blake2b(letters, digest_size=8).digest(), "big")


def _letters_of(text: str) -> bytes:
    """The letters and digits of a text, in UTF-8."""
    if text.isascii():
        return text.encode().translate(None, _NOT_LETTERS)
    return "".join(_LETTERS.findall(text)).encode()


@record
class Shared:
    """What a submission has in common with others."""

    ids: tuple[str, ...]
    """The elements and anti-patterns whose texts stand elsewhere too, by id."""
    others: tuple[int, ...]
    """The submissions that have most in common with it, at most `OTHERS_NAMED`."""
    more: bool
    """Whether there are more of them."""


class SharedTexts:
    """Finds the same text in different submissions; keeps fourteen bytes per text, whatever its length."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._buckets = [(array("Q"), array("I"), array("H")) for _ in range(_BUCKETS)]

    def add(self, owner: int, fingerprints: Iterable[tuple[str, int]]) -> None:
        """Takes in the fingerprints of submission number `owner`."""
        for id, fingerprint in fingerprints:
            number = self._ids.setdefault(id, len(self._ids))
            numbers, owners, elements = self._buckets[fingerprint % _BUCKETS]
            numbers.append(fingerprint)
            owners.append(owner)
            elements.append(number)

    def found(self) -> dict[int, Shared]:
        """Per submission that shares texts: which, and with whom."""
        names = list(self._ids)
        ids: dict[int, set[str]] = {}
        partners: dict[int, Counter[int]] = {}
        most: dict[int, int] = {}
        for fingerprints, owners, elements in self._buckets:
            for group in _equal(fingerprints):
                everyone = sorted({owners[index] for index in group})
                if len(everyone) == 1:
                    continue
                for index in group:
                    ids.setdefault(owners[index], set()).add(names[elements[index]])
                # A text that thousands share would give millions of pairs: the first few stand for all.
                first = everyone[: OTHERS_NAMED + 1]
                for owner in everyone:
                    others = [other for other in first if other != owner][:OTHERS_NAMED]
                    partners.setdefault(owner, Counter()).update(others)
                    most[owner] = max(most.get(owner, 0), len(everyone) - 1)
        return {owner: _shared(ids[owner], counted, most[owner]) for owner, counted in sorted(partners.items())}


def _shared(ids: Iterable[str], partners: Counter[int], most: int) -> Shared:
    others = sorted(partners, key=lambda other: (-partners[other], other))
    named = tuple(others[:OTHERS_NAMED])
    return Shared(tuple(sorted(ids)), named, len(others) > len(named) or most > len(named))


def _equal(fingerprints: "array[int]") -> Iterator[list[int]]:
    """The positions of equal numbers, where there are two or more."""
    order = sorted(range(len(fingerprints)), key=fingerprints.__getitem__)
    start = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or fingerprints[order[end]] != fingerprints[order[start]]:
            if end - start > 1:
                yield order[start:end]
            start = end
