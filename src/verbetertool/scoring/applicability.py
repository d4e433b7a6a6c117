"""Which elements count for a project, and what the contour asks of each (scoring.md sections 1 and 3)."""

from verbetertool.model.contour import Profile
from verbetertool.model.project import OCCURS, Answered, Answers, NotApplicable
from verbetertool.model.record import record
from verbetertool.model.rubric import Element, Rubric
from verbetertool.scoring.weight import weight_of

ESSENTIAL_ASKS = 3


@record
class Counted:
    """An element that counts: its weight (1-3), required level (2-4) and answer (`level` is None if there is none)."""

    id: str
    context: str
    weight: int
    required: int
    essential: bool
    level: int | None
    has_evidence: bool


@record
class Harm:
    """An anti-pattern: its deduction d (0-2) and how often it occurs (0-2, None if not known)."""

    id: str
    deduction: int
    occurs: int | None


@record
class Case:
    """All that scoring needs of one project."""

    counted: tuple[Counted, ...]
    harms: tuple[Harm, ...]
    set_aside: int
    """weight x required of the elements that are not applicable."""


def requirement(element: Element, profile: Profile) -> int:
    """The level (2-4) that the contour asks of this profile: the highest rule that matches (section 3)."""
    matching = [step.to for step in element.raises if profile.meets(step.when)]
    return max([element.base, ESSENTIAL_ASKS if element.essential else 0, *matching])


def applies(element: Element, answers: Answers) -> bool:
    """Whether the element is asked of this project: by its profile, and in a quick scan only if it is core."""
    asked = element.core or answers.scope == "full"
    return asked and (element.applies_when is None or answers.project.profile.meets(element.applies_when))


def is_set_aside(element: Element, answers: Answers) -> bool:
    """Whether the answer takes the element out of the sum: not applicable, allowed, and with a reason (section 1)."""
    answer = answers.answers.get(element.id)
    return (
        isinstance(answer, NotApplicable)
        and bool(answer.reason)
        and element.not_applicable.allowed
        and not element.essential
    )


def case_of(rubric: Rubric, answers: Answers) -> Case:
    """The elements that count for this project, and its anti-patterns, in the order of the rubric."""
    profile = answers.project.profile
    counted: list[Counted] = []
    set_aside = 0
    for element in rubric.elements:
        if not applies(element, answers):
            continue
        weight, required = weight_of(element), requirement(element, profile)
        if is_set_aside(element, answers):
            set_aside += weight * required
            continue
        answer = answers.answers.get(element.id)
        level = answer.level if isinstance(answer, Answered) else None
        has_evidence = isinstance(answer, Answered) and any(text.strip() for text in answer.evidence)
        counted.append(Counted(element.id, element.context, weight, required, element.essential, level, has_evidence))
    return Case(tuple(counted), tuple(_harms(rubric, answers)), set_aside)


def _harms(rubric: Rubric, answers: Answers) -> list[Harm]:
    found = []
    for anti_pattern in rubric.anti_patterns:
        answer = answers.anti_patterns.get(anti_pattern.id)
        occurs = OCCURS.get(answer.occurs) if answer else None
        found.append(Harm(anti_pattern.id, anti_pattern.deduction, occurs))
    return found
