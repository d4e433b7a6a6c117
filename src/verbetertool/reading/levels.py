"""The level that an answer gives which names none itself: a count, or an answer in words of one's own."""

from verbetertool.model.element import Element
from verbetertool.model.project import Asked
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import Count


def level_of_count(text: str, element: Element | None, rubric: Rubric) -> int | None:
    """The level (0-3) that a written count gives; None where it can't be an answer."""
    count = Count.read(text)
    if element is None or not element.on_scale or rubric.scale is None or not 0 < count.of >= count.yes:
        return None
    return rubric.scale.level_of(count)


def level_of_asked(
    answer: Asked, element: Element | None, perspective: str | None, rubric: Rubric
) -> tuple[int, Count | None] | None:
    """The level that an answer in words of one's own gives, on the shared scale with the count of one that it is.

    "Soms" counts with "nee": of those who were asked, it does not hold for this one (docs/scoring.md section 9). None
    where this perspective is not asked about the element.
    """
    asked = element.asked_of.get(perspective or "") if element else None
    if element is None or asked is None:
        return None
    if (level := asked.level_of(answer)) is not None:
        return level, None
    if rubric.scale is None:
        return None
    count = Count.told(int(answer == "ja"), 1)
    return rubric.scale.level_of(count), count
