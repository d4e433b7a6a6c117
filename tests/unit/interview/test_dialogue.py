"""The keys and screens of the questionnaire."""

import pytest
from pydantic import ValidationError

from tests.builders import SUPPORT_FOR_WEIGHT, a_rubric, an_anti_pattern, an_element
from tests.unit.interview.conversations import (
    A1,
    A2,
    ANTI_PATTERN,
    B1,
    OLD,
    TODAY,
    a_small_rubric,
    a_state,
    after,
    said,
    what_is_said,
)
from verbetertool.interview import dialogue
from verbetertool.interview.canonical import canonical_yaml
from verbetertool.interview.state import Item, State, new_file
from verbetertool.model.base import MAX_TEXT
from verbetertool.model.project import MAX_EVIDENCE, MAX_NAME, AnswerFile, LongAnswer, LongOccurrence
from verbetertool.reading.yamlfile import parse_yaml

NAME = Item("project", "name")
AGES = Item("project", "ages")


def test_level_is_saved_and_next_question_asked() -> None:
    """A level is stored, said back in one line, and the next question comes."""
    state = a_state()
    assert what_is_said(state, "2").startswith("Bewaard: niveau 2.\nVraag 2 van 5. Onderdeel 1 van 3")
    assert after(state, "2").answer(A1) == LongAnswer(level=2)
    assert after(state, "2").at == A2


def test_question_shows_every_level_and_chooses_none() -> None:
    """All five texts stand there in full, lowest first."""
    text = said(dialogue.reply(a_state(), "r")[1])
    assert [f"{level}. a1 niveau {level}" in text for level in range(5)] == [True] * 5
    assert "Nu:" not in text


def test_level_with_text_is_level_and_note() -> None:
    """`2 wij spraken 12 ouders` stores both."""
    assert after(a_state(), "2 wij spraken 12 ouders").answer(A1) == LongAnswer(level=2, note="wij spraken 12 ouders")


@pytest.mark.parametrize("line", ["5", "-1", "22", "2.0", "2 3", "٢", "²", "+1", "0x", "ja", "2,3", "«»", "g", "nee"])
def test_anything_else_is_no_choice(line: str) -> None:
    """What is not in the table of keys saves nothing, and only the prompt comes back."""
    state, blocks = dialogue.reply(a_state(), line)
    assert state == a_state()
    assert len(blocks) == 1
    assert "is geen keuze" in blocks[0].text


def test_unknown_differs_from_skipped() -> None:
    """`w` is an answer, `o` leaves the question open."""
    assert after(a_state(), "w").answer(A1) == LongAnswer(level="unknown")
    skipped = after(a_state(), "o")
    assert not skipped.is_answered(A1)
    assert A1 in skipped.skipped
    assert "1 overgeslagen" in said(dialogue.reply(skipped, "l")[1])


def test_not_applicable_wants_a_reason() -> None:
    """`n` asks why; an empty reason and `v` leave everything as it was."""
    asked = after(a_state(), "n")
    assert asked.mode == "reason"
    assert "Zonder reden" in what_is_said(asked, "")
    assert after(asked, "v") == after(a_state(), "r")
    assert after(asked, "niet bij ons").answer(A1) == LongAnswer(not_applicable="niet bij ons")


@pytest.mark.parametrize("line", ["n", "N", "-", ".", "ok", "2", "123", "nvt", "niet van toepassing", "?"])
def test_reason_has_a_word(line: str) -> None:
    """A key, or what has no word of three letters, is no reason: it says so, and nothing is saved."""
    asked = after(a_state(), "n")
    state, blocks = dialogue.reply(asked, line)
    assert state == asked
    assert said(blocks).startswith(f"«{line}» is geen reden.")


def test_pasted_reason_needs_one_word_in_all() -> None:
    """Lines of one paste are one reason; what comes before its first word is left out."""
    state = dialogue.reply(after(a_state(), "n"), "-", more=True)[0]
    state = dialogue.reply(state, "niet bij ons", more=True)[0]
    assert after(state, "2").answer(A1).not_applicable == "niet bij ons 2"


def test_not_applicable_is_refused_where_it_cannot_be() -> None:
    """An element that does not allow it says so."""
    state, blocks = dialogue.reply(a_state(A2), "n")
    assert state == a_state(A2)
    assert "kan «niet van toepassing» niet" in said(blocks)


def test_previous_crosses_parts_and_stops_at_the_first() -> None:
    """`v` goes back over the border of a part; at the very first question it says so."""
    assert after(a_state(B1), "v").at == A2
    assert after(a_state(A1), "v").at == Item("project", "status")
    first = a_state(Item("project", "name"))
    assert what_is_said(first, "v") == "Dit is de eerste vraag."


def test_enter_keeps_an_answer_and_needs_one() -> None:
    """Enter without an answer changes nothing and hints; with one it goes on to the next question."""
    assert after(a_state(), "").at == A1
    answered = a_state(answers={"a1": LongAnswer(level=1), "a2": LongAnswer(level=1)})
    assert after(answered, "").at == A2
    assert after(answered, "").file == answered.file


def test_evidence_is_asked_once_from_level_three() -> None:
    """Level 3 asks where it shows; skipping it is fine, and it is not asked again."""
    asked = after(a_state(), "3")
    assert asked.mode == "proof"
    assert after(asked, "jaarverslag").answer(A1) == LongAnswer(level=3, evidence=("jaarverslag",))
    assert after(asked, "").at == A2
    assert after(asked, "", "v", "4").mode == "question"
    assert after(a_state(), "2").mode == "question"


@pytest.mark.parametrize("line", [*"thwovlsbnrTHWOVLSBNR-2", "Hulp", "bewijs", "n.v.t.", "g 12"])
def test_key_is_never_evidence(line: str) -> None:
    """What is a key elsewhere is not saved as evidence, neither at the one question nor while writing it."""
    for state in (after(a_state(), "3"), after(a_state(), "b"), after(a_state(), "b", "jaarverslag")):
        assert after(state, line).evidence(A1) == state.evidence(A1)


def test_key_typed_as_evidence_is_explained() -> None:
    """The line comes back with what can be typed instead, and the prompt stays."""
    asked = after(a_state(), "3")
    assert what_is_said(asked, "T").startswith("«T» is geen onderbouwing: niet bewaard.")
    assert "Enter = verder" in what_is_said(asked, "T")
    assert after(asked, "T") == asked
    writing = after(a_state(), "b")
    assert "Alleen een punt = klaar" in what_is_said(writing, "-")
    assert after(writing, "-") == writing


def test_key_within_a_paste_is_evidence() -> None:
    """Only a line that was typed alone can be a slip."""
    state = dialogue.reply(after(a_state(), "3"), "2", more=True)[0]
    assert after(state, "jaarverslag").evidence(A1) == ("2", "jaarverslag")


@pytest.mark.parametrize("line", ["h", "-", "s"])
def test_note_may_hold_anything(line: str) -> None:
    """A note counts for nothing, so what is typed there is kept; each prompt says how it ends."""
    state = after(a_state(), "t")
    assert dialogue.prompt(state) == "Notitie (alleen een punt = klaar):"
    assert after(state, line, ".").note(A1) == line


def test_dash_clears_only_what_is_being_written() -> None:
    """A note is no reason to ask whether the evidence, of which there is none, must go."""
    state = a_state(answers={"a1": LongAnswer(note="oud")})
    assert after(state, "b", "-").mode == "text"


def test_note_of_more_lines_ends_with_a_dot() -> None:
    """Each line is stored as soon as it is typed; the old text stays before it."""
    state = after(a_state(answers={"a1": LongAnswer(note="oud")}), "t", "een")
    assert state.note(A1) == "oud\neen"
    state = after(state, "", "2", "", ".")
    assert state.note(A1) == "oud\neen\n\n2"
    assert (state.mode, state.at, state.answer(A1).level) == ("question", A1, None)


def test_lone_dot_changes_nothing_and_dash_clears_after_asking() -> None:
    """Only `.` leaves the note; `-` wipes it after a yes."""
    state = a_state(answers={"a1": LongAnswer(note="oud")})
    assert after(state, "t", ".").file == state.file
    assert after(state, "t", "-", "nee").note(A1) == "oud"
    assert after(state, "t", "-", "j").note(A1) == ""


def test_dot_inside_a_paste_is_text() -> None:
    """A dot ends a note only where nothing follows in the same paste."""
    state = after(a_state(), "t")
    for line in ("een", ".", "2"):
        state = dialogue.reply(state, line, more=True)[0]
    assert state.note(A1) == "een\n.\n2"
    assert state.mode == "text"


def test_evidence_lines_become_a_list() -> None:
    """`b` takes a piece of evidence a line, and adds to what was there."""
    state = after(a_state(answers={"a1": LongAnswer(level=4, evidence=("x",))}), "b", "y", "", "z", ".")
    assert state.evidence(A1) == ("x", "y", "z")


def test_too_long_a_note_is_refused_as_a_line() -> None:
    """A note never grows beyond what the file may hold; what was there stays."""
    state = after(a_state(), "t", "a" * (MAX_TEXT - 10))
    assert "te lang" in what_is_said(state, "b" * 20)
    assert after(state, "b" * 20).note(A1) == "a" * (MAX_TEXT - 10)


def test_what_fits_in_the_conversation_fits_in_the_file() -> None:
    """A name and a list of evidence may grow to what a file may hold, and not one further."""
    full = after(a_state(NAME), "n" * MAX_NAME)
    full = after(State(full.rubric, full.file, TODAY), "g 1", "b", *(["x"] * MAX_EVIDENCE))
    assert (len(full.project.name), len(full.evidence(A1))) == (MAX_NAME, MAX_EVIDENCE)
    written = parse_yaml("x", canonical_yaml(full.file).encode()).value
    assert AnswerFile.model_validate(written).project.name == "n" * MAX_NAME
    assert after(full, "x").evidence(A1) == full.evidence(A1)
    assert "te lang" in what_is_said(a_state(NAME), "n" * (MAX_NAME + 1))
    written["project"]["name"] += "n"
    written["answers"]["a1"]["evidence"] += ("x",)
    with pytest.raises(ValidationError) as refused:
        AnswerFile.model_validate(written)
    assert {"name", "evidence"} <= {step for error in refused.value.errors() for step in error["loc"]}


def test_help_shows_why_example_and_source() -> None:
    """`h` gives the reason, the source and all keys; nothing changes."""
    state, blocks = dialogue.reply(a_state(), "h")
    assert state == a_state()
    assert "Waarom: tekst" in said(blocks)
    assert "paragraaf 3.1" in said(blocks)
    assert "n = niet van toepassing" in said(blocks)


def test_source_that_is_no_paragraph_is_not_called_one() -> None:
    """Appendices and the summary are named as they are; only numbers are paragraphs."""
    support = {"status": "supported", "sections": ("bijlage 5", "3.2.1", "samenvatting"), **SUPPORT_FOR_WEIGHT[1]}
    rubric = a_rubric([an_element("a1", "a", support=support)], [an_anti_pattern("pattern")])
    state = State(rubric, a_state().file, TODAY, at=A1)
    assert ", paragraaf 3.2.1, bijlage 5 en samenvatting." in what_is_said(state, "h")


def test_go_to_a_question() -> None:
    """`g 3` goes to question 3, `g p1` to the project; a number that is not there says so."""
    assert after(a_state(), "g 3").at == B1
    assert after(a_state(), "g p1").at == Item("project", "name")
    assert what_is_said(a_state(), "g 99") == "Vraag 99 is er niet."


def test_end_of_a_long_part_is_one_line() -> None:
    """How much of it is answered and what is open, and the next question at once; a short part ends without."""
    rubric = a_rubric([an_element(id, "a") for id in ("x", "y", "z")] + [an_element("b", "b")])
    state = State(rubric, a_state().file, TODAY, at=Item("element", "x"))
    lines = what_is_said(after(state, "1", "o"), "2").splitlines()
    assert lines[:3] == [
        "Bewaard: niveau 2.",
        "Context a: 2 van 3, 1 open.",
        "Vraag 4 van 4. Onderdeel 2 van 2: Context b.",
    ]
    assert "van 2" not in what_is_said(after(a_state(), "1"), "2").split("Vraag")[0]


def test_answers_are_shown_on_asking_twice() -> None:
    """`l` is the overview, and in it `l` shows every answer; Enter goes on."""
    state = after(a_state(), "1", "l")
    assert "Titel a1" not in said(dialogue.reply(state, "r")[1])
    assert "1. Titel a1: niveau 1" in what_is_said(state, "l")
    assert after(state, "l", "").at == A2


def test_check_changes_one_answer_and_comes_back() -> None:
    """In the check a number opens that question, and its answer leads back to the check."""
    state = after(a_state(ANTI_PATTERN), "0", "")
    assert state.mode == "check"
    assert "1. Titel a1: nog open" in said(dialogue.reply(state, "r")[1])
    changed = after(state, "1", "4", "jaarverslag")
    assert (changed.mode, changed.answer(A1).level) == ("check", 4)
    assert after(changed, "").mode == "done"


def test_anti_pattern_has_three_choices() -> None:
    """0, 1 and 2 are never, sometimes and usually; 3 and n are none."""
    for line, occurs in (("0", "never"), ("1", "sometimes"), ("2", "usually"), ("w", "unknown")):
        assert after(a_state(ANTI_PATTERN), line).occurrence(ANTI_PATTERN) == LongOccurrence(occurs=occurs)  # type: ignore[arg-type]
    for line in ("3", "4", "n"):
        assert after(a_state(ANTI_PATTERN), line) == a_state(ANTI_PATTERN)


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("16-27", (16, 27)),
        ("16 tot en met 27 jaar", (16, 27)),
        ("16 – 27", (16, 27)),
        ("vanaf 23", (23, None)),
        ("23+", (23, None)),
        ("t/m 22", (None, 22)),
        ("27-16", None),
        ("16-999", None),
        ("jong", None),
        ("16", None),
    ],
)
def test_ages(line: str, ends: tuple[int | None, int | None] | None) -> None:
    """Ages are typed as people write them; what is not understood changes nothing."""
    state = after(a_state(AGES), line)
    ages = state.project.ages
    assert ages is not None
    assert (ages.from_, ages.to) == (ends or (16, 27))
    assert (state.file != a_state(AGES).file) == (ends is not None)


@pytest.mark.parametrize(("line", "ids"), [("1", ("x",)), ("2, 1", ("x", "y")), ("1 en 2", ("x", "y")), ("3", ("x",))])
def test_several_choices(line: str, ids: tuple[str, ...]) -> None:
    """Numbers choose target groups; a number that is not there chooses nothing at all."""
    assert after(a_state(Item("project", "target_groups")), line).project.target_groups == ids


def test_changed_profile_says_what_changes_and_keeps_answers() -> None:
    """A younger project loses the question for 23 and older; its answer stays in the file and is shown."""
    state = a_state(AGES, answers={"old": LongAnswer(level=2)})
    younger, blocks = dialogue.reply(state, "16-22")
    assert "Er valt 1 vraag af: Titel old." in said(blocks)
    assert OLD not in younger.items
    assert younger.answer(OLD) == LongAnswer(level=2)
    assert "Bewaard, maar telt nu niet mee: Titel old." in said(dialogue.reply(younger, "l")[1])
    assert "Er komt 1 vraag bij: Titel old." in what_is_said(after(younger, "g p5"), "16-27")


def test_quick_scan_asks_the_core_and_going_on_asks_nothing_twice() -> None:
    """After a quick scan the full questionnaire goes on with what was not asked yet."""
    quick = a_state()
    audit = quick.file.audit
    assert audit is not None
    quick = a_state(audit=audit.model_copy(update={"scope": "quick"}))
    assert [item for item in quick.items if item.kind == "element"] == [A1]
    done = after(quick, "2")
    full = a_state(answers=done.file.answers, audit=audit)
    assert after(dialogue.begin(full)[0], "").at == A2


def test_answers_that_the_rubric_lost_are_kept_with_their_version() -> None:
    """They stay, are shown, and say of which version they are, without which they would not load."""
    old = LongAnswer(level=3, rubric_version="0")
    changed = after(a_state(answers={"verdwenen": old}), "1")
    assert changed.file.rubric_version == "1"
    assert (changed.file.answers or {})["verdwenen"] == old
    assert "niet meer gevraagd: verdwenen." in said(dialogue.begin(changed)[1])


def test_a_question_that_changed_is_asked_again() -> None:
    """The answer of before is shown; Enter does not take it over, a new one makes it an answer of today."""
    state = a_state(answers={"a1": LongAnswer(level=3, note="n", rubric_version="0"), "a2": LongAnswer(level=1)})
    assert "veranderd na uw antwoord" in said(dialogue.begin(state)[1])
    asking = after(dialogue.begin(state)[0], "")
    assert asking.at == A1
    assert "Eerder: niveau 3." in said(dialogue.reply(asking, "r")[1])
    assert "Na uw antwoord is deze vraag veranderd." in what_is_said(asking, "")
    assert after(asking, "").file == state.file
    assert after(asking, "t", "erbij", ".").answer(A1).rubric_version == "0"
    assert after(asking, "2").answer(A1) == LongAnswer(level=2, note="n")
    later = after(asking, "o")
    assert (later.at, later.answer(A1).rubric_version) == (B1, "0")
    for line in ("w", "n"):
        assert after(asking, line, "een reden").answer(A1).rubric_version is None


def test_an_anti_pattern_that_changed_is_asked_again() -> None:
    """A new answer is one of today."""
    state = a_state(ANTI_PATTERN, anti_patterns={"pattern": LongOccurrence(occurs="never", rubric_version="0")})
    assert after(state, "").file == state.file
    assert after(state, "1").occurrence(ANTI_PATTERN) == LongOccurrence(occurs="sometimes")


def test_new_file_begins_with_the_name_and_cannot_skip_it() -> None:
    """The name is needed; the rest of the project can be skipped and is not asked for again."""
    rubric = a_small_rubric()
    state = dialogue.first_question(State(rubric, new_file(rubric), TODAY))[0]
    assert after(state, "o") == state
    assert after(state, "") == state
    begun = after(state, "Proef", "o", "o", "o", "o", "o", "o", "o", "o", "2")
    assert (begun.at, begun.project.name) == (A2, "Proef")
    assert after(dialogue.begin(begun)[0], "").at == A2


def test_date_is_that_of_the_last_change() -> None:
    """Every change stamps the day; looking around does not."""
    assert after(a_state(), "r", "l", "", "h").file == a_state().file
    audit = after(a_state(), "1").file.audit
    assert audit is not None
    assert audit.date == TODAY


def test_paste_at_a_choice_chooses_nothing() -> None:
    """More lines at once are refused as a whole."""
    state, blocks = dialogue.pasted(a_state(), more=True)
    assert state == a_state()
    assert said(blocks) == "U plakte meer regels. Er is niets gekozen."
