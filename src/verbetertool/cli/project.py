"""The commands about projects: demo, template, check, report, explain."""

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbetertool.cli.boundary import DONE, INVALID
from verbetertool.cli.common import (
    STDOUT,
    CommandEntry,
    ForceOption,
    FormatsOption,
    PlaceOption,
    RubricOption,
    assessed,
    check_ending,
    deliver,
    destination,
    each_file,
    given_rubric,
    print_text,
    put,
    report_stem,
    shown,
    warn,
)
from verbetertool.cli.replacing import is_of_another, write_over
from verbetertool.errors import Checks, InvalidInputError, UsageError
from verbetertool.language import _, ngettext

if TYPE_CHECKING:
    from verbetertool.api import Opened
    from verbetertool.model.assessment import Assessment
    from verbetertool.model.comparison import Compared
    from verbetertool.model.rubric import Rubric
    from verbetertool.report.document import Document


def commands() -> list[CommandEntry]:
    """The commands of this module: name, function, help text."""
    return [
        ("demo", demo, _("Beoordeel de voorbeelden en maak hun rapporten.\n\nVoorbeeld: verbetertool demo")),
        ("template", template, _("Maak een leeg antwoordbestand.\n\nVoorbeeld: verbetertool template -o project.yaml")),
        ("check", check, _("Kijk of antwoordbestanden kloppen.\n\nVoorbeeld: verbetertool check project.yaml")),
        ("report", report, _("Maak een verbeterrapport.\n\nVoorbeeld: verbetertool report project.yaml -f html")),
        ("explain", explain, _("Laat zien waar elk punt bleef.\n\nVoorbeeld: verbetertool explain project.yaml")),
    ]


def demo(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar=_("MAP"), help=_("Map voor de rapporten."), readable=False)
    ] = Path("verbetertool-demo"),
    force: ForceOption = False,
) -> int:
    from importlib.resources import as_file

    from verbetertool import resources
    from verbetertool.report.documents.project import project_document
    from verbetertool.report.documents.summary import overview
    from verbetertool.report.formats import FORMATS
    from verbetertool.report.formats.terminal import show_blocks

    assessments, best = [], ("", -1)
    with as_file(resources.examples()) as folder:
        files = sorted(folder.glob("*.yaml"))
        for file in files:
            assessment, rubric, _found = assessed(file, None)
            assessments.append(assessment)
            share = assessment.score.answered_share
            if share is not None and share.percent > best[1]:
                best = (file.stem, share.percent)
            document = project_document(assessment, rubric)
            for format in (FORMATS["html"], FORMATS["md"]):
                write_over(output / (file.stem + format.ending), format.render(document, ""), force=force)
    show_blocks([overview(assessments)], sys.stdout)
    typer.echo()
    typer.echo(_("«nog niet te bepalen»: over dit project is te weinig bekend. Het rapport zegt wat u eerst uitzoekt."))
    made = Path(os.path.realpath(output))
    typer.echo(_("De rapporten staan in: {folder}").format(folder=shown(made)))
    first = made / f"{best[0]}.html"
    typer.echo(_("Open er een in uw browser, bijvoorbeeld: {file}").format(file=shown(first)))
    return DONE


def template(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar=_("BESTAND"), help=_("Waarheen; - is het scherm."), readable=False)
    ] = STDOUT,
    quick: Annotated[bool, typer.Option("--quick", help=_("Alleen de kernvragen."))] = False,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.api import load_rubric
    from verbetertool.report.answer_template import render_template
    from verbetertool.saving import write_new

    check_ending(output, "yaml")
    text = render_template(load_rubric(rubric), "quick" if quick else "full")
    if output == STDOUT:
        print_text(text)
    else:
        write_new(output, text.encode(), force=force)
        typer.echo(_("Leeg antwoordbestand: {file}").format(file=shown(output)), err=True)
    return DONE


def check(
    paths: Annotated[list[Path], typer.Argument(metavar=_("BESTAND"), show_default=False, readable=False)],
    rubric: RubricOption = None,
) -> int:
    from verbetertool.api import read_answers
    from verbetertool.batch.inputs import find_files
    from verbetertool.report.sentences import render_problems

    given = given_rubric(rubric)
    code = DONE
    for file in find_files(paths).files:
        try:
            answers, _rubric, warnings = read_answers(file, given)
        except InvalidInputError as error:
            code = INVALID
            typer.echo(render_problems(error.problems))
            continue
        if warnings:
            typer.echo(render_problems(warnings))
        number = answers.number_given
        counted = ngettext("{number} antwoord gelezen", "{number} antwoorden gelezen", number).format(number=number)
        typer.echo(_("{file}: in orde, {counted}").format(file=shown(file), counted=counted))
    return code


def report(
    files: Annotated[list[Path], typer.Argument(metavar=_("BESTAND"), show_default=False, readable=False)],
    formats: FormatsOption = None,
    place: PlaceOption = None,
    style: Annotated[
        Path | None,
        typer.Option(
            "--style", metavar="CSS", help=_("Eigen huisstijl: een bestand met CSS-variabelen."), readable=False
        ),
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option(
            "--since", metavar=_("VOOR"), help=_("Laat ook zien wat er veranderde sinds dit bestand."), readable=False
        ),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help=_("Open het HTML-rapport in uw browser."))] = False,
    short: Annotated[bool, typer.Option("--short", help=_("Alleen de eerste bladzijde."))] = False,
    notes_left_out: Annotated[
        bool, typer.Option("--without-notes", help=_("Zonder wat het project zelf schreef."), show_default=False)
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help=_("Het hele rapport op het scherm."))] = False,
    together: Annotated[bool, typer.Option("--together", help=_("Eén rapport van meer mensen samen."))] = False,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.api import open_moment
    from verbetertool.model.redaction import without_notes
    from verbetertool.report.documents.project import project_document
    from verbetertool.report.formats import FORMATS

    checks = Checks()
    asked = [*(formats or []), *(["html"] if open_ and "html" not in (formats or []) else [])]
    to = destination(place, asked, checks, 1 if together else len(files))
    if open_ and to.output == STDOUT:
        checks.of(_refuse_open)
    house_style = ""
    if style is not None:
        house_style = checks.of(lambda: _house_style(style)) or ""
    given = checks.of(lambda: given_rubric(rubric))
    files = checks.of(lambda: each_file(files)) or []
    before = checks.of(lambda: open_moment(_of_one(since, 1 if together else len(files)), given)) if since else None
    checks.done()
    if together:
        from verbetertool.cli.together import joint_report

        def since_then(result: "Assessment", used: "Rubric") -> "Compared | None":
            return _change(before, result, used) if before else None

        stem, document, on_screen = joint_report(files, rubric, since_then, short=short, notes_left_out=notes_left_out)
        if not to.formats:
            _show(document if everything or short else on_screen)
        for name in to.formats:
            target = to.target(files[0].with_name(stem + FORMATS[name].ending))
            deliver(document, name, target, force=force, house_style=house_style)
            if open_ and name == "html":
                _open(target)
        return DONE
    code = DONE
    taken: set[str] = set()
    for file in files:
        try:
            assessment, used, warnings = assessed(file, given)
        except InvalidInputError as error:
            if len(files) == 1:
                raise
            from verbetertool.report.sentences import render_problems

            typer.echo(render_problems(error.problems), err=True)
            code = INVALID
            continue
        warn(warnings)
        change = _change(before, assessment, used) if before else None
        if notes_left_out:
            assessment = without_notes(assessment, used)
            change = change and change.without_notes()
        document = project_document(assessment, used, since=change, short=short)
        if not to.formats:
            _show(document if everything or short else _summary(assessment, used, change))
            continue
        made = {FORMATS[name].ending: FORMATS[name].render(document, house_style) for name in to.formats}

        def is_free(stem: str, file: Path = file, made: Mapping[str, bytes] = made) -> bool:
            targets = {to.target(file.with_name(stem + ending)): data for ending, data in made.items()}
            others = (target != to.output and is_of_another(target, data) for target, data in targets.items())
            return stem not in taken and not any(others)

        stem = report_stem(assessment, file, is_free, short=short)
        taken.add(stem)
        for name in to.formats:
            ending = FORMATS[name].ending
            target = to.target(file.with_name(stem + ending))
            put(made[ending], name, target, force=force)
            if open_ and name == "html":
                _open(target)
    return code


def _show(document: "Document") -> None:
    from verbetertool.report.formats.terminal import show_document

    show_document(document, sys.stdout)


def _summary(assessment: "Assessment", rubric: "Rubric", since: "Compared | None") -> "Document":
    from verbetertool.report.documents.summary import summary_document

    return summary_document(assessment, rubric, since=since)


def explain(
    file: Annotated[Path, typer.Argument(metavar=_("BESTAND"), show_default=False, readable=False)],
    id: Annotated[
        str | None,
        typer.Argument(metavar=_("ID|NUMMER"), show_default=False),
    ] = None,
    rubric: RubricOption = None,
) -> int:
    from verbetertool.report.documents.explanation import explanation_document, explanation_of

    assessment, used, warnings = assessed(file, given_rubric(rubric))
    warn(warnings)
    if id is None:
        _show(explanation_document(assessment, used, str(file)))
        return DONE
    if re.fullmatch("[0-9]{1,4}", id):
        from verbetertool.interview.state import id_at

        number = id
        id = id_at(int(number), used, assessment.project, assessment.scope)
        if id is None:
            raise UsageError("no_such_question", number=number)
    known = [element.id for element in assessment.elements] + list(used.anti_pattern_by_id)
    if id not in known:
        from verbetertool.reading.validation import suggestion

        if id in used.element_by_id:
            raise UsageError("element_does_not_count", id=id, title=used.element_by_id[id].title)
        raise UsageError("no_such_element", id=id, suggestion=suggestion(id, known))
    _show(explanation_of(assessment, used, str(file), id))
    return DONE


def _change(before: "Opened", assessment: "Assessment", rubric: "Rubric") -> "Compared":
    """What changed since an earlier file."""
    from verbetertool.model.comparison import Moment
    from verbetertool.scoring.comparison import compared

    return compared(before.moment, Moment.of(assessment), rubric)


def _of_one(since: Path, reports: int) -> Path:
    """The earlier file. Raises UsageError where it can't be that of all files."""
    if reports > 1:
        raise UsageError("since_takes_one")
    return since


def _house_style(path: Path) -> str:
    from verbetertool.reading.filetypes import kind_of
    from verbetertool.report.style import MAX_BYTES, load_style

    if path.is_file():
        with suppress(OSError), path.open("rb") as file:
            kind = kind_of(file.read(MAX_BYTES))
            if kind is not None:
                raise UsageError("style_other_kind", file=str(path), kind=kind)
    return load_style(path)


def _refuse_open() -> None:
    raise UsageError("open_needs_file")


def _open(page: Path) -> None:
    """Shows a page in the browser that the user likes best; where there is none, it says so."""
    import webbrowser

    if not webbrowser.open(page.resolve().as_uri()):
        typer.echo(_("Er is geen browser gevonden. Open het bestand zelf: {file}").format(file=shown(page)), err=True)
