"""The contour as a picture: what the ideal-typical project for a profile has, and how a project stands beside it.

Keys and values, no sentences; docs/file-formats.md has the documents that are made of it.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal, Protocol

from pydantic import TypeAdapter

from verbetertool.model.assessment import Assessment, ElementResult
from verbetertool.model.base import closed_record
from verbetertool.model.contour import AgeRange, Profile, ProfileField
from verbetertool.model.element import Element
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric

Format = Literal["verbetertool-contour/1"]
FORMAT: Format = "verbetertool-contour/1"

Mark = Literal["meets", "short", "unknown", "not_applicable"]
"""How a project stands beside one element of its contour."""


@closed_record
class RaisedBy:
    """A rule that asks this level of the profile: which of its groups, goals and phases, or ages, and where it stands.

    Of a field that the profile leaves open all values of the rule are named, since it counts as every value.
    """

    to: int
    section: str
    target_groups: tuple[str, ...]
    ages: AgeRange | None
    goals: tuple[str, ...]
    phases: tuple[str, ...]


@closed_record
class Breadth:
    """How broad the support of an element is: never how large its effect."""

    studies: int
    """Review studies."""
    other_sources: int
    """Notes that are no review study."""
    mentions: int | None
    status: str


@closed_record
class PictureElement:
    """An element of the contour. `mark` stands there only beside the answers of a project."""

    id: str
    context: str
    phase: str | None
    required: int
    base: int
    """What is asked of every project."""
    raised_by: tuple[RaisedBy, ...]
    """Why this profile is asked more than that; empty where it is not."""
    weight: int
    essential: bool
    support: Breadth
    mark: Mark | None = None


@closed_record
class Success:
    """The signs of success that fit the goals, by id: those that name one of the goals first."""

    views: tuple[str, ...]
    criteria: tuple[str, ...]
    indicators: tuple[str, ...]


@closed_record
class Picture:
    """The contour of one profile."""

    format: Format
    profile: Profile
    assumed: tuple[ProfileField, ...]
    """The fields that were empty, and so count as every value."""
    elements: tuple[PictureElement, ...]
    anti_patterns: tuple[str, ...]
    principles: tuple[str, ...]
    success: Success


@closed_record
class Side:
    """One of two pictures: for whom it is."""

    profile: Profile
    assumed: tuple[ProfileField, ...]


@closed_record
class Difference:
    """An element that both ask, of one more."""

    id: str
    left: int
    right: int


@closed_record
class SideBySide:
    """Two pictures beside each other, without what they have in common."""

    format: Format
    left: Side
    right: Side
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]
    more_left: tuple[Difference, ...]
    more_right: tuple[Difference, ...]


class MarkedElement(Protocol):
    """An element of a contour: the level that is asked, and beside answers the mark."""

    @property
    def id(self) -> str: ...
    @property
    def required(self) -> int: ...
    @property
    def mark(self) -> Mark | None: ...


@record
class AskedLevel:
    """What the contour asks of one element, its weight, and beside answers the mark."""

    id: str
    weight: int
    required: int
    mark: Mark | None = None


def picture_of(rubric: Rubric, profile: Profile, asked: Iterable[AskedLevel]) -> Picture:
    """The picture of a contour that was worked out before (docs/scoring.md section 3)."""
    return Picture(
        FORMAT,
        profile,
        profile.assumed,
        tuple(_element(rubric.element_by_id[each.id], each, profile) for each in asked),
        tuple(anti_pattern.id for anti_pattern in rubric.anti_patterns),
        tuple(principle.id for principle in rubric.principles),
        _success(rubric, profile.goals),
    )


def picture_beside(rubric: Rubric, assessment: Assessment) -> Picture:
    """The contour that a project was held against, with a mark at each element."""
    return picture_of(rubric, assessment.project.profile, asked_beside(assessment))


def asked_beside(assessment: Assessment) -> list[AskedLevel]:
    """What was asked of a project, with a mark at each element: what its report needs of the picture."""
    return [AskedLevel(each.id, each.weight, each.required, mark_of(each)) for each in assessment.elements]


def mark_of(element: ElementResult) -> Mark:
    """Whether an answer meets what is asked. What was not answered is not known."""
    if element.status == "not_applicable":
        return "not_applicable"
    if element.level is None:
        return "unknown"
    return "short" if element.level < element.required else "meets"


def side_by_side(left: Picture, right: Picture) -> SideBySide:
    """What only one of two pictures asks, and of what both ask one asks more."""
    asked_left = {element.id: element.required for element in left.elements}
    asked_right = {element.id: element.required for element in right.elements}
    both = [Difference(id, asked_left[id], asked_right[id]) for id in asked_left if id in asked_right]
    return SideBySide(
        FORMAT,
        Side(left.profile, left.assumed),
        Side(right.profile, right.assumed),
        tuple(id for id in asked_left if id not in asked_right),
        tuple(id for id in asked_right if id not in asked_left),
        tuple(each for each in both if each.left > each.right),
        tuple(each for each in both if each.left < each.right),
    )


def to_json(shown: Picture | SideBySide) -> bytes:
    """The document in UTF-8, with two spaces a level; without `mark` where nothing was answered."""
    return _adapter().dump_json(shown, by_alias=True, indent=2, exclude=_without_marks(shown))


def json_schema() -> dict[str, Any]:
    """The JSON Schema of both documents."""
    return _adapter().json_schema(mode="serialization")


@cache
def _adapter() -> TypeAdapter[Picture | SideBySide]:
    return TypeAdapter(Picture | SideBySide)


def _without_marks(shown: Picture | SideBySide) -> dict[str, Any] | None:
    if isinstance(shown, Picture) and all(element.mark is None for element in shown.elements):
        return {"elements": {"__all__": {"mark"}}}
    return None


def _element(element: Element, asked: AskedLevel, profile: Profile) -> PictureElement:
    support = element.support
    studies = support.review_studies
    sources = set(support.studies.text + support.studies.appendix) - studies
    return PictureElement(
        element.id,
        element.context,
        element.phase,
        asked.required,
        element.requirement,
        tuple(_raised_by(element, asked.required, profile)),
        asked.weight,
        element.essential,
        Breadth(len(studies), len(sources), support.mentions, support.status),
        asked.mark,
    )


def _raised_by(element: Element, required: int, profile: Profile) -> Iterator[RaisedBy]:
    """The rules that give the level asked, where that is more than is asked of everybody."""
    if required <= element.requirement:
        return
    for step in element.raises:
        when = step.when
        if step.to == required and profile.meets(when):
            yield RaisedBy(
                step.to,
                step.section,
                _shared(when.target_groups, profile.target_groups),
                when.ages,
                _shared(when.goals, profile.goals),
                _shared(when.phases, profile.phases),
            )


def _shared(asked: tuple[str, ...], present: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in asked if not present or each in present)


def _success(rubric: Rubric, goals: tuple[str, ...]) -> Success:
    indicators = [indicator for column in rubric.outcome_indicators for indicator in column.indicators]
    return Success(
        tuple(view.id for view in rubric.success_views if not goals or set(goals).intersection(view.goals)),
        _fitting([(each.id, each.goals) for each in rubric.success_criteria], goals),
        _fitting([(each.id, each.goals) for each in indicators], goals),
    )


def _fitting(signs: Iterable[tuple[str, tuple[str, ...]]], goals: tuple[str, ...]) -> tuple[str, ...]:
    """The signs that fit one of the goals; those that name it before those that fit every goal."""
    fitting = [(id, own) for id, own in signs if not own or not goals or set(own).intersection(goals)]
    return tuple(id for id, own in sorted(fitting, key=lambda sign: not sign[1]))
