"""An element: one thing that works, its question and levels, what the contour asks of it, and its support."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from verbetertool.model.base import (
    Id,
    LevelNumber,
    Model,
    Named,
    NoteNumber,
    RequiredLevel,
    SectionNumber,
    Text,
    Version,
)
from verbetertool.model.contour import Condition, Raise
from verbetertool.model.dossier import AppendixRows
from verbetertool.model.project import Asked
from verbetertool.model.scale import Levels
from verbetertool.model.thresholds import ESSENTIAL_ASKS

REVIEW_STUDIES = range(1, 27)
"""The notes of the dossier that are review studies; higher numbers are other sources (docs/scoring.md section 2)."""


class Advice(Model):
    """The first step to take from each level that falls short of the contour."""

    from_0: Text | None = Field(default=None, alias="0")
    from_1: Text | None = Field(default=None, alias="1")
    from_2: Text | None = Field(default=None, alias="2")
    from_3: Text | None = Field(default=None, alias="3")

    def __getitem__(self, level: int) -> str | None:
        return (self.from_0, self.from_1, self.from_2, self.from_3)[level]


class CalledEssential(Model):
    """The dossier's own word for it (essential, crucial, precondition, most important) and where it stands."""

    word: Text
    section: SectionNumber


class Studies(Model):
    """Note numbers behind an element: those of its paragraph, and those of its rows in the literature appendix."""

    text: tuple[NoteNumber, ...] = ()
    appendix: tuple[NoteNumber, ...] = ()


class Support(Model):
    """Why the dossier believes in an element: breadth of support, never size of effect (docs/scoring.md section 2)."""

    sections: tuple[SectionNumber, ...] = Field(min_length=1)
    studies: Studies = Field(default_factory=Studies)
    mentions: Annotated[int, Field(ge=0, le=999)] | None = None
    """How often the focus groups named it; null where the dossier leaves it blank. Merged rows: the highest."""
    appendix_rows: AppendixRows = Field(default_factory=AppendixRows)
    target_groups: tuple[Id, ...] = ()
    """The groups that the literature appendix names."""
    young_people_in_general: bool = False
    """Whether that appendix also names young people in general."""
    status: Literal["supported", "practice-based", "promising", "unproven"]
    caveat: Text | None = None

    @property
    def review_studies(self) -> frozenset[int]:
        """The different review studies behind the element."""
        return frozenset(self.studies.text + self.studies.appendix).intersection(REVIEW_STUDIES)


class NotApplicableRule(Model):
    """Whether a project may say that the element does not apply to it, and an example of a good reason."""

    allowed: bool
    example: Text | None = None

    @model_validator(mode="after")
    def _example_where_allowed(self) -> Self:
        if self.allowed and self.example is None:
            raise ValueError("example_missing")
        return self


class AskedOf(Model):
    """How somebody else is asked about an element, in words of their own, and about what they can see.

    For an element with own levels the level that each answer gives; on the shared scale the answers are a count.
    """

    question: Text
    ja: LevelNumber | None = None
    soms: LevelNumber | None = None
    nee: LevelNumber | None = None

    def level_of(self, answer: Asked) -> int | None:
        """The level that an answer gives; None on the shared scale, where the answers are a count."""
        return {"ja": self.ja, "soms": self.soms, "nee": self.nee}[answer]

    @property
    def gives_levels(self) -> tuple[bool, bool, bool]:
        """For which of the three answers it says the level."""
        return self.ja is not None, self.soms is not None, self.nee is not None


class Element(Named):
    """One thing that works: one question, and five levels at which a project can answer it.

    Its levels are on the scale that elements share (`per`, `absent`, `secured` and `practice`), or five texts of its
    own (`levels`). How they are shown: `Rubric.level_texts`.
    """

    context: Id
    question: Text
    why: Text
    practice: Text | None = None
    """What the ideal-typical project does here. Absent only in rubrics of before 2.0."""
    per: Text | None = None
    """What is counted, such as young people, or employers."""
    absent: Text | None = None
    """Level 0: nothing, or the opposite."""
    secured: Text | None = None
    """What level 4 adds to level 3. With own levels it may be left out: then the contour shows the text of level 4."""
    counts: tuple[Text, ...] = ()
    counts_not: tuple[Text, ...] = ()
    """Rulings for border cases: what counts, and what does not."""
    levels: Levels | None = None
    phase: Id | None = None
    """Where it stands in the walk through a project; None is throughout."""
    changed: Version | None = None
    """The version of the rubric in which its texts last changed meaning."""
    was: tuple[Id, ...] = ()
    """Its earlier ids."""
    base: RequiredLevel
    """The level that the contour asks of every project."""
    raises: tuple[Raise, ...] = ()
    applies_when: Condition | None = None
    called_essential: CalledEssential | None = None
    essential: bool = False
    """A precondition: while it is missing the band is limited (docs/scoring.md sections 3 and 6)."""
    knowledge_gap: bool = False
    core: bool = False
    support: Support
    not_applicable: NotApplicableRule
    advice: Advice
    measure: Text | None = None
    """How to find out in an afternoon: what to count, where, whom to ask."""
    asked_of: Annotated[dict[Id, AskedOf], Field(max_length=20)] = Field(default={})
    """By perspective."""
    see_also: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _possible_contour(self) -> Self:
        if any(step.to <= self.base for step in self.raises):
            raise ValueError("raise_not_higher")
        return self

    @model_validator(mode="after")
    def _one_kind_of_levels(self) -> Self:
        if self.levels is not None:
            if self.per is not None or self.absent is not None:
                raise ValueError("levels_and_scale")
        elif None in (self.per, self.absent, self.secured):
            raise ValueError("no_levels")
        elif self.practice is None:
            raise ValueError("practice_missing")
        wanted = 3 * (self.levels is not None,)
        if any(asked.gives_levels != wanted for asked in self.asked_of.values()):
            raise ValueError("asked_of_levels")
        return self

    @property
    def on_scale(self) -> bool:
        """Whether it stands on the shared scale, so that a count is an answer."""
        return self.levels is None

    @property
    def requirement(self) -> int:
        """The level that the contour asks where nothing raises it: an essential element asks at least 3."""
        return max(self.base, ESSENTIAL_ASKS if self.essential else 0)

    @property
    def highest_requirement(self) -> int:
        """The most that the contour can ask of any project."""
        return max([self.requirement, *(step.to for step in self.raises)])
