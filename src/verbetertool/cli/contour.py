"""The command about contours: what the ideal-typical project for a profile looks like."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbetertool.cli.boundary import DONE
from verbetertool.cli.common import (
    CommandEntry,
    ForceOption,
    FormatsOption,
    PlaceOption,
    RubricOption,
    assessed,
    deliver,
    destination,
    ready_made,
)
from verbetertool.errors import Checks, UsageError
from verbetertool.language import _

if TYPE_CHECKING:
    from verbetertool.model.assessment import Assessment
    from verbetertool.model.picture import Picture
    from verbetertool.model.rubric import Rubric
    from verbetertool.report.document import Document, Own

Found = tuple["Own | str", "Picture", "Rubric", "Assessment | None"]
"""What an argument names: its title, its picture, the rubric, and the result of an answer file."""


def commands() -> list[CommandEntry]:
    """The commands of this module: name, function, help text."""
    help_text = _(
        "Zo ziet een project eruit dat doet wat werkt.\n\nVoorbeeld: verbetertool contour project.yaml -f html"
    )
    return [("contour", contour, help_text)]


def contour(
    first: Annotated[str | None, typer.Argument(metavar=_("[BESTAND of PROFIEL]"), show_default=False)] = None,
    second: Annotated[str | None, typer.Argument(metavar=_("[BESTAND of PROFIEL]"), show_default=False)] = None,
    formats: FormatsOption = None,
    place: PlaceOption = None,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    from verbetertool.report.formats import FORMATS
    from verbetertool.report.formats.terminal import show_document

    checks = Checks()
    to = destination(place, formats, checks)
    checks.done()
    if first is None:
        if "json" in to.formats:
            raise UsageError("list_has_no_json")
        document = _list(rubric)
    else:
        document = _of_one(first, rubric) if second is None else _of_two(first, second, rubric)
    if not to.formats:
        show_document(document, sys.stdout)
    for name in to.formats:
        deliver(document, name, to.target(_name(first, second, FORMATS[name].ending)), force=force)
    return DONE


def _list(rubric: Path | None) -> "Document":
    """The ready-made profiles, each with its id."""
    from verbetertool.api import load_rubric
    from verbetertool.report.documents.contours import profiles_document

    return profiles_document(load_rubric(rubric))


def _of_one(argument: str, rubric: Path | None) -> "Document":
    from verbetertool.report.documents.contour import contour_document, project_contour_document

    title, picture, used, assessment = _found(argument, rubric)
    if assessment is not None:
        return project_contour_document(assessment, used)
    return contour_document(picture, used, title)


def _of_two(first: str, second: str, rubric: Path | None) -> "Document":
    from verbetertool.report.documents.contours import contours_document

    left_title, left, used, _left_result = _found(first, rubric)
    right_title, right, other, _right_result = _found(second, rubric)
    if used.digest != other.digest:
        raise UsageError("contours_of_two_rubrics", left=first, right=second)
    return contours_document(left, right, (left_title, right_title), used)


def _found(argument: str, rubric: Path | None) -> Found:
    """What an argument names: a ready-made profile by its id, else an answer file or a profile file.

    Raises UsageError for what is neither, InvalidInputError for a file that is not right.
    """
    from verbetertool.api import load_rubric
    from verbetertool.model.picture import picture_beside
    from verbetertool.reading.profiles import is_profile, load_profile
    from verbetertool.report.document import Own
    from verbetertool.scoring.picture import picture_for

    used = load_rubric(rubric)
    if reference := ready_made(argument, used):
        return reference.title, picture_for(used, reference.profile), used, None
    file = Path(argument)
    if is_profile(file):
        return Own(file.stem), picture_for(used, load_profile(file, used)), used, None
    assessment, own, _warnings = assessed(file, used if rubric else None)
    return Own(assessment.project.name), picture_beside(own, assessment), own, assessment


def _name(first: str | None, second: str | None, ending: str) -> Path:
    """How a page is called by itself."""
    from verbetertool.saving import safe_name

    names = [safe_name(Path(argument).stem) for argument in (first, second) if argument is not None]
    return Path("-".join([*names, "streefbeeld" if names else "streefbeelden"]) + ending)
