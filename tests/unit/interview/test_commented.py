"""An answer file with comments: whatever is answered, they stay, in their order, and the answers are the new ones."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbetertool.interview.canonical import canonical_yaml, normalised
from verbetertool.interview.commented import Commented, CommentsLostError
from verbetertool.model.project import AnswerFile, Audit, LongAnswer, LongOccurrence, PlanItem
from verbetertool.reading.yaml_comments import comments_of
from verbetertool.reading.yamlfile import parse_yaml

EXAMPLES = [
    path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
]
NOTES = ["kort", "een\ntwee", "a: b # c", "'x' \"y\"", "- lijst", "lang " * 60, "é ĳ 😀", "2", "no", "2026-11-23"]
HEAD = "format: verbetertool/1\nrubric: proef\nproject: {name: Proef}  # de naam\n"
WRITTEN = """\
answers:
  # voor een
  een: 2   # achter een
  # voor twee
  twee: {level: 3, note: x}  # achter twee

  # voor drie
  drie:
    level: 2
    note: |
      twee
      regels
    # na drie
  # voor vier
  vier:
    evidence:
      - stuk   # achter het stuk
      # na het stuk
# tussen de delen
anti_patterns:
  # nog niets
# slot
"""


COUNTS = """\
format: verbetertool/1
rubric: proef
project:
  name: Proef
answers:
  # uit het jaarverslag
  een: 34/40  # navragen
  twee: 2
"""


def read(text: str) -> AnswerFile:
    document = parse_yaml("x", text.encode())
    assert not document.problems
    return normalised(AnswerFile.model_validate(document.value))


@pytest.mark.parametrize(
    "answers",
    [
        {"een": LongAnswer(level=4)},
        {"een": LongAnswer(level=3, note="een\ntwee", evidence=("a: b", "c"))},
        {"twee": LongAnswer(not_applicable="niet bij ons")},
        {"drie": LongAnswer(level=1)},
        {"drie": LongAnswer(level=1, note="kort", evidence=("stuk",))},
        {"vier": LongAnswer(level=3, evidence=("stuk", "nog een", "en een"))},
        {"vier": LongAnswer(level=3, evidence=("een ander",))},
        {"vijf": LongAnswer(level=0, note="nieuw")},
        {"een": LongAnswer(), "twee": LongAnswer(), "drie": LongAnswer()},
    ],
    ids=str,
)
def test_comments_stay_where_they_are(answers: dict[str, LongAnswer]) -> None:
    """Each comment is there, in the order of before, and the answers read back."""
    before = read(HEAD + WRITTEN)
    wanted = before.model_copy(
        update={
            "answers": {**(before.answers or {}), **answers},
            "anti_patterns": {"fout": LongOccurrence(occurs="never")},
            "audit": Audit(scope="full", date="2026-11-24"),
        }
    )
    text = Commented(HEAD + WRITTEN).with_answers(wanted)
    assert comments_of(text) == comments_of(HEAD + WRITTEN)
    assert canonical_yaml(read(text)) == canonical_yaml(wanted)


def test_a_line_that_is_not_changed_stays_as_it_is() -> None:
    """Quotes, lists on one line, white space before comments."""
    before = HEAD + WRITTEN
    wanted = read(before).model_copy(update={"audit": Audit(scope="full")})
    text = Commented(before).with_answers(wanted)
    assert [line for line in before.splitlines() if line not in text.splitlines()] == []


def commented(random: Random) -> str:
    """An example with comments at random places; it may be broken."""
    lines = []
    for number, line in enumerate(random.choice(EXAMPLES).split("\n")[:60]):
        if random.random() < 0.15:
            lines.append(" " * random.choice([0, 2, 4]) + f"# boven {number}")
        ends_here = line.strip() and not line.rstrip().endswith(("|", ">-", ">", "|-"))
        lines.append(f"{line}  # achter {number}" if ends_here and random.random() < 0.1 else line)
    return "\n".join(lines) + "\n"


def changed(file: AnswerFile, random: Random) -> AnswerFile:
    """The file with one other answer."""
    answers = dict(file.answers or {})
    id = random.choice([*answers, "nieuw-een", "nieuw-twee"])
    old = answers.get(id)
    answer = old if isinstance(old, LongAnswer) else LongAnswer()
    match random.randrange(5):
        case 0:
            answers[id] = LongAnswer(level=random.randrange(5))
        case 1:
            answers[id] = answer.model_copy(update={"note": random.choice(NOTES)})
        case 2:
            evidence = (answer.evidence,) if isinstance(answer.evidence, str) else answer.evidence or ()
            answers[id] = answer.model_copy(update={"evidence": (*evidence, random.choice(NOTES))})
        case 3:
            answers[id] = LongAnswer(not_applicable="geldt niet, want: x", note=answer.note)
        case _:
            answers.pop(id, None)
    return normalised(file.model_copy(update={"answers": answers}))


@given(st.randoms(use_true_random=False))
def test_no_comment_and_no_answer_is_ever_lost(random: Random) -> None:
    """Whatever stands where, and whatever is answered: all of it is there, or it is said that it can't be."""
    text = commented(random)
    document = parse_yaml("x", text.encode())
    if document.problems:
        return
    file = normalised(AnswerFile.model_validate(document.value))
    before = comments_of(text)
    writer = Commented(text)
    for _ in range(3):
        file = changed(file, random)
        try:
            written = writer.with_answers(file)
        except CommentsLostError:
            return
        assert sorted(comments_of(written)) == sorted(before)
        assert canonical_yaml(read(written)) == canonical_yaml(file)


def test_a_count_keeps_its_short_form_and_comments() -> None:
    """One count for another, and a count for a level."""
    file = AnswerFile.model_validate(parse_yaml("", COUNTS.encode()).value)
    answers = {"een": LongAnswer(count="36/40"), "twee": LongAnswer(count="3/4")}
    changed = Commented(COUNTS).with_answers(file.model_copy(update={"answers": answers}))
    assert changed == COUNTS.replace("34/40", "36/40").replace("twee: 2", "twee: 3/4")


def test_whose_answer_it_was_goes_with_its_line() -> None:
    """What a file of several people says of an answer is taken away where the team agreed, and its comment stays."""
    text = """\
format: verbetertool/1
rubric: proef
project: {name: Proef}
answers:
  een:
    level: 2  # besproken
    from: {people: 5, perspectives: [jongere], lowest: 0, highest: 3}  # wie
  twee: {level: 2, from: {people: 2, lowest: 1, highest: 3}}
"""
    file = read(text)
    agreed = {id: LongAnswer(level=3) for id in file.answers or {}}
    written = Commented(text).with_answers(file.model_copy(update={"answers": agreed}))
    assert comments_of(written) == comments_of(text)
    assert read(written).answers == agreed


PLANNED = """\
format: verbetertool/1
rubric: proef
project: {name: Proef}
plan:
  # met het team besproken
  - element: een
    action: bellen  # eerst het hoofd
    who: Sam
  # en dit later
  - {action: mailen, status: doing}
# slot
"""


def test_comments_in_a_plan_stay() -> None:
    """What becomes of an action, and an action more, leave the comments where they are."""
    commented, file = Commented(PLANNED), read(PLANNED)
    plan = tuple(item.model_copy(update={"status": "done"}) for item in file.plan or ())
    more = (*plan, PlanItem(action="nog iets: #1", who="Jan", by="2027-03-01", status="open"))
    for changed in (plan, more):
        text = commented.with_answers(file.model_copy(update={"plan": changed}))
        assert comments_of(text) == comments_of(PLANNED)
        assert read(text).plan == changed
    assert "action: bellen  # eerst het hoofd" in text


def test_a_plan_in_a_file_with_comments_begins_below() -> None:
    """One action a line or more, never all on one."""
    file = read(WRITTEN_HEAD)
    text = Commented(WRITTEN_HEAD).with_answers(
        file.model_copy(update={"plan": (PlanItem(action="a", status="open"),)})
    )
    assert text.endswith("plan:\n  - action: a\n    status: open\n")


WRITTEN_HEAD = HEAD + "answers: {een: 2}\n"
