"""The rubric as a whole: what it may hold, and what can be asked of it.

What is known to work, how far a project can be from it, and where the dossier says so. Nothing about one dossier stands
here; that is data, and rubrics/jongeren-naar-werk/README.md says how to write it.
"""

from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from verbetertool.model.anti_pattern import AntiPattern
from verbetertool.model.base import Id, Model, Named, SectionNumber, Text, Version
from verbetertool.model.contour import Age, ReferenceProfile
from verbetertool.model.contradiction import Contradiction
from verbetertool.model.dossier import Dossier, KnowledgeGap, NotCovered, Practice, Principle, Source
from verbetertool.model.element import Element
from verbetertool.model.scale import LevelTexts, Scale
from verbetertool.model.statements import Statement
from verbetertool.model.success import IndicatorColumn, Perspective, SuccessCriterion, SuccessView


class Heading(Model):
    """What a rubric is called, and which version this is."""

    id: Id
    version: Version
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    title: Text
    description: Text
    source: Source


class Choice(Named):
    """A value that a project can choose for its target groups, goals or phases."""

    description: Text
    section: SectionNumber | None = None


class Phase(Choice):
    """A part of the walk through a project."""

    question: Text | None = None
    """What is asked about it: what the project does, and what somebody else does."""


class Context(Named):
    """A setting in which elements work; the parts of the questionnaire and of the report."""

    intro: Text
    section: SectionNumber


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
