"""Answers of an earlier version of the rubric go on, and are known as such until somebody confirms them."""

from pathlib import Path

import pytest

from tests.builders import SCALE, a_rubric, an_anti_pattern, an_element, on_scale
from verbetertool.errors import Problem
from verbetertool.interview.canonical import canonical_yaml
from verbetertool.model.project import AnswerFile, Answers, LongAnswer, Unknown
from verbetertool.reading.answers import check_answers, open_answers
from verbetertool.reading.earlier import UNKNOWN_VERSION, brought_up_to_date
from verbetertool.report.sentences import sentence

RUBRIC = a_rubric(
    [
        an_element("zelfde"),
        an_element("naam", was=("oude-naam",)),
        on_scale("anders", changed="2.0"),
        on_scale("samen", changed="2.0", was=("links", "rechts")),
        on_scale("half", changed="2.0", was=("anders",)),
    ],
    [an_anti_pattern("fout", changed="2.0"), an_anti_pattern("goed")],
    version="2.1",
    scale=SCALE,
)


def read(tmp_path: Path, text: str, version: str | None = "1.0") -> tuple[Answers, list[Problem]]:
    path = tmp_path / "project.yaml"
    head = f'rubric_version: "{version}"\n' if version else ""
    path.write_text(f"format: verbetertool/1\nrubric: proef\n{head}project: {{name: Proef}}\n{text}", encoding="utf-8")
    submission = open_answers(path)
    found, warnings = check_answers(submission, RUBRIC)
    return found, submission.parsed.located(warnings)


def level_and_version(answers: Answers, id: str) -> tuple[object, str | None]:
    answer = answers.answers[id]
    return getattr(answer, "level", None), answer.rubric_version


def test_an_answer_keeps_its_version_where_the_texts_changed(tmp_path: Path) -> None:
    """Where they did not, it is an answer to this version."""
    answers, warnings = read(tmp_path, "answers: {zelfde: 2, anders: 3}\nanti_patterns: {fout: never, goed: never}\n")
    assert level_and_version(answers, "zelfde") == (2, None)
    assert level_and_version(answers, "anders") == (3, "1.0")
    assert [answers.anti_patterns[id].rubric_version for id in ("fout", "goed")] == ["1.0", None]
    [remark] = warnings
    assert (remark.code, remark.place.line, remark.severity) == ("answers_outdated", 3, "warning")
    assert all(id in sentence(remark) for id in ("anders", "half", "fout"))
    assert "zelfde" not in sentence(remark)


@pytest.mark.parametrize("version", ["2.0", "2.1", "3.0", None])
def test_an_answer_of_after_the_change_is_one_of_today(tmp_path: Path, version: str | None) -> None:
    """Nothing is remarked; a file without a version was filled in with the present one."""
    answers, warnings = read(tmp_path, "answers: {anders: 3}\n", version)
    assert level_and_version(answers, "anders") == (3, None)
    assert warnings == []


def test_an_answer_says_its_own_version(tmp_path: Path) -> None:
    """That goes before the version of the file."""
    text = "answers: {anders: {level: 3, rubric_version: '1.0'}, zelfde: {level: 1, rubric_version: '1.0'}}\n"
    answers, _warnings = read(tmp_path, text, "2.1")
    assert level_and_version(answers, "anders") == (3, "1.0")
    assert level_and_version(answers, "zelfde") == (1, None)


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("links: 3, rechts: 1", 1),
        ("links: 3, rechts: unknown", 3),
        ("links: unknown, rechts: {not_applicable: past niet}", None),
        ("links: {note: later}, rechts: 4", 4),
        ("links: 2", 2),
        ("samen: 1, links: 3", 1),
        ("samen: 3, links: 1", 1),
    ],
)
def test_of_merged_answers_the_lowest_counts(tmp_path: Path, written: str, level: int | None) -> None:
    """Of those with a level; the answer keeps its version, and each earlier id is reported."""
    answers, warnings = read(tmp_path, f"answers: {{{written}}}\n")
    assert level_and_version(answers, "samen") == (level, "1.0")
    renamed = [str(p.values["id"]) for p in warnings if p.code == "id_renamed"]
    assert sorted(renamed) == sorted(id for id in ("links", "rechts") if id in written)


def test_an_answer_of_today_is_not_merged(tmp_path: Path) -> None:
    """Who answered the question as it is now, answered it."""
    text = "answers: {samen: 3, links: {level: 1, rubric_version: '1.0'}}\n"
    answers, warnings = read(tmp_path, text, "2.1")
    assert level_and_version(answers, "samen") == (3, None)
    assert [p.code for p in warnings] == ["id_renamed"]


def test_an_earlier_id_without_a_version_is_of_before(tmp_path: Path) -> None:
    """The id itself says that the answer was given to an older rubric."""
    answers, warnings = read(tmp_path, "answers: {links: 2}\n", None)
    assert level_and_version(answers, "samen") == (2, UNKNOWN_VERSION)
    assert [p.code for p in warnings] == ["answers_outdated", "id_renamed"]


def test_an_earlier_id_is_of_before_whatever_version_is_named(tmp_path: Path) -> None:
    """In the version that the file names that id was gone already."""
    answers, _warnings = read(tmp_path, "answers: {links: 2}\n", "2.1")
    assert level_and_version(answers, "samen") == (2, UNKNOWN_VERSION)


def test_a_name_that_changed_alone_changes_no_answer(tmp_path: Path) -> None:
    """The texts mean what they meant: the answer is one of today."""
    answers, warnings = read(tmp_path, "answers: {oude-naam: 2}\n")
    assert level_and_version(answers, "naam") == (2, None)
    assert [p.code for p in warnings] == ["id_renamed"]


def test_an_answer_goes_to_both_halves_of_a_split(tmp_path: Path) -> None:
    """As long as it is of before the split: then the old id was asked about both."""
    answers, _warnings = read(tmp_path, "answers: {anders: 2}\n")
    assert level_and_version(answers, "half") == (2, "1.0")
    answers, _warnings = read(tmp_path, "answers: {anders: 2}\n", "2.0")
    assert "half" not in answers.answers


def test_a_file_brought_up_to_date_says_the_same(tmp_path: Path) -> None:
    """Written with the new version, each answer reads as it did; what the rubric lost is kept with its version."""
    text = (
        "answers: {zelfde: 2, anders: 3, links: 3, rechts: 1, verdwenen: 4}\n"
        "anti_patterns: {fout: never, goed: sometimes}\n"
    )
    before, _warnings = read(tmp_path, text)
    written = AnswerFile.model_validate(open_answers(tmp_path / "project.yaml").parsed.value)
    up_to_date = brought_up_to_date(written, RUBRIC)
    assert up_to_date.rubric_version == "2.1"
    (tmp_path / "nieuw.yaml").write_text(canonical_yaml(up_to_date), encoding="utf-8")
    submission = open_answers(tmp_path / "nieuw.yaml")
    after, warnings = check_answers(submission, RUBRIC)
    for id in before.answers.keys() & RUBRIC.element_by_id.keys():
        assert level_and_version(after, id) == level_and_version(before, id)
    assert [after.anti_patterns[id].rubric_version for id in ("fout", "goed")] == ["1.0", None]
    assert {f.code for f in warnings} == {"answers_outdated", "id_renamed", "id_no_longer_asked"}
    assert (up_to_date.answers or {})["verdwenen"] == LongAnswer(level=4, rubric_version="1.0")


def test_not_known_keeps_its_version_too(tmp_path: Path) -> None:
    """The question is to be asked again."""
    answers, warnings = read(tmp_path, "answers: {anders: unknown}\n")
    assert answers.answers["anders"] == Unknown(line=5, rubric_version="1.0")
    assert [p.code for p in warnings] == ["answers_outdated"]
