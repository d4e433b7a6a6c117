"""The record of a round: every file that came in and what became of it, and every file that was made of them."""

import re
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, StringConstraints, TypeAdapter

from verbetertool.model.assessment import RubricReference
from verbetertool.model.base import closed_record
from verbetertool.model.contour import Profile
from verbetertool.model.round import RoundInfo

FORMAT: Literal["verbetertool-manifest/1"] = "verbetertool-manifest/1"
Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
"""A SHA-256."""


def _inside(path: str) -> str:
    if re.match(r"[/\\]|[A-Za-z]:", path) or ".." in re.split(r"[/\\]", path):
        raise ValueError("a path outside the folder")
    return path


MadePath = Annotated[str, AfterValidator(_inside)]
"""A path below a folder: a manifest that somebody changed must lead to no file elsewhere."""
What = Literal["scored", "rejected", "passed_over"]
Role = Literal["round", "profile", "style", "since", "not_worse_than"]
"""What a file of the funder is for: the file about the round, and so on."""


@closed_record
class Input:
    """A file that stood in the folder of the round, or in that of its assessors."""

    path: str
    key: str
    sha256: Digest | None
    """None where it could not be read."""
    outcome: What
    reason: str | None
    """Why it was rejected or passed over, in words."""


@closed_record
class Output:
    """A file that the round made."""

    path: MadePath
    sha256: Digest


@closed_record
class Used:
    """A file of the funder that the round was made with."""

    role: Role
    path: str
    """As the command names it; one that the file about the round names begins with the folder of that file."""
    sha256: Digest | None
    """None where it can't be read twice, such as what came through a pipe."""


@closed_record
class Manifest:
    """The whole record; paths are seen from the folder of the inputs, and from that of the outputs.

    What has a default is not in a manifest of before.
    """

    format: Literal["verbetertool-manifest/1"]
    tool_version: str
    rubric: RubricReference
    round: RoundInfo | None
    profile: Profile | None
    command: str
    """As a person would type it again, without what makes no difference to the outcome."""
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    assessments: tuple[Input, ...] = ()
    """The files of assessors; their paths are seen from their own folder."""
    used: tuple[Used, ...] = ()


def from_json(document: bytes) -> Manifest:
    """The manifest in a file. Raises ValueError (pydantic's ValidationError) for another one."""
    return _adapter().validate_json(document)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a manifest."""
    return _adapter().json_schema(mode="serialization")


@cache
def _adapter() -> TypeAdapter[Manifest]:
    return TypeAdapter(Manifest)
