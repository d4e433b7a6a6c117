"""What the people of a team say of one element or anti-pattern: per perspective, and then together, by medians.

docs/scoring.md section 9. The median of two is the lower level, and of anti-patterns the more frequent.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from verbetertool.model.anti_pattern import AntiPattern
from verbetertool.model.assessment import Kind
from verbetertool.model.element import Element
from verbetertool.model.project import OCCURS, Answer, Answered, Answers, NotApplicable, Often, Unknown
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import Count
from verbetertool.scoring.applicability import is_excluded

OFTEN: tuple[Often, ...] = get_args(Often)
"""How often an anti-pattern occurs, by the level (0-2) that stands for it here."""
People = Mapping[str | None, Sequence[int]]
"""Of each perspective the places of its files, in the order of the files."""


@record
class Voice:
    """A level (of anti-patterns how often, 0-2) as one of those of which the median is taken: of one person, or of all
    who answered in words of their own, whose answers are one count."""

    level: int
    numbers: tuple[int, ...]
    count: Count | None = None


@record
class View:
    """What the people of one perspective say about an item, and what they come to: `level` None where that is none."""

    perspective: str | None
    voices: tuple[Voice, ...]
    level: int | None
    counted: Voice | None
    """Whose count stands beside that level."""
    says_excluded: bool
    excluded: tuple[int, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Who gave a level."""
        return tuple([number for voice in self.voices for number in voice.numbers])


@record
class Item:
    """What a team says about an element or an anti-pattern."""

    kind: Kind
    id: str
    views: tuple[View, ...]
    level: int | None
    count: Count | None
    is_excluded: bool
    unknown: tuple[int, ...]

    @property
    def voices(self) -> list[Voice]:
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


def said_of_element(rubric: Rubric, element: Element, files: Sequence[Answers], people: People) -> Item:
    """What is said of an element. It does not apply where more than half of the perspectives say so."""
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
            views.append(View(perspective, voices, None, None, True, out))
            continue
        counts = [voice for voice in voices if voice.count is not None]
        level = _lower_median(voice.level for voice in counts or voices)
        views.append(View(perspective, voices, level, _largest(rubric, level, counts), False, out))
    unknown = tuple(
        n for n, answer in given.items() if isinstance(answer, Unknown | NotApplicable) and n not in excluded
    )
    if 2 * sum(view.says_excluded for view in views) > len(views):
        return Item("element", element.id, tuple(views), None, None, True, unknown)
    levels = [view.level for view in views if view.level is not None]
    if not levels:
        return Item("element", element.id, tuple(views), None, None, False, unknown)
    together = _lower_median(levels)
    counted = _largest(rubric, together, [view.counted for view in views if view.counted is not None])
    count = counted.count if counted else None
    return Item("element", element.id, tuple(views), together, count, False, unknown)


def _voices(rubric: Rubric, element: Element, given: Mapping[int, Answer]) -> tuple[Voice, ...]:
    """The levels of one perspective; its answers in words of their own on the shared scale are one count."""
    voices: list[Voice] = []
    asked: dict[int, bool] = {}
    for number, answer in given.items():
        if not isinstance(answer, Answered):
            continue
        if answer.asked and element.on_scale:
            asked[number] = answer.asked == "ja"
        else:
            voices.append(Voice(answer.level, (number,), answer.count))
    if asked and rubric.scale is not None:
        count = Count.told(sum(asked.values()), len(asked))
        voices.append(Voice(rubric.scale.level_of(count), tuple(asked), count))
    return tuple(sorted(voices, key=lambda voice: voice.numbers))


def _largest(rubric: Rubric, level: int, counts: Iterable[Voice]) -> Voice | None:
    """Whose count stands beside the level: of those that can, the one of most, then that of the file named first."""
    fitting = [
        (voice.count.of, -voice.numbers[0], voice)
        for voice in counts
        if voice.count is not None and rubric.scale is not None and rubric.scale.agrees(level, voice.count)
    ]
    return max(fitting, key=lambda each: each[:2])[2] if fitting else None


def said_of_anti_pattern(anti_pattern: AntiPattern, files: Sequence[Answers], people: People) -> Item:
    """What is said of an anti-pattern. Who does not know how often it occurs is not counted."""
    given = {n: found.occurs for n, file in enumerate(files) if (found := file.anti_patterns.get(anti_pattern.id))}
    views = []
    for perspective, numbers in people.items():
        voices = tuple(Voice(OCCURS[given[n] or ""], (n,)) for n in numbers if given.get(n) in OCCURS)
        if voices:
            views.append(View(perspective, voices, _upper_median(voice.level for voice in voices), None, False, ()))
    level = _upper_median(view.level for view in views if view.level is not None) if views else None
    unknown = tuple(n for n, occurs in given.items() if occurs == "unknown")
    return Item("anti_pattern", anti_pattern.id, tuple(views), level, None, False, unknown)


def _lower_median(levels: Iterable[int]) -> int:
    """The middle one, of two the lower; there is at least one."""
    ordered = sorted(levels)
    return ordered[(len(ordered) - 1) // 2]


def _upper_median(levels: Iterable[int]) -> int:
    """The middle one, of two the higher; there is at least one."""
    ordered = sorted(levels)
    return ordered[len(ordered) // 2]
