"""What a round leaves beside the reports: portfolio pages, tables, results and what was rejected."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbetertool.batch.digested import DigestedFile, write_digested
from verbetertool.batch.job import AGREED, GROUPS, OWN, REPORTS, RETURNED, Job, Outcome
from verbetertool.batch.journal import JOURNAL
from verbetertool.batch.kept import SHORT_RUN, Kept, in_order, kept
from verbetertool.batch.manifest import MANIFEST, Contents, digest_of, manifest_lines
from verbetertool.batch.pages import FIRST_PAGE, PAGES, PORTFOLIO, Where, report_ending, whole_of, write_pages
from verbetertool.batch.passed_over import OTHER_WORKBOOK
from verbetertool.batch.results import Results
from verbetertool.batch.worker import ENDINGS, report_endings
from verbetertool.errors import OutputError, UsageError
from verbetertool.language import _
from verbetertool.model.manifest import Input, Output, Used, What
from verbetertool.model.portfolio import Family, Portfolio, ProjectRow
from verbetertool.model.rubric import Rubric
from verbetertool.report.documents.portfolio_page import Frame
from verbetertool.report.documents.portfolio_rows import (
    answer_cells,
    answer_headings,
    error_headings,
    error_rows,
    project_rows,
)
from verbetertool.report.documents.rejected import MOST_REJECTED, Rejected
from verbetertool.report.documents.returned import returned_document
from verbetertool.report.formats import FORMATS, SIGNATURES
from verbetertool.report.formats.tables import CSV_START, Workbook, csv_lines, csv_lines_of_few
from verbetertool.report.sentences import problem_and_remedy
from verbetertool.report.text import one_line
from verbetertool.saving import is_ours, remove_leftovers, write_result
from verbetertool.scoring.round_signals import with_signals
from verbetertool.scoring.rows import compact
from verbetertool.scoring.shared_texts import SharedTexts

if TYPE_CHECKING:  # what compares is loaded only where something is compared
    from verbetertool.batch.assessments import Assessors
    from verbetertool.batch.since import Since

RESULTS = "results.jsonl"
OWN_RESULTS = f"results{OWN}.jsonl"
ERRORS = "errors.csv"
AGREEMENT = "beoordelaars"
ANSWERS = "antwoorden"
"""The name of the table with every answer, and of its sheet."""
_ENDINGS = (*(FORMATS[name].ending for name in PAGES), ".csv", ".xlsx")
_MADE_HERE = (
    RESULTS,
    OWN_RESULTS,
    ERRORS,
    MANIFEST,
    f"{ANSWERS}.csv",
    *(f"{PORTFOLIO}{ending}" for ending in _ENDINGS),
)
_ROWS_AT_ONCE = 100
"""Rows of a table that are written in one go."""


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

    def __init__(
        self,
        job: Job,
        rubric: Rubric,
        where: Where,
        command: str = "",
        since: "Since | None" = None,
        assessors: "Assessors | None" = None,
        used: Sequence[Used] = (),
    ) -> None:
        self.job = job
        self.rubric = rubric
        self.where = where
        self.command = command
        self.since = since
        self.assessors = assessors
        self.used = used
        self.edited: list[str] = []
        """Files to agree in that a person changed: they stay as they are. Known after `write`."""
        self._new_list: Callable[[], Kept[Any]] = partial(Kept, job.output)
        self._in_order = partial(in_order, folder=job.output)
        self.rows: Kept[ProjectRow] = self._new_list()
        self._keys: Kept[str] = self._new_list()
        """Of the rows, and in `write` behind them those of `_rejected_numbers`."""
        self.rejected: Kept[Rejected] = self._new_list()
        self._rejected_numbers: Kept[tuple[str, str]] = self._new_list()
        """Of each rejected file with a number that could be read that number, and its key."""
        self.passed_over: Kept[Rejected] = self._new_list()
        self.faults = 0
        self.cut_off: Kept[str] = self._new_list()
        """Files of which the end seems to be missing."""
        self.families: tuple[Family, ...] = ()
        """What can be compared; known after `write`."""
        self.alone = 0
        """Projects that can be compared with no other; known after `write`."""
        self.left_from_before = 0
        """Projects of an earlier round that still have reports in the folder; known after `write`."""
        self._begin()

    def _begin(self) -> None:
        """Begins the lists and the files that grow during the round."""
        job = self.job
        self._returned: set[str] = set()
        self._shared = SharedTexts(self._new_list, partial(in_order, folder=job.output, run=SHORT_RUN))
        self._inputs: Kept[Input] = self._new_list()
        self._outputs: Kept[tuple[str, str]] = self._new_list()
        """Paths of what was made beside the reports, and their digests."""
        self._made: Kept[tuple[str, bytes]] = self._new_list()
        """Of each row the name of its reports, and their digests."""
        job.output.mkdir(parents=True, exist_ok=True)
        names = (RESULTS, OWN_RESULTS)[: 2 if job.profile else 1]
        self._results = [Results(job.output / name) for name in names]
        self._errors = DigestedFile(job.output / ERRORS)
        self._errors.write(CSV_START + csv_lines([error_headings()]))
        self._answers = DigestedFile(job.output / f"{ANSWERS}.csv")
        self._answers.write(CSV_START + csv_lines([answer_headings()]))
        self._book = Workbook(_("Portfolio")) if xlsx_available() else None
        if self._book is not None:
            self._sheet = self._book.sheet(_("Portfolio"), frozen=2)
            answers = self._book.sheet(_("antwoorden"), frozen=3)
            answers.add(answer_headings())
            self._answer_rows = self._book.rows_of(
                answers, _("Meer rijen passen niet op een werkblad. Alle rijen staan in antwoorden.csv.")
            )

    @property
    def submitted(self) -> int:
        """How many files a person sent, as far as they were taken in."""
        return len(self.rows) + len(self.rejected) + len(self.passed_over)

    def add(self, outcome: Outcome) -> None:
        """Takes in one outcome."""
        if outcome.row is None:
            self._reject(outcome, passed_over=outcome.problems[0].code == OTHER_WORKBOOK)
            return
        task = outcome.task
        self._shared.add(len(self.rows), outcome.fingerprints)
        self.rows.append(compact(replace(outcome.row, number=one_line(outcome.row.number))))
        self._keys.append(outcome.row.key)
        self._made.append((task.report, outcome.made))
        self._inputs.append(Input(task.path, task.key, outcome.digest, "scored", None))
        if outcome.is_cut_off:
            self.cut_off.append(outcome.row.file)
        for results, document in zip(self._results, (outcome.document, outcome.own_document), strict=False):
            results.add(document)
        cells = answer_cells(outcome.row.key, outcome.answers)
        self._answers.write(csv_lines_of_few(cells))
        if self._book is not None:
            self._answer_rows.add(cells)

    def pass_over(self, outcome: Outcome) -> None:
        """Takes in a file that is no answer file by its name; `add` does so with one that is none by its content."""
        self._reject(outcome, passed_over=True)

    def leave_out(self, file: Path, path: str, key: str, reason: str) -> None:
        """Takes in a file that no applicant sent, but that stood there: it is in the manifest alone."""
        self._inputs.append(Input(path, key, digest_of(file), "passed_over", reason))

    def write(self) -> None:
        """Writes the portfolio and the tables, the manifest last, and takes away what no longer holds."""
        rows = self._with_signals()
        whole = whole_of(rows, self.rubric, self.where, self.job)
        portfolio = whole.portfolio
        self.families, self.alone = portfolio.families, portfolio.alone
        if self.since is not None:
            results = self._results[0]
            results.compare(self.since.lines(rows, results.documents()))
        unread = [*self.rejected[:MOST_REJECTED], *self.passed_over[:MOST_REJECTED]]
        since = self.since.round_of(portfolio.rows) if self.since is not None else None
        write_pages(whole, self.rubric, self.job, self._write, self._frame, unread, since)
        self._write_tables(portfolio)
        _remove_others(self.job.output / GROUPS, {Path(group.path).name for group in whole.groups})
        _remove_others(self.job.output / RETURNED, self._returned)
        if self.assessors is not None:
            self._write_agreement(self.assessors, rows)
        else:
            for ending in (".json", FIRST_PAGE.ending):
                _remove_ours(self.job.output / f"{AGREEMENT}{ending}")
        self._outputs.append((ERRORS, self._errors.finish()))
        self._outputs.append((f"{ANSWERS}.csv", self._answers.finish()))
        first = FORMATS[self.job.formats[0]].ending
        for results, name, ending in zip(self._results, (RESULTS, OWN_RESULTS), (first, f"{OWN}.json"), strict=False):
            self._outputs.append((name, results.finish(rows, ending)))
        self._write_manifest()
        self.left_from_before = self._others_in_reports()
        for folder in ("", REPORTS, GROUPS, RETURNED):
            remove_leftovers(self.job.output / folder)

    def reports(self) -> Iterator[tuple[str, str]]:
        """The names of the reports of this round, in order, each with the digest of the file they were made of."""
        return self._in_order((row.report, row.digest) for row in self.rows)

    def _with_signals(self) -> Sequence[ProjectRow]:
        """The rows with what shows when submissions are laid side by side; the texts are let go of."""
        for _number, key in self._rejected_numbers:
            self._keys.append(key)
        numbers = kept((number for number, _key in self._rejected_numbers), self.job.output)
        found = with_signals(self.rows, self._keys, self._shared, self._in_order, rejected=numbers)
        rows = kept(found, self.job.output)
        self._shared = SharedTexts()
        return rows

    def drop(self) -> None:
        """Takes away what is not complete."""
        for file in (self._errors, self._answers):
            file.drop()
        for results in self._results:
            results.drop()
        if self._book is not None:
            self._book.close()

    def _write_tables(self, portfolio: Portfolio) -> None:
        """Both in one go: most of the time goes into wording the rows."""

        def lines() -> Iterator[bytes]:
            yield CSV_START
            ending = report_ending(self.job, ".html")
            table = iter(project_rows(portfolio, self.rubric, lambda row: f"{REPORTS}/{row.report}{ending}"))
            while rows := list(islice(table, _ROWS_AT_ONCE)):
                if self._book is not None:
                    for row in rows:
                        self._sheet.add(row)
                yield csv_lines(rows)

        # A table carries no signature of ours: check_free saw to it that nothing else stood there.
        name = f"{PORTFOLIO}.csv"
        self._outputs.append((name, write_digested(self.job.output / name, lines())))
        if self._book is not None:
            name = f"{PORTFOLIO}.xlsx"
            self._outputs.append((name, write_digested(self.job.output / name, self._book.finish())))
            self._book.close()

    def _write_agreement(self, assessors: "Assessors", rows: Sequence[ProjectRow]) -> None:
        from verbetertool.model.agreement import to_json
        from verbetertool.report.documents.agreement import agreement_document

        agreement, to_agree = assessors.compare(rows, self._results[0].documents())
        self._write(f"{AGREEMENT}.json", [to_json(agreement)])
        document = agreement_document(agreement, {row.key: row.name for row in rows}, self.rubric, self.job.info)
        self._write(f"{AGREEMENT}{FIRST_PAGE.ending}", [FIRST_PAGE.render(document, self.job.style)])
        for report, data in to_agree:
            name = f"{AGREED}/{report}.yaml"
            path = self.job.output / name
            if path.exists() and path.read_bytes() != data and not self.job.force:
                self.edited.append(name)
                continue
            self._outputs.append((name, write_digested(path, data)))

    def _write_manifest(self) -> None:
        by_path = self._in_order((each.path, number) for number, each in enumerate(self._inputs))
        inputs = (self._inputs[number] for _path, number in by_path)
        assessments = self.assessors.on_record({row.key for row in self.rows}) if self.assessors else ()
        contents = Contents(inputs, assessments, self.used, self._all_outputs())
        write_digested(self.job.output / MANIFEST, manifest_lines(self.job, self.rubric, self.command, contents))

    def _all_outputs(self) -> Iterator[Output]:
        """What was made, by its path: the reports stand together, between the others."""
        endings = report_endings(self.job)
        size = 32
        reports = (
            (f"{REPORTS}/{report}{ending}", made[number * size : (number + 1) * size].hex())
            for report, made in self._made
            for number, ending in enumerate(endings)
        )
        for path, digest in self._in_order(chain(self._outputs, reports)):
            yield Output(path, digest)

    def _others_in_reports(self) -> int:
        """Projects in the folder of reports that are not of this round."""
        names = self._in_order(chain(((report, 0) for report, _made in self._made), self._in_reports()))
        return sum(next(same)[1] for _name, same in groupby(names, itemgetter(0)))

    def _in_reports(self) -> Iterator[tuple[str, int]]:
        # One by one, since there may be thirty thousand files; a folder that can't be listed spoils no round.
        with suppress(OSError), os.scandir(self.job.output / REPORTS) as entries:
            for entry in entries:
                if entry.name.endswith(".json"):
                    yield entry.name.split(".")[0], 1

    def _reject(self, outcome: Outcome, *, passed_over: bool = False) -> None:
        first, task = outcome.problems[0], outcome.task
        self._errors.write(csv_lines(error_rows(outcome.problems, task.key)))
        self.faults += outcome.fault
        page = None
        if not outcome.fault:
            name = f"{task.report}{FIRST_PAGE.ending}"
            self._returned.add(name)
            page = f"{RETURNED}/{name}"
            document = returned_document(Path(first.place.file).name, outcome.problems, self.job.info)
            self._write(page, [FIRST_PAGE.render(document, self.job.style)])
        what: What = "passed_over" if passed_over else "rejected"
        digest = None if task.outside else digest_of(Path(task.file))
        self._inputs.append(Input(task.path, task.key, digest, what, problem_and_remedy(first)[0]))
        if task.number and not passed_over:
            self._rejected_numbers.append((task.number, task.key))
        light = replace(first, place=replace(first.place, excerpt=""))
        (self.passed_over if passed_over else self.rejected).append(Rejected(light, len(outcome.problems) - 1, page))
        for ending in ENDINGS:
            _remove_ours(self.job.output / REPORTS / f"{task.report}{ending}")

    def _frame(self, ending: str) -> Frame:
        parts = [_titles(self.rubric, key, sorted(values)) for key, values in self.where.items()]
        return Frame(
            part="; ".join(parts) or None,
            submitted=self.submitted,
            unread=len(self.rejected),
            passed_over=len(self.passed_over),
            info=self.job.info,
            priorities=self.job.priorities,
            profile=self.job.profile,
            reports=REPORTS,
            ending=report_ending(self.job, ending),
        )

    def _write(self, name: str, parts: Iterable[bytes]) -> None:
        hashed = sha256()

        def passing() -> Iterator[bytes]:
            for part in parts:
                hashed.update(part)
                yield part

        write_result(self.job.output / name, passing(), ours=SIGNATURES, force=self.job.force, durable=False)
        self._outputs.append((name, hashed.hexdigest()))


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
        for path in folder.glob(f"*{FIRST_PAGE.ending}"):
            if path.name not in names:
                _remove_ours(path)


def _remove_ours(path: Path) -> None:
    if path.is_file() and is_ours(path, SIGNATURES):
        path.unlink()
