"""XLSX to sheets of plain values: no formula, macro or link is looked at, and nothing larger than the limits is built.

Only the parts with sheets and texts are unpacked, within a measure, and a library reads what came out of that.
"""

import re
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import ZIP_STORED, ZipFile

from verbetertool.errors import InvalidInputError, Place, Problem, UsageError
from verbetertool.model.record import record

Cell = str | float | bool | date | time | timedelta | None
"""What a cell holds: a date may be a datetime; None is empty."""

MAX_UNPACKED = 8 * 1024 * 1024
"""Bytes of all parts together; a full form has about a tenth of it."""
MAX_ROWS = 5000
MAX_COLUMNS = 1000
MAX_CELLS = 300_000
"""Of all sheets together, empty ones between others included."""
MAX_SHEETS = 60

_PARTS = re.compile(r"(?:\[Content_Types\]\.xml|_rels/\.rels|xl/(?:_rels/|worksheets/)?[^/]+\.(?:xml|rels))\Z", re.I)
"""The parts with sheets, texts, and where they are; not drawings, links to other files, macros or pictures."""
_ERROR = re.compile(rb"""(<(?:\w{1,20}:)?c\s[^<>]*?\bt=)["']e["']""")
"""The type of a cell with `#N/A` and such: the library would give nothing for it, and so an answer would be lost."""
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,4})\$?([0-9]{1,9})")


@record
class Sheet:
    """A sheet: its rows from the top left, all of one length, and the ranges of cells that were made one."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Of each range the row and the column of its first cell and of its last, from 0."""

    def row(self, y: int) -> tuple[Cell, ...]:
        """The cells of a row, from 0; none of one below the last."""
        return self.rows[y] if y < len(self.rows) else ()


def read_sheets(file: str, data: bytes) -> list[Sheet]:
    """The sheets of a workbook, in order.

    Raises InvalidInputError where it can't be read or is over a limit; UsageError without the library that reads it.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise UsageError("xlsx_reader_missing") from None
    plain = _only_sheets(file, data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(plain))
        if len(book.sheet_names) > MAX_SHEETS:
            raise _refused(file, "too_many_sheets", limit=MAX_SHEETS)
        sheets, left = [], MAX_CELLS
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            left -= sheet.total_height * sheet.total_width
            if left < 0:
                raise _refused(file, "too_many_cells", limit=MAX_CELLS)
            rows = tuple(tuple(map(_cell, row)) for row in sheet.to_python(skip_empty_area=False))
            merged = tuple(
                (top, bottom, left_, right) for (top, left_), (bottom, right) in sheet.merged_cell_ranges or ()
            )
            sheets.append(Sheet(name, rows, merged))
    except (CalamineError, OSError, ValueError, IndexError, TypeError) as error:
        raise _refused(file, "broken_workbook") from error
    return sheets


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value if isinstance(value, float | bool | date | datetime | time | timedelta) else None


def _only_sheets(file: str, data: bytes) -> bytes:
    """The workbook anew, with nothing in it but what is read; each part was unpacked within the limits."""
    stream, left = BytesIO(), MAX_UNPACKED
    try:
        with ZipFile(BytesIO(data)) as packed, ZipFile(stream, "w", ZIP_STORED) as plain:
            wanted = {info.filename: info for info in packed.infolist() if _PARTS.match(info.filename)}
            for name, info in wanted.items():
                if info.flag_bits & 1:
                    raise _refused(file, "locked_workbook")
                with packed.open(info) as part:
                    content = part.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise _refused(file, "workbook_too_large", limit=MAX_UNPACKED // (1024 * 1024))
                if name.casefold().endswith(".xml"):
                    _Measure(file).check(content)
                plain.writestr(name, _ERROR.sub(rb'\1"str"', content))
    except InvalidInputError:
        raise
    except Exception as error:  # of zipfile, zlib, lzma and expat, which have no ancestor in common but this
        raise _refused(file, "broken_workbook") from error
    return stream.getvalue()


class _Measure:
    """Goes through a part as XML, and raises InvalidInputError for a cell so far out that all before it is too much."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._row = self._column = self._height = self._width = 0
        self._filled = 0

    def check(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(content, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self._row = _number(attributes.get("r"), self._row + 1)
            self._column = 0
        elif name == "c":
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _column(found[1]) if found else self._column + 1
            self._row = int(found[2]) if found else self._row
        elif name in ("v", "is", "f"):
            self._filled += 1
            self._height, self._width = max(self._height, self._row), max(self._width, self._column)
            if self._row > MAX_ROWS:
                raise _refused(self._file, "too_many_rows", limit=MAX_ROWS)
            if self._column > MAX_COLUMNS:
                raise _refused(self._file, "too_many_columns", limit=MAX_COLUMNS)
            if max(self._filled, self._height * self._width) > MAX_CELLS:
                raise _refused(self._file, "too_many_cells", limit=MAX_CELLS)

    def _doctype(self, *_declared: object) -> None:
        raise _refused(self._file, "broken_workbook")


def _number(text: str | None, other: int) -> int:
    return int(text) if text is not None and re.fullmatch("[0-9]{1,9}", text) else other


def _column(letters: str) -> int:
    """The number (from 1) of a column, from its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _refused(file: str, code: str, **values: object) -> InvalidInputError:
    return InvalidInputError([Problem(code, Place(file), values)])
