"""The command import: filled-in forms, and exports of online forms, to answer files."""

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbetertool.cli.boundary import DONE, FAULT, INVALID
from verbetertool.cli.common import (
    CommandEntry,
    ForceOption,
    RubricOption,
    check_ending,
    given_rubric,
    print_text,
    shown,
)
from verbetertool.errors import InvalidInputError, OutputError, Place, Problem, UsageError
from verbetertool.language import _, ngettext

if TYPE_CHECKING:
    from verbetertool.model.rubric import Rubric
    from verbetertool.reading.answers import Submission
    from verbetertool.reading.export import ExportMap


def commands() -> list[CommandEntry]:
    """The commands of this module: name, function, help text."""
    text = _(
        "Maak antwoordbestanden van ingevulde formulieren.\n\nVoorbeeld: verbetertool import terug/ -o antwoorden/"
    )
    return [("import", import_, text)]


def import_(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar=_("BESTAND"), show_default=False, readable=False)
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar=_("MAP"), help=_("Map voor de antwoordbestanden."), readable=False),
    ] = None,
    map_: Annotated[
        Path | None,
        typer.Option("--map", metavar=_("BESTAND"), help=_("Welke kolom van een export wat is."), readable=False),
    ] = None,
    map_template: Annotated[
        Path | None,
        typer.Option(
            "--map-template",
            metavar=_("EXPORT"),
            help=_("Maak zo'n lijst van kolommen voor een export."),
            readable=False,
        ),
    ] = None,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.api import load_rubric

    given = given_rubric(rubric)
    if map_template is not None:
        if files or map_:
            raise UsageError("map_template_alone")
        return _write_template(map_template, output, given or load_rubric(), force=force)
    if not files:
        raise UsageError("import_what")
    if output is None:
        raise UsageError("import_where")
    check_ending(output, "map")
    if output.is_file():
        raise UsageError("output_is_file", file=str(output))
    from verbetertool.batch.inputs import find_files
    from verbetertool.reading.export import load_map

    columns = load_map(map_, given or load_rubric()) if map_ else None
    importer = _Importer(output, given, columns, force=force)
    found = find_files(files, [output])
    given_files = sorted(file for file in {*found.files, *found.passed_over} if map_ is None or not _same(file, map_))
    return max((importer.take(file) for file in given_files), default=DONE)


def _write_template(export: Path, output: Path | None, rubric: "Rubric", *, force: bool) -> int:
    """Writes a map with guesses for an export, to the screen or to a file."""
    from verbetertool.reading.export import MAP_FORMAT, is_export, read_table
    from verbetertool.reading.guesses import guesses, words_in
    from verbetertool.report.map_template import render_map
    from verbetertool.saving import write_new

    if not is_export(export):
        raise InvalidInputError([Problem("no_export", Place(str(export)))])
    table = read_table(export)
    columns = guesses(table, rubric)
    text = render_map(export.name, columns, words_in(table, columns, rubric), rubric, MAP_FORMAT)
    if output is None or output == Path("-"):
        print_text(text)
        return DONE
    check_ending(output, "yaml")
    write_new(output, text.encode(), force=force)
    typer.echo(_("Lijst van kolommen: {file}").format(file=shown(output)), err=True)
    return DONE


class _Importer:
    """Takes in one file after the other; a file that can't be used stops none of the others."""

    def __init__(self, output: Path, rubric: "Rubric | None", columns: "ExportMap | None", *, force: bool) -> None:
        self._output = output
        self._rubric = rubric
        self._columns = columns
        self._force = force
        self._taken: set[str] = set()

    def take(self, file: Path) -> int:
        """Writes the answer file of a form, or of each row of an export. Returns the exit code for it."""
        from verbetertool.report.sentences import failure, render_problems

        code = DONE
        try:
            for source, submission in self._submissions(file):
                try:
                    self._write(source, submission)
                except InvalidInputError as error:
                    typer.echo(render_problems(error.problems), err=True)
                    code = max(code, INVALID)
                except OutputError as error:
                    typer.echo(failure(error), err=True)
                    code = FAULT
        except InvalidInputError as error:
            typer.echo(render_problems(error.problems), err=True)
            code = max(code, INVALID)
        return code

    def _submissions(self, file: Path) -> "Iterator[tuple[str, Submission]]":
        """What each project in a file is called in a message, and what was read of it."""
        from hashlib import sha256

        from verbetertool.api import load_rubric
        from verbetertool.reading.answers import parse_answers
        from verbetertool.reading.export import is_export, read_table, submissions_of
        from verbetertool.reading.files import STDIN, read_bytes
        from verbetertool.reading.filetypes import kind_of
        from verbetertool.reading.readers import may_be_answers

        if not is_export(file):
            data = read_bytes(file)
            if file != STDIN and not may_be_answers(file) and not _says_so(data):
                raise InvalidInputError([Problem("other_kind", Place(str(file)), {"kind": kind_of(data) or "other"})])
            yield shown(file), parse_answers(str(file), data, sha256(data).hexdigest())
            return
        if self._columns is None:
            raise InvalidInputError([Problem("map_needed", Place(str(file)))])
        table = read_table(file)
        for row, submission in submissions_of(table, self._columns, self._rubric or load_rubric()):
            yield _("{file}, rij {row}").format(file=shown(file), row=row), submission

    def _write(self, source: str, submission: "Submission") -> None:
        """Writes one answer file, and says where it is and how much is in it."""
        from verbetertool.api import checked_answers
        from verbetertool.interview.imported import imported
        from verbetertool.model.project import AnswerFile
        from verbetertool.report.sentences import render_problems
        from verbetertool.saving import safe_name, write_new

        answers, used, warnings = checked_answers(submission, self._rubric)
        if warnings:
            typer.echo(render_problems(warnings), err=True)
        data = imported(AnswerFile.model_validate(submission.parsed.value), used).encode()
        project = answers.project
        name = safe_name(" ".join(part for part in (project.id, project.name) if part))
        stem = next(each for each in _numbered(name) if each not in self._taken)
        self._taken.add(stem)
        target = self._output / f"{stem}.yaml"
        if not (target.is_file() and target.read_bytes() == data):
            write_new(target, data, force=self._force)
        number = answers.number_given
        counted = ngettext("{number} antwoord", "{number} antwoorden", number).format(number=number)
        sys.stdout.write(f"{source} -> {shown(target)}: {counted}\n")


def _says_so(data: bytes) -> bool:
    """Whether a file with any name is an answer file by what it holds."""
    from verbetertool.model.project import FORMAT
    from verbetertool.reading.filetypes import kind_of
    from verbetertool.reading.readers import READERS

    return kind_of(data) in READERS or FORMAT.encode() in data


def _same(file: Path, other: Path) -> bool:
    return os.path.abspath(file) == os.path.abspath(other)  # noqa: PTH100 - resolve() would follow links


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))
