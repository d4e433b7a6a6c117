"""A funder's round as a file describes it (docs/file-formats.md): what stands on every page and letter of it."""

from typing import Annotated

from pydantic import Field

from verbetertool.model.base import FreeText, Model
from verbetertool.model.contour import Profile
from verbetertool.model.project import IsoDate, Name


class RoundInfo(Model):
    """Whose round it is."""

    name: Name
    organisation: FreeText | None = None
    closing_date: IsoDate | None = None
    """Up to which day applicants send in, or send in again."""
    contact: FreeText | None = None
    """Where an applicant can ask a question: a name, an address, a telephone number."""


class Letters(Model):
    """What the funder itself says in the letters, per kind; absent is our text."""

    received: FreeText | None = None
    incomplete: FreeText | None = None
    questions: FreeText | None = None


class RoundFile(Model):
    """The whole file."""

    schema_: FreeText | None = Field(default=None, alias="$schema")
    round: RoundInfo
    profile: Profile | None = None
    """For all projects of the round; a file may also hold the name of a file with it."""
    style: FreeText | None = None
    """The name of a file with a house style."""
    letters: Letters | None = None
    priorities: Annotated[tuple[Name, ...], Field(max_length=100)] | None = None
    """What the funder wants to reach: ids of target groups, goals, phases or elements, or words of its own."""
