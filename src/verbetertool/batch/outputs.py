"""What a round leaves beside the reports: portfolio pages, tables, results and what was rejected."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from itertools import islice
from pathlib import Path

from verbetertool.batch.job import OWN, REPORTS, Job, Outcome
from verbetertool.batch.journal import JOURNAL
from verbetertool.errors import OutputError, UsageError
from verbetertool.language import _
from verbetertool.model.portfolio import Portfolio, ProjectRow, RankInterval
from verbetertool.model.rubric import Rubric
from verbetertool.report.documents.portfolio import Cells, Frame, GroupLink, Rejected, cells_of, portfolio_document
from verbetertool.report.documents.portfolio_rows import error_headings, error_rows, project_rows
from verbetertool.report.documents.returned import returned_document
from verbetertool.report.formats import FORMATS, SIGNATURES
from verbetertool.report.formats.tables import CSV_START, Sheet, csv_lines
from verbetertool.saving import GrowingFile, is_ours, remove_leftovers, safe_name, write_atomically, write_result
from verbetertool.scoring.portfolio import in_scope, portfolio_of, rank_intervals_by_report, with_shared
from verbetertool.scoring.signals import SharedTexts

RETURNED = "terug"
GROUPS = "groepen"
RESULTS = "results.jsonl"
OWN_RESULTS = f"results{OWN}.jsonl"
ERRORS = "errors.csv"
PORTFOLIO = "portfolio"
GROUP_KEYS = ("target_groups", "goals", "phases")
RESULT = "json"
"""The format of a result, which is no page."""
_PAGES = {name: format for name, format in FORMATS.items() if format.in_batch and name != RESULT}
"""The formats of the portfolio."""
_FIRST_PAGE = next(iter(_PAGES.values()))
"""That of the pages of its groups, and of what goes back to an applicant."""
_ENDINGS = (*(page.ending for page in _PAGES.values()), ".csv", ".xlsx")
_MADE_HERE = (RESULTS, OWN_RESULTS, ERRORS, *(f"{PORTFOLIO}{ending}" for ending in _ENDINGS))
_ROWS_AT_ONCE = 100
"""Rows of a table that are written in one go."""
_KINDS = {"target_groups": "doelgroep", "goals": "doel", "phases": "fase"}

Where = Mapping[str, Set[str]]


def check_free(output: Path, *, force: bool) -> None:
    """Raises OutputError where the folder holds a file under one of our names, and no round of ours was made there."""
    if output.exists() and not output.is_dir():
        raise UsageError("output_is_file", file=str(output))
    if force or (output / JOURNAL).is_file():
        return
    for name in _MADE_HERE:
        if (output / name).exists():
            raise OutputError("exists", file=str(output / name))


class Outputs:
    """Takes in the outcomes of a round one by one, and writes what is said of all of them together.

    Of each outcome only a row or a remark stays in memory. Every method raises OSError or OutputError where it can't
    write.
    """

    def __init__(self, job: Job, rubric: Rubric, where: Where, skipped: Sequence[str] = ()) -> None:
        self.job = job
        self.rubric = rubric
        self.where = where
        self.skipped = skipped
        self.rows: list[ProjectRow] = []
        self.rejected: list[Rejected] = []
        self.faults = 0
        self.cut_off: list[str] = []
        """Files of which the end seems to be missing."""
        self.left_from_before = 0
        """Projects of an earlier round that still have reports in the folder; known after `write`."""
        self._returned: set[str] = set()
        self._shared = SharedTexts()
        job.output.mkdir(parents=True, exist_ok=True)
        names = (RESULTS, OWN_RESULTS)[: 2 if job.profile else 1]
        self._results = [GrowingFile(job.output / name) for name in names]
        self._errors = GrowingFile(job.output / ERRORS)
        self._errors.write(CSV_START + csv_lines([error_headings()]))

    @property
    def submitted(self) -> int:
        return len(self.rows) + len(self.rejected)

    def add(self, outcome: Outcome) -> None:
        """Takes in one outcome."""
        if outcome.row is None:
            self._reject(outcome)
            return
        self._shared.add(len(self.rows), outcome.fingerprints)
        self.rows.append(outcome.row)
        if outcome.is_cut_off:
            self.cut_off.append(outcome.row.file)
        for file, document in zip(self._results, (outcome.document, outcome.own_document), strict=False):
            file.write(document + b"\n")

    def write(self) -> None:
        """Writes the portfolio and the tables, the results last, and takes away what no longer holds."""
        rows = with_shared(self.rows, self._shared.found())
        self._shared = SharedTexts()  # of ten thousand projects they take four megabytes, which the pages can use
        shown = [row for row in rows if in_scope(row, self.where)]
        rank_intervals = rank_intervals_by_report(shown)
        portfolio = portfolio_of(shown, self.rubric, rank_intervals)
        cells = cells_of(portfolio, with_profile=self.job.profile is not None)
        groups = self._write_groups(portfolio.rows, rank_intervals, cells)
        for page in _PAGES.values():
            frame = self._frame(page.ending)
            document = portfolio_document(portfolio, self.rubric, frame, self.rejected, groups, cells)
            self._write(f"{PORTFOLIO}{page.ending}", page.render(document, ""))
        self._write_tables(portfolio)
        _remove_others(self.job.output / GROUPS, {Path(group.link).name for group in groups})
        _remove_others(self.job.output / RETURNED, self._returned)
        for file in (self._errors, *self._results):
            file.finish()
        self.left_from_before = self._others_in_reports()
        for folder in ("", REPORTS, GROUPS, RETURNED):
            remove_leftovers(self.job.output / folder)

    def drop(self) -> None:
        """Takes away what is not complete."""
        for file in (self._errors, *self._results):
            file.drop()

    def _write_tables(self, portfolio: Portfolio) -> None:
        """Both in one go: most of the time goes into wording the rows."""
        sheet = Sheet(_("Portfolio")) if xlsx_available() else None

        def lines() -> Iterator[bytes]:
            yield CSV_START
            table = iter(project_rows(portfolio, self.rubric))
            while rows := list(islice(table, _ROWS_AT_ONCE)):
                if sheet is not None:
                    for row in rows:
                        sheet.add(row)
                yield csv_lines(rows)

        try:
            # A table carries no signature of ours: check_free saw to it that nothing else stood there.
            write_atomically(self.job.output / f"{PORTFOLIO}.csv", lines())
            if sheet is not None:
                write_atomically(self.job.output / f"{PORTFOLIO}.xlsx", sheet.finish())
        finally:
            if sheet is not None:
                sheet.close()

    def _others_in_reports(self) -> int:
        """Projects in the folder of reports that are not of this round."""
        made = {row.report for row in self.rows}
        others: set[str] = set()
        # One by one, since there may be thirty thousand files; a folder that can't be listed spoils no round.
        with suppress(OSError), os.scandir(self.job.output / REPORTS) as entries:
            for entry in entries:
                if entry.name.endswith(".json") and (name := entry.name.split(".")[0]) not in made:
                    others.add(name)
        return len(others)

    def _reject(self, outcome: Outcome) -> None:
        first, report = outcome.problems[0], outcome.task.report
        self._errors.write(csv_lines(error_rows(outcome.problems)))
        self.faults += outcome.fault
        page = None
        if not outcome.fault:
            name = f"{report}{_FIRST_PAGE.ending}"
            self._returned.add(name)
            page = f"{RETURNED}/{name}"
            document = returned_document(Path(first.place.file).name, outcome.problems)
            self._write(page, _FIRST_PAGE.render(document, ""))
        self.rejected.append(Rejected(first, len(outcome.problems) - 1, page))
        for ending in (*(format.ending for format in FORMATS.values() if format.in_batch), f"{OWN}.json"):
            _remove_ours(self.job.output / REPORTS / f"{report}{ending}")

    def _frame(self, ending: str) -> Frame:
        parts = [_titles(self.rubric, key, sorted(values)) for key, values in self.where.items()]
        return Frame(
            part="; ".join(parts) or None,
            submitted=self.submitted,
            unread=len(self.rejected),
            skipped=self.skipped,
            reports=REPORTS,
            ending=self._ending(ending),
            with_profile=self.job.profile is not None,
        )

    def _ending(self, ending: str) -> str:
        """The ending of the reports that a page links to: its own kind if it is there, else the result document."""
        made = [FORMATS[name].ending for name in self.job.formats]
        return ending if ending in made else made[0]

    def _write_groups(
        self, rows: Sequence[ProjectRow], rank_intervals: Mapping[str, RankInterval], cells: Cells
    ) -> list[GroupLink]:
        """A page per target group, goal and phase that some project names; ranks are those in the portfolio."""
        links = []
        for key in GROUP_KEYS:
            named = {id for row in rows for id in getattr(row, key)}
            for choice in getattr(self.rubric, key):
                if choice.id not in named:
                    continue
                where = {key: {choice.id}}
                members = [row for row in rows if in_scope(row, where)]
                path = f"{GROUPS}/{safe_name(f'{_KINDS[key]}-{choice.id}')}{_FIRST_PAGE.ending}"
                frame = Frame(
                    part=choice.title,
                    submitted=len(members),
                    unread=0,
                    up="../",
                    reports=REPORTS,
                    ending=self._ending(_FIRST_PAGE.ending),
                    with_profile=self.job.profile is not None,
                )
                part = portfolio_of(members, self.rubric, rank_intervals)
                self._write(path, _FIRST_PAGE.render(portfolio_document(part, self.rubric, frame, cells=cells), ""))
                links.append(GroupLink(choice.title, path, len(members)))
        return links

    def _write(self, name: str, data: bytes | Iterable[bytes]) -> None:
        write_result(self.job.output / name, data, ours=SIGNATURES, force=self.job.force, durable=False)


def xlsx_available() -> bool:
    """Whether XlsxWriter is installed; without it a round has a CSV alone."""
    from importlib.util import find_spec

    return find_spec("xlsxwriter") is not None


def _titles(rubric: Rubric, key: str, ids: Iterable[str]) -> str:
    titles = {choice.id: choice.title for choice in getattr(rubric, key)}
    return ", ".join(titles[id] for id in ids)


def _remove_others(folder: Path, names: set[str]) -> None:
    """Takes pages of an earlier round away that no longer hold; only those that we made."""
    if folder.is_dir():
        for path in folder.glob(f"*{_FIRST_PAGE.ending}"):
            if path.name not in names:
                _remove_ours(path)


def _remove_ours(path: Path) -> None:
    if path.is_file() and is_ours(path, SIGNATURES):
        path.unlink()
