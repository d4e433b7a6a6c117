"""Reading answer files: short and long form, lines, and warnings."""

from pathlib import Path

import pytest

from tests.builders import a_rubric, an_anti_pattern, an_element
from verbetertool.errors import Problem
from verbetertool.model.project import Answered, Answers, NotApplicable, Occurrence, Unanswered, Unknown
from verbetertool.reading.answers import check_answers, open_answers

RUBRIC = a_rubric(
    [
        an_element("een"),
        an_element("twee"),
        an_element("drie", not_applicable={"allowed": False}),
        an_element("vier", applies_when={"phases": ("leren",)}),
        an_element("vijf", essential=True),
    ],
    [an_anti_pattern("fout")],
    phases=tuple({"id": name, "title": name, "description": name} for name in ("leren", "werkvloer")),
)


def read(tmp_path: Path, text: str) -> tuple[Answers, list[Problem]]:
    path = tmp_path / "project.yaml"
    path.write_text("format: verbetertool/1\nrubric: proef\n" + text, encoding="utf-8")
    submission = open_answers(path)
    answers, warnings = check_answers(submission, RUBRIC)
    return answers, submission.document.located(warnings)


def test_short_and_long_form_keep_their_lines(tmp_path: Path) -> None:
    """Each answer knows its line; a text or a list is evidence, blank text is none."""
    answers, warnings = read(
        tmp_path,
        "project: {name: Proef}\n"
        "answers:\n"
        "  een: 2\n"
        "  twee:\n"
        "    level: 3\n"
        "    note: wij tellen dit\n"
        "    evidence: [jaarverslag 2025, ' ']\n"
        "  drie: unknown\n"
        "  vier: {not_applicable: geen scholing}\n"
        "  vijf: {level: , note: later}\n"
        "anti_patterns:\n"
        "  fout: {occurs: sometimes, note: soms}\n",
    )
    assert answers.answers == {
        "een": Answered(level=2, line=5),
        "twee": Answered(level=3, note="wij tellen dit", evidence=("jaarverslag 2025",), line=6),
        "drie": Unknown(line=10),
        "vier": NotApplicable(reason="geen scholing", line=11),
        "vijf": Unanswered(note="later", line=12),
    }
    assert answers.anti_patterns == {"fout": Occurrence(occurs="sometimes", note="soms", line=14)}
    assert warnings == []


def test_not_applicable_that_does_not_hold_is_told(tmp_path: Path) -> None:
    """Without a reason, where it is not allowed, and for an essential element it counts as unknown: a warning."""
    _answers, warnings = read(
        tmp_path,
        "project: {name: Proef}\nanswers:\n"
        "  een: {not_applicable: ' '}\n  twee: {not_applicable: true}\n"
        "  drie: {not_applicable: nee}\n  vijf: {not_applicable: nee}\n",
    )
    assert [(p.code, p.place.line, p.severity) for p in warnings] == [
        ("not_applicable_without_reason", 5, "warning"),
        ("not_applicable_without_reason", 6, "warning"),
        ("not_applicable_refused", 7, "warning"),
        ("not_applicable_refused", 8, "warning"),
    ]


def test_an_answer_outside_the_profile_is_told(tmp_path: Path) -> None:
    """An answer to an element that does not count for this profile gives a warning, no error."""
    _answers, warnings = read(tmp_path, "project: {name: Proef, phases: [werkvloer]}\nanswers: {vier: 2}\n")
    assert [p.code for p in warnings] == ["does_not_count"]


def test_an_id_of_an_older_rubric_is_only_a_warning(tmp_path: Path) -> None:
    """A file of another rubric version may hold answers that are no longer asked."""
    _answers, warnings = read(tmp_path, 'rubric_version: "0.1"\nproject: {name: Proef}\nanswers: {verdwenen: 2}\n')
    assert [(p.code, p.severity) for p in warnings] == [("id_no_longer_asked", "warning")]


@pytest.mark.parametrize("empty", ["answers:", "answers: {}", "anti_patterns:", "audit:"])
def test_empty_parts_are_fine(tmp_path: Path, empty: str) -> None:
    """A part without content is as good as none."""
    answers, _warnings = read(tmp_path, f"project: {{name: Proef}}\n{empty}\n")
    assert answers.answers == {}
