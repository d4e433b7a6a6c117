"""Several answer files of one project as one, and the points to talk about (docs/scoring.md section 9).

People -> perspective -> project, by medians: always a level that somebody chose, and a large group doesn't outvote a
small one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, get_args

from verbetertool.model.anti_pattern import AntiPattern
from verbetertool.model.assessment import Amount, Kind
from verbetertool.model.base import is_older
from verbetertool.model.contour import ProfileField
from verbetertool.model.element import Element
from verbetertool.model.project import (
    MAX_EVIDENCE,
    OCCURS,
    Answer,
    Answered,
    Answers,
    FromPeople,
    NotApplicable,
    Occurrence,
    OccursFromPeople,
    Often,
    Unanswered,
    Unknown,
)
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import Count
from verbetertool.model.team import Difference, Noted, ProfileDifference, Said, TalkPoint, Team
from verbetertool.model.thresholds import SHOWN_FROM, TALK_FROM
from verbetertool.scoring.applicability import case_of, evidence_of, is_excluded

_OFTEN: tuple[Often, ...] = get_args(Often)
_People = Mapping[str | None, Sequence[int]]
"""Of each perspective the places of its files, in the order of the files."""


def together(rubric: Rubric, files: Sequence[Answers]) -> Team:
    """One set of answers of at least one file, all of the same scope, and the points on which people are far apart.

    Pure: the order of the files only decides whose profile it is, and what is named first.
    """
    people: dict[str | None, list[int]] = {}
    for number, file in enumerate(files):
        people.setdefault(file.perspective, []).append(number)
    base = _whose_profile(rubric, files)
    elements = {element.id: _of_element(rubric, element, files, people) for element in rubric.elements}
    anti_patterns = {each.id: _of_anti_pattern(each, files, people) for each in rubric.anti_patterns}
    merged = _merged(rubric, files, base, elements, anti_patterns)
    may_show = _MayShow(rubric, files, people)
    return Team(
        answers=merged,
        answers_from={id: _answer_from(item) for id, item in elements.items() if item.said_by},
        anti_patterns_from={id: _occurs_from(item) for id, item in anti_patterns.items() if item.said_by},
        differences=_differences(rubric, merged, {**elements, **anti_patterns}, may_show),
        notes=_notes(files, {**elements, **anti_patterns}, may_show),
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


def worth_by_id(rubric: Rubric, answers: Answers, spreads: Mapping[str, tuple[int, int]]) -> tuple[dict[str, int], int]:
    """What each spread (lowest, highest; of anti-patterns how often, 0-2) is worth, and out of how many points.

    The first times 100, over the second, is in points of the score. A spread of less than two, and what is worth
    nothing, is left out. Elements that don't count for the project are worth nothing.
    """
    case = case_of(rubric, answers)
    possible = case.all_possible
    worth: dict[str, int] = {}
    for element in case.counted:
        lowest, highest = spreads.get(element.id, (0, 0))
        if highest - lowest >= TALK_FROM:
            worth[element.id] = 100 * element.weight * (min(highest, element.required) - min(lowest, element.required))
    for each in case.anti_patterns:
        lowest, highest = spreads.get(each.id, (0, 0))
        if highest - lowest >= TALK_FROM:
            worth[each.id] = (highest - lowest) * each.deduction * max(possible, 1)
    return {id: each for id, each in worth.items() if each}, max(possible, 1)


def in_order(worth: Mapping[str, int]) -> list[str]:
    """Ids by what they are worth, the largest first, ties by id."""
    return sorted(worth, key=lambda id: (-worth[id], id))


@record
class _Voice:
    """A level (of anti-patterns how often, 0-2) as one of those of which the median is taken: of one person, or of all
    who answered in words of their own, whose answers are one count."""

    level: int
    numbers: tuple[int, ...]
    count: Count | None = None


@record
class _View:
    """What the people of one perspective say about an item, and what they come to: `level` None where that is none."""

    perspective: str | None
    voices: tuple[_Voice, ...]
    level: int | None
    counted: _Voice | None
    """Whose count stands beside that level."""
    says_excluded: bool
    excluded: tuple[int, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Who gave a level."""
        return tuple([number for voice in self.voices for number in voice.numbers])


@record
class _Item:
    """What a team says about an element or an anti-pattern."""

    kind: Kind
    id: str
    views: tuple[_View, ...]
    level: int | None
    count: Count | None
    is_excluded: bool
    unknown: tuple[int, ...]

    @property
    def voices(self) -> list[_Voice]:
        return [voice for view in self.views for voice in view.voices]

    @property
    def said_by(self) -> tuple[int, ...]:
        """Whose answer it is: who gave a level or said that it does not apply; else who said that they don't know."""
        given = [number for view in self.views for number in (*view.numbers, *view.excluded)]
        return tuple(sorted(given)) or self.unknown

    @property
    def spread(self) -> tuple[int, int] | None:
        levels = [voice.level for voice in self.voices]
        return (min(levels), max(levels)) if levels else None

    def backed_by(self) -> tuple[int, ...]:
        """Who gave at least the level that was chosen."""
        if self.level is None or self.is_excluded:
            return ()
        return tuple(sorted(n for voice in self.voices if voice.level >= self.level for n in voice.numbers))


def _of_element(rubric: Rubric, element: Element, files: Sequence[Answers], people: _People) -> _Item:
    given = {n: answer for n, file in enumerate(files) if (answer := file.answers.get(element.id)) is not None}
    excluded = {n for n, answer in given.items() if is_excluded(rubric, element, answer)}
    views = []
    for perspective, numbers in people.items():
        voices = _voices(rubric, element, {n: given[n] for n in numbers if n in given})
        out = tuple(n for n in numbers if n in excluded)
        said = sum(len(voice.numbers) for voice in voices) + len(out)
        if not said:
            continue
        if 2 * len(out) > said:
            views.append(_View(perspective, voices, None, None, True, out))
            continue
        counts = [voice for voice in voices if voice.count is not None]
        level = _lower_median(voice.level for voice in counts or voices)
        views.append(_View(perspective, voices, level, _largest(rubric, level, counts), False, out))
    unknown = tuple(
        n for n, answer in given.items() if isinstance(answer, Unknown | NotApplicable) and n not in excluded
    )
    if 2 * sum(view.says_excluded for view in views) > len(views):
        return _Item("element", element.id, tuple(views), None, None, True, unknown)
    levels = [view.level for view in views if view.level is not None]
    if not levels:
        return _Item("element", element.id, tuple(views), None, None, False, unknown)
    together = _lower_median(levels)
    counted = _largest(rubric, together, [view.counted for view in views if view.counted is not None])
    count = counted.count if counted else None
    return _Item("element", element.id, tuple(views), together, count, False, unknown)


def _voices(rubric: Rubric, element: Element, given: Mapping[int, Answer]) -> tuple[_Voice, ...]:
    """The levels of one perspective; its answers in words of their own on the shared scale are one count."""
    voices: list[_Voice] = []
    asked: dict[int, bool] = {}
    for number, answer in given.items():
        if not isinstance(answer, Answered):
            continue
        if answer.asked and element.on_scale:
            asked[number] = answer.asked == "ja"
        else:
            voices.append(_Voice(answer.level, (number,), answer.count))
    if asked and rubric.scale is not None:
        count = Count.told(sum(asked.values()), len(asked))
        voices.append(_Voice(rubric.scale.level_of(count), tuple(asked), count))
    return tuple(sorted(voices, key=lambda voice: voice.numbers))


def _largest(rubric: Rubric, level: int, counts: Iterable[_Voice]) -> _Voice | None:
    """Whose count stands beside the level: of those that can, the one of most, then that of the file named first."""
    fitting = [
        (voice.count.of, -voice.numbers[0], voice)
        for voice in counts
        if voice.count is not None and rubric.scale is not None and rubric.scale.agrees(level, voice.count)
    ]
    return max(fitting, key=lambda each: each[:2])[2] if fitting else None


def _of_anti_pattern(anti_pattern: AntiPattern, files: Sequence[Answers], people: _People) -> _Item:
    given = {n: found.occurs for n, file in enumerate(files) if (found := file.anti_patterns.get(anti_pattern.id))}
    views = []
    for perspective, numbers in people.items():
        voices = tuple(_Voice(OCCURS[given[n] or ""], (n,)) for n in numbers if given.get(n) in OCCURS)
        if voices:
            views.append(_View(perspective, voices, _upper_median(voice.level for voice in voices), None, False, ()))
    level = _upper_median(view.level for view in views if view.level is not None) if views else None
    unknown = tuple(n for n, occurs in given.items() if occurs == "unknown")
    return _Item("anti_pattern", anti_pattern.id, tuple(views), level, None, False, unknown)


def _lower_median(levels: Iterable[int]) -> int:
    """The middle one, of two the lower; there is at least one."""
    ordered = sorted(levels)
    return ordered[(len(ordered) - 1) // 2]


def _upper_median(levels: Iterable[int]) -> int:
    """The middle one, of two the higher; there is at least one."""
    ordered = sorted(levels)
    return ordered[len(ordered) // 2]


def _merged(
    rubric: Rubric,
    files: Sequence[Answers],
    base: int,
    elements: Mapping[str, _Item],
    anti_patterns: Mapping[str, _Item],
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


def _answer(rubric: Rubric, files: Sequence[Answers], item: _Item) -> Answer:
    version = _oldest(files[number].answers[item.id].rubric_version for number in item.said_by)
    if item.is_excluded:
        return NotApplicable(_reason(files, item), rubric_version=version)
    if item.level is None:
        return Unknown(rubric_version=version)
    evidence = _union(
        text for number in item.backed_by() for text in evidence_of(rubric, files[number].answers[item.id])
    )
    return Answered(item.level, None, evidence, None, item.count, version)


def _reason(files: Sequence[Answers], item: _Item) -> str | None:
    """The reason of the file that is named first."""
    numbers = sorted(number for view in item.views for number in view.excluded)
    found = [files[number].answers[item.id] for number in numbers]
    return next((answer.reason for answer in found if isinstance(answer, NotApplicable)), None)


def _occurrence(rubric: Rubric, files: Sequence[Answers], item: _Item) -> Occurrence:
    version = _oldest(files[number].anti_patterns[item.id].rubric_version for number in item.said_by)
    if item.level is None:
        return Occurrence("unknown", rubric_version=version)
    evidence = _union(
        text
        for number in item.backed_by()
        for text in files[number].anti_patterns[item.id].evidence
        if not rubric.says_none(text)
    )
    return Occurrence(_OFTEN[item.level], None, evidence, None, version)


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


def _perspectives(item: _Item) -> tuple[str, ...]:
    """Whose people said something, in the order of the files."""
    return tuple(view.perspective for view in item.views if view.perspective is not None)


def _answer_from(item: _Item) -> FromPeople:
    lowest, highest = item.spread or (None, None)
    perspectives = _perspectives(item)
    return FromPeople(people=len(item.said_by), perspectives=perspectives, lowest=lowest, highest=highest)


def _occurs_from(item: _Item) -> OccursFromPeople:
    lowest, highest = (_OFTEN[end] for end in item.spread) if item.spread else (None, None)
    perspectives = _perspectives(item)
    return OccursFromPeople(people=len(item.said_by), perspectives=perspectives, lowest=lowest, highest=highest)


@record
class _MayShow:
    """Whether what a perspective says may be seen apart from the whole.

    That takes three people who gave a level; or one who answered by profession or from outside, is the only one of
    that perspective, and agreed to be shown.
    """

    rubric: Rubric
    files: Sequence[Answers]
    people: _People

    def __call__(self, view: _View) -> bool:
        if len(view.numbers) >= SHOWN_FROM:
            return True
        numbers = self.people[view.perspective]
        if len(numbers) != 1 or not view.numbers:
            return False
        file = self.files[numbers[0]]
        by_profession = any(each.id == view.perspective and each.by_profession for each in self.rubric.perspectives)
        return file.shown and (by_profession or file.assessor)


def _differences(
    rubric: Rubric, answers: Answers, items: Mapping[str, _Item], may_show: _MayShow
) -> tuple[Difference, ...]:
    spreads = {id: item.spread for id, item in items.items() if item.spread is not None}
    worth, possible = worth_by_id(rubric, answers, spreads)
    found = []
    for id in in_order(worth):
        item = items[id]
        shown = [view for view in item.views if view.level is not None and may_show(view)]
        said = tuple(Said(view.perspective, len(view.numbers), _shown(item.kind, view.level or 0)) for view in shown)
        lowest, highest = spreads[id]
        people = sum(len(view.numbers) for view in item.views)
        point = TalkPoint(id, Amount.of(worth[id], possible), said)
        level, low, high = (_shown(item.kind, end) for end in (item.level or 0, lowest, highest))
        counts = {view.perspective: view.counted.count for view in shown if view.counted and view.counted.count}
        found.append(Difference(item.kind, point, people, level, low, high, counts))
    return tuple(found)


def _shown(kind: Kind, level: int) -> int | Often:
    return level if kind == "element" else _OFTEN[level]


def _notes(files: Sequence[Answers], items: Mapping[str, _Item], may_show: _MayShow) -> dict[str, tuple[Noted, ...]]:
    """The notes of the perspectives that may be seen apart."""
    found: dict[str, list[tuple[int, Noted]]] = {}
    for id, item in items.items():
        for view in item.views:
            if not may_show(view):
                continue
            for number in may_show.people[view.perspective]:
                file = files[number]
                answer = file.answers.get(id) if item.kind == "element" else file.anti_patterns.get(id)
                if answer is not None and answer.note:
                    found.setdefault(id, []).append((number, Noted(view.perspective, answer.note)))
    return {id: tuple(noted for _number, noted in sorted(each, key=_by_number)) for id, each in found.items()}


def _by_number(noted: tuple[int, Noted]) -> int:
    return noted[0]


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
