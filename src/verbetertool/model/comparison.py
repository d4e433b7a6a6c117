"""Two moments of one project, and what changed between them (docs/scoring.md section 10).

A `Moment` is what a comparison needs of a result, whatever format that result had. A `Comparison` is what comes of
two of them: keys and values, without sentences and without texts of the project.
"""

from collections.abc import Mapping
from dataclasses import field, fields, replace
from functools import cache
from typing import Any, Literal, Self

from pydantic import TypeAdapter

from verbetertool.model.assessment import Amount, Assessment, Band, ElementStatus, RubricReference
from verbetertool.model.base import closed_record
from verbetertool.model.contour import Profile
from verbetertool.model.project import Occurs, PlanStatus, Scope
from verbetertool.model.record import record
from verbetertool.model.scale import Count

FORMAT = "verbetertool-comparison/1"

OccursWord = Occurs | Literal["unanswered"]
Move = Literal[
    "up",
    "down",
    "same",
    "newly_known",
    "no_longer_known",
    "now_not_applicable",
    "applicable_again",
    "new_question",
    "dropped",
]
EvidenceMove = Literal["gained", "lost", "same"]
WhyNot = Literal[
    "other_rubric",
    "other_scope",
    "no_score_before",
    "no_score_after",
    "no_score_between",
    "rubric_not_at_hand",
    "no_text_digests",
    "nothing_in_common",
]


@record
class ElementState:
    """What was asked of an element at a moment, and what was answered."""

    id: str
    context: str
    status: ElementStatus
    level: int | None
    count: Count | None
    required: int
    weight: int
    has_evidence: bool
    reason: str | None = None
    """Why it does not apply, also where that was refused."""
    text_digest: str | None = None
    """None in results of before, which had none."""
    rubric_version: str | None = None
    """The older version of the rubric that the answer was given to; None for that of the moment."""

    @property
    def counts(self) -> bool:
        """Whether it is part of the sum."""
        return self.status != "not_applicable"

    @property
    def possible(self) -> int:
        """The points that it can earn."""
        return self.weight * self.required if self.counts else 0

    @property
    def earned(self) -> int:
        """The points that it earns in the reported reading."""
        return self.weight * min(self.level or 0, self.required) if self.counts else 0


@record
class AntiPatternState:
    """How often an anti-pattern occurred at a moment, and what that took off."""

    id: str
    occurs: OccursWord
    deduction: int
    rubric_version: str | None = None


@record
class Planned:
    """An action that was planned: for an element, against an anti-pattern, or for neither."""

    status: PlanStatus
    element: str | None = None
    anti_pattern: str | None = None
    action: str = ""
    """In the words of the project."""


@record
class Printed:
    """The printed score of each reading; None without a score."""

    proven: int | None
    reported: int | None
    at_most: int | None


@record
class Moment:
    """What a comparison needs of one result."""

    file: str
    digest: str
    date: str | None
    project: str
    rubric: RubricReference
    scoring_version: int
    scope: Scope
    is_plan: bool
    """Whether the project had not begun: all of it was an intention."""
    profile: Profile
    earned: int
    """These three are of the reported reading."""
    possible: int
    deduction: int
    figures: Printed
    band: Band | None
    elements: tuple[ElementState, ...]
    """Those that were asked, in the order of the rubric."""
    anti_patterns: tuple[AntiPatternState, ...]
    improvements: tuple[str, ...]
    """Ids of its improvement points."""
    plan: tuple[Planned, ...] = ()
    """What was planned, where it says so."""

    @classmethod
    def of(cls, result: Assessment) -> Self:
        """The moment of a result."""
        reported = result.score.reported
        return cls(
            file=result.input_file,
            digest=result.input_digest,
            date=result.date,
            project=result.project.name,
            rubric=result.rubric,
            scoring_version=result.scoring_version,
            scope=result.scope,
            is_plan=result.project.status == "plan",
            profile=result.project.profile,
            earned=reported.earned,
            possible=reported.possible,
            deduction=reported.deduction,
            figures=Printed(result.score.proven.score, reported.score, result.score.at_most.score),
            band=result.score.band,
            elements=tuple(
                [
                    ElementState(
                        id=each.id,
                        context=each.context,
                        status=each.status,
                        level=each.level,
                        count=each.count,
                        required=each.required,
                        weight=each.weight,
                        has_evidence=bool(each.evidence),
                        reason=each.reason,
                        text_digest=each.text_digest,
                        rubric_version=each.rubric_version,
                    )
                    for each in result.elements
                ]
            ),
            anti_patterns=tuple(
                [
                    AntiPatternState(each.id, each.occurs, each.deduction, each.rubric_version)
                    for each in result.anti_patterns
                ]
            ),
            improvements=tuple([point.id for point in result.improvements]),
            plan=tuple(
                [
                    Planned(item.status or "open", item.element, item.anti_pattern, item.action or "")
                    for item in result.plan
                ]
            ),
        )

    @property
    def score(self) -> Amount | None:
        """The reported score, exact and before it is clipped at 0; None where nothing counts."""
        if not self.possible:
            return None
        return Amount.of(100 * self.earned - self.deduction * self.possible, self.possible)

    @property
    def context_scores(self) -> Mapping[str, int]:
        """By context the printed reported score; without those in which nothing counts."""
        found: dict[str, tuple[int, int]] = {}
        for element in self.elements:
            if element.counts:
                earned, possible = found.get(element.context, (0, 0))
                found[element.context] = earned + element.earned, possible + element.possible
        return {context: 100 * earned // possible for context, (earned, possible) in found.items()}


@closed_record
class ComparedResult:
    """One of the two results. `score` is the reported one before it is clipped at 0."""

    file: str
    digest: str
    date: str | None
    score: Amount | None
    band: Band | None


@closed_record
class Change:
    """Why the score changed, in points of the score: four parts that sum to the total. All null, or none."""

    total: Amount | None
    rubric: Amount | None
    profile: Amount | None
    new_questions: Amount | None
    answers: Amount | None


@closed_record
class CommonCore:
    """The score over what was asked in the same words and answered both times, without deductions."""

    elements: int
    before: Amount
    after: Amount


@closed_record
class ElementAnswer:
    """What was answered of an element at one of the moments."""

    status: ElementStatus
    level: int | None
    count: Count | None
    required: int
    points_lost: int


@closed_record
class ElementChange:
    """An element at both moments; null where it was not asked."""

    id: str
    context: str
    before: ElementAnswer | None
    after: ElementAnswer | None
    move: Move
    evidence: EvidenceMove


@closed_record
class AntiPatternChange:
    """An anti-pattern at both moments; null where it was not asked. `up` is better: it occurs less."""

    id: str
    before: OccursWord | None
    after: OccursWord | None
    move: Move


@closed_record
class PlanChange:
    """A planned action, and what became of its element; without one of these both are null."""

    element: str | None
    anti_pattern: str | None
    status: PlanStatus
    before: ElementAnswer | OccursWord | None
    after: ElementAnswer | OccursWord | None


@closed_record
class Comparison:
    """What changed between two results."""

    format: Literal["verbetertool-comparison/1"] = field(default="verbetertool-comparison/1", kw_only=True)
    before: ComparedResult
    after: ComparedResult
    comparable: bool
    """Whether both are of the same rubric, of whatever version, and the same scope."""
    why_not: tuple[WhyNot, ...]
    """Why they can't be compared, or why a part of what follows is null."""
    change: Change
    common: CommonCore | None
    elements: tuple[ElementChange, ...]
    """In the order of the rubric of the later result, then those that are gone."""
    anti_patterns: tuple[AntiPatternChange, ...]
    plan: tuple[PlanChange, ...]


@record
class Compared:
    """A comparison with what it was made of, for who shows it."""

    before: Moment
    after: Moment
    comparison: Comparison
    plan: tuple[Planned, ...] = ()
    """The actions that `comparison.plan` is about, in the same order."""

    def without_notes(self) -> Self:
        """The same without the words of the project: its actions by what they are about."""
        return replace(self, plan=tuple(replace(item, action="") for item in self.plan))


@closed_record
class ResultSince(Assessment):
    """A result, with what changed since an earlier one."""

    since: Comparison


def with_since(result: Assessment, since: Comparison) -> ResultSince:
    """The result with what changed since an earlier one."""
    return ResultSince(**{each.name: getattr(result, each.name) for each in fields(result)}, since=since)


def to_json(value: Comparison | ResultSince, indent: int | None = None) -> bytes:
    """A comparison, or a result with one, in UTF-8; on one line, or with `indent` spaces a level."""
    kind = ResultSince if isinstance(value, ResultSince) else Comparison
    return _adapter(kind).dump_json(value, by_alias=True, indent=indent)


def result_from_json(document: str | bytes) -> ResultSince:
    """A result with what changed. Raises ValueError (pydantic's ValidationError) for another document."""
    found: ResultSince = _adapter(ResultSince).validate_json(document)
    return found


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a comparison."""
    return _adapter(Comparison).json_schema(mode="serialization")


def result_json_schema() -> dict[str, Any]:
    """The JSON Schema of a result document, which may have a comparison in it."""
    schema = _adapter(ResultSince).json_schema(mode="serialization")
    return schema | {
        "title": Assessment.__name__,
        "description": Assessment.__doc__,
        "required": [name for name in schema["required"] if name != "since"],
    }


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
