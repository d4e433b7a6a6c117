"""What a reader of submissions would ask about: signals, as questions and never as accusations.

They change no score. What a signal means in words stands in `report/documents/signals.py`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import chain

from verbetertool.model.assessment import AntiPatternResult, Assessment, ElementResult
from verbetertool.model.contradicted import contradictions_of
from verbetertool.model.personal import personal_data_in
from verbetertool.model.portfolio import Signal
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
OTHERS_NAMED = 5
"""Submissions that a signal names."""
EVIDENCE, NOTE, LONG_NOTE = 0, 1, 2
"""The kind of a text, in the lowest two bits of its fingerprint."""
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
    """The elements and anti-patterns with a text that seems to hold a personal detail, and such parts of the file."""
    written: tuple[ElementResult | AntiPatternResult, ...] = (*assessment.elements, *assessment.anti_patterns)
    texts: Iterator[tuple[str, Iterable[str | None]]] = chain(
        (
            (item.id, (item.note, *item.evidence, item.reason if isinstance(item, ElementResult) else None))
            for item in written
        ),
        (("project", (assessment.project.summary,)), ("audit", (assessment.note,))),
        (("plan", (item.action, item.note)) for item in assessment.plan),
    )
    found = (id for id, each in texts if any(personal_data_in(text) for text in each if text))
    return tuple(dict.fromkeys(found))


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
                    kind = EVIDENCE if text is not note else LONG_NOTE if len(text) >= LONG_FROM else NOTE
                    yield id, int.from_bytes(blake2b(letters, digest_size=8).digest(), "big") & ~3 | kind


def _letters_of(text: str) -> bytes:
    """The letters and digits of a text, in UTF-8."""
    if text.isascii():
        return text.encode().translate(None, _NOT_LETTERS)
    return "".join(_LETTERS.findall(text)).encode()
