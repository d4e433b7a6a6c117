"""Counts in the questionnaire, and texts that only say that there is none."""

import pytest

from tests.unit.interview.conversations import A1, A2, a_state, after, said, what_is_said
from verbetertool.interview import dialogue
from verbetertool.interview.canonical import canonical_yaml
from verbetertool.model.project import LongAnswer


@pytest.mark.parametrize(
    ("line", "count", "level"),
    [
        ("20/40", "20/40", 2),
        ("20 van 40", "20/40", 2),
        ("20 of 40", "20/40", 2),
        ("20 Van De 40", "20/40", 2),
        ("0/12", "0/12", 0),
        ("1 van 40", "1/40", 1),
    ],
)
def test_a_count_shows_its_level_and_is_kept(line: str, count: str, level: int) -> None:
    """The level is said back, the count is what is saved, and the conversation goes on."""
    state = after(a_state(A2), line)
    assert (state.answer(A2), state.mode) == (LongAnswer(count=count), "question")
    yes, of = count.split("/")
    assert what_is_said(a_state(A2), line).startswith(f"Bewaard: niveau {level} (telling: {yes} van {of}).")
    assert f"a2: {count}\n" in canonical_yaml(state.file)


def test_a_count_of_level_three_asks_what_level_four_adds() -> None:
    """The count is kept before; only j makes it level 4, and then evidence is asked."""
    asking = after(a_state(A2), "34/40")
    assert (asking.mode, asking.answer(A2)) == ("secured", LongAnswer(count="34/40"))
    assert "Voor niveau 4 geldt ook: a2 staat vast." in what_is_said(a_state(A2), "34/40")
    secured = after(asking, "j")
    assert (secured.mode, secured.answer(A2)) == ("proof", LongAnswer(count="34/40", level=4))
    assert "niveau 4 (telling: 34 van 40)" in what_is_said(asking, "j")
    for line in ("", "nee", "misschien"):
        assert (after(asking, line).mode, after(asking, line).answer(A2)) == ("proof", LongAnswer(count="34/40"))
    assert after(asking, "s").mode == "stopped"
    assert (after(asking, "v").mode, after(asking, "v").at) == ("question", A2)


def test_of_fewer_than_five_it_asks_whether_a_count_was_meant() -> None:
    """Nothing is saved until then; the note goes along; `3/4` may be a slip."""
    asking = after(a_state(A2), "1/4 bij de start")
    assert (asking.mode, asking.file) == ("small_count", a_state(A2).file)
    assert "bij 1 van de 4 is het zo" in what_is_said(a_state(A2), "1/4 bij de start")
    assert after(asking, "j").answer(A2) == LongAnswer(count="1/4", note="bij de start")
    assert "dat zijn er weinig" in what_is_said(asking, "j")
    for line in ("", "3", "nee"):
        assert (after(asking, line).mode, after(asking, line).file) == ("question", a_state(A2).file)
    assert after(a_state(A2), "1/5").answer(A2) == LongAnswer(count="1/5")


@pytest.mark.parametrize(
    ("line", "text"), [("41/40", "41 van 40 kan niet."), ("0/0", "0 van 0 kan niet."), ("20/40 30", "is geen keuze")]
)
def test_what_can_not_be_a_count(line: str, text: str) -> None:
    """Nothing is saved, and it says why."""
    assert text in what_is_said(a_state(A2), line)
    assert after(a_state(A2), line).file == a_state(A2).file


def test_no_count_for_an_element_with_own_levels() -> None:
    """There is nothing to count."""
    assert "kan geen telling" in what_is_said(a_state(A1), "20/40")
    assert after(a_state(A1), "20/40") == a_state(A1)


def test_a_count_with_a_note() -> None:
    """As a level has one."""
    assert after(a_state(A2), "20/40 uit de dossiers").answer(A2) == LongAnswer(count="20/40", note="uit de dossiers")


@pytest.mark.parametrize(("line", "count"), [("3", "34/40"), ("4", "34/40"), ("2", None), ("w", None)])
def test_a_level_takes_a_count_away_that_it_contradicts(line: str, count: str | None) -> None:
    """So that the file never says two things."""
    state = a_state(A2, answers={"a2": LongAnswer(count="34/40", evidence=("lijst",))})
    assert after(state, line).answer(A2).count == count
    assert after(after(state, "r"), "1/10").answer(A2).count == "1/10"


def test_a_question_with_a_count_shows_it() -> None:
    """Also the scale with what is counted, the practice first."""
    text = said(dialogue.reply(a_state(A2, answers={"a2": LongAnswer(count="34/40")}), "r")[1])
    assert "Nu: niveau 3 (telling: 34 van 40)." in text
    assert text.index("a2 zoals het hoort.") < text.index("0. Nee. a2 is er niet.")
    assert "2. Voor een deel. Bij minstens 1 en minder dan 4 op de 5 jongeren." in text


def test_evidence_that_says_none_is_not_kept() -> None:
    """It says so; where evidence is asked once, the conversation goes on."""
    asked = after(a_state(A1), "3")
    assert asked.mode == "proof"
    assert "«Geen.» zegt dat er geen onderbouwing is" in what_is_said(asked, "Geen.")
    assert (after(asked, "Geen.").at, after(asked, "Geen.").evidence(A1)) == (A2, ())
    writing = after(a_state(A1), "b")
    assert "niet bewaard" in what_is_said(writing, "volgt nog")
    assert after(writing, "volgt nog", "jaarverslag", ".").evidence(A1) == ("jaarverslag",)


def test_a_reason_that_says_none_is_no_reason() -> None:
    """The question why something does not apply stays."""
    asking = after(a_state(A1), "n")
    assert "«volgt nog» is geen reden." in what_is_said(asking, "volgt nog")
    assert after(asking, "volgt nog").file == a_state(A1).file
