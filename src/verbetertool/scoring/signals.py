"""What a reader of submissions would ask about: signals, as questions and never as accusations.

They change no score. What a signal means in words stands in `report/signals.py`.
"""

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from verbetertool.model.assessment import AntiPatternResult, Assessment, ElementResult
from verbetertool.model.personal import personal_data_in
from verbetertool.model.picture import contradictions_of
from verbetertool.model.portfolio import Signal
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric

IDS_NAMED = 3
"""Elements that a signal names."""
ALIKE_FROM = 10
"""Answers with a level from which it is worth a question that all are alike."""
TOP_FROM = 5
"""Levels 3 and 4 without evidence from which it is worth a question."""
COMPARED_FROM = 40
"""Characters from which a text is compared at all; a shorter one is alike by chance."""
LONG_FROM = 80
"""Characters from which one note that stands in two submissions is worth a question by itself."""
SHARED_FROM = 3
"""Shorter texts in common from which they are worth one together, a note among them: evidence is often the same."""
OTHERS_NAMED = 5
"""Submissions that a signal names."""
_PAIRS_UP_TO = 20
"""Submissions with the same text of which every pair is counted; of more the first few stand for all."""
_EVIDENCE, _NOTE, _LONG_NOTE = 0, 1, 2
"""The kind of a text, in the lowest two bits of its fingerprint."""
_HAS_NOTE = 1 << 16
"""In the count of what two submissions share: a note is among it."""
_COUNTS = {_EVIDENCE: 1, _NOTE: _HAS_NOTE + 1, _LONG_NOTE: _HAS_NOTE + SHARED_FROM}
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
    # A plan has nothing to show yet: its levels are intentions.
    if assessment.project.status != "plan" and unshown >= TOP_FROM and 2 * unshown > len(top):
        yield _signal("top_without_evidence", number=unshown)
    for contradiction in contradictions_of(rubric, assessment):
        yield _signal("contradiction", (contradiction.id,), 1)
    if ids := _with_personal_data(assessment):
        yield _signal("personal_data", ids[:IDS_NAMED], len(ids))


def _with_personal_data(assessment: Assessment) -> tuple[str, ...]:
    """The elements and anti-patterns with a text that seems to hold a personal detail."""
    written: tuple[ElementResult | AntiPatternResult, ...] = (*assessment.elements, *assessment.anti_patterns)
    return tuple(
        item.id
        for item in written
        if any(
            personal_data_in(text)
            for text in (item.note, *item.evidence, item.reason if isinstance(item, ElementResult) else None)
            if text
        )
    )


def fingerprints(assessment: Assessment) -> Iterator[tuple[str, int]]:
    """Of every long text of a submission the element or anti-pattern it belongs to, and a number of 64 bits.

    Case, spaces and punctuation make no difference. The text itself is not kept; whether it is evidence, a note or a
    long note is.
    """
    written = [(element.id, element.note, element.evidence) for element in assessment.elements]
    written += [
        (anti_pattern.id, anti_pattern.note, anti_pattern.evidence) for anti_pattern in assessment.anti_patterns
    ]
    for id, note, evidence in written:
        for text in (note, *evidence):
            if text and len(text) >= COMPARED_FROM:
                letters = _letters_of(text.casefold())
                if len(letters) >= COMPARED_FROM * 3 // 4:
                    kind = _EVIDENCE if text is not note else _LONG_NOTE if len(text) >= LONG_FROM else _NOTE
                    yield id, int.from_bytes(blake2b(letters, digest_size=8).digest(), "big") & ~3 | kind


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
            numbers, owners, elements = self._buckets[(fingerprint >> 2) % _BUCKETS]
            numbers.append(fingerprint)
            owners.append(owner)
            elements.append(number)

    def found(self, same: Sequence[int] = ()) -> dict[int, Shared]:
        """Per submission that shares texts: which, and with whom.

        Submissions with the same number in `same` are one project, which shares its texts with itself.
        """
        project = same.__getitem__ if same else int
        partners: dict[int, Counter[int]] = {}
        for kind, everyone, _where in self._groups(project):
            first = _first_of(everyone, project)
            for owner in everyone:
                others = [other for other in first if project(other) != project(owner)]
                partners.setdefault(owner, Counter()).update(dict.fromkeys(others, _COUNTS[kind]))
        enough = {}
        while partners:  # each is let go of when it is done: of ten thousand they take ten megabytes
            owner, counted = partners.popitem()
            enough[owner] = {
                other: number % _HAS_NOTE
                for other, number in counted.items()
                if number >= _HAS_NOTE and number % _HAS_NOTE >= SHARED_FROM
            }
        # The groups once more instead of kept: all at once they are forty megabytes.
        return dict(self._told(self._groups(project), enough))

    def _groups(self, project: Callable[[int], int]) -> Iterator[tuple[int, list[int], list[tuple[int, str]]]]:
        """Each text that several projects have: its kind, who has it, and who has it where."""
        names = list(self._ids)
        for fingerprints, owners, elements in self._buckets:
            for group in _equal(fingerprints):
                if len({project(owners[index]) for index in group}) > 1:
                    everyone = sorted({owners[index] for index in group})
                    where = [(owners[index], names[elements[index]]) for index in group]
                    yield fingerprints[group[0]] & 3, everyone, where

    def _told(
        self, groups: Iterable[tuple[int, list[int], list[tuple[int, str]]]], enough: Mapping[int, Mapping[int, int]]
    ) -> Iterator[tuple[int, Shared]]:
        ids: dict[int, set[str]] = {}
        most: dict[int, int] = {}
        for _kind, everyone, where in groups:
            for owner, id in where:
                if not enough[owner].keys().isdisjoint(everyone):
                    ids.setdefault(owner, set()).add(id)
                    most[owner] = max(most.get(owner, 0), len(everyone) - 1)
        for owner, counted in sorted(enough.items()):
            if counted:
                others = sorted(counted, key=lambda other: (-counted[other], other))
                more = len(others) > OTHERS_NAMED or most[owner] > max(_PAIRS_UP_TO, OTHERS_NAMED)
                yield owner, Shared(tuple(sorted(ids[owner])), tuple(others[:OTHERS_NAMED]), more)


def _first_of(everyone: Sequence[int], project: Callable[[int], int]) -> Sequence[int]:
    """Those with whom pairs are counted: of a text that thousands share all pairs would be millions.

    Of more than a few they are the first of some projects.
    """
    if len(everyone) <= _PAIRS_UP_TO:
        return everyone
    firsts: dict[int, int] = {}
    for owner in everyone:
        firsts.setdefault(project(owner), owner)
        if len(firsts) > OTHERS_NAMED:
            break
    return list(firsts.values())


def _equal(fingerprints: "array[int]") -> Iterator[list[int]]:
    """The positions of equal numbers, where there are two or more."""
    order = sorted(range(len(fingerprints)), key=fingerprints.__getitem__)
    start = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or fingerprints[order[end]] != fingerprints[order[start]]:
            if end - start > 1:
                yield order[start:end]
            start = end
