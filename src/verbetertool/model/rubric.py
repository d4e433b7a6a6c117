"""The rubric: every object of its YAML, in one file since an author's files are checked as one whole.

What is known to work, how far a project can be from it, and where the dossier says so.

Nothing about one dossier stands here; that is data, and rubrics/jongeren-naar-werk/README.md says how to write it.
"""

from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from verbetertool.model.base import Id, LevelNumber, Model, SectionNumber, Text, Version
from verbetertool.model.contour import Age, Condition, Raise, ReferenceProfile
from verbetertool.model.project import Asked
from verbetertool.model.scale import Levels, LevelTexts, Scale
from verbetertool.model.statements import Statement
from verbetertool.model.thresholds import ESSENTIAL_ASKS

REVIEW_STUDIES = range(1, 27)
"""The notes of the dossier that are review studies; higher numbers are other sources (docs/scoring.md section 2)."""

Link = Annotated[str, Field(pattern=r'^https?://[^\s<>"]+$', max_length=500)]
NoteNumber = Annotated[int, Field(ge=1, le=999)]


class Named(Model):
    """Something with a stable id and a title that a person reads."""

    id: Id
    title: Text


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
    base: Literal[2, 3, 4]
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


Strength = Literal["works-not", "usually-not", "less-effective", "backfires", "mixed-evidence"]


class AntiPattern(Named):
    """Something that is known not to work, asked in neutral words."""

    question: Text
    why: Text
    alternative: Text
    """What the dossier advises instead."""
    action: Text | None = None
    """A first action of its own."""
    changed: Version | None = None
    """The version of the rubric in which its texts last changed meaning."""
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


class LockGroup(Named):
    """Elements that limit the band together (docs/scoring.md section 6)."""

    section: SectionNumber
    elements: tuple[Id, ...] = Field(min_length=1)
    only_from_age: Age | None = None
    """The group holds only for a project that states an `ages.from` of at least this."""


class FactQuestion(Model):
    """A fact of the project that is asked and shown, and never scored."""

    id: Id
    question: Text
    kind: Literal["number", "count", "choice", "text"]
    choices: tuple[Named, ...] = ()
    """What can be chosen; for a choice alone."""
    per: Text | None = None
    """What is counted; for a count alone."""

    @model_validator(mode="after")
    def _as_its_kind(self) -> Self:
        if bool(self.choices) != (self.kind == "choice"):
            raise ValueError("fact_choices")
        if self.per is not None and self.kind != "count":
            raise ValueError("fact_per")
        return self


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
    informal: bool = False
    """Whether they are spoken to with "je"."""
    by_profession: bool = False
    """Whether who answers does so by profession: then one person alone may agree to be shown."""


class SuccessCriterion(Model):
    """A sign of success, seen from one perspective."""

    id: Id
    perspective: Id
    text: Text
    goals: tuple[Id, ...] = ()
    """The goals that it fits best; none is every goal."""
    section: SectionNumber


class Indicator(Model):
    """Something about a young person that one could ask or count."""

    id: Id
    text: Text
    goals: tuple[Id, ...] = ()
    """The goals that it fits best; none is every goal."""


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
    question: Text | None = None
    """What a project can ask itself about it; never scored."""
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

    def holds(self, levels: Mapping[str, int | None], occurs: Mapping[str, str]) -> bool:
        """Whether answers say so: levels by element, and how often anti-patterns occur."""
        if self.element is not None:
            level = levels.get(self.element)
            if level is None:
                return False
            return level >= self.at_least if self.at_least is not None else level <= (self.at_most or 0)
        found = occurs.get(self.anti_pattern or "")
        return found == "usually" or (found == "sometimes" and self.occurs == "sometimes")


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


class Phase(Choice):
    """A part of the walk through a project."""

    question: Text | None = None
    """What is asked about it: what the project does, and what somebody else does."""


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
    scale: Scale | None = None
    none_texts: tuple[Text, ...] = ()
    """Texts that only say that there is none; they count as no text (docs/scoring.md section 1)."""
    contexts: tuple[Context, ...] = ()
    target_groups: tuple[Choice, ...] = ()
    goals: tuple[Choice, ...] = ()
    phases: tuple[Phase, ...] = ()
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
    lock_groups: tuple[LockGroup, ...] = ()
    facts: tuple[FactQuestion, ...] = ()
    statements: tuple[Statement, ...] = ()


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

    def content(self) -> bytes:
        """All that it says as JSON, and nothing of what it leaves out."""
        return self.model_dump_json(by_alias=True, exclude_defaults=True).encode()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content: the same for the same content, wherever its files stand.

        What a rubric leaves out makes no difference, so a field that a later version of this tool knows changes none.
        """
        return sha256(self.content()).hexdigest()

    @cached_property
    def element_by_id(self) -> dict[str, Element]:
        return {element.id: element for element in self.elements}

    @cached_property
    def anti_pattern_by_id(self) -> dict[str, AntiPattern]:
        return {anti_pattern.id: anti_pattern for anti_pattern in self.anti_patterns}

    @cached_property
    def context_by_id(self) -> dict[str, Context]:
        return {context.id: context for context in self.contexts}

    @cached_property
    def _level_texts(self) -> dict[str, LevelTexts]:
        return {element.id: _texts_of(element, self.scale) for element in self.elements}

    @cached_property
    def text_digests(self) -> dict[str, str]:
        """By element id a digest of all texts that its levels mean: elements with the same one are comparable."""
        return {
            element.id: sha256(
                "\n".join((element.practice or "", *self._level_texts[element.id])).encode()
            ).hexdigest()[:16]
            for element in self.elements
        }

    def asked_of(self, perspective: str) -> tuple[Element, ...]:
        """The elements that a perspective is asked about in words of its own, in the order of the rubric."""
        return tuple(element for element in self.elements if perspective in element.asked_of)

    @cached_property
    def asked_perspectives(self) -> tuple[Perspective, ...]:
        """The perspectives that are asked in words of their own."""
        return tuple(each for each in self.perspectives if self.asked_of(each.id))

    @cached_property
    def perspective_titles(self) -> dict[str, str]:
        return {each.id: each.title for each in self.perspectives}

    def level_texts(self, element: Element) -> LevelTexts:
        """The texts of the five levels of one of its elements as they are shown, lowest first.

        On the shared scale they say of how many the element's `practice` holds, which is shown beside them.
        """
        return self._level_texts[element.id]

    @cached_property
    def _none_texts(self) -> frozenset[str]:
        return frozenset(map(_bare, self.none_texts))

    def says_none(self, text: str) -> bool:
        """Whether a text is blank or only says that there is none: it counts as no text (docs/scoring.md section 1)."""
        return not text.strip() or _bare(text) in self._none_texts

    @cached_property
    def practices_by_element(self) -> dict[str, tuple[Practice, ...]]:
        """Of each element the practices that show it, those of which the dossier says so first."""
        found: dict[str, list[Practice]] = {}
        for basis in ("said", "implied"):
            for practice in self.practices:
                for shown in practice.shows:
                    if shown.basis == basis:
                        found.setdefault(shown.element, []).append(practice)
        return {element: tuple(practices) for element, practices in found.items()}

    def practices_of(self, element_id: str) -> tuple[Practice, ...]:
        """The practices that show an element, those of which the dossier says so first."""
        return self.practices_by_element.get(element_id, ())


def _texts_of(element: Element, scale: Scale | None) -> LevelTexts:
    if (own := element.levels) is not None:
        return own[0], own[1], own[2], own[3], own[4]
    assert scale, element.id  # a rubric is loaded only if it has one
    return scale.texts_for(element.per or "", element.absent or "", element.secured or "")


def _bare(text: str) -> str:
    """A text without what makes no difference to whether it says none: case, outer blanks, a closing dot."""
    return text.strip().removesuffix(".").strip().casefold()
