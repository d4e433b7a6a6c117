"""Tables for a spreadsheet: CSV as Dutch Excel reads it, and XLSX; the same values in both.

In CSV, text that a spreadsheet could take for a formula, a date or another number than was written gets an apostrophe
before it. In XLSX a cell says itself that it is text.
"""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import lru_cache
from html import escape
from io import StringIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from verbetertool.errors import UsageError
from verbetertool.report.document import Link, text_of
from verbetertool.report.text import one_line

Value = str | int | float | date | Link | None
"""A link leads to a file beside the table, where the kind of table knows links."""
_FORMULA = re.compile(r"""[\s'"]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]""")
"""Also after quotes and spaces, which some programs take away; the wide forms of = + - @ count as well."""
_AFTER_SEPARATOR = re.compile("([,;][\"'\\s]*)(?=[=@\uff1d\uff20]|[-+\uff0d\uff0b][\\w(])")
"""Where a formula would begin for a program that separates cells by the comma; `5,-` is only a price."""
_NUMBERS = re.compile(r"([0-9]{1,4})\s?([-/.:])\s?([0-9]{1,4})(?:\s?[-/.:]\s?([0-9]{1,4}))?")
_AMOUNT = r"[0-9]+(?:\.[0-9]{3})*(?:[.,][0-9]+)?"
_OTHER_NUMBER = re.compile(
    rf"0[0-9]+|[0-9]{{16,}}|{_AMOUNT}E[+-]?[0-9]+|[0-9]+(?:\.[0-9]{{3}})+(?:,[0-9]+)?|[0-9]+,[0-9]+|[0-9]+\.0+"
    rf"|{_AMOUNT}\s?%|(?:€|eur)\s?{_AMOUNT}|{_AMOUNT}\s?(?:€|eur)|\({_AMOUNT}\)|[0-9]+ [0-9]+/[0-9]+"
    r"|[0-9]{1,2}(?::[0-9]{1,2}){0,2}(?:[.,][0-9]+)?\s?[ap]\.?m?\.?|[0-9]+:[0-9]+:[0-9]+[.,][0-9]+"
    r"|waar|onwaar|true|false",
    re.IGNORECASE,
)
"""What a spreadsheet would write otherwise: without zeros or points, rounded, as a power of ten, a part, an amount of
money, below zero, a time or a truth."""
_MONTH = "jan|feb|mrt|mar|maart|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec"
_WITH_MONTH = re.compile(
    rf"[0-9]{{1,4}}[-/. ]{{0,2}}(?:{_MONTH})[a-z]{{0,6}}\.?(?:[-/. ]{{0,2}}[0-9]{{1,4}})?"
    rf"|(?:{_MONTH})[a-z]{{0,6}}\.?[-/. ]{{0,2}}[0-9]{{1,4}}",
    re.IGNORECASE,
)
CSV_START = BOM_UTF8
_CREATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same for every file, so that the same input gives the same bytes."""
_SHORT = 200
"""Characters of a cell that is kept for a while: most cells of a table come back."""
_BLOCK = 64 * 1024
_MOST_ROWS = 1_048_576
_MOST = 32_767
"""Characters that a cell of a spreadsheet can hold."""


def safe_cell(text: str) -> str:
    """The text on one line, and never a formula, a date or another number."""
    return _safe_short(text) if len(text) <= _SHORT else _safe(text)


def _safe(text: str) -> str:
    text = _AFTER_SEPARATOR.sub(r"\1'", one_line(text))[: _MOST - 1]
    return "'" + text if _FORMULA.match(text) or becomes_another(text) else text


_safe_short = lru_cache(maxsize=2048)(_safe)


def becomes_another(text: str) -> bool:
    """Whether a Dutch spreadsheet that opens a CSV makes a date, a time or another number of this text."""
    if _OTHER_NUMBER.fullmatch(text) or _WITH_MONTH.fullmatch(text):
        return True
    if (found := _NUMBERS.fullmatch(text)) is None:
        return False
    parts = [part for part in (found[1], found[3], found[4]) if part is not None]
    if found[2] == ":":
        return True
    if any(len(part) == 3 for part in parts):
        return False
    numbers = list(map(int, parts))
    if len(numbers) == 2:
        first, second = numbers
        month_and_year = _is_month(first) and (12 < second < 100 or second > 999)
        return month_and_year or (_is_month(second) and (_is_day(first) or first > 999))
    orders = ((0, 1), (2, 1), (1, 0))  # day and month in 3-4-2026, 2026-4-3 and 4-3-2026
    return any(_is_day(numbers[day]) and _is_month(numbers[month]) for day, month in orders)


def _is_day(number: int) -> bool:
    return 1 <= number <= 31


def _is_month(number: int) -> bool:
    return 1 <= number <= 12


def csv_lines(rows: Iterable[Sequence[Value]]) -> bytes:
    """Rows as Dutch Excel opens them, behind `CSV_START`: semicolons, decimal commas, UTF-8 with a byte order mark."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


def csv_lines_of_few(rows: Iterable[Sequence[Value]]) -> bytes:
    """The same as `csv_lines`, sooner where nearly all cells come back: each is worded once."""
    return "".join([f"{';'.join([_in_csv(cell) for cell in row])}\r\n" for row in rows]).encode()


@lru_cache(maxsize=4096)
def _in_csv(cell: Value) -> str:
    return csv_lines([(cell, "")]).decode().removesuffix(";\r\n")


class Workbook:
    """A spreadsheet with a sheet per table; the heads of each stay in sight, and can be filtered by.

    Text is text in it, whatever it looks like. Raises UsageError without XlsxWriter.
    """

    def __init__(self, title: str) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise UsageError("xlsx_missing") from None
        self._folder = TemporaryDirectory(ignore_cleanup_errors=True)
        self._path = Path(self._folder.name) / "tabel.xlsx"
        self._book: Any = xlsxwriter.Workbook(self._path, {"constant_memory": True, "tmpdir": self._folder.name})
        self._book.set_properties({"title": title, "author": "verbetertool", "created": _CREATED})
        self._head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._kept = self._book.add_format({"quote_prefix": True})
        self._link = self._book.get_default_url_format()
        self._sheets: list[Sheet] = []
        self._rows: dict[int, RowFile] = {}

    def sheet(self, title: str, *, frozen: int = 1) -> "Sheet":
        """A new sheet below whose head rows are added; its first `frozen` columns stay in sight."""
        links = _Links(Path(self._folder.name), len(self._sheets) + 1)
        sheet = Sheet(self._book.add_worksheet(title[:31]), self._head, self._kept, self._link, frozen, links)
        self._sheets.append(sheet)
        return sheet

    def rows_of(self, sheet: "Sheet", more: str, most: int = _MOST_ROWS) -> "RowFile":
        """For many rows of few kinds of text below those of a sheet, as quickly as they come.

        A sheet holds `most` rows; where there are more, `more` stands in the last one.
        """
        number = self._sheets.index(sheet)
        rows = RowFile((Path(self._folder.name) / f"rijen-{number}").open("w+b"), sheet, more, most)
        self._rows[number] = rows
        return rows

    def finish(self) -> Iterator[bytes]:
        """The file, bit by bit. Raises OSError where there is no room for what is kept on disk meanwhile."""
        from xlsxwriter.exceptions import FileCreateError

        for sheet in self._sheets:
            sheet.finish()
        try:
            self._book.close()
        except FileCreateError as error:  # no OSError, but made of one
            raise OSError(*error.args[0].args) from error
        with self._whole().open("rb") as file:
            while some := file.read(_BLOCK):
                yield some

    def close(self) -> None:
        """Lets go of what is kept on disk meanwhile, also where nobody needs the file any more."""
        if not self._book.fileclosed:
            for sheet in self._sheets:
                sheet.drop()
            self._book.fileclosed = True  # else it writes the book all the same when it goes
        with suppress(OSError):
            for rows in self._rows.values():
                rows.close()
            for sheet in self._sheets:
                sheet.links.close()
        self._folder.cleanup()

    def _whole(self) -> Path:
        """The same book with the rows and the links that were kept beside it."""
        path = self._path.with_name("geheel.xlsx")
        names = {f"xl/worksheets/sheet{number + 1}.xml": rows for number, rows in self._rows.items()}
        links = {name: sheet.links for sheet in self._sheets for name in sheet.links.names}
        with ZipFile(self._path) as made, ZipFile(path, "w", compresslevel=_QUICK) as whole:
            for name in made.namelist():
                entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = ZIP_DEFLATED
                with made.open(name) as source, whole.open(entry, "w", force_zip64=True) as target:
                    if (rows := names.get(name)) is not None:
                        rows.put_into(source.read(), target)
                    elif (sheet_links := links.get(name)) is not None:
                        sheet_links.put_into(name, source, made.getinfo(name).file_size, target)
                    else:
                        copyfileobj(source, target, _BLOCK)  # a sheet of ten thousand projects is forty megabytes
        return path


_QUICK = 1
"""How hard the rows are packed: a tenth larger in a quarter of the time."""
_END_OF_ROWS = b"</sheetData>"
_MOST_LINKS = 65_000
"""Somewhat fewer than a sheet can hold."""
_NARROW, _WIDE = 9, 60
"""Characters between which the width of a column follows what stands in it."""
_HEAD = 16
"""Characters of a heading before it goes on below."""


class Sheet:
    """One sheet of a workbook."""

    def __init__(self, sheet: Any, head: Any, kept: Any, link: Any, frozen: int, links: "_Links") -> None:
        self._sheet, self._head, self._kept, self._link = sheet, head, kept, link
        self.links = links
        self._sheet.freeze_panes(1, frozen)
        self._next = 0
        self._widths: list[int] = []

    def add(self, row: Sequence[Value]) -> None:
        """Puts a row below the others; the first one is the head."""
        y, style = self._next, self._head if self._next == 0 else None
        if y == 0:
            self._widths = [max(_NARROW, min(_HEAD, len(str(cell)))) for cell in row]
        for x, cell in enumerate(row):
            if isinstance(cell, str):
                text = one_line(cell)[:_MOST]
                self._widths[x] = max(self._widths[x], len(text)) if y else self._widths[x]
                is_odd = style is None and (_FORMULA.match(text) or becomes_another(text))
                self._sheet.write_string(y, x, text, self._kept if is_odd else style)
            elif isinstance(cell, Link) and y < _MOST_LINKS:
                if not self.links.number:
                    self._sheet.write_url(y, x, f"external:{cell.target}", self._link, text_of(cell))
                else:
                    self._sheet.write_string(y, x, text_of(cell), self._link)
                self.links.add(y, x, cell.target)
                self._widths[x] = max(self._widths[x], len(text_of(cell)))
            elif isinstance(cell, Link):
                self._sheet.write_string(y, x, text_of(cell))
            elif isinstance(cell, date):
                self._sheet.write_string(y, x, cell.isoformat())
            elif cell is not None:
                self._sheet.write_number(y, x, cell)
        self._next = y + 1

    def skip(self, number: int) -> int:
        """Leaves room for rows that come from elsewhere. Returns the number of the first, from 1."""
        first = self._next + 1
        self._next += number
        return first

    def finish(self) -> None:
        """Sets what depends on all rows."""
        for x, width in enumerate(self._widths):
            self._sheet.set_column(x, x, min(width, _WIDE) + 1)
        if self._widths:
            self._sheet.autofilter(0, 0, max(0, self._next - 1), len(self._widths) - 1)

    def drop(self) -> None:
        """Lets go of the rows on disk."""
        with suppress(OSError):  # what is left of the rows may not fit either
            self._sheet._opt_close()  # XlsxWriter closes them only when all went well


class _Links:
    """The links of a sheet to files beside the workbook, kept on disk: XlsxWriter holds them all in memory.

    It knows the first alone, and so makes the places for the others too. And it writes such a link as Windows does,
    which other programs do not follow.
    """

    def __init__(self, folder: Path, sheet: int) -> None:
        self.names = (f"xl/worksheets/sheet{sheet}.xml", f"xl/worksheets/_rels/sheet{sheet}.xml.rels")
        """The parts of the workbook that know of links: the cells, and where each leads."""
        self.number = 0
        self._paths = (folder / f"cellen-{sheet}", folder / f"doelen-{sheet}")
        self._files: list[BinaryIO] = []

    def add(self, y: int, x: int, target: str) -> None:
        """Takes in the next link. Raises OSError."""
        if not self._files:
            self._files = [path.open("w+b") for path in self._paths]
        self.number += 1
        cells, targets = self._files
        id = f"rId{self.number}"
        cells.write(f'<hyperlink ref="{_LETTERS[x]}{y + 1}" r:id="{id}"/>'.encode())
        text = f'<Relationship Id="{id}" Type="{_HYPERLINK}" Target="{escape(target)}" TargetMode="External"/>'
        targets.write(text.encode())

    def put_into(self, name: str, source: IO[bytes], size: int, target: IO[bytes]) -> None:
        """Writes a part of the workbook of so many bytes, with all links. Raises OSError."""
        while size > _TAIL:  # a sheet of ten thousand projects is forty megabytes
            size -= target.write(source.read(min(_BLOCK, size - _TAIL)))
        tail = source.read()
        if not (found := _FIRST_LINK.search(tail)):
            target.write(tail)
            return
        file = self._files[self.names.index(name)]
        file.seek(0)
        target.write(tail[: found.start()])
        copyfileobj(file, target, _BLOCK)
        target.write(tail[found.end() :])

    def close(self) -> None:
        """Lets go of them."""
        for file in self._files:
            file.close()


_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_FIRST_LINK = re.compile(rb'<hyperlink [^>]*/>|<Relationship [^>]*/hyperlink"[^>]*/>')
_TAIL = 4096
"""Bytes at the end of a part of a workbook in which its first link stands."""


class RowFile:
    """Rows of a sheet that are written as they are: XlsxWriter takes thirty times as long for each cell."""

    def __init__(self, file: BinaryIO, sheet: Sheet, more: str, most: int) -> None:
        self._file = file
        self._sheet = sheet
        self._more, self._room = more, most - sheet.skip(0)
        """The words for the last row, and how many rows fit above it; less than none once they stand there."""

    def put_into(self, sheet: bytes, target: IO[bytes]) -> None:
        """Writes a sheet with these rows at its end, which says how far it goes. Raises OSError."""
        before, end, after = sheet.partition(_END_OF_ROWS)
        last = self._sheet.skip(0) - 1
        target.write(_SIZE.sub(lambda found: b"%b%d%b" % (found[1], last, found[2]), before, count=1))
        self._file.seek(0)
        copyfileobj(self._file, target, _BLOCK)
        target.write(end + after)

    def add(self, rows: Sequence[Sequence[str | int | None]]) -> None:
        """Puts rows below the others, as far as they fit; raises OSError."""
        if self._room < 0:
            return
        if len(rows) > self._room:
            rows = [*rows[: self._room], (self._more,)]
            self._room = -1
        else:
            self._room -= len(rows)
        number = self._sheet.skip(len(rows))
        parts = []
        for row in rows:
            parts.append(f'<row r="{number}">')
            for letter, cell in zip(_LETTERS, row, strict=False):
                if cell is None:
                    continue
                if cell.__class__ is int:
                    parts.append(f'<c r="{letter}{number}"><v>{cell}</v></c>')
                else:
                    parts.append(f'<c r="{letter}{number}" t="inlineStr">{_in_xml(cell)}</c>')
            parts.append("</row>")
            number += 1
        self._file.write("".join(parts).encode())

    def close(self) -> None:
        """Lets go of them."""
        self._file.close()


_SIZE = re.compile(rb'(<dimension ref="A1:[A-Z]+)[0-9]+(")')
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@lru_cache(maxsize=4096)
def _in_xml(text: str) -> str:
    return f'<is><t xml:space="preserve">{escape(one_line(text)[:_MOST], quote=False)}</t></is>'


def _as_text(cell: Value) -> str:
    if isinstance(cell, str):
        return safe_cell(cell)
    if isinstance(cell, Link):
        return safe_cell(text_of(cell))
    return "" if cell is None else str(cell).replace(".", ",")
