"""A result document as one of two moments that are compared: of this format, and of the one before it.

Only what a comparison needs is read; `verbetertool-result/1` has the same in the same places, with words where later
ones have codes, and without digests of texts. Whoever gave it is not believed: every value is checked.
"""

import json
import os
import re
import stat
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from verbetertool.errors import UsageError
from verbetertool.model.assessment import BAND_NAMES, Band, ElementStatus, RubricReference
from verbetertool.model.base import FreeText, Id, Ids, LevelNumber, Version
from verbetertool.model.comparison import (
    AntiPatternState,
    ElementState,
    Moment,
    OccursWord,
    Planned,
    Printed,
)
from verbetertool.model.contour import Ages
from verbetertool.model.project import IsoDate, Name, PlanStatus, Project, Scope, Status
from verbetertool.model.scale import Count

MAX_RESULT = 8 * 1024 * 1024
"""Bytes of one result document; that of an answer file of 1 MiB is smaller."""
_LOOKED_AT = 64 * 1024
_RESULT = re.compile(rb'\s*\{.*?"format"\s*:\s*"verbetertool-result/', re.DOTALL)
_UNDETERMINED = ("undetermined", "nog niet te bepalen")

_Points = Annotated[int, Field(ge=0, le=1_000_000)]
_Whole = Annotated[int, Field(ge=0, le=100)]
_ShortText = Annotated[str, StringConstraints(max_length=1000)]


class _Part(BaseModel):
    """A part of a result document; what a comparison does not need is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True, defer_build=True)


class _Element(_Part):
    id: Id
    context: Id
    status: ElementStatus
    level: LevelNumber | None
    count: Count | None = None
    required: Annotated[int, Field(ge=1, le=4)]
    weight: Annotated[int, Field(ge=1, le=1000)]
    evidence: tuple[FreeText, ...]
    reason: FreeText | None = None
    text_digest: _ShortText | None = None
    rubric_version: Version | None = None

    @model_validator(mode="after")
    def _level_where_answered(self) -> Self:
        if (self.status == "answered") != (self.level is not None):
            raise ValueError("level_and_status")
        return self

    def state(self) -> ElementState:
        return ElementState(
            id=self.id,
            context=self.context,
            status=self.status,
            level=self.level,
            count=self.count,
            required=self.required,
            weight=self.weight,
            has_evidence=bool(self.evidence),
            reason=self.reason,
            text_digest=self.text_digest,
            rubric_version=self.rubric_version,
        )


class _AntiPattern(_Part):
    id: Id
    occurs: OccursWord
    deduction: Annotated[int, Field(ge=0, le=100)]
    rubric_version: Version | None = None


class _Improvement(_Part):
    id: Id


class _Planned(_Part):
    element: Id | None = None
    anti_pattern: Id | None = None
    action: FreeText | None = None
    status: PlanStatus | None = None

    def planned(self) -> Planned:
        return Planned(self.status or "open", self.element, self.anti_pattern, self.action or "")


class _Reading(_Part):
    score: _Whole | None
    earned: _Points
    possible: _Points
    deduction: _Points


class _Band(_Part):
    number: Annotated[int, Field(ge=1, le=4)]
    label: _ShortText

    def band(self) -> Band:
        name = BAND_NAMES[self.number]
        return Band(self.number, name, "undetermined" if self.label in _UNDETERMINED else name)


class _Score(_Part):
    proven: _Reading
    reported: _Reading
    at_most: _Reading
    band: _Band | None


class _Project(_Part):
    name: Name
    target_groups: Ids | None = None
    ages: Ages | None = None
    goals: Ids | None = None
    phases: Ids | None = None
    phases_by_others: Ids | None = None
    status: Status | None = None


class _Result(_Part):
    format: Literal["verbetertool-result/1", "verbetertool-result/2"]
    scoring_version: Annotated[int, Field(ge=1)]
    rubric: RubricReference
    input_digest: _ShortText
    input_file: _ShortText
    project: _Project
    scope: Scope
    date: IsoDate | None
    score: _Score
    elements: Annotated[tuple[_Element, ...], Field(max_length=1000)]
    anti_patterns: Annotated[tuple[_AntiPattern, ...], Field(max_length=1000)]
    improvements: Annotated[tuple[_Improvement, ...], Field(max_length=1000)]
    plan: Annotated[tuple[_Planned, ...], Field(max_length=1000)] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for each in (self.elements, self.anti_patterns):
            if len({item.id for item in each}) < len(each):
                raise ValueError("duplicate_id")
        return self


def read_moment(document: bytes | str) -> Moment:
    """The moment of a result document, such as a line of results.jsonl.

    Raises ValueError (pydantic's ValidationError) for any other text.
    """
    result = _Result.model_validate_json(document)
    score, profile = result.score, Project(**dict(result.project)).profile
    return Moment(
        file=result.input_file,
        digest=result.input_digest,
        date=result.date,
        project=result.project.name,
        rubric=result.rubric,
        scoring_version=result.scoring_version,
        scope=result.scope,
        is_plan=result.project.status == "plan",
        profile=profile,
        earned=score.reported.earned,
        possible=score.reported.possible,
        deduction=score.reported.deduction,
        figures=Printed(score.proven.score, score.reported.score, score.at_most.score),
        band=score.band.band() if score.band else None,
        elements=tuple(each.state() for each in result.elements),
        anti_patterns=tuple(
            AntiPatternState(each.id, each.occurs, each.deduction, each.rubric_version) for each in result.anti_patterns
        ),
        improvements=tuple(point.id for point in result.improvements),
        plan=tuple(each.planned() for each in result.plan),
    )


def load_moment(path: Path) -> Moment | None:
    """The moment of the result document in a file; None where the file is no result document by its first words.

    Raises UsageError for a result document that can't be read, such as one of a later format.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            start = file.read(_LOOKED_AT).removeprefix(b"\xef\xbb\xbf")
            if not _RESULT.match(start):
                return None
            data = start + file.read(MAX_RESULT)
    except (OSError, ValueError):
        return None  # whoever reads it as an answer file says why it can't be read
    lines = data.split(b"\n")
    if len(lines) > 1 and lines[1].strip() and _is_whole(lines[0]):
        raise UsageError("several_results", file=str(path))
    try:
        return read_moment(data)
    except ValueError as error:
        raise UsageError("bad_result", file=str(path)) from error


def _is_whole(line: bytes) -> bool:
    """Whether a line is a document by itself."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
