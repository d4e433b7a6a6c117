"""Which elements count for a project, and what the contour asks of each (docs/scoring.md sections 1 and 3)."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from verbetertool.model.contour import Condition, Profile
from verbetertool.model.element import Element
from verbetertool.model.project import OCCURS, Answer, Answered, Answers, NotApplicable, Project, Scope
from verbetertool.model.record import record, shared
from verbetertool.model.rubric import Rubric
from verbetertool.model.thresholds import GROUP_FROM
from verbetertool.scoring.case import Case, Counted, CountedAntiPattern, Group
from verbetertool.scoring.weight import weight_of


@shared
class ContourElement:
    """An element that is asked of a project: its weight (1-3), and the level (2-4) that the contour asks."""

    element: Element
    weight: int
    required: int


def contour_of(rubric: Rubric, profile: Profile, scope: Scope) -> list[ContourElement]:
    """The elements that are asked of a project with this profile, in the order of the rubric.

    The level asked is that of the highest rule that matches (section 3).
    """
    conditions, rules = _rules(rubric)
    met = [profile.meets(condition) for condition in conditions]
    found = []
    for rule in rules:
        if (rule.core or scope == "full") and (rule.applies is None or met[rule.applies]):
            required = rule.floor
            for when, to in rule.raises:
                if to > required and met[when]:
                    required = to
            found.append(rule.asked[required])
    return found


@record
class _Rule:
    """What is the same for every project of one element; conditions by their number."""

    core: bool
    floor: int
    applies: int | None
    raises: tuple[tuple[int, int], ...]
    asked: dict[int, ContourElement]
    """By the level that the contour asks."""


@lru_cache(maxsize=8)
def _rules(rubric: Rubric) -> tuple[list[Condition], list[_Rule]]:
    """Every different condition of a rubric once, and the rules of its elements."""
    conditions: dict[Condition, int] = {}

    def number(condition: Condition) -> int:
        return conditions.setdefault(condition, len(conditions))

    rules = []
    for element in rubric.elements:
        weight = weight_of(element)
        rules.append(
            _Rule(
                element.core,
                element.requirement,
                None if element.applies_when is None else number(element.applies_when),
                tuple((number(step.when), step.to) for step in element.raises),
                {required: ContourElement(element, weight, required) for required in (2, 3, 4)},
            )
        )
    return list(conditions), rules


def applies(element: Element, answers: Answers) -> bool:
    """Whether the element is asked of this project: by its profile, and in a quick scan only if it is core."""
    asked = element.core or answers.scope == "full"
    return asked and (element.applies_when is None or answers.project.profile.meets(element.applies_when))


def is_excluded(rubric: Rubric, element: Element, answer: Answer | None) -> bool:
    """Whether the answer takes the element out of the sum: not applicable, allowed, and with a reason (section 1)."""
    return isinstance(answer, NotApplicable) and may_be_excluded(element) and not rubric.says_none(answer.reason or "")


def may_be_excluded(element: Element) -> bool:
    """Whether a "not applicable" with a reason takes the element out of the sum (section 1)."""
    return element.not_applicable.allowed and not element.essential


def evidence_of(rubric: Rubric, answer: Answer) -> tuple[str, ...]:
    """What an answer gives as evidence, without texts that are blank or only say that there is none (section 1)."""
    return tuple([text for text in answer.evidence if not rubric.says_none(text)]) if answer.evidence else ()


def case_of(rubric: Rubric, answers: Answers) -> Case:
    """The elements that count for this project, and its anti-patterns, in the order of the rubric."""
    return case_from(contour_of(rubric, answers.project.profile, answers.scope), rubric, answers)


def unanswered_case(rubric: Rubric, profile: Profile, scope: Scope) -> Case:
    """The case of a project of this profile in which nothing was answered yet."""
    project = Project(
        name="-",
        target_groups=profile.target_groups,
        ages=profile.ages,
        goals=profile.goals,
        phases=profile.phases,
    )
    return case_of(rubric, Answers(rubric=rubric.id, project=project, scope=scope))


def case_from(asked: Iterable[ContourElement], rubric: Rubric, answers: Answers) -> Case:
    """The case of a project of which `contour_of` was looked up before."""
    counted: list[Counted] = []
    excluded = 0
    given = answers.answers
    for each in asked:
        answer = given.get(each.element.id)
        if isinstance(answer, Answered):
            counted.append(_counted(each, answer.level, bool(evidence_of(rubric, answer))))
        elif is_excluded(rubric, each.element, answer):
            excluded += each.weight * each.required
        else:
            counted.append(_counted(each, None, False))
    groups = tuple(_groups(rubric, answers, counted)) if rubric.lock_groups else ()
    return Case(tuple(counted), tuple(_anti_patterns(rubric, answers)), excluded, groups)


def _groups(rubric: Rubric, answers: Answers, counted: Iterable[Counted]) -> Iterator[Group]:
    """The lock groups that hold for this project, with those of their elements that count (section 6)."""
    present = {element.id for element in counted}
    start = answers.project.ages.from_ if answers.project.ages else None
    for group in rubric.lock_groups:
        if group.only_from_age is not None and (start is None or start < group.only_from_age):
            continue
        members = present.intersection(group.elements)
        if len(members) >= GROUP_FROM:
            yield Group(group.id, frozenset(members))


@lru_cache(maxsize=4096)
def _counted(asked: ContourElement, level: int | None, has_evidence: bool) -> Counted:
    element = asked.element
    return Counted(element.id, element.context, asked.weight, asked.required, element.essential, level, has_evidence)


def _anti_patterns(rubric: Rubric, answers: Answers) -> list[CountedAntiPattern]:
    found = []
    for anti_pattern in rubric.anti_patterns:
        answer = answers.anti_patterns.get(anti_pattern.id)
        occurs = OCCURS.get(answer.occurs) if answer and answer.occurs else None
        found.append(CountedAntiPattern(anti_pattern.id, anti_pattern.deduction, occurs))
    return found
