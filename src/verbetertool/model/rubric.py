"""The rubric: what is known to work, how far a project can be from it, and where the dossier says so.

Nothing about one dossier stands here; that is data, and rubrics/jongeren-naar-werk/README.md says how to write it.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from verbetertool.model.base import Id, LevelNumber, Model, SectionNumber, Text, Version
from verbetertool.model.contour import Condition, Raise, ReferenceProfile
from verbetertool.model.thresholds import ESSENTIAL_ASKS

LEVELS = (0, 1, 2, 3, 4)
REVIEW_STUDIES = range(1, 27)
"""The notes of the dossier that are review studies; higher numbers are other sources (docs/scoring.md section 2)."""

Link = Annotated[str, Field(pattern=r'^https?://[^\s<>"]+$', max_length=500)]
NoteNumber = Annotated[int, Field(ge=1, le=999)]


class Named(Model):
    """Something with a stable id and a title that a person reads."""

    id: Id
    title: Text


class Levels(Model):
    """Five texts, lowest first; each says what can be seen or counted at that level."""

    level_0: Text = Field(alias="0")
    level_1: Text = Field(alias="1")
    level_2: Text = Field(alias="2")
    level_3: Text = Field(alias="3")
    level_4: Text = Field(alias="4")

    def __getitem__(self, level: int) -> str:
        return (self.level_0, self.level_1, self.level_2, self.level_3, self.level_4)[level]


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


class AppendixRows(Model):
    """The exact titles of the appendix rows that an element covers."""

    literature: tuple[Text, ...] = ()
    focus_groups: tuple[Text, ...] = ()


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


class Element(Named):
    """One thing that works: one question, and five levels at which a project can answer it."""

    context: Id
    question: Text
    why: Text
    levels: Levels
    base: Literal[2, 3]
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
    see_also: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _possible_contour(self) -> Self:
        if any(step.to <= self.base for step in self.raises):
            raise ValueError("raise_not_higher")
        return self

    @property
    def requirement(self) -> int:
        """The level that the contour asks where nothing raises it: an essential element asks at least 3."""
        return max(self.base, ESSENTIAL_ASKS if self.essential else 0)

    @property
    def highest_requirement(self) -> int:
        """The most that the contour can ask of any project."""
        return max([self.requirement, *(step.to for step in self.raises)])


Strength = Literal["works-not", "usually-not", "less-effective", "backfires", "mixed-evidence"]


class AntiPattern(Named):
    """Something that is known not to work, asked in neutral words."""

    question: Text
    why: Text
    alternative: Text
    """What the dossier advises instead."""
    elements: tuple[Id, ...] = ()
    """The elements that are the alternative."""
    strength: Strength
    severity: Annotated[int, Field(ge=0, le=2)]
    certain: bool
    sections: tuple[SectionNumber, ...] = Field(min_length=1)
    notes: tuple[NoteNumber, ...] = ()
    caveat: Text | None = None

    @property
    def deduction(self) -> int:
        """Points off the score for `sometimes`; twice that for `usually` (docs/scoring.md section 4)."""
        return self.severity if self.certain else 0


class Shown(Model):
    """An element that a practice shows; `said` in so many words by the dossier, or `implied` by what it describes."""

    element: Id
    basis: Literal["said", "implied"]


class ResultFigure(Model):
    """What a practice achieved according to the dossier, with the notes that back it."""

    text: Text
    notes: tuple[NoteNumber, ...] = ()


class Practice(Named):
    """A named good practice: a project, a method or a model."""

    kind: Literal["project", "method", "model", "experiment"]
    description: Text
    sections: tuple[SectionNumber, ...] = Field(min_length=1)
    shows: tuple[Shown, ...] = ()
    results: tuple[ResultFigure, ...] = ()
    notes: tuple[NoteNumber, ...] = ()
    link: Link | None = None
    caveat: Text | None = None


class SuccessView(Named):
    """One of the ways to look at success, for the projects with one of its goals."""

    text: Text
    goals: tuple[Id, ...] = Field(min_length=1)
    section: SectionNumber


class Perspective(Named):
    """Somebody from whose point of view a project can succeed."""

    id: Id
    title: Text


class SuccessCriterion(Model):
    """A sign of success, seen from one perspective."""

    id: Id
    perspective: Id
    text: Text
    section: SectionNumber


class Indicator(Model):
    """Something about a young person that one could ask or count."""

    id: Id
    text: Text


class IndicatorColumn(Named):
    """A group of outcome indicators."""

    section: SectionNumber
    indicators: tuple[Indicator, ...] = Field(min_length=1)


class KnowledgeGap(Model):
    """A question that research has not answered yet, and the elements and anti-patterns it touches."""

    id: Id
    question: Text
    advice: Text
    """What a project can measure itself."""
    sections: tuple[SectionNumber, ...] = Field(min_length=1)
    elements: tuple[Id, ...] = ()
    anti_patterns: tuple[Id, ...] = ()


class Principle(Named):
    """A starting point of the dossier that no single element holds."""

    text: Text
    sections: tuple[SectionNumber, ...] = Field(min_length=1)


class Claim(Model):
    """Half of a contradiction: what an answer says of one element (from or up to a level) or one anti-pattern."""

    element: Id | None = None
    at_least: LevelNumber | None = None
    at_most: LevelNumber | None = None
    anti_pattern: Id | None = None
    occurs: Literal["sometimes", "usually"] | None = None
    """Occurs this often, or more."""

    @model_validator(mode="after")
    def _one_claim(self) -> Self:
        about_level = self.element is not None and (self.at_least is None) != (self.at_most is None)
        about_harm = self.anti_pattern is not None and self.occurs is not None
        of_element = (self.element, self.at_least, self.at_most) != (None, None, None)
        of_harm = (self.anti_pattern, self.occurs) != (None, None)
        if (of_element, of_harm) != (about_level, about_harm) or about_level == about_harm:
            raise ValueError("bad_claim")
        return self


class Contradiction(Model):
    """Two answers that hardly go together, and the question that settles it. Never an accusation."""

    id: Id
    first: Claim
    second: Claim
    question: Text


class NotCovered(Model):
    """A place of the dossier that leads to no id, and why."""

    place: SectionNumber
    item: Text
    reason: Text


class DossierItem(Model):
    """Something that the dossier names in its text, and the ids that it leads to."""

    place: SectionNumber
    item: Text
    ids: tuple[Id, ...] = Field(min_length=1)


class Dossier(Model):
    """What the dossier holds, listed from the dossier itself: the other end of `rubric trace`."""

    sections: tuple[SectionNumber, ...] = Field(min_length=1)
    appendix_rows: AppendixRows
    items: tuple[DossierItem, ...] = ()


class Context(Named):
    """A setting in which elements work; the parts of the questionnaire and of the report."""

    intro: Text
    section: SectionNumber


class Choice(Named):
    """A value that a project can choose for its target groups, goals or phases."""

    description: Text
    section: SectionNumber | None = None


class Source(Model):
    """The publication that a rubric is drawn from."""

    title: Text
    author: Text
    commissioned_by: Text | None = None
    note: Text | None = None
    link: Link | None = None


class Heading(Model):
    """What a rubric is called, and which version this is."""

    id: Id
    version: Version
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    title: Text
    description: Text
    source: Source


class RubricPart(Model):
    """What one file of a rubric may hold; a rubric is the files of its folder together."""

    rubric: Heading | None = None
    dossier: Dossier | None = None
    contexts: tuple[Context, ...] = ()
    target_groups: tuple[Choice, ...] = ()
    goals: tuple[Choice, ...] = ()
    phases: tuple[Choice, ...] = ()
    elements: tuple[Element, ...] = ()
    anti_patterns: tuple[AntiPattern, ...] = ()
    practices: tuple[Practice, ...] = ()
    success_views: tuple[SuccessView, ...] = ()
    perspectives: tuple[Perspective, ...] = ()
    success_criteria: tuple[SuccessCriterion, ...] = ()
    outcome_indicators: tuple[IndicatorColumn, ...] = ()
    knowledge_gaps: tuple[KnowledgeGap, ...] = ()
    principles: tuple[Principle, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    not_covered: tuple[NotCovered, ...] = ()
    reference_profiles: tuple[ReferenceProfile, ...] = ()


class Rubric(RubricPart):
    """A whole rubric, checked: ids are unique and every reference leads somewhere."""

    rubric: Heading
    contexts: tuple[Context, ...] = Field(min_length=1)
    elements: tuple[Element, ...] = Field(min_length=1)

    def __hash__(self) -> int:
        """Equal rubrics have equal names; all texts together would take milliseconds each time one is looked up."""
        return hash((self.id, self.version))

    @property
    def id(self) -> str:
        return self.rubric.id

    @property
    def version(self) -> str:
        return self.rubric.version

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy works out for itself what depends on its content."""
        copy = super().model_copy(update=update, deep=deep)
        for name in vars(copy).keys() - self.__class__.model_fields.keys():
            del vars(copy)[name]
        return copy

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content: the same for the same content, wherever its files stand."""
        return sha256(self.model_dump_json(by_alias=True).encode()).hexdigest()

    @cached_property
    def element_by_id(self) -> dict[str, Element]:
        return {element.id: element for element in self.elements}

    @cached_property
    def anti_pattern_by_id(self) -> dict[str, AntiPattern]:
        return {anti_pattern.id: anti_pattern for anti_pattern in self.anti_patterns}

    @cached_property
    def context_by_id(self) -> dict[str, Context]:
        return {context.id: context for context in self.contexts}

    def practices_of(self, element_id: str) -> Iterable[Practice]:
        """The practices that show an element, those of which the dossier says so first."""
        said = [p for p in self.practices if any(s.element == element_id and s.basis == "said" for s in p.shows)]
        implied = [p for p in self.practices if any(s.element == element_id and s.basis == "implied" for s in p.shows)]
        return (*said, *implied)
