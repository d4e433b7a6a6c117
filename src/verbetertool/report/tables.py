"""Tables for a spreadsheet: CSV as Dutch Excel reads it, and XLSX; the same values in both.

Text that a spreadsheet could take for a formula gets an apostrophe before it.
"""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from verbetertool.errors import Problem, UsageError
from verbetertool.language import _
from verbetertool.model.portfolio import Portfolio, RankInterval
from verbetertool.model.rubric import Rubric
from verbetertool.report.problems import problem_and_remedy
from verbetertool.report.signals import in_one_line
from verbetertool.report.text import one_line
from verbetertool.report.words import RESULT_WORDS, titles_of

Cell = str | int | float | None
_FORMULA = re.compile(r"""[\s'"]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]""")
"""Also after quotes and spaces, which some programs take away; the wide forms of = + - @ count as well."""
_AFTER_SEPARATOR = re.compile("([,;][\"'\\s]*)(?=[=@\uff1d\uff20]|[-+\uff0d\uff0b][\\w(])")
"""Where a formula would begin for a program that separates cells by the comma; `5,-` is only a price."""
CSV_START = BOM_UTF8
_CREATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same for every file, so that the same input gives the same bytes."""
_LIST = " | "
"""Between the items of a list in one cell: titles may hold commas."""
_SHORT = 200
"""Characters of a cell that is kept for a while: most cells of a table come back."""
_BLOCK = 64 * 1024
_MOST = 32_767
"""Characters that a cell of a spreadsheet can hold."""


def safe_cell(text: str) -> str:
    """The text on one line, and never a formula."""
    return _safe_short(text) if len(text) <= _SHORT else _safe(text)


def _safe(text: str) -> str:
    text = _AFTER_SEPARATOR.sub(r"\1'", one_line(text))[: _MOST - 1]
    return "'" + text if _FORMULA.match(text) else text


_safe_short = lru_cache(maxsize=2048)(_safe)


def csv_lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Rows as Dutch Excel opens them, behind `CSV_START`: semicolons, decimal commas, UTF-8 with a byte order mark."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


class Sheet:
    """A spreadsheet with one sheet, the first row in bold and kept in sight. Raises UsageError without XlsxWriter."""

    def __init__(self, title: str) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise UsageError("xlsx_missing") from None
        self._folder = TemporaryDirectory(ignore_cleanup_errors=True)
        self._path = Path(self._folder.name) / "tabel.xlsx"
        self._book: Any = xlsxwriter.Workbook(self._path, {"constant_memory": True, "tmpdir": self._folder.name})
        self._book.set_properties({"title": title, "author": "verbetertool", "created": _CREATED})
        self._sheet = self._book.add_worksheet(title[:31])
        self._bold = self._book.add_format({"bold": True})
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_column(0, 0, 32)
        self._next = 0
        self._width = 1

    def add(self, row: Sequence[Cell]) -> None:
        """Puts a row below the others."""
        y, style = self._next, self._bold if self._next == 0 else None
        for x, cell in enumerate(row):
            if isinstance(cell, str):
                self._sheet.write_string(y, x, safe_cell(cell), style)
            elif cell is not None:
                self._sheet.write_number(y, x, cell)
        self._next, self._width = y + 1, len(row)

    def finish(self) -> Iterator[bytes]:
        """The file, bit by bit. Raises OSError where there is no room for what is kept on disk meanwhile."""
        from xlsxwriter.exceptions import FileCreateError

        self._sheet.autofilter(0, 0, max(0, self._next - 1), self._width - 1)
        try:
            self._book.close()
        except FileCreateError as error:  # no OSError, but made of one
            raise OSError(*error.args[0].args) from error
        with self._path.open("rb") as file:
            while some := file.read(_BLOCK):
                yield some

    def close(self) -> None:
        """Lets go of what is kept on disk meanwhile, also where nobody needs the file any more."""
        if not self._book.fileclosed:
            with suppress(OSError):  # what is left of the rows may not fit either
                self._sheet._opt_close()  # XlsxWriter closes them only when all went well
            self._book.fileclosed = True  # else it writes the book all the same when it goes
        self._folder.cleanup()


def project_table(portfolio: Portfolio, rubric: Rubric) -> Iterable[tuple[Cell, ...]]:
    """All that a portfolio says of each project, one row each, under a row of headings."""
    with_own = any(row.own_figures for row in portfolio.rows)
    own = (_("Eigen profiel: bewezen"), _("Eigen profiel: volgens opgave"), _("Eigen profiel: hoogstens"))
    yield (
        _("Project"),
        _("Organisatie"),
        _("Bestand"),
        _("Rapport"),
        _("Beeld: bewezen"),
        _("Beeld: volgens opgave"),
        _("Kanttekening"),
        _("Bewezen"),
        _("Volgens opgave"),
        _("Hoogstens"),
        *(own if with_own else ()),
        _("Andere gewichten: onderkant"),
        _("Andere gewichten: bovenkant"),
        _("Vergelijkbaar met groep"),
        _("Aantal in de groep"),
        _("Plaats, van"),
        _("Plaats, tot"),
        _("Liggen zeker vóór dit project"),
        _("Liggen zeker achter dit project"),
        _("Niet ervan te onderscheiden"),
        _("Beantwoord (%)"),
        *(_("Bewezen: {context}").format(context=context.title) for context in rubric.contexts),
        _("Sloten"),
        _("Doelgroepen"),
        _("Doelen"),
        _("Fasen"),
        _("Aantal vragen aan de aanvrager"),
        _("Vragen aan de aanvrager"),
    )
    titles = titles_of(rubric)
    choices = {c.id: c.title for c in (*rubric.target_groups, *rubric.goals, *rubric.phases)}
    for row, rank_interval in zip(portfolio.rows, portfolio.rank_intervals, strict=True):
        own_figures = row.own_figures
        yield (
            row.name,
            row.organisation,
            row.file,
            row.report,
            _(RESULT_WORDS[row.band]) if row.band else _("geen score"),
            _(RESULT_WORDS[row.reported_band]) if row.reported_band else _("geen score"),
            _LIST.join(_(RESULT_WORDS[label]) for label in row.labels if label != row.band),
            row.figures.proven,
            row.figures.reported,
            row.figures.at_most,
            *((own_figures.proven, own_figures.reported, own_figures.at_most) if own_figures else ()),
            *(row.robust or (None, None)),
            *(_rank_interval_cells(rank_interval) if rank_interval else (None,) * 7),
            row.answered_percent,
            *row.contexts,
            _LIST.join(titles[lock] for lock in row.locks),
            *(_LIST.join(choices[id] for id in ids) for ids in (row.target_groups, row.goals, row.phases)),
            len(row.signals),
            " ".join(in_one_line(signal, rubric, titles) for signal in row.signals),
        )


def _rank_interval_cells(rank_interval: RankInterval) -> tuple[int | None, ...]:
    family, size, best, worst = rank_interval.family, rank_interval.size, rank_interval.best, rank_interval.worst
    if size == 1:
        return family, size, *(None,) * 5  # alone in its group it has no place
    return family, size, best, worst, best - 1, size - worst, worst - best


def error_headings() -> tuple[Cell, ...]:
    """The first row above those of `error_rows`."""
    return (_("Bestand"), _("Regel"), _("Kolom"), _("Wat is er mis"), _("Wat kunt u doen"))


def error_rows(problems: Iterable[Problem]) -> Iterable[tuple[Cell, ...]]:
    """What is wrong in which file, and how to mend it, one row per problem."""
    for problem in problems:
        what, remedy = problem_and_remedy(problem)
        place = problem.place
        yield (place.file, place.line or None, place.column or None, what, remedy)


def _as_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return safe_cell(cell)
    return "" if cell is None else str(cell).replace(".", ",")
