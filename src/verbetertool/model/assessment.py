"""The result document: keys and values, no sentences, so that a finished result can be shown in any language.

Records, not pydantic models: we make them ourselves, by the hundred for each file. Pydantic writes them as JSON, reads
them back and publishes their schema.

Every number that a report shows stands here. Whole numbers are printed as they are (already rounded down); amounts
and shares also carry their exact fraction (docs/scoring.md).
"""

from dataclasses import field
from functools import cache
from math import gcd
from typing import Annotated, Any, Literal, Self

from pydantic import Field, TypeAdapter

from verbetertool.model.base import closed_record
from verbetertool.model.contour import ProfileField
from verbetertool.model.project import Occurs, PlanItem, ProfileBy, Project, Scope
from verbetertool.model.scale import Count
from verbetertool.model.thresholds import CONTEXT_ANSWERED_FROM

FORMAT = "verbetertool-result/2"

ElementStatus = Literal["answered", "unknown", "unanswered", "not_applicable"]
BandName = Literal["start", "building", "on_course", "at_contour"]
BAND_NAMES: dict[int, BandName] = {1: "start", 2: "building", 3: "on_course", 4: "at_contour"}
"""Of each band by its number (docs/scoring.md section 6)."""
Undetermined = Literal["undetermined"]
Label = Literal["undetermined", "on_paper", "quick_scan", "limited", "settled"]
Confidence = Literal["high", "fair", "low"]
LockKind = Literal["precondition", "group", "weak_context", "harmful"]
Because = Literal["answered", "unanswered", "not_shown"]


@closed_record
class Amount:
    """A number of points: `value` with one decimal, rounded down, and the exact fraction."""

    value: float
    numerator: int
    denominator: int

    @classmethod
    def of(cls, numerator: int, denominator: int) -> Self:
        """The amount that this fraction is; `denominator` is above 0."""
        divisor = gcd(numerator, denominator)  # a Fraction takes four times as long to make
        return cls(numerator * 10 // denominator / 10, numerator // divisor, denominator // divisor)


@closed_record
class Share:
    """A part of a whole: `percent` rounded down, and the exact fraction."""

    percent: int
    numerator: int
    denominator: int

    @classmethod
    def of(cls, part: int, whole: int) -> Self:
        divisor = gcd(part, whole)
        return cls(part * 100 // whole, part // divisor, whole // divisor)


@closed_record
class Lock:
    """A rule that limits the band (docs/scoring.md section 6)."""

    kind: LockKind
    id: str
    """The element, group, context or anti-pattern that causes it."""
    limit: int
    """The highest band it allows."""
    binding: bool
    """Whether it is what keeps the band below that of the score."""
    because: Because
    """`answered` where it is the same at most; `unanswered` where settling what is open lifts or softens it; else it is
    there for want of evidence."""
    at_most: int | None
    """The highest band it allows in the at-most reading; null if it is gone there."""


@closed_record
class Reading:
    """One of three ways to read the answers (docs/scoring.md section 5). Score and band are null without a score."""

    score: int | None
    exact: Amount | None
    earned: int
    possible: int
    deduction: int
    band: int | None
    locks: tuple[Lock, ...]


@closed_record
class Band:
    """The band of the reported reading. `label` is what may be said of it."""

    number: int
    name: BandName
    label: BandName | Undetermined


@closed_record
class Range:
    """Two whole scores."""

    low: int
    high: int


@closed_record
class Score:
    """The result in figures: three readings, and how robust they are."""

    proven: Reading
    reported: Reading
    at_most: Reading
    band: Band | None
    confidence: Confidence | None
    width: Amount | None
    """At most minus proven."""
    answered_share: Share | None
    not_applicable_share: Share | None
    outdated_share: Share | None
    """The part of what is possible that rests on answers to an older version of the rubric."""
    labels: tuple[Label, ...]
    robust_range: Range | None
    same_band_share: Share | None
    equal_weight: int | None


@closed_record
class ContextReading:
    """One reading of one context, without deductions."""

    score: int | None
    earned: int
    possible: int


@closed_record
class ContextResult:
    """A context with the number of its elements that count, and its three readings."""

    id: str
    counted: int
    answered: int
    proven: ContextReading
    reported: ContextReading
    at_most: ContextReading

    @property
    def enough_answered(self) -> bool:
        """Whether so much was answered that a score says something of it."""
        return self.answered == self.counted or self.answered >= CONTEXT_ANSWERED_FROM


@closed_record
class ElementResult:
    """An element that applies to the project: what was answered, what is asked, and what that costs."""

    id: str
    context: str
    status: ElementStatus
    level: int | None
    count: Count | None
    required: int
    weight: int
    points_lost: int
    """weight x (required - min(level, required)), in points earned, not in points of the score."""
    note: str | None
    evidence: tuple[str, ...]
    """What counts as evidence: a text that says that there is none is left out."""
    reason: str | None
    line: int | None
    text_digest: str
    """Of the texts of its levels: two results with the same one were asked the same."""
    rubric_version: str | None
    """The older version of the rubric that the answer was given to; null for this one."""


@closed_record
class AntiPatternResult:
    """An anti-pattern: how often it occurs, and the points that takes off the reported score."""

    id: str
    occurs: Occurs | Literal["unanswered"]
    deduction: int
    note: str | None
    evidence: tuple[str, ...]
    line: int | None
    rubric_version: str | None
    """The older version of the rubric that the answer was given to; null for this one."""


@closed_record
class Fact:
    """A fact of the project that is shown and never scored; for a count also the count."""

    id: str
    value: int | float | str
    count: Count | None


Kind = Literal["element", "anti_pattern"]


@closed_record
class Improvement:
    """Something answered that can be better. `gain` is what the score gains at the contour."""

    kind: Kind
    id: str
    gain: Amount
    locks: bool
    """Whether it holds the band back by a lock of a precondition, a group or something harmful."""


@closed_record
class Step:
    """One level up of an element, or one step down of an anti-pattern (2 usually, 1 sometimes, 0 never)."""

    kind: Kind
    id: str
    from_: Annotated[int, Field(alias="from")]
    to: int
    gain: Amount


@closed_record
class Way:
    """The fewest steps to a band, and the score after them."""

    steps: tuple[Step, ...]
    score: int


@closed_record
class ShortestWay:
    """The shortest ways to bands 2, 3 and 4."""

    band_2: Annotated[Way, Field(alias="2")]
    band_3: Annotated[Way, Field(alias="3")]
    band_4: Annotated[Way, Field(alias="4")]


@closed_record
class FindOut:
    """What to find out: by answering, by showing evidence; `points` of the interval that disappear."""

    kind: Literal["answer", "evidence", "anti_pattern"]
    id: str
    points: Amount


@closed_record
class RubricReference:
    """Which rubric the result was made with."""

    id: str
    version: str
    digest: str


@closed_record
class Assessment:
    """The one result of one answer file."""

    format: Literal["verbetertool-result/2"] = field(default="verbetertool-result/2", kw_only=True)
    tool_version: str
    scoring_version: int
    rubric: RubricReference
    input_digest: str
    input_file: str
    """The file's name, without folders."""
    project: Project
    scope: Scope
    date: str | None
    perspective: str | None
    assessor: bool
    shown: bool
    note: str | None
    """What a reader must know of the answer file, in its own words."""
    profile_by: ProfileBy
    """Who chose the target groups, ages, goals and phases: in a round a funder may set them for all."""
    assumed: tuple[ProfileField, ...]
    """The fields of the profile that were empty, and so counted as every value."""
    score: Score
    facts: tuple[Fact, ...]
    """Those that were given, in the order of the rubric."""
    contexts: tuple[ContextResult, ...]
    elements: tuple[ElementResult, ...]
    anti_patterns: tuple[AntiPatternResult, ...]
    improvements: tuple[Improvement, ...]
    steps: tuple[Step, ...]
    shortest_way: ShortestWay | None
    find_out_first: tuple[FindOut, ...]
    plan: tuple[PlanItem, ...] = field(default=(), kw_only=True)
    """What the project means to do, as its file says it; a result of before has none."""

    def planned(self, id: str) -> PlanItem | None:
        """What is planned for an element or anti-pattern: the first action that is still open, else the first."""
        items = [item for item in self.plan if item.id == id]
        return next((item for item in items if item.is_open), next(iter(items), None))


def to_json(assessment: Assessment, indent: int | None = None) -> bytes:
    """The result document in UTF-8; on one line, or with `indent` spaces a level."""
    return _adapter().dump_json(assessment, by_alias=True, indent=indent)


def from_json(document: str | bytes) -> Assessment:
    """The result in a result document. Raises ValueError (pydantic's ValidationError) for another document."""
    return _adapter().validate_json(document)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the result document."""
    return _adapter().json_schema(mode="serialization")


@cache
def _adapter() -> TypeAdapter[Assessment]:
    return TypeAdapter(Assessment)
