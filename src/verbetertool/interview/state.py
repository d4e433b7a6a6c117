"""Where a conversation is: the answers so far, the questions that they lead to, and which of those is on."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from verbetertool.interview import facts
from verbetertool.interview.canonical import evidence_list
from verbetertool.interview.differences import differences
from verbetertool.language import _
from verbetertool.model.project import FORMAT, AnswerFile, Answers, Audit, LongAnswer, LongOccurrence, Project, Scope
from verbetertool.model.rubric import AntiPattern, Element, Rubric
from verbetertool.scoring.applicability import applies

Kind = Literal["project", "element", "anti_pattern"]
Mode = Literal[
    "overview",
    "question",
    "small_count",
    "secured",
    "reason",
    "proof",
    "text",
    "clear",
    "part_end",
    "check",
    "stopped",
    "done",
]
"""`small_count` asks whether a count was meant, `secured` what level 4 adds to a count, `proof` is the one evidence
question after a high level, `text` a note or evidence of many lines."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question: a fact of the project, an element, or an anti-pattern."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the questionnaire; the project itself is part 0, the anti-patterns are the last."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class State:
    """A whole conversation; `file` holds every answer in its long form (canonical.normalised)."""

    rubric: Rubric
    file: AnswerFile
    today: str
    at: Item = Item("project", "name")
    mode: Mode = "question"
    writing: Literal["note", "evidence"] = "note"
    """What is being written in mode `text`, or asked about in mode `clear`."""
    wrote: bool = False
    """Whether a line was written since `text` or `reason` began."""
    pending: str = ""
    """In mode `small_count` the line that may be a count."""
    skipped: frozenset[Item] = frozenset()
    asked_proof: frozenset[Item] = frozenset()
    """Elements whose evidence was asked for: once is enough."""
    going_to: Item | None = None
    """From the end of a part: the next question, or None for the check."""
    back_to_check: bool = False
    hints: int = 0
    """How often the keys were shown in full."""

    @property
    def project(self) -> Project:
        return self.file.project

    @property
    def scope(self) -> Scope:
        return (self.file.audit.scope if self.file.audit else None) or "full"

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts that this project is asked, each with at least one question."""
        asked = Answers(rubric=self.rubric.id, project=self.project, scope=self.scope)
        elements = [element for element in self.rubric.elements if applies(element, asked)]
        parts = [Part(_("Uw project"), tuple(Item("project", name) for name in facts.names_of(self.rubric, self.file)))]
        for context in self.rubric.contexts:
            items = tuple(Item("element", element.id) for element in elements if element.context == context.id)
            parts.append(Part(context.title, items))
        anti_patterns = tuple(Item("anti_pattern", anti_pattern.id) for anti_pattern in self.rubric.anti_patterns)
        parts.append(Part(_("Uw manier van werken"), anti_patterns))
        return tuple(part for part in parts if part.items)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every question in order."""
        return tuple(item for part in self.parts for item in part.items)

    @cached_property
    def numbers(self) -> dict[Item, str]:
        """What a person types to go to a question: p1, p2 ... for the project, then 1, 2 ..."""
        facts = [item for item in self.items if item.kind == "project"]
        others = [item for item in self.items if item.kind != "project"]
        numbered = [(item, f"p{number}") for number, item in enumerate(facts, 1)]
        return dict([*numbered, *((item, str(number)) for number, item in enumerate(others, 1))])

    @property
    def question_count(self) -> int:
        return sum(item.kind != "project" for item in self.items)

    def part_of(self, item: Item) -> Part:
        """The part that a question belongs to."""
        return next(part for part in self.parts if item in part.items)

    def element(self, item: Item) -> Element:
        return self.rubric.element_by_id[item.id]

    def anti_pattern(self, item: Item) -> AntiPattern:
        return self.rubric.anti_pattern_by_id[item.id]

    def answer(self, item: Item) -> LongAnswer:
        """The answer about an element; an empty one if there is none."""
        found = (self.file.answers or {}).get(item.id)
        return found if isinstance(found, LongAnswer) else LongAnswer()

    def occurrence(self, item: Item) -> LongOccurrence:
        """The answer about an anti-pattern; an empty one if there is none."""
        found = (self.file.anti_patterns or {}).get(item.id)
        return found if isinstance(found, LongOccurrence) else LongOccurrence()

    def fact(self, item: Item) -> Any:
        """A fact of the project, or None while it is not known."""
        return facts.value_of(self.file, item.id)

    def note(self, item: Item) -> str:
        return (self.answer(item) if item.kind == "element" else self.occurrence(item)).note or ""

    def evidence(self, item: Item) -> tuple[str, ...]:
        found = (self.answer(item) if item.kind == "element" else self.occurrence(item)).evidence
        return evidence_list(found)

    def is_answered(self, item: Item) -> bool:
        """Whether there is an answer; "I don't know" is one, a mere note is not."""
        match item.kind:
            case "element":
                answer = self.answer(item)
                parts = (answer.level, answer.count, answer.not_applicable, answer.asked)
                return any(part is not None for part in parts)
            case "anti_pattern":
                return self.occurrence(item).occurs is not None
            case _:
                return self.fact(item) is not None

    def is_outdated(self, item: Item) -> bool:
        """Whether the question has changed since it was answered: it is asked again."""
        if item.kind == "project":
            return False
        value = self.answer(item) if item.kind == "element" else self.occurrence(item)
        return value.rubric_version is not None

    @cached_property
    def differing(self) -> tuple[Item, ...]:
        """Where the people of a file that was put together were far apart, largest effect first: asked before the rest.

        Gone from here once somebody answers or confirms it.
        """
        by_id = {item.id: item for item in self.items if item.kind != "project"}
        return tuple(by_id[id] for id in differences(self.file, self.rubric) if id in by_id)

    def is_open(self, item: Item) -> bool:
        """Whether the conversation still wants to ask this.

        A fact of the project that was left empty is not asked again once something after it was answered: empty counts
        as all.
        """
        if self.is_answered(item):
            return self.is_outdated(item) or item in self.differing
        if item.kind != "project" or item.id == "name":
            return True
        later = any(self.is_answered(other) for other in self._after(item) if other.kind == "project")
        return not (later or self.file.answers or self.file.anti_patterns)

    def first_open(self) -> Item | None:
        """Where to go on: the first open question, skipped ones last."""
        still_open = [*self.differing, *(item for item in self.items if self.is_open(item))]
        return next((item for item in still_open if item not in self.skipped), next(iter(still_open), None))

    def next_open(self, item: Item) -> Item | None:
        """The first open question after this one that was not skipped; a difference stands before all others."""
        if (first := next((i for i in self.differing if i != item and i not in self.skipped), None)) is not None:
            return first
        return next((i for i in self._after(item) if self.is_open(i) and i not in self.skipped), None)

    def following(self, item: Item) -> Item | None:
        """The question right after this one."""
        return next(iter(self._after(item)), None)

    def previous(self, item: Item) -> Item | None:
        """The question right before this one."""
        index = self.items.index(item)
        return self.items[index - 1] if index else None

    def _after(self, item: Item) -> tuple[Item, ...]:
        return self.items[self.items.index(item) + 1 :]

    @cached_property
    def no_longer_asked(self) -> tuple[str, ...]:
        """Ids with an answer in the file that this rubric does not have any more."""
        answers, anti_patterns = self.file.answers or {}, self.file.anti_patterns or {}
        gone = [id for id in answers if id not in self.rubric.element_by_id]
        return (*gone, *(id for id in anti_patterns if id not in self.rubric.anti_pattern_by_id))

    @cached_property
    def not_counted(self) -> tuple[Element, ...]:
        """Elements with an answer that this project is not asked about."""
        asked = {item.id for item in self.items if item.kind == "element"}
        names = [id for id in self.file.answers or {} if id not in asked]
        return tuple(self.rubric.element_by_id[id] for id in names if id in self.rubric.element_by_id)


def new_file(rubric: Rubric) -> AnswerFile:
    """The file of a project about which nothing is known."""
    return AnswerFile(
        format=FORMAT,
        rubric=rubric.id,
        rubric_version=rubric.version,
        project=Project(name=facts.nameless()),
        audit=Audit(scope="full"),
        answers={},
        anti_patterns={},
    )
