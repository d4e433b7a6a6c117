"""A quarter of an hour: short or long, the list of anti-patterns, the facts at the end, how much there is to read."""

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest

from benchmarks.words import LIMITS, words_on_screen
from tests.builders import a_rubric, an_anti_pattern, an_element
from tests.unit.interview.conversations import A1, A2, ANTI_PATTERN, a_state, after, said, what_is_said
from verbetertool import load_rubric
from verbetertool.interview import dialogue, overview_screens, question_screen
from verbetertool.interview.blocks import Blocks
from verbetertool.interview.state import Item, State, new_file
from verbetertool.interview.terminal import Screen
from verbetertool.model.contour import Ages
from verbetertool.model.project import LongAnswer, LongOccurrence, Project, Scope
from verbetertool.model.rubric import Rubric

TODAY = "2026-11-24"
P1, P2, P3 = (Item("anti_pattern", f"p{number}") for number in (1, 2, 3))


def at_list(**file: Any) -> State:
    """A conversation of which one element and three anti-patterns are open, at the element."""
    rubric = a_rubric([an_element("a1", "a")], [an_anti_pattern(item.id) for item in (P1, P2, P3)])
    return State(rubric, a_state(**file).file, TODAY, at=A1, hints=9)


def test_anti_patterns_are_one_list() -> None:
    """The numbers of those that occur, then of each how often; the others never do."""
    listed, blocks = dialogue.reply(at_list(), "1")
    assert listed.mode == "list"
    assert "2. Titel p1\n3. Titel p2\n4. Titel p3" in said(blocks)
    assert "nu andersom" in said(blocks)
    asking = after(listed, "4, 2")
    assert [asking.occurrence(item).occurs for item in (P1, P2, P3)] == [None, "never", None]
    assert asking.at == P1
    done = after(asking, "2", "1")
    assert [done.occurrence(item).occurs for item in (P1, P2, P3)] == ["usually", "never", "sometimes"]


@pytest.mark.parametrize("line", ["", "1", "5", "0, 2", "ja", "2 en meer", "t"])
def test_what_is_no_number_of_the_list_chooses_nothing(line: str) -> None:
    """Nothing is saved, and it says what can be typed."""
    listed = after(at_list(), "1")
    assert after(listed, line) == listed
    assert "is geen keuze" in what_is_said(listed, line)


def test_nothing_of_the_list_occurs() -> None:
    """0 says so of all of them; `o` leaves all of them open; one question by itself stays possible."""
    listed = after(at_list(), "1")
    assert {after(listed, "0").occurrence(item).occurs for item in (P1, P2, P3)} == {"never"}
    skipped = after(listed, "o")
    assert not any(skipped.is_answered(item) for item in (P1, P2, P3))
    assert "3 open" in what_is_said(listed, "o")
    assert after(listed, "g 3").at == P2
    assert after(after(listed, "g 3"), "w").occurrence(P2) == LongOccurrence(occurs="unknown")


def test_help_of_the_list_says_each_question() -> None:
    """The titles are short; what is meant stands in the help, and then the list again."""
    listed = after(at_list(), "1")
    text = what_is_said(listed, "h")
    assert all(listed.anti_pattern(item).question in text for item in (P1, P2, P3))
    assert text.rstrip().endswith("Niets = 0.")


def test_notes_of_anti_patterns_stay_when_the_list_is_answered() -> None:
    """A note without an answer is kept, and the answer comes beside it."""
    state = at_list(anti_patterns={"p2": LongOccurrence(note="n")})
    assert after(state, "1", "2").occurrence(P2) == LongOccurrence(occurs="never", note="n")


@pytest.mark.parametrize(("line", "scope"), [("kort", "quick"), ("Lang", "full"), ("1", "quick"), ("2", "full")])
def test_short_or_long_is_asked_first(line: str, scope: Scope) -> None:
    """Of a new file; nothing is saved by it before a first answer."""
    rubric = a_state().rubric
    state = State(rubric, new_file(rubric), TODAY, mode="scope")
    assert "Typ kort of lang" in said(dialogue.first_question(state)[1])
    assert after(state, line).scope == scope
    assert after(state, line).at == Item("project", "name")
    assert after(state, "misschien") == state
    assert after(state, "s").mode == "stopped"


def test_facts_come_last_and_are_offered_once() -> None:
    """After all questions; Enter leaves them, and a finished file does not ask for them again."""
    offered = after(a_state(ANTI_PATTERN), "0")
    assert offered.mode == "facts"
    assert after(offered, "").mode == "check"
    asked = after(offered, "j")
    assert asked.at.kind == "fact"
    assert after(asked, "", "").mode == "check"
    every = {
        "a1": LongAnswer(level=1),
        "a2": LongAnswer(level=1),
        "b1": LongAnswer(level=1),
        "old": LongAnswer(level=1),
    }
    finished = a_state(answers=every, anti_patterns={"pattern": LongOccurrence(occurs="never")})
    assert after(dialogue.begin(finished)[0], "").mode == "check"


def test_question_comes_again_after_help_and_a_note() -> None:
    """The question and its levels stand last, above the prompt."""
    for text in (what_is_said(a_state(), "h"), what_is_said(after(a_state(), "t", "een"), ".")):
        assert "Vraag 1 van 5." in text
        assert text.index("0. a1 niveau 0") < text.index("4. a1 niveau 4")
    assert "r: herhaal" in said(question_screen.question(replace(a_state(), hints=0)))


def test_levels_are_said_in_full_once() -> None:
    """On the shared scale: later the own texts and the shares, and in full again for who asks or goes there."""
    state = after(a_state(answers={"a1": LongAnswer(level=1)}), "g 2")
    whole = said(question_screen.question(state))
    assert "Bij minder dan 1 op de 5" in whole
    going_on = dialogue.reply(replace(a_state(), read_scales=frozenset(["element"])), "1")
    assert going_on[0].at == A2
    short = said(going_on[1])
    assert "Ertussenin." in short
    assert "Bij minder dan" not in short
    assert "Bij minder dan" in what_is_said(going_on[0], "r")


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_rubric()


@pytest.mark.parametrize("scope", ["quick", "full"])
def test_questionnaire_is_no_longer_than_promised(rubric: Rubric, scope: Scope) -> None:
    """The words of a whole session, for a person who opens no help."""
    assert words_on_screen(rubric, scope) <= LIMITS[scope]


def test_every_question_fits_the_screen(rubric: Rubric) -> None:
    """At most 20 lines at 80 columns with the prompt; about the project the question stands right above the prompt."""
    state = State(rubric, new_file(rubric), TODAY)
    for item in state.items:
        asking = replace(state, at=item)
        assert _lines_of(question_screen.question(asking)) <= 20
        if not item.is_scored:
            assert "?" in question_screen.question(asking)[-1].text
    assert _lines_of(overview_screens.anti_pattern_list(state)) <= 20


def _lines_of(blocks: Blocks) -> int:
    out = StringIO()
    Screen(out, plain=False, bold=False, width=lambda: 80, clean=str).say(blocks)
    return out.getvalue().count("\n") + 1


def test_quick_scan_says_what_it_leaves_out(rubric: Rubric) -> None:
    """What is asked of such a project for what it says of itself, and stands in the long questionnaire."""
    file = new_file(rubric)
    project = Project(name="Proef", ages=Ages(from_=23, to=27), target_groups=("multiproblematiek",))
    state = State(rubric, file.model_copy(update={"project": project}), TODAY)
    assert state.left_out == ()
    quick = state.in_scope("quick")
    assert "Hulp bij schulden" in said(overview_screens.left_out(quick))
    assert not any(element.core for element in quick.left_out)
    assert said(overview_screens.left_out(quick)).endswith("staan in de volledige vragenlijst.")
