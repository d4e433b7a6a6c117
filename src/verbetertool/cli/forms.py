"""The command form: the questionnaire as a file, for whoever has no terminal."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbetertool.cli.boundary import DONE
from verbetertool.cli.common import STDOUT, CommandEntry, ForceOption, RubricOption, check_ending, ready_made, shown
from verbetertool.errors import UsageError
from verbetertool.language import _

if TYPE_CHECKING:
    from verbetertool.model.contour import Profile
    from verbetertool.model.project import Scope
    from verbetertool.model.rubric import Rubric
    from verbetertool.report.forms.questions import Field, FieldKind, Questions


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


def questions_of(
    rubric: "Rubric",
    profile: "Profile | None",
    *,
    perspective: str | None = None,
    quick: bool = False,
    every: bool = False,
) -> "Questions":
    """What a form asks: without a profile every element, since what applies is known only when it is filled in.

    With `every` so too where there is a profile: then that can still be changed.
    """
    from verbetertool.model.contour import Profile
    from verbetertool.report.forms.questions import Questions, parts_of
    from verbetertool.scoring.applicability import contour_of

    scope: Scope = "quick" if quick else "full"
    elements = tuple(each.element for each in contour_of(rubric, Profile() if every else profile or Profile(), scope))
    return Questions(
        rubric=rubric,
        profile=profile,
        scope=scope,
        perspective=perspective,
        fields=tuple(_fields(rubric, profile or Profile(), perspective)),
        parts=parts_of(rubric, elements),
        anti_patterns=rubric.anti_patterns,
    )


def questions_in_own_words(rubric: "Rubric", profile: "Profile | None", perspective: str) -> "Questions":
    """What somebody of this perspective is asked: short, and only what they can see. No name is asked."""
    from verbetertool.model.contour import Profile
    from verbetertool.report.forms.questions import Field, Questions, parts_of
    from verbetertool.scoring.applicability import contour_of

    applies = {each.element.id for each in contour_of(rubric, profile or Profile(), "full")}
    return Questions(
        rubric=rubric,
        profile=profile,
        scope="full",
        perspective=perspective,
        fields=(
            Field("project.name", _("Hoe heet het project?"), "line"),
            Field("audit.date", _("Welke dag is het vandaag?"), "date"),
        ),
        parts=parts_of(rubric, tuple(each for each in rubric.asked_of(perspective) if each.id in applies)),
        anti_patterns=(),
        own_words=True,
    )


def _fields(rubric: "Rubric", profile: "Profile", perspective: str | None) -> "Iterator[Field]":
    """The questions about the project, in the words and the order of the questionnaire."""
    from verbetertool.interview.project_questions import choices_of, question_of
    from verbetertool.interview.state import new_file
    from verbetertool.report.forms.questions import Field

    empty = new_file(rubric)
    several = _("Zet «ja» achter elke keuze die klopt. Laat u alles leeg, dan telt alles.")

    yield Field("project.name", question_of(rubric, "name"), "line")
    yield Field("project.id", question_of(rubric, "id"), "line", _("Is er geen nummer? Laat dit leeg."))
    yield Field("project.organisation", question_of(rubric, "organisation"), "line")
    yield Field("project.summary", _("Wat doet het project, in een paar zinnen?"), "text")
    ages = profile.ages
    for name in ("target_groups", "goals", "phases", "phases_by_others"):
        choices = choices_of(rubric, empty, name)
        chosen = getattr(profile, name, ())
        hint = _("Zet «ja» achter wat een partner doet. Dat telt ook mee.") if name == "phases_by_others" else several
        if choices:
            yield Field(f"project.{name}", question_of(rubric, name), "several", hint, choices, chosen)
        if name == "target_groups":
            yield Field(
                "project.ages.from", _("Vanaf welke leeftijd?"), "age", value=_number(ages.from_ if ages else None)
            )
            yield Field(
                "project.ages.to", _("Tot en met welke leeftijd?"), "age", value=_number(ages.to if ages else None)
            )
            few = "yes" if ages and ages.few_from_23 else None
            question = _("Is minder dan 1 op de 5 jongeren 23 jaar of ouder?")
            yield Field("project.ages.few_from_23", question, "yes_no", value=few)
    yield Field("project.status", question_of(rubric, "status"), "one", "", choices_of(rubric, empty, "status"))
    yield Field("audit.date", _("Op welke dag vult u dit in?"), "date", _("Zoals 23-11-2026."))
    if rubric.perspectives:
        choices = choices_of(rubric, empty, "perspective")
        yield Field("audit.perspective", question_of(rubric, "perspective"), "one", "", choices, perspective)
    for name in ("assessor", "shown"):
        yield Field(f"audit.{name}", question_of(rubric, name), "yes_no")
    for fact in rubric.facts:
        kind: FieldKind = "one" if fact.kind == "choice" else fact.kind
        hint = _("Een telling, zoals 31/40.") if kind == "count" else ""
        choices = tuple((choice.id, choice.title) for choice in fact.choices)
        yield Field(f"project.facts.{fact.id}", fact.question, kind, hint, choices)


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)
