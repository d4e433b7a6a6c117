"""The commands about rubrics: list, show, check, schema."""

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from verbetertool.cli.boundary import DONE, INVALID
from verbetertool.cli.common import STDOUT, CommandEntry, ForceOption, RubricOption, check_ending, print_text
from verbetertool.errors import InvalidInputError, UsageError
from verbetertool.language import _, ngettext


def commands() -> list[CommandEntry]:
    """The commands of the group `rubric`: name, function, help text."""
    return [
        ("list", list_, _("Alle elementen per onderdeel.\n\nVoorbeeld: verbetertool rubric list")),
        ("show", show, _("Alles over een element.\n\nVoorbeeld: verbetertool rubric show vaste-begeleider")),
        ("check", check, _("Kijk of een rubriek klopt.\n\nVoorbeeld: verbetertool rubric check --rubric mijn-rubriek")),
        (
            "trace",
            trace,
            _("Van elke plek in het dossier naar de rubriek, en terug.\n\nVoorbeeld: verbetertool rubric trace"),
        ),
        (
            "schema",
            schema,
            _(
                "JSON Schema voor editors.\n\nVoorbeeld: verbetertool rubric schema round -o ronde-schema.json\n\n"
                "Kies uit: answers, rubric, result, contour, comparison, team, round, manifest."
            ),
        ),
    ]


def list_(rubric: RubricOption = None) -> int:
    from verbetertool.api import load_rubric
    from verbetertool.report.documents.rubric import rubric_document
    from verbetertool.report.formats.terminal import show_document

    show_document(rubric_document(load_rubric(rubric)), sys.stdout)
    return DONE


def show(
    id: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    rubric: RubricOption = None,
) -> int:
    from verbetertool.api import load_rubric
    from verbetertool.reading.validation import suggestion
    from verbetertool.report.documents.rubric import item_document
    from verbetertool.report.formats.terminal import show_document

    found = load_rubric(rubric)
    known = [item.id for item in (*found.elements, *found.anti_patterns, *found.practices, *found.principles)]
    if id not in known:
        raise UsageError("no_such_element", id=id, suggestion=suggestion(id, known))
    show_document(item_document(found, id), sys.stdout)
    return DONE


def check(rubric: RubricOption = None) -> int:
    from verbetertool.api import load_rubric, rubric_folder
    from verbetertool.checking.lint import lint, lint_items
    from verbetertool.checking.statements import statement_problems
    from verbetertool.checking.trace import trace_problems
    from verbetertool.reading.rubrics import find_places, valid_part
    from verbetertool.report.sentences import render_problems

    try:
        found = load_rubric(rubric)
    except InvalidInputError as error:
        problems = list(error.problems)
        with suppress(InvalidInputError):  # without a heading nothing more can be said
            problems += lint_items(*valid_part(rubric_folder(rubric)))
        typer.echo(render_problems(problems))
        return INVALID
    place_of = find_places(rubric_folder(rubric))
    problems = [
        *lint(found, place_of),
        *statement_problems(found, place_of),
        *trace_problems(found, place_of),
    ]
    if problems:
        typer.echo(render_problems(problems))
    errors = sum(problem.severity == "error" for problem in problems)
    counted = ngettext("{number} element", "{number} elementen", len(found.elements)).format(number=len(found.elements))
    verdict = _("er zijn fouten") if errors else _("in orde")
    mark = _("kenmerk {digest}").format(digest=found.digest)
    _print_line(f"{found.id} {found.version}: {counted}, {verdict} ({mark})")
    return INVALID if errors else DONE


def trace(rubric: RubricOption = None) -> int:
    from verbetertool.api import load_rubric, rubric_folder
    from verbetertool.checking.trace import from_dossier, to_dossier, trace_problems
    from verbetertool.reading.rubrics import find_places
    from verbetertool.report.sentences import render_problems

    found = load_rubric(rubric)
    typer.echo(_("Van het dossier naar de rubriek"))
    for row in from_dossier(found):
        leads = ", ".join(row.ids) if row.ids else _("niet opgenomen: {reason}").format(reason=row.reason)
        where = f"{row.place}: {row.item}" if row.item else row.place
        _print_line(f"{where} -> {leads}", indent="  ")
    typer.echo("\n" + _("Van de rubriek naar het dossier"))
    for origin in to_dossier(found):
        _print_line(f"{origin.id} ({origin.kind}) <- {'; '.join(origin.places)}", indent="  ")
    problems = list(trace_problems(found, find_places(rubric_folder(rubric))))
    if problems:
        typer.echo(render_problems(problems), err=True)
    return INVALID if problems else DONE


def schema(
    of: Annotated[str, typer.Argument(metavar=_("WAT"), show_default=False)] = "answers",
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar=_("BESTAND"), help=_("Waarheen; - is het scherm."), readable=False)
    ] = STDOUT,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.api import load_rubric
    from verbetertool.checking.schemas import SCHEMAS, SIGNATURE, schema_of
    from verbetertool.saving import write_result

    check_ending(output, "json")
    if of not in SCHEMAS:
        raise UsageError("unknown_schema", schema=of, known=", ".join(SCHEMAS))
    text = json.dumps(schema_of(of, load_rubric(rubric)), ensure_ascii=False, indent=2) + "\n"
    if output == STDOUT:
        print_text(text)
    else:
        write_result(output, text.encode(), ours=[SIGNATURE.encode()], force=force)
    return DONE


def _print_line(text: str, indent: str = "") -> None:
    """Prints one line; somebody's rubric may hold line ends and control characters."""
    from verbetertool.report.text import one_line

    typer.echo(indent + one_line(text))
