"""The project's own facts: what a partner does, how many are 23 or older, and what is asked beside the score."""

from pathlib import Path

import pytest

from tests.builders import a_rubric, an_element
from verbetertool.errors import InvalidInputError, Problem
from verbetertool.model.contour import Ages, Condition
from verbetertool.model.project import Answers
from verbetertool.reading.answers import check_answers, open_answers

RUBRIC = a_rubric(
    [an_element("een")],
    phases=tuple({"id": name, "title": name, "description": name} for name in ("leren", "nazorg", "werkvloer")),
    facts=(
        {"id": "aantal", "question": "Hoeveel?", "kind": "number"},
        {"id": "afgemaakt", "question": "Hoeveel maakten het af?", "kind": "count", "per": "jongeren"},
        {
            "id": "deelname",
            "question": "Moet het?",
            "kind": "choice",
            "choices": ({"id": "vrij", "title": "Vrijwillig"}, {"id": "moet", "title": "Verplicht"}),
        },
        {"id": "wie-niet", "question": "Wie niet?", "kind": "text"},
    ),
)


def read(tmp_path: Path, project: str, rest: str = "") -> Answers:
    path = tmp_path / "project.yaml"
    path.write_text(
        f"format: verbetertool/1\nrubric: proef\nproject:\n  name: Proef\n{project}{rest}", encoding="utf-8"
    )
    return check_answers(open_answers(path), RUBRIC)[0]


def refused(tmp_path: Path, project: str) -> list[Problem]:
    with pytest.raises(InvalidInputError) as caught:
        read(tmp_path, project)
    return list(caught.value.problems)


def test_facts_are_read(tmp_path: Path) -> None:
    """Numbers, counts, choices and texts; each may be left open."""
    text = "  facts: {aantal: 36.5, afgemaakt: 31/40, deelname: vrij, wie-niet: Wie niet wil}\n"
    assert read(tmp_path, text).project.facts == {
        "aantal": 36.5,
        "afgemaakt": "31/40",
        "deelname": "vrij",
        "wie-niet": "Wie niet wil",
    }
    assert read(tmp_path, "  facts: {aantal: , deelname: null}\n").project.facts == {"aantal": None, "deelname": None}


def test_facts_are_checked_where_the_form_is_wrong(tmp_path: Path) -> None:
    """A fact of an impossible form hides no other one."""
    found = refused(tmp_path, "  facts: {aantal: veel, afgemaakt: 5/4, deelname: [vrij], anders: 1}\n")
    assert [p.code for p in found] == ["fact_not_number", "count_too_high", "not_a_fact", "unknown_fact"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("aantl: 3", "unknown_fact"),
        ('"": 3', "unknown_fact"),
        (f"{'x' * 81}: 3", "unknown_fact"),
        ("aantal: veel", "fact_not_number"),
        ("aantal: 31/40", "fact_not_number"),
        ("aantal: -1", "not_a_fact"),
        ("aantal: true", "not_a_fact"),
        ("aantal: [3]", "not_a_fact"),
        ("afgemaakt: 31", "not_a_count"),
        ("afgemaakt: 31 van 40", "not_a_count"),
        ("afgemaakt: 41/40", "count_too_high"),
        ("afgemaakt: 0/0", "count_of_nothing"),
        ("deelname: vrijwillig", "not_a_choice"),
        ("wie-niet: 3", "not_text"),
    ],
)
def test_a_fact_of_another_kind_is_an_error(tmp_path: Path, written: str, code: str) -> None:
    """With its line; what the rubric does not ask is one too."""
    [problem] = refused(tmp_path, f"  facts:\n    {written}\n")
    assert (problem.code, problem.place.line) == (code, 6)


def test_phases_of_others_count_too(tmp_path: Path) -> None:
    """The route is judged, not the contract; no phases at all still stand for every phase."""
    project = read(tmp_path, "  phases: [leren]\n  phases_by_others: [nazorg, leren]\n").project
    assert project.profile.phases == ("leren", "nazorg")
    assert read(tmp_path, "  phases_by_others: [nazorg]\n").project.profile.phases == ()
    assert [p.code for p in refused(tmp_path, "  phases_by_others: [nazorgen]\n")] == ["not_a_choice"]


def test_few_of_23_and_older_are_not_asked_what_older_ones_are(tmp_path: Path) -> None:
    """What is asked from 23 up does not hold then; what is asked from a lower age does."""
    older, from_18 = Condition.model_validate({"ages": {"from": 23}}), Condition.model_validate({"ages": {"from": 18}})
    few = read(tmp_path, "  ages: {from: 16, to: 27, few_from_23: true}\n").project.profile
    assert (few.meets(older), few.meets(from_18)) == (False, True)
    many = read(tmp_path, "  ages: {from: 16, to: 27, few_from_23: false}\n").project.profile
    assert (many.meets(older), many.meets(from_18)) == (True, True)
    only = read(tmp_path, "  ages: {few_from_23: true}\n").project.profile
    assert (only.ages, only.meets(older)) == (Ages(few_from_23=True), False)


@pytest.mark.parametrize(("age", "fits"), [(22, True), (23, False), (24, False)])
def test_few_beside_a_group_that_is_older_is_an_error(tmp_path: Path, age: int, fits: bool) -> None:
    """Who starts at 23 has nobody younger."""
    text = f"  ages: {{from: {age}, few_from_23: true}}\n"
    if fits:
        assert read(tmp_path, text).project.ages == Ages(from_=age, few_from_23=True)
    else:
        assert [(p.code, p.place.line) for p in refused(tmp_path, text)] == [("few_but_all_older", 5)]


def test_who_answered_and_the_number_of_the_application(tmp_path: Path) -> None:
    """Whether somebody from outside did, and agreed to be shown apart; neither unless it is said."""
    answers = read(tmp_path, "  id: A-2026-17\n", "audit: {assessor: true, shown: true}\n")
    assert (answers.project.id, answers.assessor, answers.shown) == ("A-2026-17", True, True)
    answers = read(tmp_path, "", "audit: {assessor: false}\n")
    assert (answers.assessor, answers.shown) == (False, False)


@pytest.mark.parametrize("typed", ["17", "2026001", "007", "1.10", "1e5", "+7", "-0", "123456789012345678901", ".5"])
def test_the_number_of_an_application_is_what_was_typed(tmp_path: Path, typed: str) -> None:
    """A portal writes it without quotes: it is text all the same, and no digit of it is lost."""
    assert read(tmp_path, f"  id: {typed}  # van het portaal\n").project.id == typed
    assert read(tmp_path, f'  id: "{typed}"\n').project.id == typed


def test_what_is_no_number_of_an_application(tmp_path: Path) -> None:
    """True is no number; empty is none."""
    assert [problem.code for problem in refused(tmp_path, "  id: true\n")] == ["not_text"]
    assert [problem.code for problem in refused(tmp_path, "  id: [17]\n")] == ["not_one_text"]
    assert read(tmp_path, "  id:\n").project.id is None


def test_a_number_where_a_text_belongs_is_shown_as_typed(tmp_path: Path) -> None:
    """The advice to put quotes round it must not change it."""
    [problem] = refused(tmp_path, "  organisation: 1.10\n")
    assert (problem.code, problem.values["value"]) == ("not_text", "1.10")


def test_a_number_in_a_broken_file(tmp_path: Path) -> None:
    """What is wrong elsewhere is said, and nothing of the number."""
    assert {problem.code for problem in refused(tmp_path, "  id: 007\n  goals: [\n")} == {"yaml_unknown"}
