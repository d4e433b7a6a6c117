"""Sheets of a workbook to fill in: how cells look, what may be changed, lists to choose from. Knows no questions."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from verbetertool.language import _
from verbetertool.model.record import record
from verbetertool.report.text import clean

LINE = 15.0
"""Points that a line of text is high."""
_CHOICES = 6
"""The column of the first sheet from which lists of choices stand, one a column."""
_HIGHEST = 400.0
_MOST_IN_NAME = 31
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_MOST_IN_CELL = 32_767
_A4 = 9


@record
class Column:
    """A column of a table: by its key the texts of a row are found; `width` is in characters."""

    key: str
    width: float
    filled_in: bool = False
    hidden: bool = False
    strong: bool = False


class Sheets:
    """The sheets of an open workbook, with the first one, on which the lists of choices stand."""

    def __init__(self, book: Any, first: str) -> None:
        self._book = book
        text = {"text_wrap": True, "valign": "top"}
        line = {"bottom": 1, "bottom_color": "#C8C8C8"}
        self.plain = book.add_format(text)
        self.read_only = book.add_format({**text, **line})
        self.strong = book.add_format({**text, **line, "bold": True})
        self.title = book.add_format({**text, "bold": True, "font_size": 16})
        self.heading = book.add_format({**text, "bold": True, "bg_color": "#DDE6EF", "bottom": 1})
        self.to_fill = book.add_format(
            {**text, "locked": False, "num_format": "@", "bg_color": "#FFFBE6", "border": 1, "border_color": "#B8A44C"}
        )
        self.first = book.add_worksheet(first)
        _set_up(self.first, landscape=False)
        self._lists: list[list[str]] = []

    def add_sheet(self, name: str, *, landscape: bool) -> Any:
        """A new sheet, with a first row that stays in sight and on every page."""
        sheet = self._book.add_worksheet(name)
        _set_up(sheet, landscape=landscape)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def add_table(self, name: str, columns: Sequence[Column], headings: Sequence[str], *, frozen: int) -> Any:
        """A new sheet with these columns; the first `frozen` of them stay in sight."""
        sheet = self.add_sheet(name, landscape=True)
        sheet.freeze_panes(1, frozen)
        for x, (column, heading) in enumerate(zip(columns, headings, strict=True)):
            self.write(sheet, 0, x, heading, self.heading)
            sheet.set_column(x, x, column.width, None, {"hidden": column.hidden})
        return sheet

    def row(self, sheet: Any, y: int, columns: Sequence[Column], texts: Mapping[str, str]) -> None:
        """Writes a row of a table, as high as its longest text needs."""
        for x, column in enumerate(columns):
            style = self.to_fill if column.filled_in else self.strong if column.strong else self.read_only
            self.write(sheet, y, x, texts.get(column.key, ""), style)
        lines = max(lines_in(texts.get(column.key, ""), column.width) for column in columns if not column.hidden)
        sheet.set_row(y, min(_HIGHEST, LINE * max(lines, 2)))

    def choose(self, sheet: Any, y: int, x: int, choices: list[str]) -> None:
        """A list to choose from; it stands on the first sheet, since a list in the cell itself knows no commas."""
        if choices not in self._lists:
            self._lists.append(choices)
            column = _CHOICES + len(self._lists) - 1
            for row, choice in enumerate(choices):
                self.write(self.first, row, column, choice, self.read_only)
        column = _CHOICES + self._lists.index(choices)
        name = self.first.get_name().replace("'", "''")
        from xlsxwriter.utility import xl_range_abs

        source = f"='{name}'!{xl_range_abs(0, column, len(choices) - 1, column)}"
        rule = {
            "validate": "list",
            "source": source,
            "error_title": _("Kies uit de lijst"),
            "error_message": _("Klik op het pijltje naast het vak, en kies daar."),
        }
        sheet.data_validation(y, x, y, x, rule)

    def write(self, sheet: Any, y: int, x: int, text: str, style: Any) -> None:
        """Writes a text in one of the looks above; whatever it begins with, it is no formula."""
        text = clean(text)[:_MOST_IN_CELL]
        if text:
            sheet.write_string(y, x, text, style)
        else:
            sheet.write_blank(y, x, None, style)

    def hide_from(self, column: int) -> None:
        """Hides the columns of the first sheet from this one up to the last list of choices."""
        self.first.set_column(column, _CHOICES + len(self._lists), 10, None, {"hidden": True})


def _set_up(sheet: Any, *, landscape: bool) -> None:
    """Paper, and a protection without a password that leaves people room to look around."""
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P/&N")
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})


def lines_in(text: str, width: float) -> int:
    """About how many lines a text takes in a column of so many characters."""
    return sum(1 + int(len(line) * 1.1 // width) for line in text.split("\n"))


def sheet_names(titles: Sequence[str], taken: Sequence[str]) -> list[str]:
    """A name for the sheet of each title: its first 31 characters, without signs that no sheet may have."""
    names: list[str] = []
    for title in titles:
        name = _NOT_IN_NAME.sub(" ", clean(title))[:_MOST_IN_NAME].strip(" '") or "-"
        number = 2
        plain = name
        while name.casefold() in {each.casefold() for each in (*names, *taken)}:
            name = f"{plain[: _MOST_IN_NAME - 3]} {number}"
            number += 1
        names.append(name)
    return names
