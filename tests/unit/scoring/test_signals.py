"""What is worth a question to an applicant, and what is not."""

from typing import Any, get_args

import pytest

from tests.builders import a_rubric, an_anti_pattern, an_element, some_answers
from verbetertool import load_rubric
from verbetertool.model.contradiction import Claim
from verbetertool.model.portfolio import Signal, SignalKind
from verbetertool.model.project import Answered, Answers, Occurrence, PlanItem
from verbetertool.report.documents.signals import details_of, in_one_line, question_of
from verbetertool.report.documents.words import titles_of
from verbetertool.scoring.assess import assess
from verbetertool.scoring.shared_texts import SharedTexts
from verbetertool.scoring.signals import fingerprints, signals_of

CONTRADICTIONS = (
    {
        "id": "hoog-en-laag",
        "first": {"element": "e0", "at_least": 3},
        "second": {"element": "e1", "at_most": 1},
        "question": "Hoe gaat e0 samen met e1?",
    },
    {
        "id": "goed-en-slecht",
        "first": {"element": "e2", "at_least": 4},
        "second": {"anti_pattern": "h", "occurs": "sometimes"},
        "question": "Hoe gaat e2 samen met h?",
    },
)
RUBRIC = a_rubric([an_element(f"e{n}") for n in range(12)], [an_anti_pattern("h")], contradictions=CONTRADICTIONS)
LONG = "Dit is een lange tekst die niemand bij toeval twee keer zo opschrijft, want hij is lang genoeg."
SHORTER = [f"Dit is een tekst nummer {n} die niemand zo opschrijft" for n in range(3)]


def kinds(answers: dict[str, Any], anti_patterns: dict[str, str] | None = None, **project: Any) -> list[str]:
    found = signals_of(assess(RUBRIC, some_answers(answers, anti_patterns, project=project)), RUBRIC)
    return [signal.kind for signal in found]


def test_all_levels_alike() -> None:
    """Ten answers of one level are worth a question; nine, or one that differs, are not."""
    assert kinds({f"e{n}": "2e" for n in range(10)}) == ["all_alike"]
    assert kinds({f"e{n}": "2e" for n in range(9)}) == []
    assert kinds({f"e{n}": "2e" for n in range(10)} | {"e10": "1e"}) == []


def test_top_levels_without_evidence() -> None:
    """Five or more of them, and more than half; what is shown counts for the applicant."""
    low = {"e0": 0, "e1": 2}
    assert kinds(low | {f"e{n}": 3 for n in range(2, 7)}) == ["top_without_evidence"]
    assert kinds(low | {f"e{n}": 3 for n in range(2, 6)}) == []
    assert kinds(low | {f"e{n}": 3 for n in range(2, 7)} | {f"e{n}": "4e" for n in range(7, 12)}) == []


def test_a_signal_says_how_many_answers_it_is_about() -> None:
    """The level that all share, also where it is 0; the levels without evidence; the high levels of a plan."""

    def found(answers: dict[str, Any], **project: Any) -> tuple[Signal, ...]:
        return signals_of(assess(RUBRIC, some_answers(answers, project=project)), RUBRIC)

    assert found({f"e{n}": "2e" for n in range(11)}) == (Signal("all_alike", number=11, level=2),)
    assert found({f"e{n}": 0 for n in range(10)}) == (Signal("all_alike", number=10, level=0),)
    given = {"e0": 1, **{f"e{n}": 3 for n in range(2, 8)}, "e8": "4e"}
    assert found(given, status="uitvoering") == (Signal("top_without_evidence", number=6),)


def test_more_than_half_of_the_high_levels_must_be_without_evidence() -> None:
    """Exactly half of them is not."""
    shown = {"e0": 1} | {f"e{n}": "3e" for n in range(1, 6)}
    assert kinds(shown | {f"e{n}": 3 for n in range(6, 11)}) == []
    assert kinds(shown | {f"e{n}": 3 for n in range(6, 12)}) == ["top_without_evidence"]


def test_a_contradiction_may_begin_with_an_anti_pattern_and_end_at_level_0() -> None:
    """Either half may be about an anti-pattern, and `at_most: 0` is level 0 alone."""
    pair = {
        "id": "p",
        "first": {"anti_pattern": "h", "occurs": "usually"},
        "second": {"element": "e0", "at_most": 0},
        "question": "Hoe?",
    }
    rubric = a_rubric([an_element("e0")], [an_anti_pattern("h"), an_anti_pattern("i")], contradictions=(pair,))

    def found(level: int, occurs: str) -> tuple[Signal, ...]:
        return signals_of(assess(rubric, some_answers({"e0": level}, {"h": occurs})), rubric)

    assert found(0, "usually") == (Signal("contradiction", ("p",), 1),)
    assert found(1, "usually") == found(0, "sometimes") == ()


def test_a_plan_is_not_asked_for_what_it_cannot_show() -> None:
    """Its levels are intentions; in a project that runs the same answers are worth a question."""
    answers = {"e0": 1, **{f"e{n}": 3 for n in range(2, 8)}}
    assert kinds(answers, status="plan") == []
    assert kinds(answers, status="uitvoering") == ["top_without_evidence"]


def test_a_note_with_a_personal_detail() -> None:
    """Notes and evidence alike; the elements are named."""
    given = Answers(
        rubric="proef",
        project=some_answers({}).project,
        answers={
            "e0": Answered(level=2, note="Bel Jan op 06-12345678."),
            "e1": Answered(level=2, evidence=("gesprek met jan@voorbeeld.nl",)),
            "e2": Answered(level=2, note="34 van 40 jongeren, sinds 2024"),
        },
    )
    assert signals_of(assess(RUBRIC, given), RUBRIC) == (Signal("personal_data", ("e0", "e1"), 2),)


@pytest.mark.parametrize(
    ("answers", "anti_patterns", "expected"),
    [
        ({"e0": "3e", "e1": 1}, {}, ["hoog-en-laag"]),
        ({"e0": "4e", "e1": 0}, {}, ["hoog-en-laag"]),
        ({"e0": 2, "e1": 0}, {}, []),
        ({"e0": "3e", "e1": 2}, {}, []),
        ({"e0": "3e"}, {}, []),
        ({"e0": "3e", "e1": "unknown"}, {}, []),
        ({"e2": "4e"}, {"h": "sometimes"}, ["goed-en-slecht"]),
        ({"e2": "4e"}, {"h": "usually"}, ["goed-en-slecht"]),
        ({"e2": "4e"}, {"h": "never"}, []),
        ({"e2": "4e"}, {"h": "unknown"}, []),
        ({"e2": "4e"}, {}, []),
        ({"e2": "3e"}, {"h": "usually"}, []),
    ],
)
def test_answers_that_contradict_each_other(
    answers: dict[str, Any], anti_patterns: dict[str, str], expected: list[str]
) -> None:
    """Each pair that the rubric names, from the levels that it names, on answers alone."""
    found = signals_of(assess(RUBRIC, some_answers(answers, anti_patterns)), RUBRIC)
    assert [signal.ids[0] for signal in found if signal.kind == "contradiction"] == expected
    for signal in found:
        assert question_of(signal, RUBRIC) == next(c["question"] for c in CONTRADICTIONS if c["id"] == signal.ids[0])


def test_a_personal_detail_beside_the_answers() -> None:
    """In the summary, in what was written of the audit and in the plan too; each part of the file once."""
    call = "Bel Jan op 06-12345678."
    given = Answers(
        rubric="proef",
        project=some_answers({}, project={"summary": call}).project,
        answers={"e0": Answered(level=2)},
        note=call,
        plan=(PlanItem(action=call), PlanItem(action="Bellen.", note=call)),
    )
    assert signals_of(assess(RUBRIC, given), RUBRIC) == (Signal("personal_data", ("project", "audit", "plan"), 3),)


def test_every_pair_of_the_shipped_rubric_can_show() -> None:
    """Answers made to meet both halves of a pair give the question of that pair."""
    rubric = load_rubric()
    assert rubric.contradictions
    for pair in rubric.contradictions:
        given = Answers(
            rubric=rubric.id,
            project=some_answers({}).project,
            answers={c.element: Answered(level=_level(c)) for c in (pair.first, pair.second) if c.element},
            anti_patterns={
                c.anti_pattern: Occurrence(occurs=c.occurs)
                for c in (pair.first, pair.second)
                if c.anti_pattern and c.occurs
            },
        )
        assert Signal("contradiction", (pair.id,), 1) in signals_of(assess(rubric, given), rubric), pair.id


def _level(claim: Claim) -> int:
    return claim.at_least if claim.at_least is not None else claim.at_most or 0


def shared(*texts: dict[str, str]) -> dict[int, tuple[str, ...]]:
    """Per submission with these notes by element: the elements whose texts others have too."""
    found = SharedTexts()
    for owner, notes in enumerate(texts):
        answers = Answers(
            rubric="proef",
            project=some_answers({}).project,
            answers={id: Answered(level=2, note=text) for id, text in notes.items()},
        )
        found.add(owner, fingerprints(assess(RUBRIC, answers)))
    return {owner: each.ids for owner, each in found.found()}


def test_the_same_text_in_several_submissions() -> None:
    """Long texts, whatever their case, spaces and punctuation, also where they stand with another element."""
    assert shared({"e0": LONG}, {"e1": LONG.upper() + "  !"}, {"e0": LONG[::-1]}) == {0: ("e0",), 1: ("e1",)}
    assert shared({"e0": LONG, "e1": LONG}) == {}
    assert shared({"e0": "kort"}, {"e0": "kort"}) == {}
    assert shared({"e0": "-" * 90}, {"e0": "-" * 90}) == {}


def test_how_long_one_text_must_be() -> None:
    """Eighty characters by itself; of shorter ones three together, of forty each and letters for the most part."""
    exact = "a1" * 40
    assert shared({"e0": exact}, {"e0": exact}) == {0: ("e0",), 1: ("e0",)}
    assert shared({"e0": exact[:-1]}, {"e0": exact[:-1]}) == {}
    three = {f"e{n}": text for n, text in enumerate(SHORTER)}
    assert shared(three, three) == {0: ("e0", "e1", "e2"), 1: ("e0", "e1", "e2")}
    assert shared({"e0": SHORTER[0], "e1": SHORTER[1]}, three) == {}
    # Three texts, each shared with another submission, are not three texts in common.
    assert shared(three, *({id: text} for id, text in three.items())) == {}
    short = {f"e{n}": text[:39] for n, text in enumerate(SHORTER)}
    assert shared(short, short) == {}
    few = {f"e{n}": f"a{n}" * 14 + "b" + "-" * 20 for n in range(3)}
    assert shared(few, few) == {}


def test_letters_with_an_accent_are_compared_too() -> None:
    """In any alphabet, without regard to spaces, punctuation and capitals."""
    french = "Réintégration à l'école: un défi pour les élèves français, et aussi pour leurs enseignants"
    plain = "".join(c for c in french.lower() if c.isalpha()) + " " * 20
    assert shared({"e0": french}, {"e1": plain}, {"e2": plain.replace("é", "e")}) == {0: ("e0",), 1: ("e1",)}


def of(*numbers: int) -> list[tuple[str, int]]:
    """Long notes with these numbers, as fingerprints, each of the element of that number."""
    return [(f"e{number}", number << 2 | 2) for number in numbers]


def test_those_with_most_in_common_are_named_first() -> None:
    """At most five of them, whether there are more, and at an equal number those that came first."""
    found = SharedTexts()
    for owner, numbers in enumerate([(0, 1, 2), (0,), (0, 1), (5, 5), (3, 64, 64), (3, 0, 2)]):
        found.add(owner, of(*numbers))
    given = dict(found.found())
    assert {owner: each.others for owner, each in given.items()} == {
        0: (2, 5, 1),
        1: (0, 2, 5),
        2: (0, 1, 5),
        4: (5,),
        5: (0, 1, 2, 4),
    }
    assert given[0].ids == ("e0", "e1", "e2")
    assert given[4].ids == ("e3",)


def test_a_text_twice_in_one_submission_hides_no_other() -> None:
    """It is shared with nobody, and what is kept beside it is still found."""
    found = SharedTexts()
    found.add(0, [*of(0, 64), ("e1", 2)])
    found.add(1, [("e3", 64 << 2 | 2)])
    assert {owner: each.ids for owner, each in found.found()} == {0: ("e64",), 1: ("e3",)}


@pytest.mark.parametrize("number", [6, 7, 9, 30])
def test_a_text_that_many_share(number: int) -> None:
    """Five others are named, and that there are more; a second text that few share changes nothing about that."""
    found = SharedTexts()
    for owner in range(number):
        found.add(owner, of(0, 1) if owner < 2 else of(0))
    given = dict(found.found())
    assert given[0].others == (1, 2, 3, 4, 5)
    assert given[number - 1].others == (0, 1, 2, 3, 4)
    assert {each.more for each in given.values()} == {number > 6}


def test_one_project_shares_its_texts_with_itself() -> None:
    """Files of one project are not named to each other; others still are, however many copies stand before them."""
    found = SharedTexts()
    for owner in range(30):
        found.add(owner, of(0))
    assert list(found.found([0] * 30)) == []
    given = dict(found.found([0] * 29 + [29]))
    assert given[0].others == (29,)
    assert given[29].others[0] == 0


@pytest.mark.parametrize(("notes", "is_asked"), [(0, False), (1, True)])
def test_the_same_evidence_in_several_submissions(notes: int, is_asked: bool) -> None:
    """Evidence names documents that many have: by itself it is no question, with a note in common it counts."""
    found = SharedTexts()
    for owner in range(2):
        answers = {
            f"e{n}": Answered(level=3, **({"note": text} if n < notes else {"evidence": (text,)}))
            for n, text in enumerate(SHORTER)
        }
        given = Answers(rubric="proef", project=some_answers({}).project, answers=answers)
        found.add(owner, fingerprints(assess(RUBRIC, given)))
    assert bool(list(found.found())) is is_asked


def test_questions_never_accuse() -> None:
    """Every signal is a question with its details, and uses no word that blames."""
    titles = titles_of(RUBRIC)
    signals = [
        Signal("all_alike", number=12, level=3),
        Signal("top_without_evidence", number=7),
        Signal("top_without_evidence", number=1),
        Signal("shared_text", ("e0", "h"), number=2, others=("a.yaml",)),
        Signal("shared_text", ("e0", "h"), number=9, others=("a.yaml", "b.yaml"), more=True),
        Signal("contradiction", ("hoog-en-laag",), 1),
        Signal("same_file", number=7, others=("a.yaml", "2026-1"), more=True),
        Signal("same_number", number=1, others=("2026-1~2",)),
        Signal("same_project", number=1, others=("b.yaml",)),
        Signal("personal_data", ("e0",), number=1),
    ]
    texts = [in_one_line(signal, RUBRIC, titles) for signal in signals]
    for signal, text in zip(signals, texts, strict=True):
        assert question_of(signal, RUBRIC).endswith("?")
        assert not any(word in text.lower() for word in ("fraude", "gelogen", "onwaar", "verdacht", "gekopieerd"))
    assert texts[0].endswith("(12 antwoorden op niveau 3)")
    assert texts[2].endswith("(1 antwoord)")
    assert texts[3].endswith("(bij «Titel e0» en «Titel h»; ook in a.yaml)")
    assert texts[4].endswith("(bij onder meer «Titel e0» en «Titel h»; ook in a.yaml, b.yaml en andere)")
    assert details_of(signals[5], titles) == ""
    assert texts[6].endswith("(ook in a.yaml, 2026-1 en andere)")
    assert texts[8].endswith("(ook in b.yaml)")
    assert texts[9].endswith("(bij «Titel e0»)")


@pytest.mark.parametrize("kind", get_args(SignalKind))
def test_every_kind_of_signal_has_a_strength(kind: SignalKind) -> None:
    """About more it is as strong or stronger."""
    few, many = (Signal(kind, number=number).strength for number in (0, 1000))
    assert 1 <= few <= many == 3


def test_how_strong_a_signal_is() -> None:
    """What is counted twice, and what may name a person, comes before anything that only looks odd."""
    assert Signal("same_file", number=1).strength == 3
    assert Signal("same_number", number=1).strength == 3
    assert Signal("personal_data", ("e0",), 1).strength == 3
    assert Signal("same_project", number=1).strength == 2
    assert Signal("contradiction", ("c",), 1).strength == 2
    assert [Signal("shared_text", number=n).strength for n in (1, 3, 8)] == [1, 2, 3]
    assert [Signal("top_without_evidence", number=n).strength for n in (9, 10, 20)] == [1, 2, 3]
