"""Fills forms in as an office program would: with openpyxl, which shares no code with what writes or reads them."""

from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from verbetertool.api import load_rubric
from verbetertool.interview.form_questions import questions_of
from verbetertool.report.forms.workbook import render_workbook


def form(**options: Any) -> bytes:
    """The empty form of the shipped rubric."""
    return render_workbook(questions_of(load_rubric(), options.pop("profile", None), **options))


_empty = cache(form)


def filled(
    answers: Mapping[str, Any], data: bytes | None = None, change: Callable[[Any], object] | None = None
) -> bytes:
    """A form with cells filled in, by `project.name` for one about the project and by (id, heading) for an answer.

    `change` gets the workbook before it is saved.
    """
    book = openpyxl.load_workbook(BytesIO(_empty() if data is None else data))
    left = dict(answers)
    for sheet in book.worksheets:
        headings = {cell.value: cell.column for cell in sheet[1] if cell.value}
        if "id" not in headings:
            continue
        for row in range(2, sheet.max_row + 1):
            id = sheet.cell(row, headings["id"]).value
            for key in list(left):
                name, heading = key if isinstance(key, tuple) else (key, "Antwoord")
                if name == id and heading in headings:
                    sheet.cell(row, headings[heading]).value = left.pop(key)
    assert not left, left
    if change is not None:
        change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def cell_of(key: str | tuple[str, str]) -> str:
    """Where a question is answered in the empty form, as a problem names it; by the same keys as `filled`."""
    id, heading = key if isinstance(key, tuple) else (key, "Antwoord")
    for sheet in openpyxl.load_workbook(BytesIO(_empty())).worksheets:
        headings = {cell.value: cell.column for cell in sheet[1] if cell.value}
        if "id" in headings and heading in headings:
            for row in range(2, sheet.max_row + 1):
                if sheet.cell(row, headings["id"]).value == id:
                    return f"blad «{sheet.title}», cel {sheet.cell(row, headings[heading]).coordinate}"
    raise KeyError(key)


def row_of(id: str) -> int:
    """The row in which a question stands in the empty form."""
    return int(cell_of(id).rpartition(" ")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def save(path: Path, answers: Mapping[Any, Any], **options: Any) -> Path:
    """Writes a filled-in form to a file."""
    path.write_bytes(filled({"project.name": "Samen op weg", **answers}, **options))
    return path
