"""What a round leaves beside the reports: portfolio pages, tables, results and what could not be read."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

from verbetertool.batch.run import OWN, REPORTS, RETURNED, Job, Outcome
from verbetertool.errors import OutputError, Problem
from verbetertool.language import _
from verbetertool.model.portfolio import ProjectRow
from verbetertool.model.rubric import Rubric
from verbetertool.report.portfolio import (
    Frame,
    GroupLink,
    render_portfolio_html,
    render_portfolio_markdown,
    render_returned_html,
    view_of_portfolio,
)
from verbetertool.report.tables import error_table, project_table, render_csv, render_xlsx
from verbetertool.saving import SIGNATURES, safe_name, write_atomically, write_result
from verbetertool.scoring.portfolio import in_scope, portfolio_of, with_shared
from verbetertool.scoring.signals import SharedTexts

GROUPS = "groepen"
RESULTS = "results.jsonl"
GROUP_KEYS = ("target_groups", "goals", "phases")

Where = Mapping[str, frozenset[str]]


class Results:
    """`results.jsonl`, line by line in a file beside it that takes its name when all is there."""

    def __init__(self, output: Path, own: bool) -> None:
        self._files: list[tuple[IO[str], Path, Path]] = []
        for name in (RESULTS, f"results{OWN}.jsonl")[: 2 if own else 1]:
            part = output / f".{name}.part"
            self._files.append((part.open("w", encoding="utf-8", newline="\n"), part, output / name))

    def add(self, outcome: Outcome) -> None:
        """Adds one result."""
        for (file, _part, _path), document in zip(
            self._files, (outcome.document, outcome.own_document)[: len(self._files)], strict=True
        ):
            file.write(document + "\n")

    def finish(self) -> None:
        """Gives the files their names, durably."""
        for file, part, path in self._files:
            file.flush()
            os.fsync(file.fileno())
            file.close()
            part.replace(path)

    def drop(self) -> None:
        """Takes away what is not complete; after `finish` nothing is left to take away."""
        for file, part, _path in self._files:
            file.close()
            part.unlink(missing_ok=True)


class Round:
    """Collects the outcomes of a round, and writes what is told of all of them together."""

    def __init__(self, job: Job, rubric: Rubric, where: Where) -> None:
        self.job = job
        self.rubric = rubric
        self.where = where
        self.rows: list[ProjectRow] = []
        self.problems: list[Problem] = []
        self.refused: list[Outcome] = []
        self.faults = 0
        self._shared = SharedTexts()

    @property
    def submitted(self) -> int:
        return len(self.rows) + len(self.refused)

    def add(self, outcome: Outcome) -> None:
        """Takes in one outcome."""
        if outcome.row is None:
            self.refused.append(outcome)
            self.problems.extend(outcome.problems)
            self.faults += outcome.fault
        else:
            self._shared.add(len(self.rows), outcome.prints)
            self.rows.append(outcome.row)

    def write(self) -> None:
        """Writes the portfolio, the tables and the pages for applicants. Raises OutputError, or UsageError for XLSX."""
        shown = [row for row in with_shared(self.rows, self._shared.found()) if in_scope(row, self.where)]
        portfolio = portfolio_of(shown, self.rubric)
        groups = self._write_groups(shown)
        for ending, render in ((".html", render_portfolio_html), (".md", render_portfolio_markdown)):
            view = view_of_portfolio(portfolio, self.rubric, self._frame(ending), self.problems, groups)
            self._write(f"portfolio{ending}", render(view).encode())
        self._write("portfolio.csv", render_csv(project_table(portfolio, self.rubric)))
        if xlsx_available():
            self._write("portfolio.xlsx", render_xlsx(project_table(portfolio, self.rubric), _("Portfolio")))
        self._write("errors.csv", render_csv(error_table(self.problems)))
        self._write_returned()

    def _frame(self, ending: str) -> Frame:
        parts = [_titles(self.rubric, key, sorted(values)) for key, values in self.where.items()]
        return Frame(
            part="; ".join(parts) or None,
            submitted=self.submitted,
            unread=len(self.refused),
            reports=REPORTS,
            ending=self._ending(ending),
            with_profile=self.job.profile is not None,
        )

    def _ending(self, ending: str) -> str:
        """The ending of the reports that a page links to: its own kind if it is there, else the result document."""
        return next((e for e in (ending, ".html", ".md") if e[1:] in self.job.formats), ".json")

    def _write_groups(self, rows: Sequence[ProjectRow]) -> list[GroupLink]:
        """A page per target group, goal and phase that some project names."""
        links = []
        for key in GROUP_KEYS:
            for choice in getattr(self.rubric, key):
                members = [row for row in rows if choice.id in getattr(row, key)]
                if not members:
                    continue
                name = f"{safe_name(f'{_KINDS[key]}-{choice.id}')}.html"
                frame = Frame(
                    part=choice.title,
                    submitted=len(members),
                    unread=0,
                    up="../",
                    reports=REPORTS,
                    ending=self._ending(".html"),
                    with_profile=self.job.profile is not None,
                )
                view = view_of_portfolio(portfolio_of(members, self.rubric), self.rubric, frame)
                self._write(f"{GROUPS}/{name}", render_portfolio_html(view).encode())
                links.append(GroupLink(choice.title, f"{GROUPS}/{name}", len(members)))
        _remove_others(self.job.output / GROUPS, {Path(link.link).name for link in links})
        return links

    def _write_returned(self) -> None:
        names = set()
        for outcome in self.refused:
            name = f"{outcome.task.report}.html"
            names.add(name)
            page = render_returned_html(outcome.task.file.name, outcome.problems)
            self._write(f"{RETURNED}/{name}", page.encode(errors="backslashreplace"))
            for old in (f"{outcome.task.report}{ending}" for ending in (".html", ".md", ".json", f"{OWN}.json")):
                _remove_ours(self.job.output / REPORTS / old)
        _remove_others(self.job.output / RETURNED, names)

    def _write(self, name: str, data: bytes) -> None:
        path = self.job.output / name
        if path.suffix in (".csv", ".xlsx"):
            write_atomically(path, data)  # a table carries no signature of ours
        else:
            write_result(path, data, force=self.job.force, durable=False)


_KINDS = {"target_groups": "doelgroep", "goals": "doel", "phases": "fase"}


def xlsx_available() -> bool:
    """Whether XlsxWriter is installed; without it a round has a CSV alone."""
    from importlib.util import find_spec

    return find_spec("xlsxwriter") is not None


def write_all(job: Job, round_: Round, results: Results) -> None:
    """Writes all that is told of the round, the results last. Raises OutputError."""
    try:
        round_.write()
        results.finish()
    except OSError as error:
        raise OutputError("not_written", file=str(job.output), reason=error.strerror or str(error)) from error


def _titles(rubric: Rubric, key: str, ids: Iterable[str]) -> str:
    titles = {choice.id: choice.title for choice in getattr(rubric, key)}
    return ", ".join(titles[id] for id in ids)


def _remove_others(folder: Path, names: set[str]) -> None:
    """Takes pages of an earlier round away that no longer hold; only those that we made."""
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name not in names and path.suffix == ".html":
                _remove_ours(path)


def _remove_ours(path: Path) -> None:
    if path.is_file():
        with path.open("rb") as file:
            ours = any(signature in file.read(2000) for signature in SIGNATURES[:1]) or path.suffix == ".json"
        if ours:
            path.unlink()
