"""How large an HTML report may be."""

import pytest

from tests.builders import html_of
from verbetertool import assess, load_rubric
from verbetertool.model.project import Answered, Answers, Occurrence, Project
from verbetertool.model.rubric import Rubric

MOST_BYTES = 130_000


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_rubric()


@pytest.mark.parametrize(
    ("level", "status", "harmful"),
    [(0, "uitvoering", 3), (3, "uitvoering", 3), (4, "uitvoering", 3), (None, "uitvoering", 3), (3, "plan", 0)],
)
def test_full_report_without_notes(rubric: Rubric, level: int | None, status: str, harmful: int) -> None:
    """All questions answered with one level or (None) each level in turn, and up to three anti-patterns."""
    answers = Answers(
        rubric=rubric.id,
        file="proefproject.yaml",
        digest="0" * 64,
        project=Project.model_validate({"name": "Proefproject", "status": status}),
        answers={
            element.id: Answered(level=number % 5 if level is None else level, line=number + 10)
            for number, element in enumerate(rubric.elements)
        },
        anti_patterns={
            each.id: Occurrence(occurs="sometimes" if number < harmful else "never", line=number + 80)
            for number, each in enumerate(rubric.anti_patterns)
        },
    )
    assert len(html_of(assess(rubric, answers), rubric).encode()) <= MOST_BYTES
