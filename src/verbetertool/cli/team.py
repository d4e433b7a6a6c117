"""The command about several people: one picture of their answer files, and what they have to talk about."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from verbetertool.cli.boundary import DONE
from verbetertool.cli.common import (
    STDOUT,
    CommandEntry,
    Destination,
    ForceOption,
    FormatsOption,
    RubricOption,
    check_ending,
    deliver,
    each_file,
    format_of,
    known_formats,
)
from verbetertool.cli.together import TOGETHER, read_together, stem_of, write_together
from verbetertool.errors import Checks, UsageError
from verbetertool.language import _


def commands() -> list[CommandEntry]:
    """The commands of this module: name, function, help text."""
    help_text = _(
        "Leg antwoorden van meer mensen naast elkaar.\n\n"
        "Voorbeeld: verbetertool team mijn-project.yaml jongere-*.yaml -o samen.yaml"
    )
    return [("team", team, help_text)]


def team(
    files: Annotated[list[Path], typer.Argument(metavar=_("BESTAND"), show_default=False, readable=False)],
    formats: FormatsOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("PAD"),
            help=_("Het bestand van u samen (.yaml), of met -f waarheen; - is het scherm."),
            readable=False,
        ),
    ] = None,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.report.documents.team import team_document
    from verbetertool.report.formats import FORMATS
    from verbetertool.report.formats.terminal import show_document

    checks = Checks()
    if output is not None and not formats and (meant := format_of(output)):
        formats = [meant]
    chosen = checks.of(lambda: known_formats(formats or [])) or []
    checks.of(lambda: _check_output(output, chosen))
    files = checks.of(lambda: each_file(files)) or []
    checks.done()
    found, used = read_together(files, rubric, leave_out=output)
    document = team_document(found, used)
    joint = output if output is not None and _is_joint(output, chosen) else None
    pages = output if joint is None else None
    if output is None and not chosen:
        show_document(document, sys.stdout)
    if joint is not None:
        write_together(found, used, joint, force=force)
    to = Destination(tuple(chosen), pages, len(chosen) > 1)
    for name in chosen:
        target = to.target(files[0].with_name(stem_of(found, "gesprek") + FORMATS[name].ending))
        deliver(document, name, STDOUT if name == "json" and pages is None else target, force=force)
    return DONE


def _is_joint(output: Path, chosen: Sequence[str]) -> bool:
    """Whether the place is that of the answer file of all: pages then go beside the first file."""
    return not chosen or ("json" not in chosen and output.suffix.casefold() in (".yaml", ".yml"))


def _check_output(output: Path | None, chosen: Sequence[str]) -> None:
    """Raises UsageError for a place where what is asked for can't go."""
    if output is None:
        return
    if output == STDOUT:
        if len(chosen) > 1:
            raise UsageError("stdout_takes_one")
    elif _is_joint(output, chosen):
        if output.is_dir():
            raise UsageError("together_is_folder", file=str(output), name=TOGETHER)
        check_ending(output, "yaml")
    elif len(chosen) > 1 and output.is_file():
        raise UsageError("output_is_file", file=str(output))
    elif len(chosen) == 1 and not output.is_dir():
        check_ending(output, chosen[0])
