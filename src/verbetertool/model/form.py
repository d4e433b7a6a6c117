"""What a form asks, in order, as data: the project, the elements of each context, and the anti-patterns."""

from typing import Literal

from verbetertool.model.anti_pattern import AntiPattern
from verbetertool.model.contour import Profile
from verbetertool.model.element import Element
from verbetertool.model.project import Scope
from verbetertool.model.record import record
from verbetertool.model.rubric import Context, Rubric

FieldKind = Literal["line", "text", "age", "number", "count", "date", "yes_no", "one", "several"]


@record
class Field:
    """Something that is asked about the project itself, or about who fills in the form."""

    id: str
    """A path in the answer file: `project.name`, `project.ages.from`, `audit.date`, `project.facts.deelname`."""
    question: str
    kind: FieldKind
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """What can be chosen: ids, each with its text."""
    value: str | tuple[str, ...] | None = None
    """What is filled in already: a text, or the ids that are chosen."""

    @property
    def is_fact(self) -> bool:
        return self.id.startswith("project.facts.")

    @property
    def comes_last(self) -> bool:
        """Whether it comes after all questions, as in `audit`: none of them depends on it."""
        return self.is_fact or self.id.startswith("audit.") or self.id == "project.id"


@record
class Part:
    """A context with those of its elements that are asked; there is at least one."""

    context: Context
    elements: tuple[Element, ...]


@record
class Questions:
    """All that one form asks."""

    rubric: Rubric
    profile: Profile | None
    """The profile that decided which elements are asked; None where the form asks all of them."""
    scope: Scope
    perspective: str | None
    """From whose point of view it is filled in, where that is settled."""
    fields: tuple[Field, ...]
    parts: tuple[Part, ...]
    anti_patterns: tuple[AntiPattern, ...]
    own_words: bool = False
    """Whether the perspective is asked in words of its own (`asked_of`): all of these elements then have them."""


def parts_of(rubric: Rubric, elements: tuple[Element, ...]) -> tuple[Part, ...]:
    """The elements that are asked, by their contexts in the order of the rubric."""
    asked = {element.id for element in elements}
    parts = (
        Part(context, tuple(each for each in rubric.elements if each.context == context.id and each.id in asked))
        for context in rubric.contexts
    )
    return tuple(part for part in parts if part.elements)
