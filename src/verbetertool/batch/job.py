"""What holds for a whole round, and what became of one file of it: small, since both travel between processes."""

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from verbetertool._version import __version__
from verbetertool.batch.inputs import Task
from verbetertool.batch.keys import readable
from verbetertool.errors import Problem
from verbetertool.model.contour import Profile
from verbetertool.model.portfolio import AnswerRow, ProjectRow
from verbetertool.model.record import record
from verbetertool.model.round import RoundInfo

REPORTS = "rapporten"
"""The folder of the reports, inside that of the round."""
GROUPS = "groepen"
RETURNED = "terug"
AGREED = "overeenstemming"
"""The folder of the files in which assessors agree."""
OWN = ".eigen-profiel"
"""Before the ending of what was made under an applicant's own profile; a report name never holds a dot."""
_MOST_KEPT = 200
"""Characters of a value or a line in a problem: of ten thousand broken files each could hold a megabyte."""


@record
class Job:
    """What holds for every file of a round."""

    output: Path
    formats: tuple[str, ...]
    rubric: Path | None = None
    """The folder; None is the shipped rubric."""
    profile: Profile | None = None
    language: str = "nl"
    force: bool = False
    info: RoundInfo | None = None
    """Whose round it is, where a file says so."""
    priorities: tuple[str, ...] = ()
    """What the funder wants to reach."""
    style: str = ""
    """The rules of a house style."""
    notes: bool = False
    """Whether the results of the round hold the notes and the evidence of the applicants."""

    def key(self, digest: str) -> str:
        """What must be equal for finished reports to be used again, on one line; `digest` is that of the rubric."""
        return json.dumps(
            {
                "tool": __version__,
                "rubric": digest,
                "profile": self.profile.model_dump(mode="json", by_alias=True) if self.profile else None,
                "formats": self.formats,
                "language": self.language,
                "round": self.info.model_dump(mode="json") if self.info else None,
                "style": sha256(self.style.encode()).hexdigest() if self.style else None,
                "notes": self.notes,
            }
        )


@record
class Outcome:
    """What became of one file: a row, or the problems for which it was rejected."""

    task: Task
    digest: str = ""
    row: ProjectRow | None = None
    fingerprints: tuple[tuple[str, int], ...] = ()
    document: bytes = b""
    """The result as one line of JSON, as far as it may leave the applicant's own report."""
    answers: tuple[AnswerRow, ...] = ()
    made: bytes = b""
    """The SHA-256 of each of its reports, one behind the other, in the order of `report_endings`."""
    own_document: bytes = b""
    """The result under the applicant's own profile, where the funder set another."""
    problems: tuple[Problem, ...] = ()
    """Errors only."""
    fault: bool = False
    """Whether it was our fault, or could not be written."""
    is_cut_off: bool = False
    """Whether the end of the file seems to be missing."""


def rejected(task: Task, problems: Sequence[Problem], *, fault: bool = False) -> Outcome:
    """The outcome of a rejected file: small, whatever the file holds, and of text that can be written."""
    return Outcome(task, problems=tuple(_light(problem, readable(task.file)) for problem in problems), fault=fault)


def _light(problem: Problem, file: str) -> Problem:
    values = {name: value[:_MOST_KEPT] if isinstance(value, str) else value for name, value in problem.values.items()}
    return replace(problem, place=replace(problem.place, file=file, excerpt=_around(problem)), values=values)


def _around(problem: Problem) -> str:
    """The line that a problem is about, or of a long one the part around it."""
    line, column = problem.place.excerpt, problem.place.column
    if len(line) <= _MOST_KEPT:
        return line
    start = max(0, min(column - _MOST_KEPT // 2, len(line) - _MOST_KEPT))
    return line[start : start + _MOST_KEPT]
