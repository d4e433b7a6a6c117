"""The command about several moments of one project: what changed, and the course over rounds."""

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbetertool.cli.boundary import DONE
from verbetertool.cli.common import (
    STDOUT,
    CommandEntry,
    ForceOption,
    FormatsOption,
    PlaceOption,
    RubricOption,
    deliver,
    destination,
    given_rubric,
    warn,
)
from verbetertool.errors import Checks, UsageError
from verbetertool.language import _

if TYPE_CHECKING:
    from verbetertool.api import Opened
    from verbetertool.report.document import Document

DATA = "json"


def commands() -> list[CommandEntry]:
    """The commands of this module: name, function, help text."""
    help_text = _("Laat zien wat er veranderde.\n\nVoorbeeld: verbetertool compare vorig-jaar.yaml nu.yaml")
    return [("compare", compare, help_text)]


def compare(
    files: Annotated[list[Path], typer.Argument(metavar=_("VOOR NA"), show_default=False, readable=False)],
    formats: FormatsOption = None,
    place: PlaceOption = None,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.api import open_moment
    from verbetertool.report.formats import FORMATS
    from verbetertool.report.formats.terminal import show_document

    if len(files) < 2:
        raise UsageError("compare_needs_two")
    checks = Checks()
    to = destination(place, formats, checks)
    if DATA in to.formats and len(files) > 2:
        checks.of(_no_data)
    given = checks.of(lambda: given_rubric(rubric))
    opened = [checks.of(lambda file=file: open_moment(file, given)) for file in files]  # type: ignore[misc]
    checks.done()
    found = [each for each in opened if each is not None]
    for file, each in zip(files, found, strict=True):
        warn(each.warnings, file)
    document = _document(found)
    if not to.formats:
        show_document(document, sys.stdout)
    for name in to.formats:
        target = to.target(_page(found, files[-1], FORMATS[name].ending))
        deliver(document, name, STDOUT if name == DATA and to.output is None else target, force=force)
    return DONE


def _document(opened: "Sequence[Opened]") -> "Document":
    from verbetertool.report.documents.comparison import comparison_document
    from verbetertool.report.documents.course import course_document
    from verbetertool.scoring.comparison import compared

    rubric = opened[-1].rubric
    steps = [compared(before.moment, after.moment, after.rubric) for before, after in pairwise(opened)]
    return course_document(steps, rubric) if len(steps) > 1 else comparison_document(steps[0], rubric)


def _no_data() -> None:
    raise UsageError("json_of_two")


def _page(opened: "Sequence[Opened]", last: Path, ending: str) -> Path:
    """Where a page stands by itself: beside the last file."""
    from verbetertool.saving import safe_name

    first, newest = opened[0].moment, opened[-1].moment
    parts = (safe_name(newest.project), _("sinds"), safe_name(first.date or Path(first.file).stem))
    return last.with_name("-".join(parts) + ending)
