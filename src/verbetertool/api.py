"""From files to an assessment, for programs and for the command line alike."""

from functools import lru_cache
from importlib.resources.abc import Traversable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from verbetertool import resources
from verbetertool._version import __version__
from verbetertool.errors import Problem
from verbetertool.model.assessment import Assessment
from verbetertool.model.project import Answers
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.reading.answers import Submission, check_answers, open_answers
from verbetertool.reading.shipped import load_shipped_rubric
from verbetertool.scoring.assess import assess as score

if TYPE_CHECKING:
    from verbetertool.model.comparison import Moment


@record
class Opened:
    """A file that was opened to be compared."""

    moment: "Moment"
    rubric: Rubric
    """The one that it was scored with; for a result document the one that is at hand."""
    warnings: list[Problem]


def load_rubric(folder: str | PathLike[str] | None = None) -> Rubric:
    """The rubric in `folder`, or without one the shipped rubric.

    Raises InvalidInputError with every problem of its files.
    """
    if folder is None:
        return _shipped_rubric(resources.DEFAULT_RUBRIC)
    from verbetertool.reading.rubrics import load_rubric as load_rubric_folder

    return load_rubric_folder(Path(folder))


def load_answers(file: str | PathLike[str], rubric: Rubric | None = None) -> Answers:
    """The answers in a file, checked against `rubric` or without one against the shipped rubric that the file names.

    Raises InvalidInputError with every problem of the file.
    """
    return read_answers(Path(file), rubric)[0]


def assess(rubric: Rubric, answers: Answers) -> Assessment:
    """The assessment of one project; pure, so the same input always gives the same result."""
    return score(rubric, answers, tool_version=__version__)


def read_answers(file: Path, rubric: Rubric | None) -> tuple[Answers, Rubric, list[Problem]]:
    """The answers, the rubric they were checked against, and the warnings."""
    return checked_answers(open_answers(file), rubric)


def checked_answers(submission: Submission, rubric: Rubric | None) -> tuple[Answers, Rubric, list[Problem]]:
    """As `read_answers`, for a file that was opened before."""
    if rubric is None:
        rubric = _shipped_rubric(_shipped_id(submission.rubric_id))
    answers, warnings = check_answers(submission, rubric)
    return answers, rubric, submission.parsed.located(warnings)


def open_moment(file: Path, rubric: Rubric | None) -> Opened:
    """The moment in an answer file or a result document.

    Raises InvalidInputError for an answer file that is not right, UsageError for a result that can't be read.
    """
    from verbetertool.model.comparison import Moment
    from verbetertool.reading.moments import load_moment

    if (found := load_moment(file)) is not None:
        return Opened(found, rubric or _shipped_rubric(_shipped_id(found.rubric.id)), [])
    answers, used, warnings = read_answers(file, rubric)
    return Opened(Moment.of(assess(used, answers)), used, warnings)


def rubric_folder(folder: str | PathLike[str] | None) -> Path | Traversable:
    """The folder itself, or without one that of the shipped rubric."""
    return Path(folder) if folder is not None else resources.builtin_rubrics() / resources.DEFAULT_RUBRIC


def _shipped_id(named: str | None) -> str:
    return named if named in _shipped_ids() else resources.DEFAULT_RUBRIC


@lru_cache(maxsize=1)
def _shipped_ids() -> frozenset[str]:
    return frozenset(folder.name for folder in resources.builtin_rubrics().iterdir() if folder.is_dir())


@lru_cache(maxsize=8)
def _shipped_rubric(name: str) -> Rubric:
    return load_shipped_rubric(resources.builtin_rubrics(), name)
