"""How large an HTML report may be, and that the same input gives the same bytes in any process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import html_of
from verbetertool import assess, load_rubric
from verbetertool.model.project import Answered, Answers, Occurrence, Project
from verbetertool.model.rubric import Rubric

MOST_BYTES = 60_000
ROOT = Path(__file__).parents[3]


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


def test_same_bytes_in_another_process(tmp_path: Path) -> None:
    """Two processes with another order of their sets and dicts make the same reports."""
    script = (
        "import sys; from hashlib import sha256; from pathlib import Path\n"
        "from verbetertool import assess, load_answers, load_rubric\n"
        "from verbetertool.report.formats import report_bytes\n"
        "rubric = load_rubric(); made = assess(rubric, load_answers(sys.argv[1], rubric))\n"
        "print([sha256(report_bytes(name, made, rubric)).hexdigest() for name in ('html', 'md', 'json')])\n"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", script, ROOT / "examples" / "sterk-project.yaml"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1] != ""
