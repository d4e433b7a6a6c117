"""What can be wrong: a `Problem` is a finding in a file, an exception is what nobody can fix in a file.

Both carry a code and values, no sentence; the sentences are made in `report/sentences.py`.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, and in it a line and a column (from 1; 0 is the file as a whole).

    In a workbook the line is the row, on the sheet of that name.
    """

    file: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    """The text of that line."""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: what it is (`code`), where, and the values that its sentence needs."""

    code: str
    place: Place
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Literal["error", "warning"] = "error"


class VerbetertoolError(Exception):
    """A failure with a code and values for its sentence. Never prints."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class InvalidInputError(VerbetertoolError):
    """A file can't be used. `problems` are the findings, at least one of them an error."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("invalid_input")
        self.problems = tuple(problems)


class Ended(BaseException):
    """The system asks the program to end (SIGTERM, SIGHUP). Not an Exception: nothing on the way takes it for one."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class UsageError(VerbetertoolError):
    """The command was given something that it can't work with."""


class CombinedError(UsageError):
    """More than one thing is wrong with a command; all of it is reported at once. Its code is that of the first."""

    def __init__(self, errors: Sequence[VerbetertoolError]) -> None:
        super().__init__(errors[0].code, **errors[0].values)
        self.errors = tuple(errors)


class Checks:
    """Does one check after another, and raises in the end what all of them found together."""

    def __init__(self) -> None:
        self._errors: list[VerbetertoolError] = []

    @property
    def failed(self) -> bool:
        """Whether a check failed so far."""
        return bool(self._errors)

    def of(self, check: Callable[[], T]) -> T | None:
        """What a check gives; None where it failed, which `done` raises."""
        try:
            return check()
        except VerbetertoolError as error:
            self._errors.append(error)
            return None

    def done(self) -> None:
        """Raises the one error that was found, or all of them in a CombinedError."""
        if len(self._errors) == 1:
            raise self._errors[0]
        if self._errors:
            raise CombinedError(self._errors)


class OutputError(VerbetertoolError):
    """A result could not be written."""


def system_reason(error: OSError) -> str:
    """What the system says of a failure, in its words for that number: Windows often has others, in any language."""
    return os.strerror(error.errno) if error.errno else error.strerror or str(error)
