"""Where a conversation is: the answers so far, the questions that they lead to, and which of those is on."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from verbetertool.interview import project_questions
from verbetertool.interview.blocks import Blocks
from verbetertool.interview.canonical import evidence_list
from verbetertool.interview.differences import differences
from verbetertool.language import _
from verbetertool.model.anti_pattern import AntiPattern
from verbetertool.model.contour import Condition, Profile
from verbetertool.model.element import Element
from verbetertool.model.project import FORMAT, AnswerFile, Answers, Audit, LongAnswer, LongOccurrence, Project, Scope
from verbetertool.model.rubric import Rubric
from verbetertool.reading.levels import level_of_count
from verbetertool.scoring.applicability import applies

Kind = Literal["project", "element", "anti_pattern", "fact"]
Mode = Literal[
    "scope",
    "overview",
    "answers",
    "question",
    "list",
    "facts",
    "small_count",
    "secured",
    "reason",
    "proof",
    "text",
    "clear",
    "check",
    "plan",
    "plan_status",
    "plan_told",
    "plan_action",
    "plan_who",
    "plan_by",
    "stopped",
    "done",
]
"""`scope` asks for the short or the long questionnaire, `list` which of the open anti-patterns occur, `facts` whether
to go on with the facts. `small_count` asks whether a count was meant, `secured` what level 4 adds to a count, `proof`
is the one evidence question after a high level, `text` a note or evidence of many lines. The modes of the plan stand
in planning.py; after `plan_told` the conversation goes on where `then` says."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question: of the profile of the project, an element, an anti-pattern, or a fact that counts for nothing."""

    kind: Kind
    id: str

    @property
    def is_scored(self) -> bool:
        """Whether it has a level, and so a note and evidence; the others are about the project itself."""
        return self.kind in ("element", "anti_pattern")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the questionnaire: the profile is part 0, then the contexts, the anti-patterns and the facts."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be taken up in the plan: an improvement point, or with nothing said an action of the project's own."""

    kind: Literal["element", "anti_pattern"] | None = None
    id: str | None = None
    title: str = ""
    to: int | Literal["never", "sometimes"] | None = None
    action: str | None = None
    """The first action that the rubric advises."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was answered in an earlier round, brought up to date with this rubric, and when."""

    file: AnswerFile
    date: str | None


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
    listed: bool = False
    """Whether the list of anti-patterns was answered: what is still open of it then occurs."""
    offered_facts: bool = False
    """Whether it was asked to go on with the facts: once is enough."""
    back_to_check: bool = False
    hints: int = 0
    """How often the keys were shown in full."""
    read_scales: frozenset[Kind] = frozenset()
    """For which kind of question the levels that they share were shown in full: once is enough."""
    shown_part: str = ""
    """The part of which the title was shown last."""
    earlier: Earlier | None = None
    offers: tuple[Offer, ...] = ()
    offer: Offer | None = None
    """What is being taken up; `queue` what comes after it."""
    queue: tuple[Offer, ...] = ()
    plan_at: int = 0
    """The place in the plan of the action that is on."""
    then: Literal["overview", "first", "plan"] = "overview"

    @property
    def project(self) -> Project:
        return self.file.project

    @property
    def scope(self) -> Scope:
        return (self.file.audit.scope if self.file.audit else None) or "full"

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts that this project is asked, each with at least one question."""
        profile = tuple(Item("project", name) for name in project_questions.profile_names(self.rubric, self.file))
        parts = [Part(_("Uw project"), profile)]
        parts += scored_parts(self.rubric, self.project, self.scope)
        parts.append(
            Part(
                _("Feiten"), tuple(Item("fact", name) for name in project_questions.fact_names(self.rubric, self.file))
            )
        )
        return tuple(part for part in parts if part.items)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every question in order."""
        return tuple(item for part in self.parts for item in part.items)

    @cached_property
    def numbers(self) -> dict[Item, str]:
        """What a person types to go to a question: p1, p2 ... about the project, 1, 2 ... for the others."""
        about = [item for item in self.items if not item.is_scored]
        others = [item for item in self.items if item.is_scored]
        numbered = [(item, f"p{number}") for number, item in enumerate(about, 1)]
        return dict([*numbered, *((item, str(number)) for number, item in enumerate(others, 1))])

    def by_number(self, number: str) -> Item | None:
        """The question that a person means with a number; None if there is no such question."""
        return next((item for item, shown in self.numbers.items() if shown == number), None)

    @property
    def scored_parts(self) -> tuple[Part, ...]:
        """The parts that count, without those in which this project is asked nothing."""
        return tuple(part for part in self.parts if part.items[0].is_scored)

    @property
    def question_count(self) -> int:
        return sum(item.is_scored for item in self.items)

    def in_scope(self, scope: Scope) -> "State":
        """The same conversation with another scope."""
        audit = (self.file.audit or Audit()).model_copy(update={"scope": scope})
        return replace(self, file=self.file.model_copy(update={"audit": audit}))

    @cached_property
    def left_out(self) -> tuple[Element, ...]:
        """What a quick scan does not ask, though this project is asked it, or more of it, for what it says of itself.

        What is asked of the fewest comes first.
        """
        if self.scope != "quick":
            return ()
        profile = self.project.profile
        rest = [e for e in self.rubric.elements if not e.core and (not e.applies_when or profile.meets(e.applies_when))]
        called = [
            (min([_EVERYBODY, *(_width(each, profile) for each in _conditions(element))]), element) for element in rest
        ]
        return tuple(element for width, element in sorted(called, key=lambda pair: pair[0]) if width < _EVERYBODY)

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

    def level(self, item: Item) -> int | None:
        """The level of an answer, stated or given by a count; None where it has none."""
        answer = self.answer(item)
        if isinstance(answer.level, int):
            return answer.level
        element = self.element(item)
        return None if answer.count is None else level_of_count(answer.count, element, self.rubric)

    def occurrence(self, item: Item) -> LongOccurrence:
        """The answer about an anti-pattern; an empty one if there is none."""
        found = (self.file.anti_patterns or {}).get(item.id)
        return found if isinstance(found, LongOccurrence) else LongOccurrence()

    def fact(self, item: Item) -> Any:
        """A fact of the project, or None while it is not known."""
        return project_questions.value_of(self.file, item.id)

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
        if not item.is_scored:
            return False
        value = self.answer(item) if item.kind == "element" else self.occurrence(item)
        return value.rubric_version is not None

    @cached_property
    def differing(self) -> tuple[Item, ...]:
        """Where the people of a file that was put together were far apart, largest effect first: asked before the rest.

        Gone from here once somebody answers or confirms it.
        """
        by_id = {item.id: item for item in self.items if item.is_scored}
        return tuple(by_id[id] for id in differences(self.file, self.rubric) if id in by_id)

    @cached_property
    def before(self) -> "State | None":
        """The conversation as the earlier round left it; None without one."""
        return None if self.earlier is None else replace(self, file=self.earlier.file, earlier=None)

    def is_open(self, item: Item) -> bool:
        """Whether the conversation still wants to ask this.

        What was left empty of the profile is not asked again once something after it was answered: empty counts as all.
        Facts are offered, never wanted.
        """
        if self.is_answered(item):
            return self.is_outdated(item) or item in self.differing
        if item.kind == "fact":
            return False
        if item.is_scored or item.id == "name":
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

    @property
    def to_list(self) -> tuple[Item, ...]:
        """The anti-patterns that can be asked in one list: those of which nothing is known."""
        before = self.before
        return tuple(
            item
            for item in self.items
            if item.kind == "anti_pattern" and not self.is_answered(item) and not (before and before.is_answered(item))
        )

    def next_fact(self, item: Item) -> Item | None:
        """The first fact after a question that is not known and was not skipped."""
        later = (i for i in self._after(item) if i.kind == "fact")
        return next((i for i in later if not self.is_answered(i) and i not in self.skipped), None)

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


Said = tuple[State, Blocks]
"""What comes of a typed line: where the conversation is then, and what is said."""

_EVERYBODY = 1000


def _conditions(element: Element) -> list[Condition]:
    """The conditions under which an element is asked, or more of it."""
    own = [element.applies_when] if element.applies_when else []
    return own + [step.when for step in element.raises]


def _width(condition: Condition, profile: Profile) -> int:
    """For how many a condition holds that asks for what the profile says of itself: target groups, ages or goals."""
    if not profile.meets(condition):
        return _EVERYBODY
    if set(condition.target_groups).intersection(profile.target_groups):
        return len(condition.target_groups)
    if condition.ages and profile.ages:
        return 1
    return 10 * len(condition.goals) if set(condition.goals).intersection(profile.goals) else _EVERYBODY


def scored_parts(rubric: Rubric, project: Project, scope: Scope) -> list[Part]:
    """The parts that count, each with the questions of it that this project is asked: perhaps none."""
    asked = Answers(rubric=rubric.id, project=project, scope=scope)
    elements = [element for element in rubric.elements if applies(element, asked)]
    parts = []
    for context in rubric.contexts:
        items = tuple(Item("element", element.id) for element in elements if element.context == context.id)
        parts.append(Part(context.title, items))
    anti_patterns = tuple(Item("anti_pattern", anti_pattern.id) for anti_pattern in rubric.anti_patterns)
    return [*parts, Part(_("Uw manier van werken"), anti_patterns)]


def id_at(number: int, rubric: Rubric, project: Project, scope: Scope) -> str | None:
    """The id behind the number that a question has in the questionnaire of a project; None if there is none."""
    items = [item for part in scored_parts(rubric, project, scope) for item in part.items]
    return items[number - 1].id if 0 < number <= len(items) else None


def new_file(rubric: Rubric) -> AnswerFile:
    """The file of a project about which nothing is known."""
    return AnswerFile(
        format=FORMAT,
        rubric=rubric.id,
        rubric_version=rubric.version,
        project=Project(name=project_questions.nameless()),
        audit=Audit(scope="full"),
        answers={},
        anti_patterns={},
    )
