"""The questions about the project itself: which are asked, what is read in a line, and what is said back."""

from typing import Any

import pytest

from tests.builders import a_rubric, an_element
from verbetertool.interview import project_questions
from verbetertool.interview.state import new_file
from verbetertool.model.contour import Ages
from verbetertool.model.project import AnswerFile, Audit, Project
from verbetertool.model.rubric import Rubric

PHASES = tuple({"id": name, "title": name.title(), "description": "tekst"} for name in ("leren", "nazorg", "werk"))
ASKED: tuple[dict[str, Any], ...] = (
    {"id": "name", "question": "Hoeveel jongeren?", "kind": "number"},
    {"id": "af", "question": "Hoeveel maakten het af?", "kind": "count"},
    {
        "id": "moet",
        "question": "Moet het?",
        "kind": "choice",
        "choices": ({"id": "vrij", "title": "Vrijwillig"}, {"id": "plicht", "title": "Verplicht"}),
    },
    {"id": "wie", "question": "Wie niet?", "kind": "text"},
)
NUMBER, COUNT, CHOICE, TEXT = (f"fact:{fact['id']}" for fact in ASKED)


def rubric_of(**fields: Any) -> Rubric:
    older = an_element("ouder", applies_when={"ages": {"from": 23}})
    return a_rubric([an_element("a"), older], phases=PHASES, facts=ASKED, **fields)


def a_file(audit: Audit | None = None, **project: Any) -> AnswerFile:
    file = new_file(rubric_of())
    changes = {"project": Project.model_validate({"name": "Proef", **project}), "audit": audit or file.audit}
    return file.model_copy(update=changes)


def asked(file: AnswerFile, rubric: Rubric | None = None) -> set[str]:
    rubric = rubric or rubric_of()
    return {*project_questions.profile_names(rubric, file), *project_questions.fact_names(rubric, file)}


@pytest.mark.parametrize(
    ("ages", "is_asked"),
    [
        (None, True),
        ({"from": 16, "to": 27}, True),
        ({"from": 16}, True),
        ({"to": 23}, True),
        ({"from": 16, "to": 22}, False),
        ({"from": 23}, False),
        ({"few_from_23": True}, True),
    ],
)
def test_how_many_are_older_is_asked_where_it_matters(ages: dict[str, Any] | None, is_asked: bool) -> None:
    """Where some may be 23 or older and others not, and the rubric asks something of those."""
    assert ("few_from_23" in asked(a_file(ages=ages))) is is_asked
    assert "few_from_23" not in asked(a_file(ages=ages), a_rubric([an_element("a")]))


def test_few_means_fewer_than_one_in_five() -> None:
    """The question is whether one in five is older; no means few."""
    file = a_file(ages={"from": 16, "to": 27})
    for line, few, word in (("1", False, "ja"), ("2", True, "nee")):
        after = project_questions.with_value(
            file, "few_from_23", project_questions.parsed(rubric_of(), file, "few_from_23", line)
        )
        assert after.project.ages == Ages(from_=16, to=27, few_from_23=few)
        assert project_questions.words_of(rubric_of(), after, "few_from_23") == word
    only = project_questions.with_value(a_file(), "few_from_23", True)
    assert only.project.ages == Ages(few_from_23=True)
    assert project_questions.value_of(only, "ages") is None


def test_what_a_partner_does_is_asked_of_the_rest() -> None:
    """Only of the parts that the project does not do itself, and not where no parts were chosen."""
    file = a_file(phases=("leren",))
    rubric = rubric_of()
    assert "phases_by_others" in asked(file)
    assert [id for id, _text in project_questions.choices_of(rubric, file, "phases_by_others")] == ["nazorg", "werk"]
    after = project_questions.with_value(
        file, "phases_by_others", project_questions.parsed(rubric, file, "phases_by_others", "1, 2")
    )
    assert after.project.phases_by_others == ("nazorg", "werk")
    assert project_questions.words_of(rubric, after, "phases_by_others") == "Nazorg; Werk"
    assert "phases_by_others" not in asked(a_file())
    assert "phases_by_others" not in asked(a_file(phases=("leren", "nazorg", "werk")))


def test_being_shown_apart_is_asked_of_who_comes_from_outside() -> None:
    """Nobody else is shown apart by this."""
    assert "shown" not in asked(a_file())
    file = project_questions.with_value(
        a_file(), "assessor", project_questions.parsed(rubric_of(), a_file(), "assessor", "1")
    )
    assert file.audit == Audit(scope="full", assessor=True)
    assert "shown" in asked(file)
    assert project_questions.with_value(file, "shown", False).audit == Audit(scope="full", assessor=True, shown=False)


@pytest.mark.parametrize(
    ("name", "line", "value", "words"),
    [
        (NUMBER, "40", 40, "40"),
        (NUMBER, "36,5", 36.5, "36,5"),
        (NUMBER, "36.0", 36, "36"),
        (NUMBER, "1000000", 1_000_000, "1000000"),
        (COUNT, "31 van 40", "31/40", "31 van 40"),
        (COUNT, "31/40", "31/40", "31 van 40"),
        (CHOICE, "2", "plicht", "Verplicht"),
        (TEXT, "wie niet wil", "wie niet wil", "wie niet wil"),
        ("id", "2026-17", "2026-17", "2026-17"),
    ],
)
def test_a_fact_is_read_kept_and_said_back(name: str, line: str, value: Any, words: str) -> None:
    """Whatever the rubric calls it: a fact may have the id of a field of the project."""
    rubric, file = rubric_of(), a_file()
    found = project_questions.parsed(rubric, file, name, line)
    assert (found, type(found)) == (value, type(value))
    after = project_questions.with_value(file, name, found)
    assert project_questions.value_of(after, name) == value
    assert project_questions.words_of(rubric, after, name) == words
    assert after.project.name == "Proef"
    assert AnswerFile.model_validate(after.model_dump(by_alias=True)) == after


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (NUMBER, "veel"),
        (NUMBER, "-1"),
        (NUMBER, "1000001"),
        (NUMBER, "1/2"),
        (COUNT, "31"),
        (COUNT, "41/40"),
        (COUNT, "0/0"),
        (COUNT, "31/40 van ons"),
        (CHOICE, "3"),
        (CHOICE, "1, 2"),
        (TEXT, "x" * 2001),
        ("assessor", "ja"),
        ("phases_by_others", "9"),
    ],
)
def test_what_is_no_answer(name: str, line: str) -> None:
    """Nothing is read in it, and there is a sentence for it."""
    assert project_questions.parsed(rubric_of(), a_file(phases=("leren",)), name, line) is None
    assert project_questions.mistake_of(rubric_of(), name)


def test_every_question_has_its_words() -> None:
    """A question and why it is asked; all facts of the rubric can be passed over with Enter."""
    rubric = rubric_of()
    file = a_file(Audit(assessor=True), phases=("leren",))
    names = project_questions.fact_names(rubric, file)
    assert names == (NUMBER, COUNT, CHOICE, TEXT, "id", "assessor", "shown")
    names = (*project_questions.profile_names(rubric, file), *names)
    for name in names:
        assert project_questions.question_of(rubric, name).endswith("?")
        assert project_questions.help_of(rubric, name)
    passed = {name for name in names if project_questions.is_passed_with_enter(rubric, name)}
    assert passed == {"id", "phases_by_others", "assessor", "shown", NUMBER, COUNT, CHOICE, TEXT}


def test_a_phase_says_what_it_asks() -> None:
    """Behind `h` a phase has its own question: what the project does, and what somebody else does."""
    asking = {"id": "leren", "title": "Leren", "description": "tekst", "question": "Leren: wat doet u?"}
    rubric = a_rubric([an_element("a")], phases=(asking, *PHASES[1:]))
    explained = project_questions.explained_choices(rubric, new_file(rubric), "phases")
    assert explained[:2] == (("Leren", "Leren: wat doet u?"), ("Nazorg", "tekst"))
