"""What every model shares: frozen, closed, strict, and with limits on the length of a text."""

import re
from dataclasses import field
from typing import Annotated, Literal, TypeVar, dataclass_transform

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from verbetertool.model.record import record

MAX_TEXT = 100_000
"""Characters in one free text of an answer file: 5,000 long words. The size of the whole file is limited too."""


class Model(BaseModel):
    """A value: never changed after it was made, and without room for unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True, defer_build=True)


T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def closed_record(cls: type[T]) -> type[T]:
    """A record that is as closed and strict as the models of files are when it is read back from JSON."""
    cls.__pydantic_config__ = ConfigDict(extra="forbid", strict=True, populate_by_name=True)  # type: ignore[attr-defined]
    return record(cls)


_UNSEEN = r"\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_CLEAN_LINE = rf"^[^\s{_UNSEEN}](?:[^{_UNSEEN}]*[^\s{_UNSEEN}])?$"

Id = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=_CLEAN_LINE)]
"""A stable name. `rubric check` asks for kebab-case; the models only ask for one line without invisible characters."""


def each_once(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids without those that were named before; a set has no second one."""
    return tuple(dict.fromkeys(ids))


Ids = Annotated[tuple[Id, ...], Field(max_length=100), AfterValidator(each_once)]
"""A set of ids, in the order in which they were named first."""

Version = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=_CLEAN_LINE)]
"""The version of a rubric."""


def is_older(version: str, than: str) -> bool:
    """Whether one version of a rubric comes before another: their numbers count, from left to right."""
    return _numbers(version) < _numbers(than)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall("[0-9]+", version)]


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("blank")
    return text


Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT), AfterValidator(_not_blank)]
"""Text of the rubric: never blank."""

FreeText = Annotated[str, StringConstraints(max_length=MAX_TEXT)]
"""Text of a project: may be blank, and is treated as data everywhere."""

SectionNumber = Annotated[str, StringConstraints(min_length=1, max_length=40)]
"""A place in the dossier, such as `3.5.2`, `bijlage 4` or `samenvatting`."""

LevelNumber = Annotated[int, Field(ge=0, le=4)]
RequiredLevel = Literal[2, 3, 4]
"""A level that a contour can ask (docs/scoring.md section 3)."""

NoteNumber = Annotated[int, Field(ge=1, le=999)]
"""The number of a note in the dossier."""


class Named(Model):
    """Something with a stable id and a title that a person reads."""

    id: Id
    title: Text
