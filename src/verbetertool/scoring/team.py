"""Several answer files of one project as one, and the points to talk about (docs/scoring.md section 9).

People -> perspective -> project, by medians: always a level that somebody chose, and a large group doesn't outvote a
small one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, get_args

from verbetertool.model.base import is_older
from verbetertool.model.contour import ProfileField
from verbetertool.model.project import (
    MAX_EVIDENCE,
    Answer,
    Answered,
    Answers,
    FromPeople,
    NotApplicable,
    Occurrence,
    OccursFromPeople,
    Unanswered,
    Unknown,
)
from verbetertool.model.rubric import Rubric
from verbetertool.model.team import ProfileDifference, Team
from verbetertool.scoring.applicability import evidence_of
from verbetertool.scoring.differences import MayShow, differences_of, notes_of
from verbetertool.scoring.voices import OFTEN, Item, said_of_anti_pattern, said_of_element


def together(rubric: Rubric, files: Sequence[Answers]) -> Team:
    """One set of answers of at least one file, all of the same scope, and the points on which people are far apart.

    Pure: the order of the files only decides whose profile it is, and what is named first.
    """
    people: dict[str | None, list[int]] = {}
    for number, file in enumerate(files):
        people.setdefault(file.perspective, []).append(number)
    base = _whose_profile(rubric, files)
    elements = {element.id: said_of_element(rubric, element, files, people) for element in rubric.elements}
    anti_patterns = {each.id: said_of_anti_pattern(each, files, people) for each in rubric.anti_patterns}
    merged = _merged(rubric, files, base, elements, anti_patterns)
    may_show = MayShow(rubric, files, people)
    return Team(
        answers=merged,
        answers_from={id: _answer_from(item) for id, item in elements.items() if item.said_by},
        anti_patterns_from={id: _occurs_from(item) for id, item in anti_patterns.items() if item.said_by},
        differences=differences_of(rubric, merged, {**elements, **anti_patterns}, may_show),
        notes=notes_of(files, {**elements, **anti_patterns}, may_show),
        people={perspective: len(numbers) for perspective, numbers in people.items()},
        profile_of=base,
        other_profiles=tuple(_other_profiles(rubric, files, base)),
    )


def is_of_own_words(rubric: Rubric, file: Answers) -> bool:
    """Whether it holds nothing but answers in words of one's own: such a file has no scope, and perhaps no profile."""
    if file.perspective not in [each.id for each in rubric.asked_perspectives]:
        return False
    given = [answer for answer in file.answers.values() if not isinstance(answer, Unanswered | Unknown)]
    others = [answer for answer in given if not (isinstance(answer, Answered) and answer.asked)]
    occurring = any(each.occurs for each in file.anti_patterns.values())
    says_profile = len(file.project.profile.assumed) < len(get_args(ProfileField))
    return not others and not occurring and (bool(given) or not says_profile)


def scopes_of(rubric: Rubric, files: Sequence[Answers]) -> set[str]:
    """The scopes of the files; those of which nobody chose one are left out. More than one can't go together."""
    return {file.scope for file in files if not is_of_own_words(rubric, file)}


def _merged(
    rubric: Rubric,
    files: Sequence[Answers],
    base: int,
    elements: Mapping[str, Item],
    anti_patterns: Mapping[str, Item],
) -> Answers:
    """The answers of the team: the project of the file whose profile it is, the last date of all."""
    perspectives = {file.perspective for file in files}
    return replace(
        files[base],
        file="",
        digest="",
        date=max((file.date for file in files if file.date), default=None),
        perspective=perspectives.pop() if len(perspectives) == 1 else None,
        assessor=all(file.assessor for file in files),
        shown=False,
        note=None,
        answers={id: _answer(rubric, files, item) for id, item in elements.items() if item.said_by},
        anti_patterns={id: _occurrence(rubric, files, item) for id, item in anti_patterns.items() if item.said_by},
    )


def _answer(rubric: Rubric, files: Sequence[Answers], item: Item) -> Answer:
    version = _oldest(files[number].answers[item.id].rubric_version for number in item.said_by)
    if item.is_excluded:
        return NotApplicable(_reason(files, item), rubric_version=version)
    if item.level is None:
        return Unknown(rubric_version=version)
    evidence = _union(
        text for number in item.backed_by() for text in evidence_of(rubric, files[number].answers[item.id])
    )
    return Answered(item.level, None, evidence, None, item.count, version)


def _reason(files: Sequence[Answers], item: Item) -> str | None:
    """The reason of the file that is named first."""
    numbers = sorted(number for view in item.views for number in view.excluded)
    found = [files[number].answers[item.id] for number in numbers]
    return next((answer.reason for answer in found if isinstance(answer, NotApplicable)), None)


def _occurrence(rubric: Rubric, files: Sequence[Answers], item: Item) -> Occurrence:
    version = _oldest(files[number].anti_patterns[item.id].rubric_version for number in item.said_by)
    if item.level is None:
        return Occurrence("unknown", rubric_version=version)
    evidence = _union(
        text
        for number in item.backed_by()
        for text in files[number].anti_patterns[item.id].evidence
        if not rubric.says_none(text)
    )
    return Occurrence(OFTEN[item.level], None, evidence, None, version)


def _union(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text once, as many as one answer may hold."""
    return tuple(dict.fromkeys(texts))[:MAX_EVIDENCE]


def _oldest(versions: Iterable[str | None]) -> str | None:
    """The oldest version of the rubric that a part of an answer was given to; None if all were given to this one."""
    oldest: str | None = None
    for version in versions:
        if version is not None and (oldest is None or is_older(version, oldest)):
            oldest = version
    return oldest


def _perspectives(item: Item) -> tuple[str, ...]:
    """Whose people said something, in the order of the files."""
    return tuple(view.perspective for view in item.views if view.perspective is not None)


def _answer_from(item: Item) -> FromPeople:
    lowest, highest = item.spread or (None, None)
    perspectives = _perspectives(item)
    return FromPeople(people=len(item.said_by), perspectives=perspectives, lowest=lowest, highest=highest)


def _occurs_from(item: Item) -> OccursFromPeople:
    lowest, highest = (OFTEN[end] for end in item.spread) if item.spread else (None, None)
    perspectives = _perspectives(item)
    return OccursFromPeople(people=len(item.said_by), perspectives=perspectives, lowest=lowest, highest=highest)


def _whose_profile(rubric: Rubric, files: Sequence[Answers]) -> int:
    """The first file that was not answered in words of one's own, which says little of the project; else the first."""
    return next((number for number, file in enumerate(files) if not is_of_own_words(rubric, file)), 0)


def _other_profiles(rubric: Rubric, files: Sequence[Answers], base: int) -> Iterable[ProfileDifference]:
    """Files that say another profile. Those in words of one's own are passed over where they say none."""
    wanted = files[base].project.profile
    for number, file in enumerate(files):
        profile = file.project.profile
        fields: Sequence[ProfileField] = get_args(ProfileField)
        if is_of_own_words(rubric, file):
            fields = [field for field in fields if field not in profile.assumed]
        differing = tuple(field for field in fields if _as_set(profile, field) != _as_set(wanted, field))
        if differing:
            yield ProfileDifference(number, differing)


def _as_set(profile: object, field: Literal["target_groups", "ages", "goals", "phases"]) -> object:
    value = getattr(profile, field)
    return frozenset(value) if isinstance(value, tuple) else value
