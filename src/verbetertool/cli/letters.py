"""The commands after a round: letters and memo."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbetertool.cli.boundary import DONE
from verbetertool.cli.common import (
    CommandEntry,
    ForceOption,
    RubricOption,
    check_ending,
    deliver,
    format_of,
    name_some,
    shown,
)
from verbetertool.errors import UsageError
from verbetertool.language import _, ngettext

if TYPE_CHECKING:
    from verbetertool.batch.finished import Finished
    from verbetertool.model.round import RoundFile
    from verbetertool.model.rubric import Rubric

FolderArgument = Annotated[Path, typer.Argument(metavar=_("MAP"), show_default=False, readable=False)]
AboutOption = Annotated[
    Path | None,
    typer.Option("--round", metavar=_("BESTAND"), help=_("Het bestand over de ronde: ronde.yaml."), readable=False),
]
PageFormatOption = Annotated[str, typer.Option("--format", "-f", metavar="docx|html", help=_("Vorm."))]


def commands() -> list[CommandEntry]:
    """The commands of this module: name, function, help text."""
    return [
        (
            "letters",
            letters,
            _("Maak brieven aan de aanvragers.\n\nVoorbeeld: verbetertool letters uit/"),
        ),
        (
            "memo",
            memo,
            _("Maak een memo over een keuze.\n\nVoorbeeld: verbetertool memo uit/ --keys 2027-001,2027-004"),
        ),
    ]


def letters(
    folder: FolderArgument,
    about: AboutOption = None,
    format: PageFormatOption = "docx",
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.batch.finished import load_finished
    from verbetertool.batch.letters import write_letters

    _check_format(format)
    finished = load_finished(folder)
    loaded, round_, style = _with_round(finished, about, rubric)
    written = write_letters(finished, loaded, round_, format, style, force=force)
    text = ngettext("{number} brief, in: {folder}", "{number} brieven, in: {folder}", written.number)
    typer.echo(text.format(number=written.number, folder=shown(written.folder)))
    name_some(_("Deze brieven zijn veranderd, en bleven zoals ze zijn: {names}"), written.edited)
    name_some(_("Deze brieven horen niet bij deze ronde, en bleven staan: {names}"), written.others)
    return DONE


def memo(
    folder: FolderArgument,
    keys: Annotated[
        list[str], typer.Option("--keys", metavar="A,B,C", help=_("De keys van de gekozen projecten; mag vaker."))
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar=_("BESTAND"), help=_("Waarheen; - is het scherm."), readable=False),
    ] = None,
    about: AboutOption = None,
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="docx|html", help=_("Vorm; anders docx."))
    ] = None,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.batch.finished import load_finished
    from verbetertool.batch.letters import memo_of
    from verbetertool.report.formats import FORMATS

    chosen = format or (format_of(output) if output is not None else None) or "docx"
    _check_format(chosen)
    if output is not None:
        check_ending(output, chosen)
    finished = load_finished(folder)
    loaded, round_, style = _with_round(finished, about, rubric)
    document = memo_of(finished, keys, loaded, round_)
    target = output or folder / f"memo{FORMATS[chosen].ending}"
    deliver(document, chosen, target, force=force, house_style=style)
    return DONE


def _check_format(name: str) -> None:
    from verbetertool.batch.letters import LETTER_FORMATS

    if name not in LETTER_FORMATS:
        raise UsageError("unknown_format", format=name, known=", ".join(LETTER_FORMATS))


def _with_round(
    finished: "Finished", about: Path | None, rubric: Path | None
) -> "tuple[Rubric, RoundFile | None, str]":
    """The rubric, what is said of the round, and its house style; without `about` the file that the round named."""
    from verbetertool.api import load_rubric
    from verbetertool.reading.rounds import load_round
    from verbetertool.report.style import load_style

    loaded = load_rubric(rubric)
    path = about or (finished.about if finished.about is not None and finished.about.is_file() else None)
    if path is None:
        return loaded, None, ""
    found = load_round(path, loaded)
    return loaded, found.about, load_style(found.style) if found.style else ""
