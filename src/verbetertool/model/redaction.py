"""A result without the words of its project, for a reader whom they do not concern: the levels and figures stay."""

from dataclasses import replace

from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric

LEFT_OUT = "…"
"""Where a text stood whose being there says something: evidence, or why something does not apply."""


def without_notes(assessment: Assessment, rubric: Rubric) -> Assessment:
    """The same result with nothing that the project wrote but its name, its number and the name of its file."""
    texts = {question.id for question in rubric.facts if question.kind == "text"}
    given = assessment.project.facts or {}
    facts = {id: value for id, value in given.items() if id not in texts} or None
    return replace(
        assessment,
        project=assessment.project.model_copy(update={"organisation": None, "summary": None, "facts": facts}),
        note=None,
        plan=tuple(
            item.model_copy(update={"action": None, "who": None, "note": None}) for item in assessment.plan if item.id
        ),
        facts=tuple(fact for fact in assessment.facts if fact.id not in texts),
        elements=tuple(
            replace(
                each,
                note=None,
                evidence=(LEFT_OUT,) * len(each.evidence),
                reason=LEFT_OUT if each.reason else each.reason,
            )
            for each in assessment.elements
        ),
        anti_patterns=tuple(
            replace(each, note=None, evidence=(LEFT_OUT,) * len(each.evidence)) for each in assessment.anti_patterns
        ),
    )
