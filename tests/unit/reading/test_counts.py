"""A count is an answer: the level it gives, what can't be one, and texts that only say that there is none."""

import re
from pathlib import Path

import pytest

from tests.builders import SCALE, a_rubric, an_element, on_scale
from verbetertool.errors import InvalidInputError, Problem
from verbetertool.model.project import Answered, Answers, NotApplicable
from verbetertool.model.scale import Count
from verbetertool.reading.answers import check_answers, open_answers
from verbetertool.report.sentences import sentence

RUBRIC = a_rubric([on_scale("een"), an_element("eigen")], scale=SCALE, none_texts=("geen", "volgt nog", "?"))


def read(tmp_path: Path, answers: str) -> tuple[Answers, list[Problem]]:
    path = tmp_path / "project.yaml"
    text = f"format: verbetertool/1\nrubric: proef\nproject: {{name: Proef}}\nanswers:\n{answers}"
    path.write_text(text, encoding="utf-8")
    submission = open_answers(path)
    found, warnings = check_answers(submission, RUBRIC)
    return found, submission.parsed.located(warnings)


def refused(tmp_path: Path, answers: str) -> list[Problem]:
    with pytest.raises(InvalidInputError) as caught:
        read(tmp_path, answers)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("written", "level", "count"),
    [
        ("34/40", 3, (34, 40)),
        ("0/7", 0, (0, 7)),
        ("{count: 7 / 40}", 1, (7, 40)),
        ("{count: 3/9}", 2, (3, 9)),
        ("{level: 3, count: 34/40}", 3, (34, 40)),
        ("{level: 4, count: 34/40}", 4, (34, 40)),
    ],
)
def test_a_count_gives_its_level(tmp_path: Path, written: str, level: int, count: tuple[int, int]) -> None:
    """In the short and in the long form; level 4 is stated beside a count of at least four fifths."""
    answers, warnings = read(tmp_path, f"  een: {written}\n")
    assert answers.answers["een"] == Answered(level, line=5, count=Count.told(*count))
    assert warnings == []


@pytest.mark.parametrize(
    ("written", "code", "named"),
    [
        ("een: 1/0", "count_of_nothing", ["1/0"]),
        ("een: 41/40", "count_too_high", ["41/40"]),
        ("een: {count: 41/40}", "count_too_high", ["41/40"]),
        ("eigen: 3/4", "count_not_here", ["3/4", "Titel eigen"]),
        ("eigen: {level: 2, count: 3/4}", "count_not_here", ["3/4", "Titel eigen"]),
        ("een: {level: 2, count: 34/40}", "level_against_count", ["2", "34/40", "3"]),
        ("een: {level: 4, count: 31/40}", "level_against_count", ["4", "31/40", "2"]),
        ("een: {level: unknown, count: 31/40}", "level_against_count", ["unknown", "31/40", "2"]),
        ("een: {count: 3/4, not_applicable: past niet}", "count_and_not_applicable", []),
        ("een: 34 van 40", "not_a_count", ["34 van 40"]),
        ("een: {count: 34}", "not_a_count", ["34"]),
        ("een: {count: veel}", "not_a_count", ["veel"]),
        ("een: 1234567/1", "not_a_count", ["1234567/1"]),
        ("een: {count: 34,40}", "not_a_count", ["34,40"]),
    ],
)
def test_what_can_not_be_a_count_is_an_error(tmp_path: Path, written: str, code: str, named: list[str]) -> None:
    """With its line, and in words that name every value that is in it."""
    [problem] = refused(tmp_path, f"  {written}\n")
    assert (problem.code, problem.place.line, problem.severity) == (code, 5, "error")
    assert all(re.search(rf"\b{re.escape(value)}\b", sentence(problem)) for value in named)


def test_every_wrong_count_is_reported_at_once(tmp_path: Path) -> None:
    """Not only the first."""
    assert [p.code for p in refused(tmp_path, "  een: 1/0\n  eigen: 1/2\n")] == ["count_of_nothing", "count_not_here"]


def test_counts_are_checked_where_the_form_is_wrong(tmp_path: Path) -> None:
    """Elsewhere in the same answer too; what stands beside a wrong level is no text without a level."""
    found = refused(
        tmp_path, "  een: {count: 41/40, nota: x, evidence: [geen]}\n  eigen: {level: 9, count: 3/4, note: x}\n"
    )
    assert [(p.code, p.place.line) for p in found] == [
        ("count_too_high", 5),
        ("unknown_key", 5),
        ("evidence_says_none", 5),
        ("not_a_level", 6),
        ("count_not_here", 6),
    ]


def test_texts_that_say_none_are_reported(tmp_path: Path) -> None:
    """Each piece of evidence with its own line, and the reason why something does not apply."""
    answers, warnings = read(
        tmp_path,
        "  een:\n    level: 3\n    evidence:\n      - jaarverslag\n      - Volgt nog.\n"
        "  eigen: {not_applicable: ' GEEN '}\n",
    )
    assert [(p.code, p.place.line, p.severity) for p in warnings] == [
        ("evidence_says_none", 9, "warning"),
        ("reason_says_none", 10, "warning"),
    ]
    assert answers.answers["eigen"] == NotApplicable(" GEEN ", line=10)


def test_one_text_of_evidence_that_says_none_is_reported(tmp_path: Path) -> None:
    """Where it is no list too."""
    _answers, warnings = read(tmp_path, "  een: {level: 3, evidence: '?'}\n")
    assert [(p.code, p.place.line) for p in warnings] == [("evidence_says_none", 5)]
