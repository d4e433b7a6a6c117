"""Which contradictions of a rubric stand in the answers of a project."""

from collections.abc import Iterator, Mapping

from verbetertool.model.assessment import Assessment
from verbetertool.model.contradiction import Contradiction
from verbetertool.model.rubric import Rubric


def contradictions_of(rubric: Rubric, assessment: Assessment) -> Iterator[Contradiction]:
    """The contradictions of the rubric of which both halves stand in the answers."""
    levels = {element.id: element.level for element in assessment.elements}
    occurs: Mapping[str, str] = {each.id: each.occurs for each in assessment.anti_patterns}
    for contradiction in rubric.contradictions:
        if contradiction.first.holds(levels, occurs) and contradiction.second.holds(levels, occurs):
            yield contradiction
