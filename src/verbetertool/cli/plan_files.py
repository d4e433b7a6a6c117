"""The plan of a project as files: a document, days for a calendar, rows for a list of tasks."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from verbetertool.cli.boundary import DONE
from verbetertool.cli.common import STDOUT, Destination, assessed, deliver, shown
from verbetertool.errors import UsageError
from verbetertool.language import _

if TYPE_CHECKING:
    from verbetertool.model.assessment import Assessment
    from verbetertool.model.rubric import Rubric

_TABLES = ("ics", "csv")
"""Formats that are no document."""


def write_plan(file: Path, formats: list[str], place: str | None, rubric: "Rubric | None", *, force: bool) -> int:
    """Writes the plan in each format that was asked for, or that the name of the output promises."""
    from verbetertool.report.documents import plan as plans
    from verbetertool.report.formats import FORMATS
    from verbetertool.saving import safe_name, write_atomically

    output = None if place is None else Path(place)
    documents = [name for name in FORMATS if name != "json"]
    endings = {f".{name}": name for name in _TABLES} | {FORMATS[name].ending: name for name in documents}
    if not formats and output is not None and output != STDOUT:
        formats = [endings[output.suffix.casefold()]] if output.suffix.casefold() in endings else []
    if not formats:
        raise UsageError("format_needed")
    for name in formats:
        if name not in endings.values():
            raise UsageError("unknown_format", format=name, known=", ".join(endings.values()))
    chosen = list(dict.fromkeys(formats))
    is_folder = place is not None and place.endswith(("/", os.sep))
    many = is_folder or len(chosen) > 1
    if output is not None and not many and endings.get(ending := output.suffix.casefold(), chosen[0]) != chosen[0]:
        raise UsageError("wrong_ending", file=str(output), ending=ending, kind=chosen[0])
    if len(chosen) > 1 and output is not None and (output == STDOUT or output.is_file()):
        raise UsageError("stdout_takes_one") if output == STDOUT else UsageError("output_is_file", file=str(output))
    to = Destination(tuple(chosen), output, many)
    assessment, used, _found = assessed(file, rubric)
    stem = "-".join(filter(None, [safe_name(assessment.project.name), assessment.date, "plan"]))
    for name in chosen:
        ending = f".{name}" if name in _TABLES else FORMATS[name].ending
        target = to.target(file.with_name(stem + ending))
        if name not in _TABLES:
            deliver(plans.plan_document(assessment, used), name, target, force=force)
            continue
        data = _table(name, assessment, used)
        if target == STDOUT:
            sys.stdout.buffer.write(data)
            continue
        if not force and target.exists() and not (target.is_file() and target.read_bytes() == data):
            raise UsageError("exists", file=str(target))
        write_atomically(target, data)
        typer.echo(_("Plan: {file}").format(file=shown(target)), err=True)
    return DONE


def _table(name: str, assessment: "Assessment", rubric: "Rubric") -> bytes:
    from verbetertool.report.documents import plan as plans

    if name == "csv":
        from verbetertool.report.formats.tables import CSV_START, csv_lines

        return CSV_START + csv_lines(plans.rows(assessment, rubric))
    from verbetertool.report.formats.calendar import calendar

    days = ((day.day, day.title, day.text) for day in plans.days(assessment, rubric))
    return calendar(days, plans.plan_document(assessment, rubric))
