"""A project and its answers: as an answer file writes them, and as the scoring wants them."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date as calendar_date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from verbetertool.model.base import FreeText, Id, Ids, LevelNumber, Model
from verbetertool.model.contour import Ages, Profile
from verbetertool.model.record import record
from verbetertool.model.scale import Count, CountText

Format = Literal["verbetertool/1"]
FORMAT: Format = "verbetertool/1"

MAX_NAME = 300
"""Characters in the name of a project."""
MAX_EVIDENCE = 100
"""Pieces of evidence of one answer."""
MAX_FACT = 2000
"""Characters in a fact of the project."""
MAX_NUMBER = 1_000_000
"""The highest number that a fact can be."""
MAX_PEOPLE = 100_000
"""People of whom one answer can be put together."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=MAX_NAME, pattern=r"\S")]
RubricVersion = Annotated[str, Field(max_length=40)]
Status = Literal["plan", "uitvoering", "afgerond"]
Scope = Literal["full", "quick"]
Occurs = Literal["never", "sometimes", "usually", "unknown"]
Often = Literal["never", "sometimes", "usually"]
OCCURS: dict[str, int] = {"never": 0, "sometimes": 1, "usually": 2}
"""How often an anti-pattern occurs, as the number that multiplies its deduction (docs/scoring.md section 1)."""
Asked = Literal["ja", "soms", "nee"]
"""What somebody says who is asked in words of their own: the keys under which a rubric gives them a level."""


def _real_date(text: str) -> str:
    try:
        calendar_date.fromisoformat(text)
    except ValueError:
        raise ValueError("not_a_date") from None
    return text


IsoDate = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_real_date)]


FactValue = (
    Annotated[int, Field(ge=0, le=MAX_NUMBER)]
    | Annotated[float, Field(ge=0, le=MAX_NUMBER)]
    | Annotated[str, StringConstraints(max_length=MAX_FACT)]
)
"""A number, or a text: what somebody wrote, a choice, or a count such as `31/40`."""


class Project(Model):
    """What the project is, and the facts that decide its contour. Empty facts count as every value."""

    name: Name
    id: Name | None = None
    """The number that a funder knows it by."""
    organisation: FreeText | None = None
    summary: FreeText | None = None
    target_groups: Ids | None = None
    ages: Ages | None = None
    goals: Ids | None = None
    phases: Ids | None = None
    phases_by_others: Ids | None = None
    """The parts of the route that a partner does: the route is judged, not the contract."""
    status: Status | None = None
    facts: Annotated[dict[Id, FactValue | None], Field(max_length=100)] | None = None
    """What the rubric asks about the project and never scores."""

    @property
    def profile(self) -> Profile:
        """What decides the contour. No phases count as every phase, so those of others add nothing to them."""
        phases = self.phases or ()
        if phases and self.phases_by_others:
            phases = tuple(dict.fromkeys((*phases, *self.phases_by_others)))
        return Profile(target_groups=self.target_groups or (), ages=self.ages, goals=self.goals or (), phases=phases)


class Audit(Model):
    """How the answers came about."""

    scope: Scope | None = None
    date: IsoDate | None = None
    perspective: Id | None = None
    assessor: bool | None = None
    """Whether somebody from outside the project answered."""
    shown: bool | None = None
    """Whether the one person who answered agreed to be shown apart."""
    note: FreeText | None = None
    """What a reader must know of the file, such as who filled it in and from what."""


class FromPeople(Model):
    """Of how many people an answer is that was put together, from which perspectives, and how far apart they were."""

    people: Annotated[int, Field(ge=1, le=MAX_PEOPLE)]
    perspectives: Ids | None = None
    lowest: LevelNumber | None = None
    highest: LevelNumber | None = None


class OccursFromPeople(Model):
    """The same for an anti-pattern."""

    people: Annotated[int, Field(ge=1, le=MAX_PEOPLE)]
    perspectives: Ids | None = None
    lowest: Often | None = None
    highest: Often | None = None


class LongAnswer(Model):
    """The long form of an answer: a level, a count, or not applicable with the reason; a note and evidence."""

    level: LevelNumber | Literal["unknown"] | None = None
    count: CountText | None = None
    asked: Asked | None = None
    """What somebody said to the question in words of their own (`asked_of` of the rubric)."""
    not_applicable: FreeText | Literal[True] | None = None
    note: FreeText | None = None
    evidence: FreeText | Annotated[tuple[FreeText, ...], Field(max_length=MAX_EVIDENCE)] | None = None
    rubric_version: RubricVersion | None = None
    """The version of the rubric that it was given to, where that is an older one than the file's."""
    from_: FromPeople | None = Field(default=None, alias="from")
    """Of whom it is, where several people answered; gone once somebody answers or confirms it."""

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if self.not_applicable is not None and self.level is not None:
            raise ValueError("level_and_not_applicable")
        if self.not_applicable is not None and self.count is not None:
            raise ValueError("count_and_not_applicable")
        if self.asked is not None and (self.level, self.count, self.not_applicable) != (None, None, None):
            raise ValueError("asked_and_answered")
        return self


class LongOccurrence(Model):
    """The long form for an anti-pattern."""

    occurs: Occurs | None = None
    note: FreeText | None = None
    evidence: FreeText | Annotated[tuple[FreeText, ...], Field(max_length=MAX_EVIDENCE)] | None = None
    rubric_version: RubricVersion | None = None
    """The version of the rubric that it was given to, where that is an older one than the file's."""
    from_: OccursFromPeople | None = Field(default=None, alias="from")
    """Of whom it is, where several people answered; gone once somebody answers or confirms it."""


PlanStatus = Literal["open", "doing", "done", "dropped"]
MAX_PLAN = 100
"""Actions in a plan."""


class PlanItem(Model):
    """An action that a project means to take: for an element, against an anti-pattern, or of its own.

    It counts for nothing in the score.
    """

    element: Id | None = None
    anti_pattern: Id | None = None
    to: LevelNumber | Literal["never", "sometimes"] | None = None
    """The level of the element, or how often the anti-pattern, that the action is for."""
    action: FreeText | None = None
    who: FreeText | None = None
    by: IsoDate | None = None
    status: PlanStatus | None = None
    """None is open."""
    note: FreeText | None = None

    @model_validator(mode="after")
    def _about_one_thing(self) -> Self:
        if self.element is not None and self.anti_pattern is not None:
            raise ValueError("plan_of_two")
        if not (self.element or self.anti_pattern or (self.action and self.action.strip())):
            raise ValueError("plan_of_nothing")
        if self.to is not None and isinstance(self.to, int) != (self.element is not None):
            raise ValueError("plan_to")
        if self.to is not None and not (self.element or self.anti_pattern):
            raise ValueError("plan_to")
        return self

    @property
    def id(self) -> str | None:
        """What it is about; None for an action of the project's own."""
        return self.element or self.anti_pattern

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.status in (None, "open", "doing")


class Previous(Model):
    """The answer file of an earlier round, which this round knows."""

    file: FreeText
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of its bytes."""
    date: IsoDate | None = None


AnswerValue = LevelNumber | Literal["unknown"] | CountText | LongAnswer | None
OccurrenceValue = Occurs | LongOccurrence | None


def long_answer(value: AnswerValue) -> LongAnswer:
    """The long form of an answer."""
    if isinstance(value, LongAnswer):
        return value
    if value == "unknown":
        return LongAnswer(level="unknown")
    return LongAnswer(count=value) if isinstance(value, str) else LongAnswer(level=value)


class AnswerFile(Model):
    """An answer file as it is written (docs/file-formats.md). Its schema is published."""

    schema_: FreeText | None = Field(default=None, alias="$schema")
    """Where the JSON Schema stands, for an editor."""
    format: Format
    rubric: Id
    rubric_version: RubricVersion | None = None
    project: Project
    audit: Audit | None = None
    answers: Annotated[dict[Id, AnswerValue], Field(max_length=1000)] | None = None
    anti_patterns: Annotated[dict[Id, OccurrenceValue], Field(max_length=1000)] | None = None
    plan: Annotated[tuple[PlanItem, ...], Field(max_length=MAX_PLAN)] | None = None
    previous: Previous | None = None


@record
class Answered:
    """A level was chosen, or a count gives it."""

    level: int
    note: str | None = None
    evidence: tuple[str, ...] = ()
    line: int | None = None
    count: Count | None = None
    rubric_version: str | None = None
    """The older version of the rubric that it was given to; None for this one."""
    asked: Asked | None = None
    """What was said to the question in words of one's own, which gave the level: by itself a count of one."""


@record
class Unknown:
    """Asked, and the person does not know."""

    note: str | None = None
    evidence: tuple[str, ...] = ()
    line: int | None = None
    rubric_version: str | None = None


@record
class Unanswered:
    """No answer; perhaps a note."""

    note: str | None = None
    evidence: tuple[str, ...] = ()
    line: int | None = None
    rubric_version: str | None = None


@record
class NotApplicable:
    """The person says that it does not apply, for a reason or (then it counts as unknown) without one."""

    reason: str | None = None
    note: str | None = None
    evidence: tuple[str, ...] = ()
    line: int | None = None
    rubric_version: str | None = None


Answer = Answered | Unknown | Unanswered | NotApplicable


@record
class Occurrence:
    """How often an anti-pattern occurs; without an answer perhaps a note."""

    occurs: Occurs | None
    note: str | None = None
    evidence: tuple[str, ...] = ()
    line: int | None = None
    rubric_version: str | None = None


ProfileBy = Literal["project", "funder"]


@record
class Answers:
    """A read answer file: one clear answer per id, each with its line (from 1) in the file."""

    rubric: str
    project: Project
    file: str = ""
    digest: str = ""
    """SHA-256 of the file's bytes."""
    rubric_version: str | None = None
    scope: Scope = "full"
    date: str | None = None
    perspective: str | None = None
    assessor: bool = False
    shown: bool = False
    note: str | None = None
    """What a reader must know of the file."""
    profile_by: ProfileBy = "project"
    """Who chose the target groups, ages, goals and phases."""
    together: bool = False
    """Whether answers of several people were put together in it."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    anti_patterns: Mapping[str, Occurrence] = field(default_factory=dict)
    plan: tuple[PlanItem, ...] = ()
    previous: Previous | None = None

    @property
    def number_given(self) -> int:
        """How many questions have an answer, "I don't know" included."""
        number = sum(not isinstance(answer, Unanswered) for answer in self.answers.values())
        return number + sum(each.occurs is not None for each in self.anti_patterns.values())
