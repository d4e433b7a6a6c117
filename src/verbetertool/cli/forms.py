"""The command form: the questionnaire as a file, for whoever has no terminal."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbetertool.cli.boundary import DONE
from verbetertool.cli.common import STDOUT, CommandEntry, ForceOption, RubricOption, check_ending, ready_made, shown
from verbetertool.errors import UsageError
from verbetertool.language import _

if TYPE_CHECKING:
    from verbetertool.model.contour import Profile
    from verbetertool.model.rubric import Rubric

ON_PAPER = ("docx", "pdf")
"""The formats of a report that the questionnaire comes in too, to talk through and write on."""


def commands() -> list[CommandEntry]:
    """The commands of this module: name, function, help text."""
    return [
        ("form", form, _("Maak een formulier om in te vullen.\n\nVoorbeeld: verbetertool form -f xlsx")),
    ]


def form(
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="html|xlsx|docx|pdf", help=_("Vorm van het formulier."))
    ],
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile", metavar=_("BESTAND|ID"), help=_("Vraag alleen wat bij dit profiel hoort, en vul het in.")
        ),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help=_("Alleen de kernvragen."))] = False,
    perspective: Annotated[
        str | None, typer.Option("--perspective", metavar="ID", help=_("Uit wiens ogen het wordt ingevuld."))
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar=_("PAD"), help=_("Bestand, map of - (scherm)."), readable=False),
    ] = None,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.api import load_rubric
    from verbetertool.interview.form_questions import questions_in_own_words, questions_of
    from verbetertool.report.documents.questionnaire import questionnaire_document
    from verbetertool.report.formats import FORMATS
    from verbetertool.report.forms import FORMS
    from verbetertool.saving import safe_name, write_new

    offered = (*FORMS, *ON_PAPER)
    if format not in offered:
        raise UsageError("unknown_format", format=format, known=", ".join(offered))
    way = FORMS.get(format)
    ending = way.ending if way else FORMATS[format].ending
    if output is not None and not output.is_dir():
        check_ending(output, format)
    used = load_rubric(rubric)
    known = [each.id for each in used.perspectives]
    if perspective is not None and perspective not in known:
        raise UsageError("no_such_perspective", id=perspective, known=", ".join(known))
    fixed, stem = (None, "") if profile is None else _profile(profile, used)
    if perspective is not None and used.asked_of(perspective):
        questions = questions_in_own_words(used, fixed, perspective)
    else:
        every = way is not None and way.asks_itself
        questions = questions_of(used, fixed, perspective=perspective, quick=quick, every=every)
    data = way.render(questions) if way else FORMATS[format].render(questionnaire_document(questions), "")
    if output == STDOUT:
        sys.stdout.buffer.write(data)
        return DONE
    name = "-".join(part for part in (_("vragenlijst"), safe_name(stem) if stem else "", perspective) if part)
    target = Path(name + ending) if output is None else output / (name + ending) if output.is_dir() else output
    write_new(target, data, force=force)
    typer.echo(_("Formulier: {file}").format(file=shown(target)), err=True)
    return DONE


def _profile(argument: str, rubric: "Rubric") -> "tuple[Profile, str]":
    """The profile that an argument names, by its id or as a file, and what to call it.

    Raises UsageError for what is neither, InvalidInputError for a file that is not right.
    """
    from verbetertool.reading.profiles import load_profile

    if reference := ready_made(argument, rubric):
        return reference.profile, reference.id
    file = Path(argument)
    return load_profile(file, rubric), file.stem
