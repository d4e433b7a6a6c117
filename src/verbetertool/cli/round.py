"""The commands about a funder's round beside batch: round init."""

from pathlib import Path
from typing import Annotated

import typer

from verbetertool.cli.boundary import DONE
from verbetertool.cli.common import STDOUT, CommandEntry, ForceOption, RubricOption, check_ending, print_text, shown
from verbetertool.language import _


def commands() -> list[CommandEntry]:
    """The commands of the group `round`: name, function, help text."""
    text = _("Maak een bestand over uw ronde, met uitleg.\n\nVoorbeeld: verbetertool round init -o ronde.yaml")
    return [("init", init, text)]


def init(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar=_("BESTAND"), help=_("Waarheen; - is het scherm."), readable=False)
    ] = Path("ronde.yaml"),
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.api import load_rubric
    from verbetertool.report.round_template import render_round
    from verbetertool.saving import write_new

    check_ending(output, "yaml")
    text = render_round(load_rubric(rubric))
    if output == STDOUT:
        print_text(text)
    else:
        write_new(output, text.encode(), force=force)
        typer.echo(_("Bestand over de ronde: {file}").format(file=shown(output)), err=True)
    return DONE
