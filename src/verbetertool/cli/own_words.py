"""What `audit --perspective` needs beside the questionnaire: its files, and its last words."""

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbetertool.errors import UsageError
from verbetertool.language import _

if TYPE_CHECKING:
    from verbetertool.interview.blocks import Blocks
    from verbetertool.model.project import AnswerFile
    from verbetertool.model.rubric import Rubric

PerspectiveOption = Annotated[
    str | None,
    typer.Option(
        "--perspective", metavar="jongere|werkgever", help=_("Korte vragen in hun woorden, aan jongere of werkgever.")
    ),
]


def first_free(perspective: str) -> Path:
    """A name for the file of one more person: a number, since no name is asked."""
    from verbetertool.saving import safe_name

    names = (Path(f"{safe_name(perspective)}-{number}.yaml") for number in count(1))
    return next(path for path in names if not path.exists())


def file_for(perspective: str, found: "AnswerFile | None", rubric: "Rubric", file: Path) -> "AnswerFile":
    """The file in which somebody of this perspective answers: what was found there, or a new one.

    Raises UsageError where the rubric has no such questions, and for a file with other answers in it.
    """
    from verbetertool.interview.own_words import is_for, new_file
    from verbetertool.model.project import Audit
    from verbetertool.reading.validation import suggestion

    known = [each.id for each in rubric.asked_perspectives]
    if perspective not in known:
        close = suggestion(perspective, known)
        raise UsageError("perspective_not_asked", perspective=perspective, known=", ".join(known), suggestion=close)
    if found is None:
        return new_file(rubric, perspective)
    if not is_for(found, perspective, rubric):
        raise UsageError("file_of_others", file=str(file))
    audit = (found.audit or Audit()).model_copy(update={"perspective": perspective, "scope": None})
    return found.model_copy(update={"audit": audit})


def thanks(perspective: str, rubric: "Rubric", file: str) -> "Blocks":
    """That it is done; and for who asked, how all answers come together."""
    from verbetertool.interview.blocks import Block

    informal = any(each.id == perspective and each.informal for each in rubric.perspectives)
    text = _("Klaar! Dank je wel. Jouw antwoorden helpen om het project beter te maken.")
    if not informal:
        text = _("Klaar. Dank u wel. Uw antwoorden helpen om het project beter te maken.")
    return (
        Block(text, gap=True),
        Block(_("De antwoorden staan in {file}.").format(file=file)),
        Block(
            f"verbetertool team mijn-project.yaml {perspective}-*.yaml",
            label=_("Later, voor wie het project leidt:"),
            gap=True,
        ),
    )
