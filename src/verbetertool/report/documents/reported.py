"""One project's result with the texts of its rubric: what every section of a document about a project asks for."""

from functools import cached_property

from verbetertool.model.assessment import AntiPatternResult, Assessment, ElementResult, Step
from verbetertool.model.rubric import Rubric
from verbetertool.model.thresholds import FIRST_ACTIONS, OUTDATED_UP_TO
from verbetertool.report.documents.words import OCCURS_BY_NUMBER, UNDETERMINED, sources_of, titles_of


class Reported:
    """What several sections need, worked out once."""

    def __init__(self, assessment: Assessment, rubric: Rubric, *, whole: bool = True) -> None:
        self.result = assessment
        self.whole = whole
        """Whether the document has the sections that others lead to."""
        self.rubric = rubric
        self.score = assessment.score
        self.titles = titles_of(rubric)
        self.sources = sources_of(rubric)
        self.is_plan = assessment.project.status == "plan"
        self.undetermined = UNDETERMINED in assessment.score.labels
        self.improvements = assessment.improvements[: FIRST_ACTIONS if assessment.scope == "quick" else None]
        """The improvement points that a report has; a quick scan has few questions, and so few of them."""
        self.point_numbers = {point.id: number for number, point in enumerate(self.improvements, 1)}
        """Of each improvement point, in the order in which they stand."""

    @cached_property
    def elements(self) -> dict[str, ElementResult]:
        return {element.id: element for element in self.result.elements}

    @cached_property
    def steps(self) -> dict[str, list[Step]]:
        """The steps to the contour of each element and anti-pattern, in order."""
        found: dict[str, list[Step]] = {}
        for step in self.result.steps:
            found.setdefault(step.id, []).append(step)
        return found

    @cached_property
    def anti_patterns(self) -> dict[str, AntiPatternResult]:
        return {anti_pattern.id: anti_pattern for anti_pattern in self.result.anti_patterns}

    def question(self, id: str) -> str:
        """What is asked about an element or an anti-pattern."""
        found = self.rubric.element_by_id.get(id) or self.rubric.anti_pattern_by_id[id]
        return found.question

    @cached_property
    def occurring(self) -> list[AntiPatternResult]:
        """The anti-patterns that occur, those that cost most first."""
        found = [each for each in self.result.anti_patterns if each.occurs in ("sometimes", "usually")]
        return sorted(found, key=lambda each: -each.deduction)

    @cached_property
    def outdated(self) -> list[str]:
        """What was answered before its question changed: ids, elements first."""
        items: tuple[ElementResult | AntiPatternResult, ...] = (*self.result.elements, *self.result.anti_patterns)
        return [item.id for item in items if item.rubric_version is not None and _is_answer(item)]

    @cached_property
    def too_much_outdated(self) -> bool:
        """Whether the picture can't be told because of such answers (docs/scoring.md section 6)."""
        share = self.score.outdated_share
        return share is not None and share.numerator > OUTDATED_UP_TO * share.denominator

    @cached_property
    def nothing_answered(self) -> bool:
        """Whether no question has an answer of any kind."""
        return all(element.status == "unanswered" for element in self.result.elements) and all(
            each.occurs == "unanswered" for each in self.result.anti_patterns
        )


def _is_answer(item: ElementResult | AntiPatternResult) -> bool:
    if isinstance(item, ElementResult):
        return item.level is not None
    return item.occurs in OCCURS_BY_NUMBER
