"""What several modules of commands share: options, an assessed file, and what is said and written."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from verbetertool.errors import UsageError
from verbetertool.language import _, ngettext

if TYPE_CHECKING:
    from verbetertool.errors import Checks, Problem
    from verbetertool.model.assessment import Assessment
    from verbetertool.model.contour import ReferenceProfile
    from verbetertool.model.rubric import Rubric
    from verbetertool.report.document import Document

STDOUT = Path("-")

CommandEntry = tuple[str, Callable[..., int], str]
"""A command: its name, its function, its help text."""

RubricOption = Annotated[
    Path | None, typer.Option("--rubric", metavar=_("MAP"), help=_("Gebruik de rubriek in deze map."), readable=False)
]
FormatsOption = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", metavar="html|md|json|pdf|docx", help=_("Vorm; mag vaker. Zonder: op het scherm.")),
]
PlaceOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar=_("PAD"), help=_("Bestand, map of - (scherm)."))
]
ForceOption = Annotated[bool, typer.Option("--force", help=_("Overschrijf ook een bestand dat er al stond."))]


def assessed(file: Path, rubric: "Rubric | None") -> "tuple[Assessment, Rubric, list[Problem]]":
    """The assessment of an answer file, the rubric it was checked against, and the warnings.

    Without `rubric` that is the shipped rubric that the file names. Raises InvalidInputError as `check` does.
    """
    from verbetertool.api import assess, read_answers

    answers, used, warnings = read_answers(file, rubric)
    return assess(used, answers), used, warnings


def given_rubric(folder: Path | None) -> "Rubric | None":
    """The rubric in the folder that was given; None without one: then an answer file names its own."""
    from verbetertool.api import load_rubric

    return load_rubric(folder) if folder else None


def report_stem(assessment: "Assessment", file: Path, is_free: Callable[[str], bool], *, short: bool = False) -> str:
    """A readable name for a project's reports: its name, the date of the round, and what it is.

    With the name of its file where another project has that name.
    """
    from verbetertool.saving import safe_name

    kind = "kort" if short else "rapport"
    ending = f"{assessment.date}-{kind}" if assessment.date else kind
    name = safe_name(assessment.project.name)
    full = f"{name}-{safe_name(file.stem)}"
    numbered = (f"{full}-{number}-{ending}" for number in count(2))
    return next(stem for stem in chain((f"{name}-{ending}", f"{full}-{ending}"), numbered) if is_free(stem))


def ready_made(argument: str, rubric: "Rubric") -> "ReferenceProfile | None":
    """The ready-made profile of this id; None where the argument is a file. Raises UsageError where it is neither."""
    from verbetertool.reading.validation import suggestion

    known = {reference.id: reference for reference in rubric.reference_profiles}
    file = Path(argument)
    if argument not in known and file != STDOUT and not file.exists():
        ids = list(known)
        raise UsageError("no_such_profile", id=argument, known=", ".join(ids), suggestion=suggestion(argument, ids))
    return known.get(argument)


def each_file(paths: Sequence[Path]) -> list[Path]:
    """The files that are named, each once, and those that a pattern means where the shell left it to us."""
    from verbetertool.batch.inputs import meant

    files = [file for path in paths for file in meant(path) or [path]]
    return list(dict.fromkeys(files))


_OTHERS = re.compile(
    r"\.(?:txt|doc|odt|rtf|xls|ods|csv|jsonl|pptx?|xml|zip|gz|tar|7z|png|jpe?g|gif|css|eml|msg|exe)",
    re.IGNORECASE,
)
"""Endings that promise something that no command writes under a name of one's own."""


def check_ending(path: Path, kind: str) -> None:
    """Raises UsageError for a name that promises another kind of file: `kind` is a format, a form, `yaml` or `map`."""
    endings = _endings()
    ending = path.suffix.casefold()
    if ending in endings.get(kind, ()) or path == STDOUT or path.exists():  # what is there has reasons of its own
        return
    if _OTHERS.fullmatch(ending) or any(ending in each for each in endings.values()):
        raise UsageError("wrong_ending", file=str(path), ending=ending, kind=kind)


def format_of(path: Path) -> str | None:
    """The format that the name of a report promises, if it does."""
    ending = path.suffix.casefold()
    return next((name for name, endings in _of_reports().items() if ending in endings), None)


def _of_reports() -> dict[str, tuple[str, ...]]:
    """How the names of reports may end, by their format."""
    from verbetertool.report.formats import FORMATS

    return {name: (format.ending, *format.also) for name, format in FORMATS.items()}


def _endings() -> dict[str, tuple[str, ...]]:
    """How the names of what we write may end: reports, forms, and answer files."""
    from verbetertool.report.forms import FORMS

    return {**{name: (form.ending,) for name, form in FORMS.items()}, **_of_reports(), "yaml": (".yaml", ".yml")}


class Destination(NamedTuple):
    """Where the documents of a command go, and in which formats: what `-f` and `-o` say together."""

    formats: tuple[str, ...]
    """Empty is the screen."""
    output: Path | None
    """None is where the command writes by itself."""
    is_folder: bool

    def target(self, beside: Path) -> Path:
        """Where a document goes that would otherwise stand at `beside`."""
        if self.output is None or self.output == STDOUT:
            return self.output or beside
        return self.output / beside.name if self.is_folder or self.output.is_dir() else self.output


def destination(place: str | None, formats: Sequence[str] | None, checks: "Checks", number: int = 1) -> Destination:
    """The destination of `number` documents: the name of a file gives the format, a slash at its end is a folder.

    What goes wrong goes to `checks`: a format that there is not, a name that promises another format, a place without
    a format, or one that takes a single file for more than one.
    """
    output = Path(place) if place is not None else None
    if output is not None and not formats and (meant := format_of(output)):
        formats = [meant]
    chosen = checks.of(lambda: known_formats(formats or [])) or []
    is_folder = place is not None and place.endswith(("/", os.sep))
    many = number * len(chosen) > 1
    if output is not None and (chosen or not formats):
        checks.of(lambda: _check_place(output, chosen, many=many, is_folder=is_folder))
    return Destination(tuple(chosen), output, is_folder or many)


def _check_place(output: Path, chosen: Sequence[str], *, many: bool, is_folder: bool) -> None:
    """Raises UsageError for a place where documents in these formats can't go."""
    if not chosen:
        raise UsageError("format_needed")
    if output == STDOUT:
        if many:
            raise UsageError("stdout_takes_one")
    elif many and output.is_file():
        raise UsageError("output_is_file", file=str(output))
    elif not (is_folder or output.is_dir()):
        check_ending(output, "map" if many else chosen[0])


def deliver(document: "Document", name: str, target: Path, *, force: bool, house_style: str = "") -> None:
    """Writes a document in the format of this name as `put` does.

    Raises UsageError too where the format needs something that is not there.
    """
    from verbetertool.report.formats import FORMATS

    put(FORMATS[name].render(document, house_style), name, target, force=force)


def put(data: bytes, name: str, target: Path, *, force: bool) -> None:
    """Writes a file in the format of this name, and says where it is; `STDOUT` gets it without a word.

    Raises UsageError where a file stands already that it may not replace, without `force`; OutputError where it can't
    be written.
    """
    from verbetertool.cli.replacing import write_over
    from verbetertool.report.formats import FORMATS

    if target != STDOUT:
        is_new = not target.exists()
        write_over(target, data, force=force)
        text = _("Rapport: {file}") if is_new else _("Rapport, in plaats van het vorige: {file}")
        typer.echo(text.format(file=shown(target)), err=True)
    elif FORMATS[name].binary:
        sys.stdout.buffer.write(data)
    else:
        print_text(data.decode())


def known_formats(names: Sequence[str]) -> list[str]:
    """The formats asked for, each once. Raises UsageError for one that there is not."""
    from verbetertool.report.formats import FORMATS

    for name in names:
        if name not in FORMATS:
            raise UsageError("unknown_format", format=name, known=", ".join(FORMATS))
    return list(dict.fromkeys(names))


def shown(path: Path | str) -> str:
    """A path or a name as it may stand in a sentence."""
    from verbetertool.report.text import one_line

    return one_line(str(path))


def name_some(text: str, names: Sequence[str]) -> None:
    """Says something on stderr of a few names, if there are any: `text` has `{names}`, and may have `{number}`."""
    if names:
        told = ", ".join(shown(name) for name in names[:_MOST_NAMED]) + (", ..." if names[_MOST_NAMED:] else "")
        typer.echo(text.format(number=len(names), names=told), err=True)


_MOST_NAMED = 5


def print_text(text: str) -> None:
    """Prints what is as a rule a file; an answer file or a rubric may hold control characters.

    Where it does not go to a terminal it is UTF-8, as the file is, whatever the system takes for its own encoding.
    """
    from verbetertool.report.text import clean

    if sys.stdout.isatty():
        sys.stdout.write(clean(text))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(clean(text).encode(errors="replace"))


def warn(warnings: "Sequence[Problem]", file: Path | None = None) -> None:
    """Says on stderr that a file has remarks, if it has; by name where there is more than one."""
    if not warnings:
        return
    number = len(warnings)
    if file is not None:
        text = ngettext(
            "Let op: er is {number} opmerking bij {file}. Zie: verbetertool check",
            "Let op: er zijn {number} opmerkingen bij {file}. Zie: verbetertool check",
            number,
        )
        typer.echo(text.format(number=number, file=shown(file)), err=True)
        return
    text = ngettext(
        "Let op: er is {number} opmerking bij dit bestand. Zie: verbetertool check",
        "Let op: er zijn {number} opmerkingen bij dit bestand. Zie: verbetertool check",
        number,
    )
    typer.echo(text.format(number=number), err=True)
