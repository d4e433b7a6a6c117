"""The command `plan`: what a project means to do, asked, shown, or written to a file."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbetertool.cli.boundary import DONE
from verbetertool.cli.common import CommandEntry, ForceOption, RubricOption, assessed, given_rubric, shown
from verbetertool.cli.conversation import DEFAULT_FILE, exit_code, held, offers_of, opened, resumed, session_of, talk
from verbetertool.cli.terminal import PlainOption, StdinOption, is_terminal, typed_command
from verbetertool.language import _

if TYPE_CHECKING:
    from verbetertool.interview.state import State
    from verbetertool.interview.terminal import Screen


def commands() -> list[CommandEntry]:
    """The command of this module: name, function, help text."""
    return [
        ("plan", plan, _("Maak een plan: wie doet wat, en wanneer.\n\nVoorbeeld: verbetertool plan mijn-project.yaml")),
    ]


def plan(
    file: Annotated[Path, typer.Argument(metavar=_("BESTAND"), show_default=False, readable=False)] = DEFAULT_FILE,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", metavar=_("VORM"), help=_("ics, csv, docx, md, html of pdf; mag vaker.")),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar=_("PAD"), help=_("Bestand, map of - (scherm)."))
    ] = None,
    plain: PlainOption = False,
    stdin: StdinOption = False,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    if formats or output is not None:
        from verbetertool.cli.plan_files import write_plan

        return write_plan(file, formats or [], output, given_rubric(rubric), force=force)
    if not stdin and not is_terminal(sys.stdin):
        from verbetertool.report.documents.plan import plan_document
        from verbetertool.report.formats.terminal import show_document

        assessment, used, _found = assessed(file, given_rubric(rubric))
        show_document(plan_document(assessment, used), sys.stdout)
        return DONE
    with held(file, plain, stdin) as place:
        if place is None:
            return DONE
        screen, target = place
        found, used, data = opened(file, given_rubric(rubric), screen)
        offers = offers_of(assessed(file, used)[0], used)
        state = replace(resumed(found, used), mode="plan_status", then="plan", offers=offers)
        session = session_of(state, data, file, target, screen, typed_command("plan", file, rubric), stdin=stdin)
        ending = talk(session, lambda reader: "done", False, plain, stdin)
        if ending != "done":
            return exit_code(ending)
        _say_plan(session.state, file, rubric, screen)
    return DONE


def _say_plan(state: "State", file: Path, folder: Path | None, screen: "Screen") -> None:
    from verbetertool.interview.blocks import Block

    lines = [Block(shown(file), label=_("Bewaard in:"), gap=True)]
    if state.file.plan:
        lines.append(Block(typed_command("plan", file, folder) + " -f ics", label=_("Voor uw agenda:")))
    screen.say(tuple(lines))
