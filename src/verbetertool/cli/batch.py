"""The command batch: a whole round of submissions at once."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from verbetertool.cli.boundary import BELOW_THRESHOLD, DONE, FAULT, INVALID
from verbetertool.cli.project import CommandEntry, ForceOption, RubricOption
from verbetertool.errors import OutputError, UsageError
from verbetertool.language import _, current_language, ngettext

if TYPE_CHECKING:
    from verbetertool.batch.outputs import Results, Round
    from verbetertool.batch.run import Job, Journal, Task
    from verbetertool.model.portfolio import ProjectRow
    from verbetertool.model.rubric import Rubric

_EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""
_EVERY_ON_TERMINAL = 0.2
_MOST_SHOWN = 20


def commands() -> list[CommandEntry]:
    """The commands of this module: name, function, help text."""
    text = _("Beoordeel een hele ronde.\n\nVoorbeeld: verbetertool batch aanvragen/ -o uit/")
    return [("batch", batch, text)]


def batch(
    paths: Annotated[list[Path], typer.Argument(metavar="PAD", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="MAP", help=_("Map voor alles wat u krijgt."))],
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", metavar="html|md|json", help=_("Vorm van de rapporten; mag vaker.")),
    ] = None,
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="BESTAND", help=_("Een profiel dat voor alle projecten geldt."))
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="SLEUTEL=WAARDE", help=_("Alleen deze projecten in de portfolio.")),
    ] = None,
    fail_under: Annotated[
        int | None,
        typer.Option("--fail-under", metavar="GETAL", min=0, max=100, help=_("Code 1 bij een lagere bewezen score.")),
    ] = None,
    not_worse_than: Annotated[
        Path | None,
        typer.Option("--not-worse-than", metavar="RESULTS.JSONL", help=_("Code 1 als een project daalt.")),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help=_("Ga verder: doe alleen wat nieuw of anders is."))] = False,
    jobs: Annotated[int, typer.Option("--jobs", metavar="GETAL", min=1, max=64, help=_("Aantal processen."))] = 1,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.api import load_rubric, rubric_digest
    from verbetertool.batch import run
    from verbetertool.batch.outputs import Results, Round, write_all, xlsx_available
    from verbetertool.reading.profiles import load_profile

    loaded = load_rubric(rubric)
    job = run.Job(
        output=output,
        formats=_formats(formats),
        rubric=rubric,
        profile=load_profile(profile, loaded) if profile else None,
        language=current_language(),
        force=force,
    )
    before = run.earlier_scores(not_worse_than) if not_worse_than else {}
    round_ = Round(job, loaded, _where(where or [], loaded))
    digest = rubric_digest(loaded)
    made = run.earlier(job, digest) if resume else {}
    tasks = run.tasks_of(run.find_files(paths), made)
    journal = run.Journal(job, digest, made)
    try:
        results = Results(output, job.profile is not None)
        try:
            _follow(job, tasks, jobs, round_, journal, results)
            write_all(job, round_, results)
        finally:
            results.drop()
    except KeyboardInterrupt:
        typer.echo(_("Wat klaar is, is heel. Ga verder met dezelfde opdracht en --resume."), err=True)
        raise
    except OSError as error:
        raise OutputError("not_written", file=error.filename or str(output), reason=error.strerror or "") from error
    finally:
        journal.close()
    _tell(round_, output)
    if not xlsx_available():
        typer.echo(
            _("Er is geen XLSX gemaakt. Installeer dat met: {command}").format(
                command="pip install 'verbetertool[xlsx]'"
            ),
            err=True,
        )
    below = _below(round_.rows, fail_under) + _worse(round_.rows, before)
    return max(
        DONE,
        BELOW_THRESHOLD if below else DONE,
        INVALID if len(round_.refused) > round_.faults else DONE,
        FAULT if round_.faults else DONE,
    )


def _follow(
    job: "Job", tasks: "Sequence[Task]", jobs: int, round_: "Round", journal: "Journal", results: "Results"
) -> None:
    from verbetertool.batch.run import run_all

    progress = _Progress(sys.stderr, len(tasks))
    for outcome in run_all(job, tasks, jobs):
        round_.add(outcome)
        if outcome.row is not None:
            results.add(outcome)
            journal.add(outcome)
        progress.show(round_.submitted, len(round_.refused))
    progress.end()


class _Progress:
    """How far a round is: over and over in one line on a terminal, a line now and then elsewhere."""

    def __init__(self, stream: TextIO, total: int) -> None:
        self._stream = stream
        self._total = total
        self._terminal = stream.isatty()
        self._start = self._last = time.monotonic()

    def show(self, done: int, unread: int) -> None:
        """Says how far it is, if it is time."""
        now = time.monotonic()
        if now - self._last < (_EVERY_ON_TERMINAL if self._terminal else _EVERY):
            return
        self._last = now
        left = round((now - self._start) / done * (self._total - done))
        text = _("{done} van {total} klaar, {unread} niet te lezen, nog ongeveer {seconds} seconden").format(
            done=done, total=self._total, unread=unread, seconds=left
        )
        print(f"\r{text}\x1b[K" if self._terminal else text, end="" if self._terminal else "\n", file=self._stream)
        self._stream.flush()

    def end(self) -> None:
        """Clears the line."""
        if self._terminal:
            print("\r\x1b[K", end="", file=self._stream, flush=True)


def _formats(names: Sequence[str] | None) -> tuple[str, ...]:
    """Known formats; the result document is always there, since it shows which reports are whole."""
    known = ("html", "md", "json")
    for name in names or ():
        if name not in known:
            raise UsageError("unknown_format", format=name, known=", ".join(known))
    chosen = {*names, "json"} if names else set(known)
    return tuple(name for name in known if name in chosen)


def _where(texts: Sequence[str], rubric: "Rubric") -> dict[str, frozenset[str]]:
    from verbetertool.batch.outputs import GROUP_KEYS

    found: dict[str, frozenset[str]] = {}
    for text in texts:
        key, _equals, value = text.partition("=")
        if key not in GROUP_KEYS:
            raise UsageError("bad_where", text=text, known=", ".join(GROUP_KEYS))
        known = [choice.id for choice in getattr(rubric, key)]
        if value not in known:
            raise UsageError("bad_where", text=text, known=", ".join(known))
        found[key] = found.get(key, frozenset()) | {value}
    return found


def _tell(round_: "Round", output: Path) -> None:
    from verbetertool.report.problems import render_problem
    from verbetertool.report.text import one_line

    for problem in round_.problems[:_MOST_SHOWN]:
        typer.echo(render_problem(problem), err=True)
    if len(round_.problems) > _MOST_SHOWN:
        typer.echo(_("Er is meer mis. Alles staat in errors.csv."), err=True)
    done = ngettext("{number} project beoordeeld", "{number} projecten beoordeeld", len(round_.rows))
    unread = ngettext("{number} bestand niet te lezen", "{number} bestanden niet te lezen", len(round_.refused))
    typer.echo(f"{done.format(number=len(round_.rows))}, {unread.format(number=len(round_.refused))}.")
    typer.echo(_("De portfolio: {file}").format(file=one_line(str(output / "portfolio.html"))))


def _below(rows: "Sequence[ProjectRow]", threshold: int | None) -> int:
    """Says which projects prove less than was asked; a project without a score is not below."""
    if threshold is None:
        return 0
    found = [(row, row.figures.proven) for row in rows if row.figures.proven is not None]
    lines = [
        _("{name}: bewezen {score}, gevraagd {threshold}").format(name=row.name, score=score, threshold=threshold)
        for row, score in found
        if score < threshold
    ]
    return _say(lines)


def _worse(rows: "Sequence[ProjectRow]", before: "dict[tuple[str, str], int | None]") -> int:
    """Says which projects prove less than in an earlier round."""
    lines = []
    for row in rows:
        was, now = before.get((Path(row.file).name, row.name)), row.figures.proven
        if was is not None and now is not None and now < was:
            lines.append(_("{name}: bewezen {score}, eerder {before}").format(name=row.name, score=now, before=was))
    return _say(lines)


def _say(lines: Sequence[str]) -> int:
    from verbetertool.report.text import one_line

    for line in lines:
        typer.echo(one_line(line), err=True)
    return len(lines)
