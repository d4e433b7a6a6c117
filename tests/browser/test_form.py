"""The form to fill in with a browser: what it asks, what it saves, what it loads, and that it loses nothing."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import find, settings
from hypothesis import strategies as st

from tests.browser.conftest import Opener
from tests.browser.forms import ASKED, RUBRIC, FormPage, answer_file, open_form, write_forms
from tests.browser.pages import call
from tests.test_all_ways import EXPECTED
from verbetertool import load_answers
from verbetertool.interview import project_questions
from verbetertool.interview.canonical import canonical_yaml, evidence_list, normalised
from verbetertool.interview.state import new_file
from verbetertool.model.answer_file import MAX_BYTES
from verbetertool.model.base import MAX_TEXT
from verbetertool.model.contour import Ages, Profile
from verbetertool.model.project import MAX_EVIDENCE, AnswerFile, Audit, LongAnswer, LongOccurrence, Project, Scope
from verbetertool.reading.marks import marked
from verbetertool.reading.yamlfile import parse_yaml
from verbetertool.scoring.applicability import contour_of

pytestmark = pytest.mark.slow

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
ELEMENTS = [element.id for element in RUBRIC.elements]
ANTI_PATTERNS = [each.id for each in RUBRIC.anti_patterns]
ON_SCALE = [element.id for element in RUBRIC.elements if element.on_scale]
HOSTILE = (
    "Hij zei: \"nee\" en 'ja'",
    "- lijst\n- nog een",
    "# kop\ntekst # met hek",
    "sleutel: waarde: nog een",
    "no",
    "null",
    "~",
    "true",
    "2.0",
    "1e5",
    "0x1F",
    "34/40",
    "2026-11-23",
    "</script><script>alert(1)</script>",
    "<!-- --> ]]> &amp; {{ 7*7 }} {% raw %} ${x}",
    "👩‍👩‍👧‍👦 ❤️ 🏳️‍🌈 👍🏽",
    "تعليق (2026): نعم",
    "הערה בעברית: abc 123 (ד)",
    "tab\there\n\tand there",
    "regel\n\n\nna lege regels\n",
    "\\ backslash \\n \\u0041 \\",
    "|\n>\n",
    "[a, b] {c: d} & * ! % @ `",
    "--- \n...\n",
    "'",
    '"',
    "? vraag\n: antwoord",
    "é als twee tekens wordt één".replace("é", "é"),
    "  " + "x" * 300 + "  y",
    "日本語のメモ、とても長い文章です。",
)
"""Texts that some reader or writer of YAML, HTML or JavaScript could trip over."""


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every form."""
    folder = tmp_path_factory.mktemp("formulieren")
    write_forms(folder)
    return folder


@pytest.fixture
def form(open_page: Opener, tmp_path: Path) -> Iterator[FormPage]:
    """The whole form, about which the browser may not complain."""
    yield open_form(open_page, "heel", tmp_path)
    assert open_page.complaints == []


def as_data(profile: Profile) -> dict[str, Any]:
    return profile.model_dump(mode="json", by_alias=True)


def random_profiles(number: int) -> Iterator[Profile]:
    """Profiles of any kind, empty fields and ages at the borders of conditions among them."""
    chance = random.Random(7)  # noqa: S311 - the same ones each time

    def some(choices: tuple[Any, ...]) -> tuple[str, ...]:
        return tuple(each.id for each in chance.sample(choices, chance.choice((0, 1, 1, 2, len(choices)))))

    for _ in range(number):
        ends = sorted(chance.choice((None, 0, 15, 16, 18, 22, 23, 24, 27, 120)) or -1 for _ in range(2))
        low, high = (None if end == -1 else end for end in ends)
        few = chance.choice((None, True, False)) if low is None or low < 23 else None
        ages = Ages(from_=low, to=high, few_from_23=few)
        yield Profile(
            target_groups=some(RUBRIC.target_groups),
            ages=chance.choice((None, ages, ages)),
            goals=some(RUBRIC.goals),
            phases=some(RUBRIC.phases),
        )


@pytest.mark.parametrize("name", ["heel", "snel"])
def test_the_page_asks_what_the_program_asks(open_page: Opener, tmp_path: Path, name: str) -> None:
    """The conditions give the same questions in JavaScript and in Python, for a thousand profiles."""
    page = open_form(open_page, name, tmp_path).page
    scope: Scope = "quick" if name == "snel" else "full"
    profiles = [*(reference.profile for reference in RUBRIC.reference_profiles), *random_profiles(1000)]
    found = page.evaluate("profiles => profiles.map(askedOf)", [as_data(profile) for profile in profiles])
    expected = [[each.element.id for each in contour_of(RUBRIC, profile, scope)] for profile in profiles]
    by_part = [context.id for context in RUBRIC.contexts]
    for asked in expected:
        asked.sort(key=lambda id: (by_part.index(RUBRIC.element_by_id[id].context), ELEMENTS.index(id)))
    assert found == expected
    assert len({tuple(asked) for asked in expected}) > 50 or scope == "quick"


@pytest.mark.parametrize("reference", RUBRIC.reference_profiles, ids=lambda reference: reference.id)
def test_a_profile_is_filled_in_and_shows_its_questions(open_page: Opener, tmp_path: Path, reference: Any) -> None:
    """With --profile the fields are filled in, and what is not asked is there, but hidden."""
    form = open_form(open_page, reference.id, tmp_path)
    asked = {each.element.id for each in contour_of(RUBRIC, reference.profile, "full")} | set(ANTI_PATTERNS)
    assert set(form.asked()) == asked
    assert form.page.locator("fieldset[data-id]").count() == len(ELEMENTS) + len(ANTI_PATTERNS)
    saved = answer_file(form.save()).project
    assert saved.profile.model_copy(update={"ages": saved.ages}) == reference.profile


def test_the_questions_follow_the_profile_live(form: FormPage) -> None:
    """What is chosen decides at once what is asked, of the project too; an answer that is not asked any more stays."""
    page = form.page
    assert set(form.asked()) == {*ELEMENTS, *ANTI_PATTERNS}
    older = next(e.id for e in RUBRIC.elements if e.applies_when and e.applies_when.ages and not e.applies_when.phases)
    form.choose(older, "2")
    few = page.locator('[data-field="project.ages.few_from_23"]')
    partners = page.locator('[data-field="project.phases_by_others"]')
    assert few.is_visible()
    assert partners.is_hidden()
    form.fill("project.ages.from", "16")
    form.fill("project.ages.to", "22")
    assert few.is_hidden()
    assert form.question(older).is_hidden()
    assert "Bewaard, maar telt nu niet mee" in page.inner_text(".check")
    form.fill("project.ages.to", "27")
    assert form.question(older).is_visible()
    form.check("project.ages.few_from_23", "true")
    assert form.question(older).is_hidden()
    first, second = RUBRIC.phases[0].id, RUBRIC.phases[1].id
    form.check("project.phases", first)
    assert partners.is_visible()
    boxes = partners.locator("input:visible").evaluate_all("all => all.map(each => each.value)")
    assert boxes == [phase.id for phase in RUBRIC.phases if phase.id != first]
    before = form.asked()
    form.check("project.phases_by_others", second)
    assert len(form.asked()) > len(before)
    assert page.locator('[data-field="audit.shown"]').is_hidden()
    form.check("audit.assessor", "true")
    assert page.locator('[data-field="audit.shown"]').is_visible()
    saved = answer_file(form.save())
    assert saved.answers == {older: 2}
    assert saved.project.phases_by_others == (second,)
    assert saved.project.ages == Ages(from_=16, to=27, few_from_23=True)


def test_conditional_fields_are_those_of_the_questionnaire(form: FormPage) -> None:
    """Few from 23, what a partner does, and whether one may be shown: asked when `audit` asks them."""
    for profile in [Profile(), *random_profiles(30)]:
        for assessor in (None, True):
            project = Project(name="x", ages=profile.ages, phases=profile.phases or None)
            file = new_file(RUBRIC).model_copy(update={"project": project, "audit": Audit(assessor=assessor)})
            data = json.loads(file.model_dump_json(by_alias=True, exclude_none=True))
            form.page.evaluate("file => showFile(file)", data)
            names = {*project_questions.profile_names(RUBRIC, file), *project_questions.fact_names(RUBRIC, file)}
            for name, field in (
                ("few_from_23", "project.ages.few_from_23"),
                ("phases_by_others", "project.phases_by_others"),
                ("shown", "audit.shown"),
            ):
                shown = form.page.locator(f'[data-field="{field}"]').is_visible()
                assert shown == (name in names), (name, profile)


def test_everything_that_is_filled_in_is_saved(form: FormPage) -> None:
    """Each kind of field and answer comes into the file as `audit` would write it."""
    form.fill("project.name", "Samen op weg")
    form.fill("project.organisation", "Stichting Voorbeeld")
    form.fill("project.summary", "Een regel.\nNog een.")
    form.fill("project.id", "2026-001")
    form.check("project.status", "uitvoering")
    form.check("audit.perspective", "professional")
    form.check("audit.assessor", "false")
    form.fill("audit.date", "2026-11-23")
    kinds = {fact.kind: fact.id for fact in RUBRIC.facts}
    form.fill(f"project.facts.{kinds['number']}", "12,5")
    form.fill(f"project.facts.{kinds['count']}", "31 van 40")
    form.fill(f"project.facts.{kinds['text']}", "Niemand")
    choice = next(fact for fact in RUBRIC.facts if fact.kind == "choice")
    form.check(f"project.facts.{choice.id}", choice.choices[0].id)
    one, two, three, four, five, six = ON_SCALE[:6]
    form.choose(one, "0")
    form.choose(two, "unknown")
    form.write(three, "count_yes", "34")
    form.write(three, "count_of", "40")
    form.write(four, "count_yes", "40/40")
    form.choose(four, "4")
    form.write(four, "evidence", "jaarverslag 2025 p. 12\n\nCRM\n")
    form.write(five, "note", "Alleen een toelichting")
    form.choose(six, "3")
    form.write(six, "note", "Omdat")
    away = next(e.id for e in RUBRIC.elements if e.not_applicable.allowed and e.id not in ON_SCALE[:6])
    form.choose(away, "not_applicable")
    form.write(away, "reason", "Geen plaatsing bij werkgevers")
    for id, value in zip(ANTI_PATTERNS, ("never", "sometimes", "usually", "unknown"), strict=False):
        form.choose(id, value)
    form.write(ANTI_PATTERNS[1], "note", "Soms toch")
    file = form.save()
    assert file.name == "samen-op-weg.yaml"
    saved = answer_file(file)
    assert saved.rubric_version == RUBRIC.version
    assert saved.audit == Audit(scope="full", date="2026-11-23", perspective="professional", assessor=False)
    assert saved.project.facts == {
        kinds["number"]: 12.5,
        kinds["count"]: "31/40",
        kinds["text"]: "Niemand",
        choice.id: choice.choices[0].id,
    }
    assert saved.project.summary == "Een regel.\nNog een."
    assert saved.project.id == "2026-001"
    assert saved.answers == {
        one: 0,
        two: "unknown",
        three: "34/40",
        four: LongAnswer(level=4, count="40/40", evidence=("jaarverslag 2025 p. 12", "CRM")),
        five: LongAnswer(note="Alleen een toelichting"),
        six: LongAnswer(level=3, note="Omdat"),
        away: LongAnswer(not_applicable="Geen plaatsing bij werkgevers"),
    }
    assert saved.anti_patterns == {
        ANTI_PATTERNS[0]: "never",
        ANTI_PATTERNS[1]: LongOccurrence(occurs="sometimes", note="Soms toch"),
        ANTI_PATTERNS[2]: "usually",
        ANTI_PATTERNS[3]: "unknown",
    }
    load_answers(file)


def test_any_text_comes_back_the_same(form: FormPage, open_page: Opener, tmp_path: Path) -> None:
    """Whatever a person types is in the file, is what the program reads, and is in the form again after loading."""
    for id, text in zip(ELEMENTS, HOSTILE, strict=False):
        form.choose(id, "1")
        form.write(id, "note", text)
        form.write(id, "evidence", text)
    name = "no: \"#\" - 'x' </script> 👍🏽 שלום | {a}"
    form.fill("project.name", name)
    form.fill("project.organisation", "null")
    form.fill("project.summary", "\n".join(HOSTILE))
    form.fill("project.id", "2.0")
    file = form.save()
    saved = answer_file(file)
    assert (saved.project.name, saved.project.organisation, saved.project.id) == (name, "null", "2.0")
    assert saved.project.summary == "\n".join(HOSTILE)
    answers: dict[str, Any] = dict(saved.answers or {})
    assert [answers[id].note for id, _text in zip(ELEMENTS, HOSTILE, strict=False)] == list(HOSTILE)
    for id, text in zip(ELEMENTS, HOSTILE, strict=False):
        assert answers[id].evidence == tuple(line for line in text.split("\n") if line.strip())
    load_answers(file)
    canonical = tmp_path / "canoniek.yaml"
    canonical.write_text(marked(canonical_yaml(saved)), encoding="utf-8")
    for given in (file, canonical):
        again = open_form(open_page, "heel", tmp_path / "weer")
        again.load(given)
        for id, text in zip(ELEMENTS, HOSTILE, strict=False):
            assert again.question(id).locator("[name=note]").input_value() == text
        assert again.save().read_bytes() == file.read_bytes()


def test_the_page_is_one_of_the_ways(form: FormPage, tmp_path: Path) -> None:
    """The same answers as in every other way are the same bytes after `import`."""
    for name, text in {
        "project.name": "Samen op weg ",
        "project.id": "2026-001",
        "project.organisation": "Stichting A",
        "project.ages.from": "16",
        "project.ages.to": "27",
        "project.facts.jongeren-per-begeleider": "12,5",
        "project.facts.afgemaakt": "31/40",
        "audit.date": "2026-11-23",
    }.items():
        form.fill(name, text)
    for name, value in (
        ("project.target_groups", "lvb"),
        ("project.target_groups", "buiten-beeld"),
        ("project.ages.few_from_23", "true"),
        ("project.goals", "betaald-werk"),
        ("project.phases", "plaatsen"),
        ("project.phases", "begeleiden"),
        ("project.phases_by_others", "nazorg"),
        ("project.status", "uitvoering"),
        ("project.facts.deelname", "beide"),
        ("audit.perspective", "professional"),
    ):
        form.check(name, value)
    form.choose("sancties", "unknown")
    form.choose("brieven-en-oproepen", "sometimes")
    form.write("brieven-en-oproepen", "note", "alleen bij uitval")
    form.choose("jobcarving", "not_applicable")
    form.write("jobcarving", "reason", "geen plaatsing bij werkgevers")
    form.choose("maatwerk", "unknown")
    form.write("vaste-begeleider", "count_yes", "34")
    form.write("vaste-begeleider", "count_of", "40")
    form.write("vaste-begeleider", "note", "Wij tellen elk jaar.")
    form.write("vaste-begeleider", "evidence", "jaarverslag 2025\nregistratie\n")
    form.choose("peers", "2")
    out = tmp_path / "antwoorden"
    call("import", form.save(), "-o", out)
    [written] = out.iterdir()
    assert written.read_text(encoding="utf-8") == EXPECTED


def test_a_quick_scan_becomes_a_report(open_page: Opener, tmp_path: Path) -> None:
    """Somebody fills in the quick scan with what an example says; `check` has nothing to say, and `report` reads it."""
    example = answer_file(next(path for path in EXAMPLES if path.stem == "sterk-project"))
    form = open_form(open_page, "snel", tmp_path)
    form.fill("project.name", example.project.name)
    for name in ("target_groups", "goals", "phases"):
        for id in getattr(example.project, name) or ():
            form.check(f"project.{name}", id)
    given = normalised(example).answers or {}
    core = [element.id for element in RUBRIC.elements if element.core and element.id in given]
    for id in core:
        answer = given[id]
        assert isinstance(answer, LongAnswer)
        if answer.count is not None:
            form.write(id, "count_yes", answer.count)
        if answer.level is not None:
            form.choose(id, str(answer.level))
        if answer.note:
            form.write(id, "note", answer.note)
        form.write(id, "evidence", "\n".join(evidence_list(answer.evidence)))
    file = form.save()
    call("check", file)
    call("report", file, "-f", "html", "-o", tmp_path / "rapport.html")
    answers = load_answers(file)
    assert answers.scope == "quick"
    assert [id for id in core if id in answers.answers] == core
    assert len(core) > 10


def test_what_no_file_can_hold_is_left_out(form: FormPage) -> None:
    """Control characters that the reader refuses don't get into a file; a text is stored composed."""
    form.choose(ELEMENTS[0], "1")
    form.write(ELEMENTS[0], "note", "a\x00b\x07c\u2028d\ufeffe\x9bf cafe\u0301")
    saved = answer_file(form.save())
    assert saved.answers == {ELEMENTS[0]: LongAnswer(level=1, note="abcdef caf\u00e9")}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_canonical_file_goes_on_where_it_stopped(form: FormPage, tmp_path: Path, example: Path) -> None:
    """What `audit` and `import` write is loaded, and saved untouched it says the same."""
    before = answer_file(example)
    canonical = tmp_path / example.name
    canonical.write_text(marked(canonical_yaml(before)), encoding="utf-8")
    assert form.load(canonical).startswith("Ingelezen")
    after = answer_file(form.save())
    assert canonical_yaml(in_order(after)) == canonical_yaml(in_order(before))
    # An answer file of ours with comments is YAML of the same kind.
    assert form.load(example).startswith("Ingelezen")
    assert canonical_yaml(in_order(answer_file(form.save()))) == canonical_yaml(in_order(before))


def in_order(file: AnswerFile) -> AnswerFile:
    """The file with its answers in the order of their ids."""
    sections = {name: dict(sorted((getattr(file, name) or {}).items())) for name in ("answers", "anti_patterns")}
    return file.model_copy(update=sections)


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
    | st.sampled_from("\n\t -#:'\"[]{},&*!|>%@`?~.0no")
)


@st.composite
def files(draw: st.DrawFn) -> AnswerFile:
    """Answer files of which every text is a trap."""
    text = TEXTS.filter(lambda text: bool(text.strip()))
    evidence = st.none() | st.lists(text, min_size=1, max_size=3).map(tuple)
    answers: dict[str, Any] = {}
    for id in draw(st.lists(st.sampled_from(ON_SCALE), max_size=4, unique=True)):
        level: Any = draw(st.sampled_from([None, 0, 4, "unknown"]))
        answers[id] = LongAnswer(level=level, note=draw(text), evidence=draw(evidence))
    return AnswerFile(
        format="verbetertool/1",
        rubric=RUBRIC.id,
        rubric_version=RUBRIC.version,
        project=Project(name=draw(text), organisation=draw(st.none() | text), summary=draw(st.none() | text)),
        audit=Audit(scope="full", date="2026-11-23", note=draw(st.none() | text)),
        answers=answers,
        anti_patterns={ANTI_PATTERNS[0]: LongOccurrence(occurs="usually", note=draw(text))},
    )


def drawn(strategy: st.SearchStrategy[Any], number: int) -> list[Any]:
    """As many different values of a strategy."""
    found: list[Any] = []

    def keep(value: Any) -> bool:
        if value not in found:
            found.append(value)
        return len(found) >= number

    find(strategy, keep, settings=settings(derandomize=True, database=None, max_examples=20 * number))
    return found[:number]


def test_the_page_reads_and_writes_yaml_as_the_program_does(form: FormPage) -> None:
    """Of random files: what the program writes the page reads as the program does, and the other way round."""
    texts = [canonical_yaml(file) for file in drawn(files(), 300)]
    plain = [json.loads(json.dumps(parse_yaml("x", text.encode()).value)) for text in texts]
    assert form.page.evaluate("texts => texts.map(fromYaml)", texts) == plain
    written = form.page.evaluate("trees => trees.map(toYaml)", plain)
    for tree, text in zip(plain, written, strict=True):
        document = parse_yaml("x", text.encode())
        assert document.problems == ()
        assert json.loads(json.dumps(document.value)) == json.loads(composed(tree))
    assert form.page.evaluate("texts => texts.map(fromYaml)", written) == [json.loads(composed(t)) for t in plain]


INSERTED = [
    *" -:#'\"[]{}|>&*!%@\n\t,?~.0123abc\\/",
    *(
        "\n  ",
        ": ",
        " #",
        "\n- ",
        "|-\n",
        ">+",
        "yes",
        "null",
        "0x1",
        "1e3",
        "\u00a0",
        "\u2028",
        "\ufeff",
        "\r\n",
        "---\n",
    ),
]


def mutant(text: str, chance: random.Random) -> str:
    """The text with one to three small changes: of a character, of an indentation, or in the order of its lines."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        lines = text.split("\n")
        at, line = chance.randrange(len(text) + 1), chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                text = text[:at] + chance.choice(INSERTED) + text[at:]
                continue
            case 1:
                text = text[:at] + text[at + chance.choice((1, 2, 5)) :]
                continue
            case 2:
                lines.insert(chance.randrange(len(lines)), lines[line])
            case 3:
                lines[line] = " " * chance.choice((1, 2, 4)) + lines[line]
            case 4:
                lines[line] = lines[line][chance.choice((1, 2)) :]
            case _:
                del lines[line]
        text = "\n".join(lines)
    return text


def test_what_the_page_reads_is_what_the_program_reads(form: FormPage) -> None:
    """A changed file is refused, or read to the very value that the strict reader gives: nothing is guessed."""
    chance = random.Random(11)  # noqa: S311 - the same ones each time
    texts = [canonical_yaml(file) for file in drawn(files(), 40)]
    texts += [example.read_text(encoding="utf-8")[:5000] for example in EXAMPLES]
    mutants = [mutant(chance.choice(texts), chance) for _ in range(3000)]
    found = form.page.evaluate(
        "texts => texts.map(text => { try { return [fromYaml(text)]; }"
        " catch (error) { if (error instanceof Unreadable) return null; throw error; } })",
        mutants,
    )
    assert 500 < sum(each is not None for each in found) < 2500
    for text, each in zip(mutants, found, strict=True):
        if each is not None:
            document = parse_yaml("x", text.encode())
            assert document.problems == ()
            assert json.loads(json.dumps([document.value])) == each, text


def composed(tree: Any) -> str:
    """The tree as JSON, its texts in NFC, as all our files are."""
    import unicodedata

    return unicodedata.normalize("NFC", json.dumps(tree, ensure_ascii=False))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "geen antwoordbestand"),
        ("a: [1, 2", "regel 1"),
        ("a: 1\na: 2\n", "«a» staat er twee keer"),
        ("a: &x 1\nb: *x\n", "regel 1"),
        ("a: !!python/object x\n", "regel 1"),
        ("a: 1\n\tb: 2\n", "regel 2"),
        ("a: tekst\n  die doorloopt\n", "regel 2"),
        ("format: verbetertool/1\nrubric: iets-anders\nproject: {name: x}\n", "andere vragen"),
        ("format: verbetertool-result/1\n", "geen antwoordbestand"),
        ("format: verbetertool/1\nrubric: {r}\nproject: {{name: x}}\nanswers: {{{e}: 7}}\n", "bij «{e}»"),
        ("format: verbetertool/1\nrubric: {r}\nproject: {{name: x, goals: werk}}\n", "bij «project.goals»"),
        ("---\na: 1\n", "regel 1"),
        ("format: verbetertool/1\nrubric: {r}\nproject: {{name: x, goals: [is-er-niet]}}\n", "bij «project.goals»"),
        ("format: verbetertool/1\nrubric: {r}\nproject: {{name: x, ages: 16}}\n", "bij «project.ages»"),
        (
            "format: verbetertool/1\nrubric: {r}\nproject: {{name: x}}\naudit: {{date: 2026-02-31}}\n",
            "bij «audit.date»",
        ),
    ],
)
def test_another_file_is_refused_and_nothing_is_lost(form: FormPage, tmp_path: Path, text: str, said: str) -> None:
    """What can't be read surely is not guessed: the page says what is wrong, and keeps what was filled in."""
    form.fill("project.name", "Blijft staan")
    file = tmp_path / "ander.yaml"
    values = {"r": RUBRIC.id, "e": ELEMENTS[0]}
    file.write_text(text.format(**values) if "{r}" in text else text, encoding="utf-8")
    assert said.format(**values) in form.load(file)
    assert form.page.input_value('[name="project.name"]') == "Blijft staan"


def test_bytes_that_are_no_text_are_refused(form: FormPage, tmp_path: Path) -> None:
    """A picture or a Word file is no answer file, and a file of more than a megabyte is not read."""
    file = tmp_path / "foto.yaml"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    assert "geen antwoordbestand" in form.load(file)
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    assert "te groot" in form.load(file)


def test_an_answer_to_older_questions_keeps_its_version(form: FormPage, tmp_path: Path) -> None:
    """A question that changed since is asked again; until then its answer says which version it was given to."""
    changed = next(e.id for e in RUBRIC.elements if e.changed and e.on_scale and not e.was)
    old = tmp_path / "oud.yaml"
    old.write_text(
        f"format: verbetertool/1\nrubric: {RUBRIC.id}\nrubric_version: 1.0.0\nproject: {{name: x}}\n"
        f"answers:\n  {changed}: 2\n  is-er-niet-meer: 3\n",
        encoding="utf-8",
    )
    form.load(old)
    assert "Eerder: niveau 2." in form.question(changed).inner_text()
    saved = answer_file(form.save())
    assert saved.rubric_version == RUBRIC.version
    assert saved.answers == {
        changed: LongAnswer(level=2, rubric_version="1.0.0"),
        "is-er-niet-meer": LongAnswer(level=3, rubric_version="1.0.0"),
    }
    form.write(changed, "note", "Nu met een toelichting")
    noted = LongAnswer(level=2, note="Nu met een toelichting", rubric_version="1.0.0")
    assert (answer_file(form.save()).answers or {})[changed] == noted
    form.choose(changed, "3")
    assert (answer_file(form.save()).answers or {})[changed] == LongAnswer(level=3, note="Nu met een toelichting")


def test_what_is_not_right_is_told_and_left_out(form: FormPage) -> None:
    """A count, a number or an age that can't be is named at its field and before saving; the file stays valid."""
    number = next(fact.id for fact in RUBRIC.facts if fact.kind == "number")
    form.fill("project.name", "Fout")
    form.fill("project.ages.from", "30")
    form.fill("project.ages.to", "20")
    form.fill(f"project.facts.{number}", "veel")
    form.write(ON_SCALE[0], "count_yes", "41")
    form.write(ON_SCALE[0], "count_of", "40")
    count = form.question(ON_SCALE[0]).locator("[name=count_yes]")
    assert count.get_attribute("aria-invalid") == "true"
    described = count.get_attribute("aria-describedby") or ""
    assert "telling klopt niet" in form.page.inner_text(f"#{described}")
    items = form.page.locator("#wrong li button")
    assert items.count() == 3
    items.last.click()
    assert form.page.evaluate("document.activeElement.name") == "count_yes"
    file = form.save()
    assert "Wat nog niet klopt, staat er niet in: 3." in form.said
    load_answers(file)
    form.write(ON_SCALE[0], "count_yes", "40")
    assert items.count() == 2


def test_texts_that_are_too_long_are_told_and_left_out(form: FormPage) -> None:
    """More than the program takes in one text, or too many pieces of evidence, does not make the file invalid."""
    form.fill("project.name", "Lang")
    form.choose(ELEMENTS[0], "3")
    form.page.evaluate(
        "([id, text, pieces]) => { const question = questions.get(id);"
        " field(question, 'note').value = text; field(question, 'evidence').value = pieces; touched(); }",
        [ELEMENTS[0], "😀" * (MAX_TEXT + 1), "stuk\n" * (MAX_EVIDENCE + 1)],
    )
    assert form.page.locator("#wrong li").count() == 2
    assert answer_file(form.save()).answers == {ELEMENTS[0]: 3}
    form.page.evaluate(
        "([id, text]) => { field(questions.get(id), 'note').value = text; }", [ELEMENTS[0], "x" * MAX_TEXT]
    )
    form.write(ELEMENTS[0], "evidence", "stuk")
    load_answers(form.save())


def test_a_quick_form_never_makes_a_whole_file_less(open_page: Opener, tmp_path: Path) -> None:
    """What was answered beyond the core stays, and the file stays a whole one; a new file is a quick scan."""
    form = open_form(open_page, "snel", tmp_path)
    form.fill("project.name", "Snel")
    audit = answer_file(form.save()).audit
    assert audit is not None
    assert audit.scope == "quick"
    other = next(element.id for element in RUBRIC.elements if not element.core)
    whole = tmp_path / "heel.yaml"
    whole.write_text(
        f"format: verbetertool/1\nrubric: {RUBRIC.id}\nproject: {{name: x}}\nanswers: {{{other}: 2}}\n",
        encoding="utf-8",
    )
    form.load(whole)
    saved = answer_file(form.save())
    assert saved.audit
    assert saved.audit.scope == "full"
    assert saved.answers == {other: 2}


def test_a_count_and_a_level_never_contradict(form: FormPage) -> None:
    """A count chooses its level; level 4 may stand beside it; another level takes its place, and that is said."""
    question = form.question(ON_SCALE[0])
    form.choose(ON_SCALE[0], "1")
    form.write(ON_SCALE[0], "count_yes", "32")
    form.write(ON_SCALE[0], "count_of", "40")
    assert question.locator("input:checked").get_attribute("value") == "3"
    assert form.said == "32 van 40 geeft niveau 3."
    form.choose(ON_SCALE[0], "4")
    assert question.locator("[name=count_of]").input_value() == "40"
    form.choose(ON_SCALE[0], "2")
    assert question.locator("[name=count_of]").input_value() == ""
    assert "De telling 32 van 40 is weg" in form.said
    counts = [(yes, of) for of in (1, 2, 3, 5, 7, 10, 999_999) for yes in range(min(of, 10) + 1)]
    found = form.page.evaluate("counts => counts.map(([yes, of]) => levelOfCount(`${yes}/${of}`))", counts)
    assert RUBRIC.scale
    from verbetertool.model.scale import Count

    assert found == [RUBRIC.scale.level_of(Count.told(yes, of)) for yes, of in counts]


def test_nothing_is_kept_unless_asked(form: FormPage, open_page: Opener) -> None:
    """The computer keeps nothing until the person says so, offers it at the next start, and forgets it when told."""
    page = form.page
    stored = "() => Object.keys(localStorage).length"
    form.fill("project.name", "Geheim")
    assert page.evaluate(stored) == 0
    page.check("#keep")
    form.choose(ELEMENTS[0], "2")
    assert page.evaluate(stored) == 1
    form.save()
    page.reload()
    assert page.input_value('[name="project.name"]') == ""
    assert "Geheim" in page.inner_text("#kept")
    page.click("[data-action=resume]")
    assert page.input_value('[name="project.name"]') == "Geheim"
    assert form.question(ELEMENTS[0]).locator("input:checked").get_attribute("value") == "2"
    page.uncheck("#keep")
    assert page.evaluate(stored) == 0
    page.check("#keep")
    page.reload()
    page.locator("#keep").click()
    assert not page.is_checked("#keep"), "what is kept there would be lost"
    page.click("[data-action=forget]")
    assert page.evaluate(stored) == 0


def test_closing_asks_only_for_unsaved_work(form: FormPage) -> None:
    """The browser warns before a page with unsaved work is left, and not after saving."""
    page = form.page
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", answer)
    form.fill("project.name", "Nog niet bewaard")
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    form.save()
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def test_a_load_can_be_taken_back(form: FormPage, tmp_path: Path) -> None:
    """Loading over something that was filled in is not the end of it."""
    other = tmp_path / "ander.yaml"
    other.write_text(f"format: verbetertool/1\nrubric: {RUBRIC.id}\nproject: {{name: Ander}}\n", encoding="utf-8")
    form.fill("project.name", "Eigen")
    form.choose(ELEMENTS[0], "1")
    form.load(other)
    assert form.page.input_value('[name="project.name"]') == "Ander"
    form.page.click("[data-action=undo]")
    assert form.page.input_value('[name="project.name"]') == "Eigen"
    assert (answer_file(form.save()).answers or {}) == {ELEMENTS[0]: 1}


def test_what_the_form_does_not_show_stays(form: FormPage, tmp_path: Path) -> None:
    """What a file holds beside the questions is written back as it was."""
    file = tmp_path / "project.yaml"
    file.write_text(
        f"format: verbetertool/1\nrubric: {RUBRIC.id}\nrubric_version: {RUBRIC.version}\n"
        "project: {name: x}\naudit: {note: Niet getoond}\n"
        "plan:\n  - {element: a, to: 3, action: 'Bellen: morgen', who: Samira, by: 2027-03-01, status: open}\n"
        "  - action: Tweede\n    status: doing\nprevious: {file: oud.yaml, digest: abc, date: 2025-11-23}\n",
        encoding="utf-8",
    )
    form.load(file)
    form.choose(ELEMENTS[0], "1")
    before = parse_yaml("x", file.read_bytes()).value
    after = parse_yaml("x", form.save().read_bytes()).value
    assert (after["plan"], after["previous"]) == (before["plan"], before["previous"])
    assert after["audit"]["note"] == "Niet getoond"


def test_others_are_asked_in_their_own_words(open_page: Opener, tmp_path: Path) -> None:
    """With --perspective the few questions that the rubric has for them, of which the answers are ja, soms and nee."""
    form = open_form(open_page, "eigen-woorden", tmp_path)
    asked = RUBRIC.asked_of(ASKED)
    assert form.asked() == [element.id for element in asked]
    assert all(form.question(each.id).get_by_text(each.asked_of[ASKED].question).is_visible() for each in asked)
    assert form.page.locator("input[name^=project]").count() == 1
    form.fill("project.name", "Samen op weg")
    form.fill("audit.date", "2026-11-23")
    for each, value in zip(asked, ("ja", "soms", "nee", "unknown"), strict=False):
        form.choose(each.id, value)
    form.write(asked[0].id, "note", "Op maandag niet")
    file = form.save()
    assert file.name == f"samen-op-weg-{ASKED}.yaml"
    saved = parse_yaml("x", file.read_bytes()).value
    assert saved["audit"] == {"perspective": ASKED, "date": "2026-11-23"}
    assert "anti_patterns" not in saved
    ids = [each.id for each in asked[:4]]
    assert saved["answers"] == {
        ids[0]: {"asked": "ja", "note": "Op maandag niet"},
        ids[1]: {"asked": "soms"},
        ids[2]: {"asked": "nee"},
        ids[3]: "unknown",
    }
    assert load_answers(file).perspective == ASKED
    again = open_form(open_page, "eigen-woorden", tmp_path / "weer")
    assert again.load(file).startswith("Ingelezen")
    assert again.save().read_bytes() == file.read_bytes()
    assert open_page.complaints == []


def test_a_plan_is_made_and_goes_on(form: FormPage, open_page: Opener, tmp_path: Path) -> None:
    """Actions for an element, against an anti-pattern and of the project's own; what is half is told and left out."""
    page = form.page
    for about, to, action in (
        (ELEMENTS[0], "3", "Bellen: morgen\n- en dan"),
        (ANTI_PATTERNS[0], "never", ""),
        ("", "", "Iets anders"),
        ("", "", ""),
    ):
        page.click("[data-action=add]")
        row = page.locator(".plan li").last
        row.locator("[name='plan.about']").select_option(about)
        assert row.locator("[name='plan.to']").is_visible() == bool(about)
        if to:
            row.locator("[name='plan.to']").select_option(to)
        row.locator("[name='plan.action']").fill(action)
        row.locator("[name='plan.who']").fill("Samira")
    page.locator("[name='plan.by']").first.fill("2027-03-01")
    page.locator("[name='plan.status']").first.select_option("doing")
    assert "Actie 4: Kies waarover" in page.inner_text("#wrong")
    file = form.save()
    expected = [
        {
            "element": ELEMENTS[0],
            "to": 3,
            "action": "Bellen: morgen\n- en dan",
            "who": "Samira",
            "by": "2027-03-01",
            "status": "doing",
        },
        {"anti_pattern": ANTI_PATTERNS[0], "to": "never", "who": "Samira", "status": "open"},
        {"action": "Iets anders", "who": "Samira", "status": "open"},
    ]
    assert list(parse_yaml("x", file.read_bytes()).value["plan"]) == expected
    call("check", file)
    again = open_form(open_page, "heel", tmp_path / "weer")
    again.load(file)
    assert again.save().read_bytes() == file.read_bytes()
    again.page.locator("[data-action=remove]").nth(1).click()
    assert again.page.evaluate("document.activeElement.name") == "plan.about"
    assert list(parse_yaml("x", again.save().read_bytes()).value["plan"]) == [expected[0], expected[2]]


def test_progress_and_what_is_open(form: FormPage) -> None:
    """Each part says how much of it is answered, and the check names what is open, with a way to it."""
    part = next(context for context in RUBRIC.contexts)
    ids = [element.id for element in RUBRIC.elements if element.context == part.id]
    item = form.page.locator("nav li", has_text=part.title)
    assert f"0 van {len(ids)} beantwoord" in item.inner_text()
    form.choose(ids[0], "unknown")
    assert f"1 van {len(ids)} beantwoord" in item.inner_text()
    title = RUBRIC.element_by_id[ids[0]].title
    assert form.page.locator("#open a", has_text=title).filter(visible=True).count() == 0
    assert f"{title}: weet ik niet" in form.page.inner_text("#answered")
    form.page.locator("#open a:visible").first.click()
    assert form.page.evaluate("document.activeElement.dataset.id") == ids[1]
