"""The questions in words of their own: what can be typed, what is kept, and that nobody is asked for a name."""

import pytest

from tests.builders import SCALE, TEXT, a_rubric, an_anti_pattern, an_element, on_scale
from tests.unit.interview.conversations import TODAY, said
from verbetertool.interview import own_words
from verbetertool.interview.own_words import is_for, new_file, perspective_in
from verbetertool.interview.state import Item, State
from verbetertool.model.project import AnswerFile, LongAnswer
from verbetertool.model.rubric import Rubric

A, B, C = Item("element", "a"), Item("element", "b"), Item("element", "c")


def a_rubric_that_asks() -> Rubric:
    """Young people are asked a, b and, in phase leren, c; employers d."""
    jongere = {"jongere": {"question": "Is dat zo? Past het niet? Kies dan 'weet ik niet'."}}
    return a_rubric(
        [
            on_scale("a", asked_of=jongere),
            an_element("b", asked_of={"jongere": {"question": "Kies jij?", "ja": 3, "soms": 2, "nee": 0}}),
            on_scale("c", asked_of=jongere, applies_when={"phases": ("leren",)}),
            on_scale("d", asked_of={"werkgever": {"question": "Ziet u dat?"}}),
        ],
        [an_anti_pattern("pattern")],
        scale=SCALE,
        perspectives=(
            {"id": "jongere", "title": "De jongere", "informal": True},
            {"id": "werkgever", "title": "De werkgever"},
            {"id": "gemeente", "title": "De gemeente"},
        ),
        phases=tuple({"id": phase, "title": phase, "description": TEXT} for phase in ("leren", "plaatsen")),
    )


RUBRIC = a_rubric_that_asks()


def a_state(perspective: str = "jongere", **project: object) -> State:
    """Somebody at the first question, of a project with a name."""
    file = new_file(RUBRIC, perspective)
    file = file.model_copy(update={"project": file.project.model_copy(update={"name": "Proef", **project})})
    return own_words.first_question(State(RUBRIC, file, TODAY))[0]


def after(state: State, *lines: str) -> State:
    for line in lines:
        state = own_words.reply(state, line)[0]
    return state


def told(state: State, line: str) -> str:
    return said(own_words.reply(state, line)[1])


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("1", LongAnswer(asked="ja")),
        ("Ja", LongAnswer(asked="ja")),
        ("j", LongAnswer(asked="ja")),
        ("2", LongAnswer(asked="soms")),
        ("SOMS.", LongAnswer(asked="soms")),
        ("3", LongAnswer(asked="nee")),
        ("nee, ze luisteren niet", LongAnswer(asked="nee", note="ze luisteren niet")),
        ("2 op maandag niet", LongAnswer(asked="soms", note="op maandag niet")),
        ("4", LongAnswer(level="unknown")),
        ("weet ik niet", LongAnswer(level="unknown")),
        ("weet ik niet want ik ben nieuw", LongAnswer(level="unknown", note="want ik ben nieuw")),
    ],
)
def test_answers(line: str, answer: LongAnswer) -> None:
    """A number, a word, and what somebody wants to say with it."""
    state = after(a_state(), line)
    assert state.answer(A) == answer
    assert state.at == B
    assert state.file.audit is not None
    assert state.file.audit.date == TODAY


@pytest.mark.parametrize("line", ["5", "0", "misschien", "1 2", "jaja", "1/2", "\x07", "🙂"])
def test_what_is_no_answer_changes_nothing(line: str) -> None:
    """It is said again what can be typed, and the question stays."""
    state = a_state()
    assert after(state, line).file == state.file
    assert after(state, line).at == A
    assert "Typ 1, 2, 3 of 4" in told(state, line)


def test_only_what_this_perspective_can_see() -> None:
    """What does not apply to the project is left out; where nothing is known of it, all is asked."""
    assert own_words.asked(a_state()) == (A, B, C)
    assert own_words.asked(a_state(phases=("plaatsen",))) == (A, B)
    assert own_words.asked(a_state("werkgever")) == (Item("element", "d"),)


def test_the_list_at_the_end() -> None:
    """Every answer, short; a number changes one and comes back; Enter ends."""
    state = after(a_state(), "1", "2", "3")
    assert state.mode == "check"
    shown = said(own_words.begin(state)[1])
    assert "1. Is dat zo? Ja." in shown
    assert "Past het niet" not in shown
    changed = after(state, "2", "nee")
    assert changed.answer(B) == LongAnswer(asked="nee")
    assert changed.mode == "check"
    assert after(changed, "").mode == "done"
    assert "nummer" in told(changed, "99")


def test_back_skip_help_and_stop() -> None:
    """v, o, h and s work as in the questionnaire."""
    state = after(a_state(), "1")
    assert after(state, "v").at == A
    assert "Enter = zo laten" in told(state, "v")
    assert after(state, "v", "").at == B
    assert "eerste vraag" in told(a_state(), "v")
    assert after(a_state(), "o").at == B
    assert after(a_state(), "o", "1", "1").mode == "check"
    assert "Geen idee" in told(state, "h")
    assert "Is dat zo?" in told(a_state(), "r")
    assert after(state, "s").mode == "stopped"
    assert "Typ 1, 2, 3 of 4" in told(state, "")


def test_a_new_note_replaces_and_none_keeps() -> None:
    """Who answers again without a word keeps what was said before."""
    state = after(a_state(), "2 op maandag niet", "v", "1")
    assert state.answer(A) == LongAnswer(asked="ja", note="op maandag niet")
    assert after(state, "v", "1 altijd").answer(A) == LongAnswer(asked="ja", note="altijd")


def test_je_for_young_people_and_u_for_others() -> None:
    """Nobody is spoken to in both ways."""
    young, employer = a_state(), a_state("werkgever")
    for informal, state in ((True, young), (False, employer)):
        check = after(state, *["1"] * len(own_words.asked(state)))
        screens = (own_words.start(state, "x.yaml"), own_words.begin(state)[1], own_words.begin(check)[1])
        words = " ".join(said(screen) for screen in screens).lower().replace("?", " ").replace(".", " ").split()
        assert bool({"u", "uw"} & set(words)) == (not informal)
        assert bool({"je", "jij", "jouw", "jullie"} & set(words)) == informal


def test_the_project_may_be_named() -> None:
    """Its name is asked where nobody filled it in; Enter passes, and a number is no name."""
    state = own_words.first_question(State(RUBRIC, new_file(RUBRIC, "jongere"), TODAY))[0]
    assert state.at == Item("project", "name")
    assert own_words.takes_line(state)
    assert after(state, "").at == A
    assert after(state, "1").at == state.at
    assert after(state, "Samen op weg").project.name == "Samen op weg"


def test_too_soon_and_pasted() -> None:
    """What nobody can have typed is not used, and the answer before it is taken back."""
    before = a_state()
    state = after(before, "1")
    assert own_words.taken_back(state, before, "1")[0] == before
    assert own_words.pasted(state, more=True)[0] == state
    assert not own_words.takes_text(state)


def test_whose_file_it_is() -> None:
    """A file goes on where it is empty, or one of this perspective with such answers alone."""
    empty = new_file(RUBRIC, "jongere")
    own = after(a_state(), "1", "4").file
    level = empty.model_copy(update={"answers": {"a": LongAnswer(level=2)}})
    assert is_for(empty, "jongere", RUBRIC)
    assert is_for(empty, "werkgever", RUBRIC)
    assert is_for(own, "jongere", RUBRIC)
    assert not is_for(own, "werkgever", RUBRIC)
    assert not is_for(level, "jongere", RUBRIC)
    assert not is_for(empty, "gemeente", RUBRIC)
    assert [perspective_in(file, RUBRIC) for file in (own, empty, level)] == ["jongere", None, None]


def test_an_outdated_answer_is_asked_again() -> None:
    """The words may have changed since."""
    file: AnswerFile = a_state().file
    old = file.model_copy(update={"answers": {"a": LongAnswer(asked="ja", rubric_version="0.1")}})
    state = own_words.begin(State(RUBRIC, old, TODAY))[0]
    assert state.at == A
    assert after(state, "2").answer(A) == LongAnswer(asked="soms")
