"""From numbers to the geometry of a chart, in percent of its width."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from verbetertool.model.record import record
from verbetertool.report.document import Segment, Zone

DIGIT = 3.0
"""Percent of a bar that a digit needs on a telephone."""


@record
class Share:
    """Where a segment of a stacked bar lies, and whether its number fits in it."""

    category: int
    number: int
    start: float
    width: float

    @property
    def middle(self) -> float:
        return round(self.start + self.width / 2, 2)

    @property
    def is_wide(self) -> bool:
        return self.width >= DIGIT * len(str(self.number))


@record
class Point:
    """A place in a chart, in percent of its width and height; y runs down."""

    x: float
    y: float


@record
class Stroke:
    """A line between two points of a course that follow on each other."""

    start: Point
    end: Point


def course(values: Sequence[int | None]) -> tuple[list[Point], list[Stroke]]:
    """The points of a course from left to right, and the lines between neighbours; a gap has neither.

    A margin is left on every side for the size of a point.
    """
    step = 100 / max(1, len(values))
    places = [
        None if value is None else Point(round(step * (number + 0.5), 2), round(90 - 0.8 * value, 2))
        for number, value in enumerate(values)
    ]
    strokes = [Stroke(start, end) for start, end in pairwise(places) if start and end]
    return [place for place in places if place], strokes


def divided(segments: Iterable[Segment]) -> Iterator[Share]:
    """The segments side by side over the whole width; those without anything in them are left out."""
    shown = [segment for segment in segments if segment.number]
    total = sum(segment.number for segment in shown)
    before = 0
    for segment in shown:
        start, width = round(100 * before / total, 2), round(100 * segment.number / total, 2)
        yield Share(segment.category, segment.number, start, width)
        before += segment.number


@record
class Span:
    """A part of a scale of 0-100."""

    start: int
    width: int


def zoned(zones: Sequence[Zone]) -> Iterator[Span]:
    """The zones of a scale side by side."""
    for zone, end in zip(zones, [*(zone.low for zone in zones[1:]), 100], strict=True):
        yield Span(zone.low, end - zone.low)
