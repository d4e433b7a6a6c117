"""The plan as a conversation: what is taken up, by whom and when, and what became of it."""

from dataclasses import replace
from typing import Any

import pytest

from tests.unit.interview.conversations import a_state, after, said, what_is_said
from verbetertool.interview import dialogue, planning
from verbetertool.interview.canonical import canonical_yaml
from verbetertool.interview.state import Offer, State
from verbetertool.model.project import MAX_FACT, MAX_PLAN, AnswerFile, LongAnswer, PlanItem
from verbetertool.reading.yamlfile import parse_yaml

OFFERS = (
    Offer("element", "a1", "Titel a1", 3, "Begin met een gesprek."),
    Offer("anti_pattern", "pattern", "Minder: patroon", "never", "Bel eerst."),
)


def planning_state(*plan: PlanItem, **rest: Any) -> State:
    """A conversation at the plan, with two improvement points on offer."""
    return replace(a_state(plan=plan or None), mode="plan", offers=OFFERS, **rest)


def plan_of(state: State) -> tuple[PlanItem, ...]:
    return state.file.plan or ()


def test_points_are_taken_up_by_number() -> None:
    """What, who and when of each; Enter takes the first action of the rubric, and leaves who and when open."""
    state = after(planning_state(), "1, 2", "Wij bellen", "Samira", "1 maart 2027", "", "", "")
    assert plan_of(state) == (
        PlanItem(element="a1", to=3, action="Wij bellen", who="Samira", by="2027-03-01", status="open"),
        PlanItem(anti_pattern="pattern", to="never", action="Bel eerst.", status="open"),
    )
    assert state.mode == "plan"
    assert after(state, "").mode == "done"
    assert "is geen keuze" in what_is_said(state, "1")  # it is planned already


def test_each_line_is_kept_at_once() -> None:
    """An action stands in the file as soon as it is typed, and who and when as soon as they are."""
    state = after(planning_state(), "1", "Wij bellen")
    assert [item.action for item in plan_of(state)] == ["Wij bellen"]
    assert plan_of(after(state, "Samira"))[0].who == "Samira"


def test_own_action_needs_words() -> None:
    """`e` asks for an action of the project's own; Enter leaves it."""
    assert plan_of(after(planning_state(), "e", "")) == ()
    assert plan_of(after(planning_state(), "e", "Iets anders", "", "")) == (
        PlanItem(action="Iets anders", status="open"),
    )


def test_own_action_may_be_about_a_question() -> None:
    """`e 2` is one about question 2, by the number of the questionnaire; to the next level where there is one."""
    state = replace(planning_state(), file=a_state(answers={"a2": LongAnswer(count="23/40")}).file)
    assert plan_of(after(state, "e 2", "Tellen", "", "")) == (
        PlanItem(element="a2", to=3, action="Tellen", status="open"),
    )
    assert plan_of(after(state, "e1", "Kijken"))[0].to is None
    assert plan_of(after(state, "e 5", "Daarmee ophouden"))[0] == PlanItem(
        anti_pattern="pattern", to="never", action="Daarmee ophouden", status="open"
    )
    assert what_is_said(state, "e 99") == "Vraag 99 is er niet."


@pytest.mark.parametrize("line", ["morgen", "1-13-2027", "31-2-2027", "2020-01-01", "1 maart", "0"])
def test_a_day_is_a_day_to_come(line: str) -> None:
    """What is none, or is past, changes nothing and says so."""
    state = after(planning_state(), "1", "", "")
    assert after(state, line) == state
    assert "geen datum" in what_is_said(state, line) or "voorbij" in what_is_said(state, line)


@pytest.mark.parametrize("line", ["3", "0", "1, 9", "x", "1 en iets"])
def test_what_is_not_on_offer_is_no_choice(line: str) -> None:
    """Nothing is taken up."""
    assert after(planning_state(), line) == planning_state()
    assert "is geen keuze" in what_is_said(planning_state(), line)


def test_going_back_takes_the_action_out() -> None:
    """`v` at who asks the action once more; at the action it leaves the plan as it was."""
    state = after(planning_state(), "1", "fout", "v")
    assert (state.mode, plan_of(state)) == ("plan_action", ())
    assert plan_of(after(state, "v")) == ()
    assert after(planning_state(), "1", "goed", "Sam", "v").mode == "plan_who"


@pytest.mark.parametrize(
    ("line", "status"),
    [("1", "done"), ("gedaan", "done"), ("2", "doing"), ("Nog niet", "open"), ("4", "dropped"), ("vervalt", "dropped")],
)
def test_next_time_it_is_asked_what_became_of_it(line: str, status: str) -> None:
    """Of each action that is still open, before anything else."""
    items = (PlanItem(action="klaar", status="done"), PlanItem(action="bellen"), PlanItem(element="a1", status="doing"))
    begun, blocks = dialogue.begin(replace(a_state(plan=items), mode="plan_status"))
    assert "bellen. Nu: nog niet begonnen." in said(blocks)
    told = after(begun, line)
    assert plan_of(told)[1].status == status
    assert "Titel a1. Nu: bezig." in said(planning.screen(told))
    assert after(told, "").mode == "overview"
    assert plan_of(after(told, ""))[2].status == "doing"


def test_a_remark_may_follow() -> None:
    """`2 wacht op antwoord` is a status and a note; another line is no answer."""
    begun = dialogue.begin(replace(a_state(plan=(PlanItem(action="bellen"),)), mode="plan_status", then="plan"))[0]
    assert plan_of(after(begun, "2 wacht op antwoord")) == (
        PlanItem(action="bellen", status="doing", note="wacht op antwoord"),
    )
    assert after(begun, "2").mode == "plan"
    assert after(begun, "misschien") == begun
    assert after(begun, "s").mode == "stopped"


def test_plan_has_limits() -> None:
    """No more actions, and no longer texts, than the file may hold."""
    full = planning_state(*[PlanItem(action="x")] * MAX_PLAN)
    assert "vol" in what_is_said(full, "e")
    asking = after(planning_state(), "e")
    assert after(asking, "x" * (MAX_FACT + 1)) == asking


def test_plan_never_touches_the_answers() -> None:
    """Neither an answer nor the day of the answers changes by it."""
    before = planning_state()
    state = after(before, "1", "", "", "", "e", "Iets", "Sam", "2-2-2027")
    assert state.file.model_copy(update={"plan": None}) == before.file


def test_plan_reads_back_as_it_was_written() -> None:
    """Also actions that begin with another key, in their order, and texts that YAML reads otherwise."""
    items = (
        PlanItem(action="- no: #1", who="yes", by="2027-01-01", status="open"),
        PlanItem(element="a1", to=2, action="twee\nregels", status="doing", note="null"),
        PlanItem(anti_pattern="pattern", to="sometimes", status="dropped"),
        PlanItem(action="nog een", status="done"),
    )
    file = a_state(plan=items).file
    text = canonical_yaml(file)
    value = parse_yaml("x", text.encode()).value
    assert AnswerFile.model_validate(value).plan == items
    assert canonical_yaml(AnswerFile.model_validate(value), value) == text
