"""What a check finds in the value of a file, before the place of it is looked up (`places.py`)."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from verbetertool.model.record import record

MAX_PROBLEMS = 100
"""Findings after which a file is not looked at any further."""
MOST_ERRORS = 20
"""Errors in the syntax of one file after which it is not read any further."""

Path_ = tuple[str | int, ...]


class Unreadable:
    """Stands for a value that is reported already, so that nothing more is said of it."""


UNREADABLE = Unreadable()


@record
class Finding:
    """A problem at a path in a document, before its line is looked up; with `key` the key itself is wrong."""

    code: str
    path: Path_
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Literal["error", "warning"] = "error"
    key: bool = False
