"""The command batch: a whole round of submissions at once."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from verbetertool.cli.boundary import BELOW_THRESHOLD, DONE, FAULT, INVALID, asked_to_end, ending_of
from verbetertool.cli.project import CommandEntry, ForceOption, RubricOption
from verbetertool.errors import Ended, OutputError, UsageError
from verbetertool.language import _, current_language, ngettext

if TYPE_CHECKING:
    from verbetertool.batch.inputs import Task
    from verbetertool.batch.outputs import Round
    from verbetertool.batch.run import Job, Journal
    from verbetertool.model.portfolio import Earlier, ProjectRow
    from verbetertool.model.rubric import Rubric

_EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""
_EVERY_ON_TERMINAL = 0.2
_MOST_SHOWN = 100
"""Files that were set apart, of which the terminal tells."""
_MOST_NAMED = 5
LOCK = "verbetertool-batch"


def commands() -> list[CommandEntry]:
    """The commands of this module: name, function, help text."""
    text = _("Beoordeel een hele ronde.\n\nVoorbeeld: verbetertool batch aanvragen/ -o uit/")
    return [("batch", batch, text)]


def batch(
    paths: Annotated[list[Path], typer.Argument(metavar="PAD", show_default=False, readable=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="MAP", help=_("Map voor alles wat u krijgt."), readable=False)
    ],
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", metavar="html|md|json", help=_("Vorm van de rapporten; mag vaker.")),
    ] = None,
    profile: Annotated[
        Path | None,
        typer.Option("--profile", metavar="BESTAND", help=_("Uw profiel, voor alle projecten gelijk."), readable=False),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="X=Y", help=_("Portfolio van een deel: target_groups, goals of phases.")),
    ] = None,
    fail_under: Annotated[
        int | None,
        typer.Option("--fail-under", metavar="GETAL", min=0, max=100, help=_("Code 1 als een bewezen score lager is.")),
    ] = None,
    not_worse_than: Annotated[
        Path | None,
        typer.Option(
            "--not-worse-than",
            metavar="BESTAND",
            help=_("Code 1 bij een daling. Geef een results.jsonl."),
            readable=False,
        ),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help=_("Ga verder: doe alleen wat nieuw is."))] = False,
    jobs: Annotated[int, typer.Option("--jobs", metavar="GETAL", min=1, max=64, help=_("Aantal processen."))] = 1,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.api import load_rubric
    from verbetertool.batch import run
    from verbetertool.batch.inputs import find_files, tasks_of
    from verbetertool.batch.outputs import Round, check_free
    from verbetertool.reading.profiles import load_profile
    from verbetertool.reading.results import load_results
    from verbetertool.saving.locking import locked

    loaded = load_rubric(rubric)
    job = run.Job(
        output=output,
        formats=_formats(formats),
        rubric=rubric,
        profile=load_profile(profile, loaded) if profile else None,
        language=current_language(),
        force=force,
    )
    parts = _where(where or [], loaded)
    before = load_results(not_worse_than) if not_worse_than else {}
    check_free(job)
    found = find_files(paths, output)
    with locked(output / LOCK, str(output)):
        digest = loaded.digest
        made = run.earlier(job, digest) if resume else {}
        journal = run.Journal(job, digest, made)
        try:
            round_ = Round(job, loaded, parts, [str(path) for path in found.skipped])
            tasks = tasks_of(found, made)
            del found  # in a large round that is megabytes, like what is let go below
            try:
                _follow(job, tasks, jobs, round_, journal)
                del tasks
                round_.write()
                journal.finish(row.report for row in round_.rows)
            finally:
                round_.drop()
        except BaseException as error:
            if ending_of(error) is not None:
                typer.echo(_("Wat klaar is, is heel. Ga verder met dezelfde opdracht en --resume."), err=True)
            elif isinstance(error, OSError):
                raise OutputError(
                    "not_written", file=error.filename or str(output), reason=error.strerror or ""
                ) from error
            raise
        finally:
            journal.close()
    _tell(round_, output)
    below = _below(round_.rows, fail_under) + _worse(round_.rows, before)
    return max(
        DONE,
        BELOW_THRESHOLD if below else DONE,
        INVALID if len(round_.apart) > round_.faults else DONE,
        FAULT if round_.faults else DONE,
    )


def _follow(job: "Job", tasks: "Sequence[Task]", jobs: int, round_: "Round", journal: "Journal") -> None:
    from verbetertool.batch.run import run_all

    progress = Progress(sys.stderr, len(tasks))
    with closing(run_all(job, tasks, jobs)) as outcomes:
        for outcome in outcomes:
            if (number := asked_to_end()) is not None:  # so what this outcome says may be the signal's doing
                raise Ended(number)
            round_.add(outcome)
            if outcome.row is not None:
                journal.add(outcome)
            progress.show(round_.submitted, len(round_.apart))
    progress.end()


class Progress:
    """How far a round is: over and over in one line on a terminal, a line now and then elsewhere."""

    def __init__(self, stream: TextIO, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._total = total
        self._terminal = stream.isatty()
        self._clock = clock
        self._start = self._last = clock()

    def show(self, done: int, unread: int) -> None:
        """Says how far it is, if it is time."""
        now = self._clock()
        if now - self._last < (_EVERY_ON_TERMINAL if self._terminal else _EVERY):
            return
        self._last = now
        seconds = round((now - self._start) / done * (self._total - done))
        text = _("{done} van {total} klaar, {unread} apart gezet, nog ongeveer {time}").format(
            done=done, total=self._total, unread=unread, time=_duration(seconds)
        )
        print(f"\r{text}\x1b[K" if self._terminal else text, end="" if self._terminal else "\n", file=self._stream)
        self._stream.flush()

    def end(self) -> None:
        """Clears the line."""
        if self._terminal:
            print("\r\x1b[K", end="", file=self._stream, flush=True)


def _duration(seconds: int) -> str:
    if seconds >= 2 * 60:
        minutes = round(seconds / 60)
        return ngettext("{number} minuut", "{number} minuten", minutes).format(number=minutes)
    return ngettext("{number} seconde", "{number} seconden", seconds).format(number=seconds)


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
    """What became of the round: every file that was set apart in a line, what was left out, and where all stands."""
    from verbetertool.batch.outputs import xlsx_available
    from verbetertool.report.problems import render_problem
    from verbetertool.report.text import one_line

    for apart in round_.apart[:_MOST_SHOWN]:
        text = render_problem(apart.first)
        if apart.more:
            text += " " + ngettext("(En nog {number} fout.)", "(En nog {number} fouten.)", apart.more).format(
                number=apart.more
            )
        typer.echo(text, err=True)
    if len(round_.apart) > _MOST_SHOWN:
        more = len(round_.apart) - _MOST_SHOWN
        text = ngettext("En nog {number} bestand. ", "En nog {number} bestanden. ", more)
        typer.echo(text.format(number=more) + _("Alles staat in errors.csv."), err=True)
    if round_.skipped:
        text = ngettext(
            "{number} bestand is overgeslagen: de naam eindigt niet op .yaml of .yml. Het gaat om: {names}",
            "{number} bestanden zijn overgeslagen: de naam eindigt niet op .yaml of .yml. Het gaat om: {names}",
            len(round_.skipped),
        )
        names = ", ".join(one_line(name) for name in round_.skipped[:_MOST_NAMED])
        if len(round_.skipped) > _MOST_NAMED:
            names += ", ..."
        typer.echo(text.format(number=len(round_.skipped), names=names), err=True)
    if round_.left_from_before:
        text = ngettext(
            "In «rapporten» staat ook nog {number} project van een eerdere ronde.",
            "In «rapporten» staan ook nog {number} projecten van een eerdere ronde.",
            round_.left_from_before,
        )
        typer.echo(text.format(number=round_.left_from_before), err=True)
    if not xlsx_available():
        text = _("Er is geen XLSX gemaakt. Installeer dat met: {command}")
        typer.echo(text.format(command="python -m pip install XlsxWriter"), err=True)
    done = ngettext("{number} project beoordeeld", "{number} projecten beoordeeld", len(round_.rows))
    unread = ngettext("{number} bestand apart gezet", "{number} bestanden apart gezet", len(round_.apart))
    typer.echo(f"{done.format(number=len(round_.rows))}, {unread.format(number=len(round_.apart))}.")
    typer.echo(_("De portfolio: {file}").format(file=one_line(str(output / "portfolio.html"))))


def _below(rows: "Sequence[ProjectRow]", threshold: int | None) -> int:
    """Says which projects prove less than was asked; a project without a score is not below."""
    if threshold is None:
        return 0
    found = [(row, row.figures.proven) for row in rows if row.figures.proven is not None]
    lines = [
        _("{name} ({file}): bewezen {score}, gevraagd {threshold}").format(
            name=row.name, file=row.file, score=score, threshold=threshold
        )
        for row, score in found
        if score < threshold
    ]
    return _say(lines)


def _worse(rows: "Sequence[ProjectRow]", before: "Mapping[tuple[str, str], Earlier | None]") -> int:
    """Says which projects prove less than in an earlier round, and how many can't be compared with it, and why."""
    lines = []
    other = twice = 0
    for row in rows:
        key = (Path(row.file).name, row.name)
        was, now = before.get(key), row.figures.proven
        if was is None:
            twice += key in before
        elif was.family != row.family:
            other += 1
        elif was.proven is not None and now is not None and now < was.proven:
            text = _("{name} ({file}): bewezen {score}, eerder {before}")
            lines.append(text.format(name=row.name, file=row.file, score=now, before=was.proven))
    if other:
        text = ngettext(
            "{number} project is niet met eerder te vergelijken: de doelen, de vragen of de rubriek zijn anders.",
            "{number} projecten zijn niet met eerder te vergelijken: de doelen, de vragen of de rubriek zijn anders.",
            other,
        )
        typer.echo(text.format(number=other), err=True)
    if twice:
        text = ngettext(
            "{number} project is niet met eerder te vergelijken: er was toen meer dan een project met die naam, in een "
            "bestand met dezelfde naam.",
            "{number} projecten zijn niet met eerder te vergelijken: er was toen meer dan een project met die naam, in "
            "een bestand met dezelfde naam.",
            twice,
        )
        typer.echo(text.format(number=twice), err=True)
    return _say(lines)


def _say(lines: Sequence[str]) -> int:
    from verbetertool.report.text import one_line

    for line in lines:
        typer.echo(one_line(line), err=True)
    return len(lines)
