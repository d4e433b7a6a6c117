"""A file of several people in the questionnaire: where they were far apart comes first, and is asked once."""

from tests.builders import a_rubric, an_anti_pattern, an_element
from tests.unit.interview.conversations import TODAY, after, said, what_is_said
from verbetertool.interview import dialogue
from verbetertool.interview.state import Item, State, new_file
from verbetertool.model.project import AnswerFile, FromPeople, LongAnswer, LongOccurrence, OccursFromPeople

LIGHT, HEAVY, CLOSE, OUT = (Item("element", id) for id in ("light", "heavy", "close", "out"))
DRUK = Item("anti_pattern", "druk")
FAR = FromPeople(people=5, perspectives=("jongere",), lowest=0, highest=3)


def a_team() -> State:
    """Two elements and an anti-pattern far apart; one element close together, and one that does not apply."""
    elements = [
        an_element("light", "a"),
        an_element("heavy", "b", weight=3),
        an_element("close", "b"),
        an_element("out", "b", weight=3),
    ]
    rubric = a_rubric(elements, [an_anti_pattern("druk", 1)])
    often = OccursFromPeople(people=2, lowest="never", highest="usually")
    file: AnswerFile = new_file(rubric).model_copy(
        update={
            "answers": {
                "light": LongAnswer(level=2, from_=FAR),
                "heavy": LongAnswer(level=2, note="Ja, maar.", from_=FAR),
                "close": LongAnswer(level=2, from_=FAR.model_copy(update={"lowest": 2})),
                "out": LongAnswer(not_applicable="past niet", from_=FAR),
            },
            "anti_patterns": {"druk": LongOccurrence(occurs="sometimes", from_=often)},
        }
    )
    return dialogue.begin(State(rubric, file, TODAY))[0]


def test_largest_effect_first() -> None:
    """By what the difference is worth, whatever the order of the questionnaire; then the questions that are open."""
    state = a_team()
    assert state.differing == (HEAVY, LIGHT, DRUK)
    assert "Bij 3 vragen" in said(dialogue.begin(state)[1])
    assert after(state, "").at == HEAVY
    assert after(state, "", "2").at == LIGHT
    assert after(state, "", "2", "1").at == DRUK


def test_it_says_how_far_apart() -> None:
    """How many people, from which level to which, and what they come to together."""
    text = what_is_said(a_team(), "")
    assert "Verschil: 5 mensen, van niveau 0 tot en met niveau 3. Praat hier samen over." in text
    assert "Nu: niveau 2. Enter = zo laten." in text
    assert "van nooit tot en met meestal" in what_is_said(after(a_team(), "", "2"), "1")


def test_what_is_agreed_is_not_asked_again() -> None:
    """Enter agrees with what stands there, an answer replaces it; a note alone leaves it."""
    agreed = after(a_team(), "", "")
    assert agreed.answer(HEAVY) == LongAnswer(level=2, note="Ja, maar.")
    assert agreed.differing == (LIGHT, DRUK)
    assert after(a_team(), "", "3").answer(HEAVY).from_ is None
    assert after(a_team(), "", "t", "Nog uitzoeken.", ".").differing[0] == HEAVY
    settled = after(a_team(), "", "", "", "1")
    assert settled.differing == ()
    assert settled.occurrence(DRUK) == LongOccurrence(occurs="sometimes")


def test_what_is_left_stays() -> None:
    """o leaves a difference for later, and goes on with the next."""
    state = after(a_team(), "", "o")
    assert state.at == LIGHT
    assert state.differing[0] == HEAVY
    assert after(state, "o").at == DRUK
