"""What several modules of commands share: options, an assessed file, and what is said and written."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbetertool.language import _

if TYPE_CHECKING:
    from verbetertool.errors import Problem
    from verbetertool.model.assessment import Assessment
    from verbetertool.model.rubric import Rubric

STDOUT = Path("-")

CommandEntry = tuple[str, Callable[..., int], str]
"""A command: its name, its function, its help text."""

RubricOption = Annotated[
    Path | None, typer.Option("--rubric", metavar="MAP", help=_("Gebruik de rubriek in deze map."), readable=False)
]
ForceOption = Annotated[bool, typer.Option("--force", help=_("Overschrijf ook een bestand dat er al stond."))]


def assessed(file: Path, rubric: "Rubric | None") -> "tuple[Assessment, Rubric, list[Problem]]":
    """The assessment of an answer file, the rubric it was checked against, and the warnings.

    Without `rubric` that is the shipped rubric that the file names. Raises InvalidInputError as `check` does.
    """
    from verbetertool.api import assess, read_answers

    answers, used, warnings = read_answers(file, rubric)
    return assess(used, answers), used, warnings


def report_stem(project: str, file: Path, taken: set[str]) -> str:
    """A readable name for a project's reports; with the name of its file where another project has that name."""
    from verbetertool.saving import safe_name

    stem = f"{safe_name(project)}-rapport"
    if stem in taken:
        stem = f"{safe_name(project)}-{safe_name(file.stem)}-rapport"
    number = 2
    while stem in taken:
        stem = f"{safe_name(project)}-{safe_name(file.stem)}-{number}-rapport"
        number += 1
    taken.add(stem)
    return stem


def write_report(target: Path, data: bytes, *, force: bool) -> None:
    """Writes a report, and says where it is. Raises OutputError where a file stands already, without `force`."""
    from verbetertool.saving import write_result

    write_result(target, data, force=force)
    typer.echo(_("Rapport: {file}").format(file=shown(target)), err=True)


def shown(path: Path) -> str:
    """A path as it may stand in a sentence."""
    from verbetertool.report.text import one_line

    return one_line(str(path))


def print_text(text: str) -> None:
    """Prints a result; an answer file or a rubric may hold control characters."""
    from verbetertool.report.text import clean

    sys.stdout.write(clean(text))
