"""The command about several moments of one project: what changed, and the course over rounds."""

import os
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
    RubricOption,
    check_ending,
    deliver,
    format_of,
    known_formats,
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
    place: Annotated[
        str | None, typer.Option("--output", "-o", metavar=_("PAD"), help=_("Bestand, map of - (scherm)."))
    ] = None,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.api import load_rubric, open_moment
    from verbetertool.report.formats import FORMATS
    from verbetertool.report.formats.terminal import show_document

    if len(files) < 2:
        raise UsageError("compare_needs_two")
    output = Path(place) if place is not None else None
    is_folder = place is not None and place.endswith(("/", os.sep))
    if output is not None and not formats and (meant := format_of(output)):
        formats = [meant]
    checks = Checks()
    chosen = checks.of(lambda: known_formats(formats or [])) or []
    checks.of(lambda: _check_output(output, chosen, wanted=bool(formats)))
    if DATA in chosen and len(files) > 2:
        checks.of(_no_data)
    given = checks.of(lambda: load_rubric(rubric)) if rubric else None
    opened = [checks.of(lambda file=file: open_moment(file, given)) for file in files]  # type: ignore[misc]
    checks.done()
    found = [each for each in opened if each is not None]
    for file, each in zip(files, found, strict=True):
        warn(each.warnings, file)
    document = _document(found)
    if not chosen:
        show_document(document, sys.stdout)
    for name in chosen:
        target = _target(found, files[-1], FORMATS[name].ending, output, many=is_folder or len(chosen) > 1)
        deliver(document, name, STDOUT if name == DATA and output is None else target, force=force)
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


def _check_output(output: Path | None, chosen: Sequence[str], *, wanted: bool) -> None:
    """Raises UsageError for a place where the pages can't go."""
    if output is None:
        return
    if not wanted:
        raise UsageError("format_needed")
    many = len(chosen) > 1
    if output == STDOUT:
        if many:
            raise UsageError("stdout_takes_one")
    elif many and output.is_file():
        raise UsageError("output_is_file", file=str(output))
    elif many:
        check_ending(output, "map")
    elif chosen and not output.is_dir():
        check_ending(output, chosen[0])


def _target(opened: "Sequence[Opened]", last: Path, ending: str, output: Path | None, *, many: bool) -> Path:
    """Where a page goes: beside the last file, in the folder that was asked for, or to the file asked for."""
    if output == STDOUT:
        return STDOUT
    from verbetertool.saving import safe_name

    first, newest = opened[0].moment, opened[-1].moment
    parts = (safe_name(newest.project), _("sinds"), safe_name(first.date or Path(first.file).stem))
    name = "-".join(parts) + ending
    if output is None:
        return last.with_name(name)
    return output / name if many or output.is_dir() else output
