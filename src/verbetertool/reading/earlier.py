"""Answers that were given to an earlier version of the rubric: which element they count for, and from when they are.

An answer keeps the version that it was given to until somebody confirms it, if the texts of its element changed
meaning since (`changed`). The file's `rubric_version` holds for every answer that names none of its own.
"""

from verbetertool.model.base import is_older
from verbetertool.model.element import Element
from verbetertool.model.project import (
    AnswerFile,
    AnswerValue,
    LongAnswer,
    LongOccurrence,
    OccurrenceValue,
    long_answer,
)
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.reading.levels import level_of_count

UNKNOWN_VERSION = "?"
"""Of an answer under an id of before, in a file that names no version, or one in which that id was gone already."""


@record
class Given:
    """The answer that counts for an element: where it stands, and the older version that it was given to, if any."""

    id: str
    """The id that it stands under in the file."""
    value: AnswerValue
    rubric_version: str | None


def given_answers(file: AnswerFile, rubric: Rubric) -> dict[str, Given]:
    """By id every answer of a file, and for elements with earlier ids (`was`) what was answered under those.

    Of merged answers the lowest level counts, until there is an answer to the element itself as it is now. An earlier
    id that still is an element's own counts only for answers of before the change.
    """
    written = {id: value for id, value in (file.answers or {}).items() if value is not None}
    versions = {id: _version_of(value, file) for id, value in written.items()}
    found = {id: Given(id, value, _older(id, versions[id], rubric)) for id, value in written.items()}
    for element in rubric.elements:
        if not element.was:
            continue
        own = found.get(element.id)
        if own is not None and own.rubric_version is None:
            continue
        earlier = [
            Given(id, written[id], _before(versions[id], element.changed))
            for id in element.was
            if id in written and (id not in rubric.element_by_id or _is_outdated(versions[id], element.changed))
        ]
        if earlier:
            candidates = earlier if own is None else [own, *earlier]
            found[element.id] = min(candidates, key=lambda given: _rank(given.value, element, rubric))
    return found


def given_occurrences(file: AnswerFile, rubric: Rubric) -> dict[str, tuple[OccurrenceValue, str | None]]:
    """By id every answer about an anti-pattern, and the older version that it was given to, if any."""
    written = {id: value for id, value in (file.anti_patterns or {}).items() if value is not None}
    return {id: (value, _older(id, _version_of(value, file), rubric)) for id, value in written.items()}


def brought_up_to_date(file: AnswerFile, rubric: Rubric) -> AnswerFile:
    """The file as answers to this version of the rubric: every answer to another one says so itself.

    What stands under an id that the rubric no longer has stays where it is. Answers are given in their long form.
    """
    answers: dict[str, AnswerValue] = {}
    for id, given in given_answers(file, rubric).items():
        answers[id] = long_answer(given.value).model_copy(update={"rubric_version": given.rubric_version})
    occurrences: dict[str, OccurrenceValue] = {}
    for id, (occurs, version) in given_occurrences(file, rubric).items():
        long = occurs if isinstance(occurs, LongOccurrence) else LongOccurrence(occurs=occurs)
        occurrences[id] = long.model_copy(update={"rubric_version": version})
    return file.model_copy(update={"answers": answers, "anti_patterns": occurrences, "rubric_version": rubric.version})


def _rank(value: AnswerValue, element: Element, rubric: Rubric) -> tuple[int, int]:
    """Levels first, the lowest first; then not known, then not applicable, then no answer."""
    long = long_answer(value)
    if isinstance(long.level, int):
        return 0, long.level
    if long.count is not None and (level := level_of_count(long.count, element, rubric)) is not None:
        return 0, level
    return (1 if long.level is not None else 2 if long.not_applicable is not None else 3), 0


def _version_of(value: object, file: AnswerFile) -> str | None:
    own = value.rubric_version if isinstance(value, LongAnswer | LongOccurrence) else None
    return file.rubric_version if own is None else own


def _older(id: str, version: str | None, rubric: Rubric) -> str | None:
    """The version, if it is of before the texts that the rubric now has."""
    item = rubric.element_by_id.get(id) or rubric.anti_pattern_by_id.get(id)
    if item is None:
        return None if version == rubric.version else version
    return version if _is_outdated(version, item.changed) else None


def _before(version: str | None, changed: str | None) -> str | None:
    """The version of an answer under an id of before; None where the element changed its name and nothing else."""
    if changed is None:
        return None
    return version if _is_outdated(version, changed) else UNKNOWN_VERSION


def _is_outdated(version: str | None, changed: str | None) -> bool:
    return version is not None and changed is not None and is_older(version, changed)


def renamed(rubric: Rubric) -> dict[str, list[str]]:
    """By earlier id the ids of the elements that it counts for now."""
    found: dict[str, list[str]] = {}
    for element in rubric.elements:
        for id in element.was:
            found.setdefault(id, []).append(element.id)
    return found
