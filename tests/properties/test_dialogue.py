"""Random conversations against a simple model, and random answers through the file and back."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.interview.conversations import a_small_rubric, a_state
from verbetertool.interview import dialogue, planning
from verbetertool.interview.canonical import canonical_yaml, normalised
from verbetertool.interview.state import Earlier, Offer, State, new_file
from verbetertool.model.base import MAX_TEXT
from verbetertool.model.contour import Ages
from verbetertool.model.project import AnswerFile, Audit, LongAnswer, LongOccurrence, PlanItem, Project
from verbetertool.reading.answers import Submission, check_answers
from verbetertool.reading.yamlfile import parse_yaml

KEYS = ["0", "1", "2", "3", "4", "n", "w", "o", "v", "", "t", "b", ".", "-", "j", "h", "r", "l", "g 2", "g p5", "16-22"]
WORDS = [
    "34/40",
    "3/4",
    "7 van 12",
    "2 met een notitie",
    "16-27",
    "5",
    "overslaan",
    "een reden",
    "g 99",
    "p1",
    "1, 2",
    "n.v.t.",
]
FIELDS = {"few_from_23": "ages"}
"""Where the answer to a question about the project is kept, if not under its own name."""
LINES = st.sampled_from(KEYS) | st.sampled_from(WORDS) | st.text(max_size=8)

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff")
PIECES = [
    "no",
    "1e5",
    "0x1F",
    "12:30",
    "2026-11-23",
    ": ",
    " #",
    "- ",
    "\n",
    "\n\n",
    "  ",
    "'",
    '"',
    "{",
    "]",
    "\t",
    "|",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(CHARACTERS, max_size=30), max_size=8).map("".join)
IDS = ["a1", "a2", "b1", "old"]


@given(st.lists(st.tuples(LINES, st.booleans()), max_size=40))
@settings(max_examples=300, deadline=None)
def test_only_the_question_that_is_on_changes(lines: list[tuple[str, bool]]) -> None:
    """Whatever is typed: one line changes at most the answer to the question that was on, and only in its own modes."""
    state = a_state()
    for line, more in lines:
        after, _blocks = dialogue.reply(state, line, more=more and dialogue.takes_text(state))
        changed = _differences(state, after)
        kind = "project" if state.at.kind == "fact" else state.at.kind
        assert changed <= {f"{kind}:{FIELDS.get(state.at.id, state.at.id)}"}
        if state.mode in ("overview", "answers", "facts", "check"):
            assert not changed
        if line in ("v", "o", "", "h", "r", "l", "g 2") and state.mode == "question":
            assert not changed
        if state.mode == "question" and state.at.kind == "element" and line in ("0", "1", "2"):
            assert after.answer(state.at).level == int(line)
        assert after.at in after.items
        state = after
        if state.mode in ("stopped", "done"):
            break


LINES_OF_A_PLAN = st.sampled_from(
    ["1", "2 loopt", "e", "e 2", "1, 2", "3", "1-3-2027", "Samira", "", "v", "s", "0", "o", "j"]
)


@given(st.lists(LINES | LINES_OF_A_PLAN, max_size=40))
@settings(max_examples=100, deadline=None)
def test_whatever_is_typed_in_a_round_the_file_can_be_read(lines: list[str]) -> None:
    """A new round with a plan, to which every mode of the conversation comes: a file can hold each state of it."""
    rubric = a_small_rubric()
    plan = (PlanItem(element="a1", to=3, action="Bellen"), PlanItem(action="Mailen", status="doing"))
    then = {"a1": LongAnswer(level=2, note="n"), "a2": LongAnswer(count="23/40"), "b1": LongAnswer(level=1)}
    earlier = Earlier(a_state(answers=then).file, "2026-05-12")
    offers = (Offer("element", "a2", "Titel a2", 4, "Begin."), Offer("anti_pattern", "pattern", "Minder", "never"))
    file = new_file(rubric).model_copy(update={"plan": plan})
    state = State(rubric, file, "2026-11-24", mode="plan_status", then="first", earlier=earlier, offers=offers)
    state = dialogue.begin(state)[0]
    for line in lines:
        state = dialogue.reply(state, line)[0]
        if state.mode == "done" and not state.queue:
            state = planning.ask_plan(state)[0]
        assert dialogue.prompt(state)
        if state.mode == "stopped":
            break
    document = parse_yaml("proef.yaml", canonical_yaml(state.file).encode())
    assert normalised(AnswerFile.model_validate(document.value)) == normalised(_composed(state.file))
    check_answers(Submission(document, ""), rubric)


def _differences(before: State, after: State) -> set[str]:
    found = {f"project:{name}" for name in Project.model_fields if _fact(before, name) != _fact(after, name)}
    for section, kind in (("answers", "element"), ("anti_patterns", "anti_pattern")):
        old, new = getattr(before.file, section), getattr(after.file, section)
        found |= {f"{kind}:{id}" for id in {*old, *new} if old.get(id) != new.get(id)}
    return found


def _fact(state: State, name: str) -> object:
    return getattr(state.project, name)


def _optional(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | texts


EVIDENCE = st.none() | st.lists(TEXTS, min_size=1, max_size=3).map(tuple) | TEXTS
VERSIONS = st.none() | st.sampled_from(["0.9", "1", "no", "?"])
LONG = st.builds(
    LongAnswer,
    level=st.none() | st.integers(0, 4) | st.just("unknown"),
    note=_optional(TEXTS),
    evidence=EVIDENCE,
    rubric_version=VERSIONS,
) | st.builds(LongAnswer, not_applicable=TEXTS | st.just(True), note=_optional(TEXTS), evidence=EVIDENCE)
COUNTED = st.builds(
    LongAnswer,
    count=st.integers(1, 999).flatmap(lambda of: st.integers(0, of).map(lambda yes: f"{yes}/{of}")),
    note=_optional(TEXTS),
    evidence=EVIDENCE,
)
FACTS = st.dictionaries(
    st.sampled_from(["aantal", "wie-niet", "no"]), st.integers(0, 10**6) | st.floats(0, 10**6) | TEXTS | st.none()
)
OCCURRENCE = st.builds(
    LongOccurrence,
    occurs=st.sampled_from(["never", "sometimes", "usually", "unknown"]),
    note=_optional(TEXTS),
    evidence=EVIDENCE,
    rubric_version=VERSIONS,
)
FILES = st.builds(
    lambda name, organisation, summary, ages, answers, counted, anti_patterns: new_file(a_small_rubric()).model_copy(
        update={
            "project": Project(
                name=name,
                id=name,
                organisation=organisation,
                summary=summary,
                target_groups=("x",),
                ages=ages,
                phases=("leren",),
                phases_by_others=("leren",),
            ),
            "audit": Audit(scope="full", assessor=ages is not None, shown=False),
            "answers": answers if counted is None else {**answers, "a2": counted},
            "anti_patterns": anti_patterns,
        }
    ),
    TEXTS.filter(lambda text: text.strip() and len(text) <= 300),
    _optional(TEXTS),
    _optional(TEXTS),
    st.none() | st.builds(Ages, from_=st.none() | st.integers(0, 22), few_from_23=st.none() | st.booleans()),
    st.dictionaries(st.sampled_from(IDS), LONG),
    st.none() | COUNTED,
    st.dictionaries(st.just("pattern"), OCCURRENCE),
)


@given(FILES)
@settings(max_examples=300, deadline=None)
def test_file_reads_back_to_the_same_answers(file: AnswerFile) -> None:
    """What is written loads again, with the same answers and the same text (composed), and is written the same."""
    text = canonical_yaml(file)
    document = parse_yaml("proef.yaml", text.encode())
    read = normalised(AnswerFile.model_validate(document.value))
    wanted = normalised(_composed(file))
    assert read.project == wanted.project
    assert read.answers == wanted.answers
    assert read.anti_patterns == wanted.anti_patterns
    assert canonical_yaml(read) == text
    answers, _problems = check_answers(Submission(document, ""), a_small_rubric())
    assert set(answers.answers) == set(wanted.answers or {})


@given(FACTS)
def test_facts_of_the_project_read_back_the_same(facts: dict[str, int | float | str | None]) -> None:
    """Numbers, counts and texts, whatever YAML makes of them elsewhere."""
    file = new_file(a_small_rubric())
    file = _composed(file.model_copy(update={"project": Project(name="Proef", facts=facts)}))
    text = canonical_yaml(file)
    read = AnswerFile.model_validate(parse_yaml("proef.yaml", text.encode()).value)
    assert (read.project.facts or {}) == {
        name: value for name, value in (file.project.facts or {}).items() if value is not None
    }
    assert canonical_yaml(read) == text


def _composed(file: AnswerFile) -> AnswerFile:
    def nfc(value: object) -> object:
        match value:
            case str():
                return unicodedata.normalize("NFC", value)
            case dict():
                return {key: nfc(inner) for key, inner in value.items()}
            case tuple() | list():
                return tuple(nfc(inner) for inner in value)
        return value

    return AnswerFile.model_validate(nfc(file.model_dump(by_alias=True)))


@given(st.text(max_size=50), st.integers(0, 3))
def test_any_typed_text_can_be_stored(text: str, times: int) -> None:
    """Whatever is typed as a note, the file that it goes into can be read."""
    state = dialogue.reply(a_state(), "t")[0]
    for _ in range(times + 1):
        state = dialogue.reply(state, text)[0]
    document = parse_yaml("x.yaml", canonical_yaml(state.file).encode())
    assert document.problems == ()
    assert len(state.note(state.at)) <= MAX_TEXT
