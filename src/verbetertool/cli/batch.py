"""The command batch: a whole round of submissions at once."""

import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from verbetertool.cli.boundary import BELOW_THRESHOLD, DONE, FAULT, INVALID, asked_to_end, ending_of
from verbetertool.cli.common import CommandEntry, ForceOption, RubricOption, check_ending, name_some
from verbetertool.errors import Ended, UsageError
from verbetertool.language import N_, _, ngettext

if TYPE_CHECKING:
    from verbetertool.batch.round import BeforeEach, Round
    from verbetertool.model.portfolio import Family, ProjectRow
    from verbetertool.report.documents.rejected import Rejected
    from verbetertool.scoring.gate import GateResult

_EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""
_EVERY_ON_TERMINAL = 0.2
_MOST_SHOWN = 100
"""Rejected files that the terminal names."""

PathsArgument = Annotated[list[Path] | None, typer.Argument(metavar=_("PAD"), show_default=False, readable=False)]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar=_("MAP"), help=_("Map voor alles wat u krijgt."), readable=False),
]
FormatOption = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", metavar="html|md|json", help=_("Vorm van de rapporten; mag vaker.")),
]
ProfileOption = Annotated[
    Path | None,
    typer.Option("--profile", metavar=_("BESTAND"), help=_("Uw profiel, voor alle projecten gelijk."), readable=False),
]
WhereOption = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="X=Y", help=_("Een deel: target_groups, goals of phases.")),
]
FailUnderOption = Annotated[
    int | None,
    typer.Option("--fail-under", metavar=_("GETAL"), min=0, max=100, help=_("Code 1 bij een lagere score.")),
]
NotWorseThanOption = Annotated[
    Path | None,
    typer.Option(
        "--not-worse-than",
        metavar=_("BESTAND"),
        help=_("Code 1 bij een daling. Geef een results.jsonl."),
        readable=False,
    ),
]
RoundOption = Annotated[
    Path | None,
    typer.Option("--round", metavar=_("BESTAND"), help=_("Naam, sluitdatum en meer: ronde.yaml."), readable=False),
]
SinceOption = Annotated[
    Path | None,
    typer.Option("--since", metavar=_("BESTAND"), help=_("Wat anders is dan in een results.jsonl."), readable=False),
]
AssessmentsOption = Annotated[
    Path | None,
    typer.Option("--assessments", metavar=_("MAP"), help=_("Bestanden van beoordelaars, ernaast."), readable=False),
]
NotesOption = Annotated[bool, typer.Option("--notes", help=_("Laat toelichtingen staan in results.jsonl."))]
VerifyOption = Annotated[
    Path | None,
    typer.Option(
        "--verify", metavar=_("MAP"), help=_("Kijk of een ronde nog klopt met haar manifest."), readable=False
    ),
]
ResumeOption = Annotated[bool, typer.Option("--resume", help=_("Ga verder: doe alleen wat nieuw is."))]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", metavar=_("GETAL"), min=1, max=64, help=_("Aantal processen. Zonder: zoveel als helpt.")),
]


def commands() -> list[CommandEntry]:
    """The commands of this module: name, function, help text."""
    text = _("Beoordeel een hele ronde.\n\nVoorbeeld: verbetertool batch aanvragen/ -o uit/")
    return [("batch", batch, text)]


def batch(
    paths: PathsArgument = None,
    output: OutputOption = None,
    formats: FormatOption = None,
    profile: ProfileOption = None,
    about: RoundOption = None,
    where: WhereOption = None,
    fail_under: FailUnderOption = None,
    not_worse_than: NotWorseThanOption = None,
    since: SinceOption = None,
    assessments: AssessmentsOption = None,
    notes: NotesOption = False,
    verify: VerifyOption = None,
    resume: ResumeOption = False,
    jobs: JobsOption = None,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.batch.prepared import Options
    from verbetertool.batch.round import run_round

    if verify is not None:
        places = {"round": about, "profile": profile, "since": since, "not_worse_than": not_worse_than}
        places |= {"assessments": assessments}
        return _verify(verify, paths or [], {name: path for name, path in places.items() if path is not None})
    missing = [name for name, value in (("PAD", paths), ("--output / -o", output)) if not value]
    if paths is None or output is None:
        raise UsageError("option_missing", name=", ".join(missing))
    check_ending(output, "map")
    progress = Progress(sys.stderr)
    try:
        options = Options(
            paths,
            output,
            formats=formats or (),
            profile=profile,
            about=about,
            where=where or (),
            fail_under=fail_under,
            not_worse_than=not_worse_than,
            since=since,
            assessments=assessments,
            notes=notes,
            resume=resume,
            jobs=jobs,
            rubric=rubric,
            force=force,
        )
        result = run_round(options, _watching(progress))
    except BaseException as error:
        if ending_of(error) is not None:
            typer.echo(_("Wat klaar is, is heel. Ga verder met dezelfde opdracht en --resume."), err=True)
        raise
    progress.end()
    _say_result(result, output, fail_under)
    if result.gate is not None and result.gate.nothing:
        from verbetertool.report.sentences import failure

        typer.echo(failure(UsageError("nothing_compared", file=str(not_worse_than))), err=True)
    return _code(result)


def _verify(output: Path, paths: Sequence[Path], places: Mapping[str, Path]) -> int:
    """Says what in a round is no longer what its manifest says."""
    from verbetertool.batch.manifest import verify
    from verbetertool.report.text import one_line

    differences = verify(output, paths, places)
    for each in differences:
        typer.echo(_(_DIFFERENCES[each.what, each.how]).format(path=one_line(each.path)))
    if differences:
        text = ngettext(
            "{number} verschil met manifest.json.", "{number} verschillen met manifest.json.", len(differences)
        )
        typer.echo(text.format(number=len(differences)), err=True)
        if any(each.how == "missing" and each.what != "output" for each in differences):
            text = _("Staat iets nu ergens anders? Noem het erbij, zoals: {example}")
            typer.echo(text.format(example=_MOVED), err=True)
        return BELOW_THRESHOLD
    typer.echo(_("Alles is zoals het manifest zegt."))
    return DONE


_MOVED = "verbetertool batch archief/aanvragen --verify archief/uit --round archief/ronde.yaml"
_DIFFERENCES = {
    ("input", "changed"): N_("Aanvraag veranderd: {path}"),
    ("input", "missing"): N_("Aanvraag weg: {path}"),
    ("input", "new"): N_("Aanvraag erbij gekomen: {path}"),
    ("assessment", "changed"): N_("Oordeel veranderd: {path}"),
    ("assessment", "missing"): N_("Oordeel weg: {path}"),
    ("assessment", "new"): N_("Oordeel erbij gekomen: {path}"),
    ("used", "changed"): N_("Bestand van de financier veranderd: {path}"),
    ("used", "missing"): N_("Bestand van de financier weg: {path}"),
    ("output", "changed"): N_("Uitkomst veranderd: {path}"),
    ("output", "missing"): N_("Uitkomst weg: {path}"),
    ("output", "new"): N_("Uitkomst erbij gekomen: {path}"),
}


def _code(result: "Round") -> int:
    """The exit code; a rejected file weighs heavier than a threshold, and a fault of ours heaviest."""
    gate = result.gate
    return max(
        DONE,
        BELOW_THRESHOLD if result.below or (gate and gate.worse) else DONE,
        INVALID if len(result.rejected) > result.faults or (gate and gate.nothing) else DONE,
        INVALID if result.rejected_assessments else DONE,
        FAULT if result.faults else DONE,
    )


def _watching(progress: "Progress") -> "BeforeEach":
    def before_each(done: int, rejected: int, total: int) -> None:
        if (number := asked_to_end()) is not None:  # so what the next outcome says may be the signal's doing
            raise Ended(number)
        progress.show(done, rejected, total)

    return before_each


class Progress:
    """How far a round is: over and over in one line on a terminal, a line now and then elsewhere."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._clock = clock
        self._start = self._last = clock()

    def show(self, done: int, rejected: int, total: int) -> None:
        """Says how far it is, if it is time and one file at least is done."""
        now = self._clock()
        if not done or now - self._last < (_EVERY_ON_TERMINAL if self._terminal else _EVERY):
            return
        self._last = now
        seconds = round((now - self._start) / done * (total - done))
        text = _("{done} van {total} klaar, {unread} apart gezet, nog ongeveer {time}").format(
            done=done, total=total, unread=rejected, time=_duration(seconds)
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


def _say_result(result: "Round", output: Path, fail_under: int | None) -> None:
    """What became of the round: what was rejected or left out, where all stands, and which projects prove less."""
    from verbetertool.report.text import one_line

    _name_rejected(result.rejected)
    _name_rejected_assessments(result.rejected_assessments)
    _name_passed_over(result.passed_over)
    name_some(_("Let op: deze bestanden lijken afgebroken, de laatste regel mist: {names}"), result.cut_off)
    if result.without_lock is not None:
        from verbetertool.report.reasons import reason_words

        text = _("Let op: de map {folder} kan niet op slot: {reason}. Start daar geen twee rondes tegelijk.")
        text = text.format(folder=one_line(str(output)), reason=reason_words(result.without_lock))
        typer.echo(text, err=True)
    if result.left_from_before:
        text = ngettext(
            "In «rapporten» staat ook nog {number} project van een eerdere ronde.",
            "In «rapporten» staan ook nog {number} projecten van een eerdere ronde.",
            result.left_from_before,
        )
        typer.echo(text.format(number=result.left_from_before), err=True)
    if not result.with_xlsx:
        text = _("Er is geen XLSX gemaakt. Installeer dat met: {command}")
        typer.echo(text.format(command="python -m pip install XlsxWriter"), err=True)
    done = ngettext("{number} project beoordeeld", "{number} projecten beoordeeld", result.assessed)
    rejected = ngettext("{number} bestand apart gezet", "{number} bestanden apart gezet", len(result.rejected))
    parts = [done.format(number=result.assessed), rejected.format(number=len(result.rejected))]
    if number := len(result.passed_over):
        text = ngettext("{number} bestand overgeslagen", "{number} bestanden overgeslagen", number)
        parts.append(text.format(number=number))
    typer.echo(f"{', '.join(parts)}.")
    typer.echo(_("De portfolio: {file}").format(file=one_line(str(output / "portfolio.html"))))
    _name_below(result.below, fail_under)
    name_some(_("Deze bestanden zijn veranderd, en bleven zoals ze zijn: {names}"), result.edited)
    _say_alone(result.alone, result.families)
    if result.gate is not None:
        _say_gate(result.gate)


def _name_rejected(rejected: "Sequence[Rejected]") -> None:
    if hidden := _name_problems(rejected):
        text = ngettext("En nog {number} bestand. ", "En nog {number} bestanden. ", hidden)
        typer.echo(text.format(number=hidden) + _("Alles staat in errors.csv."), err=True)


def _name_rejected_assessments(rejected: "Sequence[Rejected]") -> None:
    if not rejected:
        return
    text = ngettext(
        "{number} bestand van een beoordelaar telt niet mee:",
        "{number} bestanden van beoordelaars tellen niet mee:",
        len(rejected),
    )
    typer.echo(text.format(number=len(rejected)), err=True)
    if hidden := _name_problems(rejected):
        text = ngettext("En nog {number} bestand. ", "En nog {number} bestanden. ", hidden)
        typer.echo(text.format(number=hidden) + _("Alles staat in manifest.json."), err=True)


def _name_problems(rejected: "Sequence[Rejected]") -> int:
    """A line per file, up to as many as fit a terminal. Returns how many there are besides."""
    from verbetertool.report.sentences import render_problem

    for each in rejected[:_MOST_SHOWN]:
        text, more = render_problem(each.first), each.more
        if more:
            text += " " + ngettext("(En nog {number} fout.)", "(En nog {number} fouten.)", more).format(number=more)
        typer.echo(text, err=True)
    return max(0, len(rejected) - _MOST_SHOWN)


def _name_passed_over(passed_over: Sequence[str]) -> None:
    text = ngettext(
        "{number} bestand is overgeslagen: het is geen antwoordbestand. Het gaat om: {names}",
        "{number} bestanden zijn overgeslagen: het zijn geen antwoordbestanden. Het gaat om: {names}",
        len(passed_over),
    )
    name_some(text, passed_over)


def _name_below(below: "Sequence[ProjectRow]", threshold: int | None) -> None:
    """Which projects prove less than was asked."""
    text = _("{name} ({file}): bewezen {score}, gevraagd {threshold}")
    _say(text.format(name=row.name, file=row.file, score=row.figures.proven, threshold=threshold) for row in below)


def _say_alone(alone: int, families: "Sequence[Family]") -> None:
    """That most projects can be compared with no other, and what to do about it."""
    members = alone + sum(family.projects for family in families)
    if members > 1 and 2 * alone > members:
        text = _(
            "Van de {members} projecten staan er {alone} alleen: ze zijn met geen ander te vergelijken, want hun "
            "profielen verschillen. Leg zelf een profiel vast met --profile."
        )
        typer.echo(text.format(members=members, alone=alone), err=True)


def _say_gate(gate: "GateResult") -> None:
    """How the projects meet those of an earlier round, and which prove less than they did."""
    text = _(
        "Naast de vorige ronde: vergeleken {compared}, nieuw {new}, verdwenen {gone}, hernoemd {renamed}, niet te "
        "vergelijken {not_comparable}."
    )
    typer.echo(
        text.format(
            compared=gate.compared,
            new=len(gate.new),
            gone=len(gate.gone),
            renamed=len(gate.renamed),
            not_comparable=len(gate.not_comparable),
        ),
        err=True,
    )
    name_some(_("Nieuw: {names}"), [row.key for row in gate.new])
    name_some(_("Verdwenen: {names}"), [earlier.key for earlier in gate.gone])
    name_some(_("Hernoemd: {names}"), [f"{earlier.key} > {row.key}" for row, earlier in gate.renamed])
    name_some(
        _("Niet te vergelijken, want de doelen, de vragen of de rubriek zijn anders, of er is geen score: {names}"),
        [row.key for row in gate.not_comparable],
    )
    text = _("Gedaald: {name} ({file}): bewezen {score}, eerder {before}")
    _say(
        text.format(name=row.name, file=row.file, score=row.figures.proven, before=before) for row, before in gate.worse
    )


def _say(lines: Iterable[str]) -> None:
    from verbetertool.report.text import one_line

    for line in lines:
        typer.echo(one_line(line), err=True)
