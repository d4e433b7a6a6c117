"""What holds for a whole round, and what became of one file of it: small, since both travel between processes."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from verbetertool._version import __version__
from verbetertool.batch.inputs import Task
from verbetertool.errors import Problem
from verbetertool.model.contour import Profile
from verbetertool.model.portfolio import ProjectRow
from verbetertool.model.record import record

REPORTS = "rapporten"
"""The folder of the reports, inside that of the round."""
OWN = ".eigen-profiel"
"""Before the ending of what was made under an applicant's own profile; a report name never holds a dot."""
_MOST_KEPT = 200
"""Characters of a value in a problem: of ten thousand broken files each could hold a megabyte."""


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

    def key(self, digest: str) -> str:
        """What must be equal for finished reports to be used again; `digest` is that of the rubric."""
        profile = self.profile.model_dump_json() if self.profile else ""
        parts = (__version__, digest, profile, self.language, ",".join(self.formats))
        return sha256("|".join(parts).encode()).hexdigest()


@record
class Outcome:
    """What became of one file: a row, or the problems for which it was rejected."""

    task: Task
    digest: str = ""
    row: ProjectRow | None = None
    fingerprints: tuple[tuple[str, int], ...] = ()
    document: bytes = b""
    """The result as one line of JSON."""
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


def readable(path: str) -> str:
    """A path in characters that can be shown, also where its bytes are no text."""
    shown = path.encode(errors="backslashreplace").decode()
    return path if shown == path else shown  # one object for both, where it can be


def _light(problem: Problem, file: str) -> Problem:
    values = {name: value[:_MOST_KEPT] if isinstance(value, str) else value for name, value in problem.values.items()}
    return replace(problem, place=replace(problem.place, file=file, excerpt=""), values=values)
