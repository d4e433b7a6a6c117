"""A new round: what was answered then is shown, and taken over only by who says so."""

from dataclasses import replace
from typing import Any

from tests.unit.interview.conversations import A1, A2, ANTI_PATTERN, B1, TODAY, a_small_rubric, a_state, after, said
from verbetertool.interview import dialogue, question_screen
from verbetertool.interview.state import Earlier, Item, State, new_file
from verbetertool.model.contour import Ages
from verbetertool.model.project import LongAnswer, LongOccurrence

THEN: dict[str, Any] = {
    "answers": {
        "a1": LongAnswer(level=2, note="toen", evidence=("jaarverslag",)),
        "a2": LongAnswer(count="23/40"),
        "b1": LongAnswer(level=4, rubric_version="0"),
    },
    "anti_patterns": {"pattern": LongOccurrence(occurs="usually")},
}


def a_round(at: Item = A1, **changes: Any) -> State:
    """A new file of which the earlier one is known."""
    rubric = a_small_rubric()
    earlier = Earlier(a_state(**(THEN | changes)).file, "2026-05-12")
    return State(rubric, new_file(rubric), TODAY, at=at, earlier=earlier, hints=9)


def shown(state: State) -> str:
    return said(question_screen.question(state))


def test_what_was_answered_then_is_shown() -> None:
    """With its month, its count, its note and its evidence; nothing is answered by it."""
    assert "Vorige keer, mei 2026: niveau 2." in shown(a_round())
    assert "Notitie toen: toen" in shown(a_round())
    assert "Onderbouwing toen: jaarverslag" in shown(a_round())
    assert "Vorige keer, mei 2026: niveau 2, 23 van 40." in shown(a_round(A2))
    assert not any(map(a_round().is_answered, a_round().items))


def test_enter_takes_it_over_as_an_answer_of_today() -> None:
    """The whole answer, and today's date."""
    state = after(a_round(), "")
    assert state.answer(A1) == LongAnswer(level=2, note="toen", evidence=("jaarverslag",))
    assert state.file.audit is not None
    assert state.file.audit.date == TODAY
    assert state.at == A2
    assert after(state, "").answer(A2) == LongAnswer(count="23/40")


def test_another_answer_takes_its_place() -> None:
    """Nothing of then comes along; what was typed today stays when the rest is taken over."""
    assert after(a_round(), "1").answer(A1) == LongAnswer(level=1)
    noted = after(a_round(), "t", "van nu", ".", "")
    assert noted.answer(A1).note == "van nu"
    assert noted.answer(A1).level == 2


def test_a_changed_question_can_not_be_taken_over() -> None:
    """It says that it changed; Enter leaves it open."""
    assert "sindsdien veranderd" in shown(a_round(B1))
    assert after(a_round(B1), "").file == a_round(B1).file
    assert after(a_round(B1), "3", "").answer(B1) == LongAnswer(level=3)


def test_what_was_not_confirmed_stays_open() -> None:
    """Skipping leaves it unanswered, though it was answered then."""
    state = after(a_round(), "o")
    assert not state.is_answered(A1)
    assert state.is_open(A1)


def test_anti_patterns_of_then_come_one_by_one() -> None:
    """The list is for those of which nothing is known."""
    state = a_round(ANTI_PATTERN)
    assert state.to_list == ()
    assert "Vorige keer, mei 2026: meestal." in shown(state)
    assert after(state, "").occurrence(ANTI_PATTERN) == LongOccurrence(occurs="usually")


def test_profile_is_confirmed_too() -> None:
    """Question by question; ages don't say how many are older."""
    state = dialogue.first_question(a_round())[0]
    assert "Vorige keer, mei 2026: Proef." in shown(state)
    assert after(state, "").project.name == "Proef"
    before = a_round().earlier
    assert before is not None
    older = before.file.project.model_copy(update={"ages": Ages(from_=16, to=27, few_from_23=True)})
    earlier = Earlier(before.file.model_copy(update={"project": older}), None)
    asking = replace(a_round(Item("project", "ages")), earlier=earlier)
    assert "Vorige keer: 16 tot en met 27 jaar." in shown(asking)
    assert after(asking, "").project.ages == Ages(from_=16, to=27)
