"""How assessors from outside judge the projects of a round, beside each other and beside the projects themselves.

Keys and values, without the words of anybody; docs/file-formats.md has the document that is made of it.
"""

from dataclasses import field
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from verbetertool.model.assessment import Amount, RubricReference
from verbetertool.model.base import closed_record


@closed_record
class Coefficient:
    """A measure of agreement, at most 1: `value` with two decimals, rounded down, and the exact fraction."""

    value: float
    numerator: int
    denominator: int


@closed_record
class ContextAgreement:
    """How far two assessors agree in one context."""

    id: str
    pairs: int
    """Answers with a level of both."""
    kappa: Coefficient | None
    """With linear weights; null under ten pairs, and where all levels are one."""


@closed_record
class ScoreAgreement:
    """How far the scores of two assessors of the same projects agree: ICC(1,1)."""

    projects: int
    value: Coefficient | None
    """Null with fewer than two projects, and where all scores are one."""


@closed_record
class OwnBeside:
    """An element as the projects rate it themselves, beside their assessors."""

    id: str
    pairs: int
    higher: int
    """How often the project itself chose a higher level than an assessor."""
    lower: int


@closed_record
class LevelsBeside:
    """The levels of one element; null where no level was given."""

    id: str
    context: str
    own: int | None
    assessors: tuple[int | None, ...]


@closed_record
class Dispute:
    """An element to which the two assessors gave another level, and what hangs on it."""

    id: str
    lowest: int
    highest: int
    band_lowest: int
    """The band with the lowest level, where all else is the lower of the two."""
    band_highest: int
    points: Amount
    """Of the score, between the two levels."""


@closed_record
class AssessedProject:
    """A project with what its assessors said."""

    key: str
    files: tuple[str, ...]
    """Of the assessors, by path."""
    own: Amount | None
    """The reported score, exact and before it is clipped at 0; as the next."""
    scores: tuple[Amount | None, ...]
    elements: tuple[LevelsBeside, ...]
    disputes: tuple[Dispute, ...]
    """Those that move the band first, then by points."""


@closed_record
class Agreement:
    """The whole of it."""

    format: Literal["verbetertool-agreement/1"] = field(default="verbetertool-agreement/1", kw_only=True)
    rubric: RubricReference
    contexts: tuple[ContextAgreement, ...]
    scores: ScoreAgreement
    own: tuple[OwnBeside, ...]
    """Those that projects rate higher most often first."""
    projects: tuple[AssessedProject, ...]
    without: tuple[str, ...]
    """The keys of projects that nobody assessed."""
    unknown: tuple[str, ...]
    """The keys of assessors' files that belong to no project of the round."""


def to_json(agreement: Agreement) -> bytes:
    """The document in UTF-8, indented."""
    return _adapter().dump_json(agreement, indent=2) + b"\n"


def json_schema() -> dict[str, Any]:
    """Its JSON Schema."""
    return _adapter().json_schema(mode="serialization")


@cache
def _adapter() -> TypeAdapter[Agreement]:
    return TypeAdapter(Agreement)
