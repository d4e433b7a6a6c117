"""What several people say of one project together: one set of answers, and the points to talk about.

docs/scoring.md section 9 has the rules, docs/file-formats.md the document that `team -f json` writes.
"""

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from verbetertool.model.assessment import Amount, Kind
from verbetertool.model.base import closed_record
from verbetertool.model.contour import ProfileField
from verbetertool.model.project import (
    FORMAT,
    Answer,
    Answered,
    AnswerFile,
    Answers,
    Audit,
    FromPeople,
    LongAnswer,
    LongOccurrence,
    NotApplicable,
    OccursFromPeople,
    Often,
)
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import STATED_LEVEL, Count


@closed_record
class Said:
    """What the people of one perspective say: how many of them, and the level or how often; null is no perspective."""

    perspective: str | None
    people: int
    level: int | Often


@closed_record
class TalkPoint:
    """Something on which people are far apart, and what that is worth in points of the score."""

    id: str
    worth: Amount
    by: tuple[Said, ...]
    """The perspectives that may be shown apart, in the order of the files."""


@closed_record
class TalkDocument:
    """What `team -f json` writes: the points to talk about, largest worth first."""

    talk: tuple[TalkPoint, ...]


@record
class Difference:
    """A point to talk about with all that a team may know of it."""

    kind: Kind
    point: TalkPoint
    people: int
    """How many said what, of all perspectives together."""
    level: int | Often
    """What they come to together."""
    lowest: int | Often
    highest: int | Often
    counts: Mapping[str | None, Count] = field(default_factory=dict)
    """What those of a perspective that may be shown apart counted, or answered in words of their own."""


@record
class Noted:
    """A note to one answer, by somebody of a perspective that may be shown apart there."""

    perspective: str | None
    text: str


@record
class ProfileDifference:
    """A file, by its place among those of the team, whose profile is another, and in which fields."""

    number: int
    fields: tuple[ProfileField, ...]


@record
class Team:
    """Several answer files of one project as one."""

    answers: Answers
    """The project as they see it together; without lines, since it stands in no file."""
    answers_from: Mapping[str, FromPeople]
    """By element whose answer it is."""
    anti_patterns_from: Mapping[str, OccursFromPeople]
    differences: tuple[Difference, ...]
    """Largest worth first."""
    notes: Mapping[str, tuple[Noted, ...]]
    """By id, in the order of the files; those of few people are left out."""
    people: Mapping[str | None, int]
    """How many people there are of each perspective, in the order of the files."""
    profile_of: int
    """Whose profile it is: the place of a file among those of the team."""
    other_profiles: tuple[ProfileDifference, ...]

    @property
    def document(self) -> TalkDocument:
        return TalkDocument(tuple(difference.point for difference in self.differences))

    def file(self, rubric: Rubric, note: str) -> AnswerFile:
        """The answer file of the team, with `note` as what a reader must know of it.

        Raises ValueError (pydantic's ValidationError) where the notes to one answer are too long together.
        """
        told = self.answers
        return AnswerFile(
            format=FORMAT,
            rubric=rubric.id,
            rubric_version=rubric.version,
            project=told.project,
            audit=Audit(
                scope=told.scope,
                date=told.date,
                perspective=told.perspective,
                assessor=told.assessor or None,
                note=note,
            ),
            answers={
                id: _long_answer(answer, self._note(id, rubric), self.answers_from[id])
                for id, answer in told.answers.items()
            },
            anti_patterns={
                id: LongOccurrence(
                    occurs=each.occurs,
                    note=self._note(id, rubric),
                    evidence=each.evidence or None,
                    rubric_version=each.rubric_version,
                    from_=self.anti_patterns_from[id],
                )
                for id, each in told.anti_patterns.items()
            },
        )

    def _note(self, id: str, rubric: Rubric) -> str | None:
        """The notes to one answer below each other, each with the perspective that it is from."""
        titles = rubric.perspective_titles
        lines = [
            f"{titles[each.perspective]}: {each.text}" if each.perspective in titles else each.text
            for each in self.notes.get(id, ())
        ]
        return "\n".join(lines) or None


def _long_answer(answer: Answer, note: str | None, of: FromPeople) -> LongAnswer:
    long = LongAnswer(note=note, rubric_version=answer.rubric_version, from_=of)
    match answer:
        case Answered():
            count = answer.count.text if answer.count else None
            level = None if answer.count and answer.level != STATED_LEVEL else answer.level
            return long.model_copy(update={"level": level, "count": count, "evidence": answer.evidence or None})
        case NotApplicable():
            return long.model_copy(update={"not_applicable": answer.reason or True})
        case _:
            return long.model_copy(update={"level": "unknown"})


def to_json(document: TalkDocument) -> bytes:
    """The document in UTF-8."""
    return _adapter().dump_json(document, by_alias=True, indent=2)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the document."""
    return _adapter().json_schema(mode="serialization")


@cache
def _adapter() -> TypeAdapter[TalkDocument]:
    return TypeAdapter(TalkDocument)
