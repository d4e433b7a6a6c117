"""Reading answer files: short and long form, lines, and warnings."""

from hashlib import sha256
from pathlib import Path

import pytest

from tests.builders import a_rubric, an_anti_pattern, an_element
from verbetertool.errors import InvalidInputError, Problem
from verbetertool.model.answer_file import LAST_LINE
from verbetertool.model.project import Answered, Answers, NotApplicable, Occurrence, Project, Unanswered, Unknown
from verbetertool.reading.answers import check_answers, open_answers, parse_answers
from verbetertool.reading.findings import MAX_PROBLEMS
from verbetertool.reading.marks import marked, unmarked
from verbetertool.report.sentences import sentence
from verbetertool.scoring.assess import assess

RUBRIC = a_rubric(
    [
        an_element("een"),
        an_element("twee"),
        an_element("drie", not_applicable={"allowed": False}),
        an_element("vier", applies_when={"phases": ("leren",)}),
        an_element("vijf", essential=True),
        an_element("kern", core=True),
    ],
    [an_anti_pattern("fout")],
    phases=tuple({"id": name, "title": name, "description": name} for name in ("leren", "werkvloer")),
)


def read(tmp_path: Path, text: str) -> tuple[Answers, list[Problem]]:
    path = tmp_path / "project.yaml"
    path.write_text("format: verbetertool/1\nrubric: proef\n" + text, encoding="utf-8")
    submission = open_answers(path)
    answers, warnings = check_answers(submission, RUBRIC)
    return answers, submission.parsed.located(warnings)


def problems_of(tmp_path: Path, text: str) -> tuple[Problem, ...]:
    """The problems for which a file with this text is refused."""
    with pytest.raises(InvalidInputError) as refused:
        read(tmp_path, text)
    return refused.value.problems


def test_short_and_long_form_keep_their_lines(tmp_path: Path) -> None:
    """Each answer knows its line; a text or a list is evidence, blank text is none."""
    answers, warnings = read(
        tmp_path,
        "project: {name: Proef}\n"
        "answers:\n"
        "  een: 2\n"
        "  twee:\n"
        "    level: 3\n"
        "    note: wij tellen dit\n"
        "    evidence: [jaarverslag 2025, ' ']\n"
        "  drie: unknown\n"
        "  vier: {not_applicable: geen scholing}\n"
        "  vijf: {level: , note: later}\n"
        "anti_patterns:\n"
        "  fout: {occurs: sometimes, note: soms}\n",
    )
    assert answers.answers == {
        "een": Answered(level=2, line=5),
        "twee": Answered(level=3, note="wij tellen dit", evidence=("jaarverslag 2025",), line=6),
        "drie": Unknown(line=10),
        "vier": NotApplicable(reason="geen scholing", line=11),
        "vijf": Unanswered(note="later", line=12),
    }
    assert answers.anti_patterns == {"fout": Occurrence(occurs="sometimes", note="soms", line=14)}
    assert [(p.code, p.place.line) for p in warnings] == [("text_without_level", 12)]


def test_not_applicable_that_does_not_hold_is_reported(tmp_path: Path) -> None:
    """Without a reason, where it is not allowed, and for an essential element it counts as unknown: a warning."""
    _answers, warnings = read(
        tmp_path,
        "project: {name: Proef}\nanswers:\n"
        "  een: {not_applicable: ' '}\n  twee: {not_applicable: true}\n"
        "  drie: {not_applicable: nee}\n  vijf: {not_applicable: nee}\n",
    )
    assert [(p.code, p.place.line, p.severity) for p in warnings] == [
        ("not_applicable_without_reason", 5, "warning"),
        ("not_applicable_without_reason", 6, "warning"),
        ("not_applicable_refused", 7, "warning"),
        ("not_applicable_refused", 8, "warning"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("answers: {een: {note: later}}", ["4:11 text_without_level"]),
        ("answers: {een: {level: , evidence: [plan]}}", ["4:11 text_without_level"]),
        ("answers: {een: {level: unknown, note: later}}", []),
        ("anti_patterns: {fout: {note: later}}", ["4:17 text_without_occurrence"]),
        ("answers: {een: , twee: {level: , note: }}\nanti_patterns: {fout: }", ["4:1 nothing_answered"]),
        ("answers:", ["4:1 nothing_answered"]),
        ("", ["1:1 nothing_answered"]),
        ("answers: {een: 2}\nanti_patterns: {fout: never}", []),
        ("answers:\n  een: #2\n  twee: 2", ["5:8 hash_in_text"]),
        ("answers:\n  een:\n    level: 2\n    note: zie #5 van het plan", ["7:15 hash_in_text"]),
        ("answers:\n  een: 2 #gezien\n  twee: 1 # nog vragen", []),
        ("answers: {een: {level: 2, note: '#1 van de stad'}}", []),
    ],
)
def test_a_hole_in_what_was_meant_to_be_filled_in_is_remarked(tmp_path: Path, text: str, found: list[str]) -> None:
    """Text without an answer, an untouched file, and text behind a # that YAML leaves out; never in silence."""
    _answers, warnings = read(tmp_path, f"project: {{name: Proef}}\n{text}\n")
    assert [f"{p.place.line}:{p.place.column} {p.code}" for p in warnings] == found
    assert all(p.severity == "warning" for p in warnings)


def test_a_set_has_no_second_one(tmp_path: Path) -> None:
    """A goal that is named twice counts once, in the profile and the family, and gets a remark."""
    text = "project: {name: P, phases: [leren, werkvloer, leren]}\nanswers: {een: 2}\n"
    answers, warnings = read(tmp_path, text)
    assert answers.project.phases == ("leren", "werkvloer")
    assert [(p.code, p.place.column, p.values["value"]) for p in warnings] == [("named_twice", 47, "leren")]


def test_a_file_that_was_cut_off_is_remarked(tmp_path: Path) -> None:
    """Our first line without our last one; neither, or both, is no reason for a remark."""
    whole = marked("format: verbetertool/1\nrubric: proef\nproject: {name: Proef}\nanswers: {een: 2}\n")

    def codes(text: str) -> list[str]:
        submission = parse_answers("x.yaml", text.encode(), "")
        return [p.code for p in submission.parsed.located(check_answers(submission, RUBRIC)[1])]

    assert codes(whole) == codes(unmarked(whole)) == codes(whole + "# van mij\n") == []
    assert codes(whole.replace(LAST_LINE, "")) == ["cut_off"]
    with pytest.raises(InvalidInputError) as refused:
        codes(whole[: whole.index("2}")])
    assert "cut_off" in [p.code for p in refused.value.problems]


def test_an_editors_line_stays_the_first() -> None:
    """An editor looks for its line at the top; ours comes after it, and can be taken out again."""
    text = "# yaml-language-server: $schema=a.json\nformat: x\n"
    assert marked(text).splitlines()[::3] == [text.splitlines()[0], LAST_LINE]
    assert unmarked(marked(text)) == text


def test_an_answer_outside_the_profile_is_reported(tmp_path: Path) -> None:
    """An answer to an element that does not count for this profile gives a warning, no error."""
    _answers, warnings = read(tmp_path, "project: {name: Proef, phases: [werkvloer]}\nanswers: {vier: 2}\n")
    assert [p.code for p in warnings] == ["does_not_count"]


def test_an_answer_outside_a_quick_scan_is_reported(tmp_path: Path) -> None:
    """In a quick scan an answer that is not core gives a warning about the scan, unless the profile excludes it."""
    text = "project: {name: P, phases: [werkvloer]}\naudit: {scope: quick}\nanswers:\n  een: 2\n  kern: 2\n  vier: 2\n"
    _answers, warnings = read(tmp_path, text)
    assert [(p.code, p.place.line, p.values["id"], p.severity) for p in warnings] == [
        ("not_in_quick_scan", 6, "een", "warning"),
        ("does_not_count", 8, "vier", "warning"),
    ]
    _answers, warnings = read(tmp_path, text.replace("quick", "full"))
    assert [p.code for p in warnings] == ["does_not_count"]


def test_an_id_of_an_older_rubric_is_only_a_warning(tmp_path: Path) -> None:
    """A file of another rubric version may hold answers that are no longer asked."""
    _answers, warnings = read(tmp_path, 'rubric_version: "0.1"\nproject: {name: Proef}\nanswers: {verdwenen: 2}\n')
    assert [(p.code, p.severity) for p in warnings] == [("id_no_longer_asked", "warning")]


@pytest.mark.parametrize("name", ['""', '" "', '"a "', "x" * 81])
@pytest.mark.parametrize("before", [0, MAX_PROBLEMS])
def test_an_id_that_no_rubric_can_have_is_an_error(tmp_path: Path, name: str, before: int) -> None:
    """The file is refused for it, in an older one too, so that is what has to be reported."""
    path = tmp_path / "oud.yaml"
    ids = "".join(f"  verdwenen-{number}: 2\n" for number in range(before))
    head = 'format: verbetertool/1\nrubric: proef\nrubric_version: "0.1"\nproject: {name: Proef}\n'
    path.write_text(f"{head}answers:\n{ids}  {name}: 2\n", encoding="utf-8")
    with pytest.raises(InvalidInputError) as refused:
        check_answers(open_answers(path), RUBRIC)
    assert [problem.code for problem in refused.value.problems if problem.severity == "error"] == ["unknown_id"]


def test_no_more_than_a_hundred_warnings(tmp_path: Path) -> None:
    """A file with more ids that are no longer asked gives a bounded number of warnings, and is still read."""
    path = tmp_path / "oud.yaml"
    ids = "".join(f"  verdwenen-{number}: 2\n" for number in range(MAX_PROBLEMS + 20))
    head = 'format: verbetertool/1\nrubric: proef\nrubric_version: "0.1"\nproject: {name: Proef}\n'
    path.write_text(f"{head}answers:\n{ids}", encoding="utf-8")
    answers, warnings = check_answers(open_answers(path), RUBRIC)
    assert len(answers.answers) == MAX_PROBLEMS + 20
    assert len(warnings) == MAX_PROBLEMS


@pytest.mark.parametrize(
    ("goals", "last", "code"),
    [("[bestaat-niet]", "", "not_a_choice"), ("[]", "  pressure: 1\n", "id_in_other_section")],
)
def test_no_error_hides_behind_warnings(tmp_path: Path, goals: str, last: str, code: str) -> None:
    """However many warnings there are, an error refuses the file, and is reported."""
    path = tmp_path / "oud.yaml"
    ids = "".join(f"  verdwenen-{number}: 2\n" for number in range(MAX_PROBLEMS + 50))
    head = 'format: verbetertool/1\nrubric: proef\nrubric_version: "0.1"\n'
    last = last.replace("pressure", next(iter(RUBRIC.anti_pattern_by_id)))
    path.write_text(f"{head}project: {{name: Proef, goals: {goals}}}\nanswers:\n{ids}{last}", encoding="utf-8")
    with pytest.raises(InvalidInputError) as refused:
        check_answers(open_answers(path), RUBRIC)
    found = [problem.code for problem in refused.value.problems if problem.severity == "error"]
    assert found == [code]
    assert len(refused.value.problems) == MAX_PROBLEMS


def test_every_error_is_reported_up_to_a_hundred(tmp_path: Path) -> None:
    """Also after an id that stands in the wrong part."""
    path = tmp_path / "fout.yaml"
    head = "format: verbetertool/1\nrubric: proef\nproject: {name: Proef}\n"
    misplaced = next(iter(RUBRIC.anti_pattern_by_id))
    for number in (1, MAX_PROBLEMS + 50):
        ids = "".join(f"  verzonnen-{each}: 2\n" for each in range(number))
        path.write_text(f"{head}answers:\n  {misplaced}: 1\n{ids}", encoding="utf-8")
        with pytest.raises(InvalidInputError) as refused:
            check_answers(open_answers(path), RUBRIC)
        codes = [problem.code for problem in refused.value.problems]
        assert codes == ["id_in_other_section", *["unknown_id"] * min(number, MAX_PROBLEMS - 1)]


@pytest.mark.parametrize("empty", ["answers:", "answers: {}", "anti_patterns:", "audit:"])
def test_empty_parts_are_fine(tmp_path: Path, empty: str) -> None:
    """A part without content is as good as none."""
    answers, _warnings = read(tmp_path, f"project: {{name: Proef}}\n{empty}\n")
    assert answers.answers == {}


def test_everything_that_a_file_says_is_read(tmp_path: Path) -> None:
    """File name, digest, version, project, scope, date, perspective, and every form of an answer with its line."""
    text = (
        'rubric_version: "1.2"\n'
        "project: {name: Proef, organisation: O, status: plan}\n"
        "audit: {scope: quick, date: 2026-11-23, perspective: gemeente}\n"
        "answers:\n"
        "  een: {level: unknown, note: misschien, evidence: gesprek}\n"
        "  twee: {not_applicable: geen school, note: n, evidence: [b, ' ', c]}\n"
        "  drie: {level: 4, evidence: ' '}\n"
        "  vier:\n"
        "anti_patterns:\n"
        "  fout: usually\n"
    )
    rubric = a_rubric(
        [an_element(name, core=True) for name in ("een", "twee", "drie", "vier")],
        [an_anti_pattern("fout")],
        perspectives=({"id": "gemeente", "title": "Gemeente"},),
    )
    path = tmp_path / "map" / "project.yaml"
    path.parent.mkdir()
    path.write_text("format: verbetertool/1\nrubric: proef\n" + text, encoding="utf-8")
    answers, warnings = check_answers(open_answers(path), rubric)
    assert warnings == []
    assert answers == Answers(
        file="project.yaml",
        digest=sha256(path.read_bytes()).hexdigest(),
        rubric="proef",
        rubric_version="1.2",
        project=Project(name="Proef", organisation="O", status="plan"),
        scope="quick",
        date="2026-11-23",
        perspective="gemeente",
        answers={
            "een": Unknown(note="misschien", evidence=("gesprek",), line=7),
            "twee": NotApplicable(reason="geen school", note="n", evidence=("b", "c"), line=8),
            "drie": Answered(level=4, line=9),
        },
        anti_patterns={"fout": Occurrence(occurs="usually", line=12)},
    )


def test_what_a_file_does_not_say(tmp_path: Path) -> None:
    """Without an audit the scope is full and the rest unknown; what is empty is no occurrence."""
    answers, _warnings = read(tmp_path, "project: {name: Proef}\n")
    assert (answers.scope, answers.date, answers.perspective, answers.rubric_version) == ("full", None, None, None)
    assert answers.anti_patterns == {}
    answers, _warnings = read(tmp_path, "project: {name: Proef}\nanti_patterns: {fout: }\naudit: {date: 2026-01-02}\n")
    assert (answers.scope, answers.date, answers.anti_patterns) == ("full", "2026-01-02", {})
    text = "project: {name: Proef}\nanti_patterns: {fout: {occurs: never, note: n, evidence: [a, ' ']}}\n"
    [occurrence] = read(tmp_path, text)[0].anti_patterns.values()
    assert occurrence == Occurrence(occurs="never", note="n", evidence=("a",), line=4)


def test_a_note_about_an_anti_pattern_stays_without_an_answer(tmp_path: Path) -> None:
    """Note, evidence and line are kept, and the result shows them at an anti-pattern that was not answered."""
    text = "project: {name: Proef}\nanti_patterns:\n  fout: {note: vraag het na, evidence: [jaarverslag]}\n"
    answers, warnings = read(tmp_path, text)
    assert answers.anti_patterns == {"fout": Occurrence(None, "vraag het na", ("jaarverslag",), 5)}
    assert [p.code for p in warnings] == ["text_without_occurrence"]
    [found] = assess(RUBRIC, answers).anti_patterns
    assert (found.occurs, found.deduction) == ("unanswered", 0)
    assert (found.note, found.evidence, found.line) == ("vraag het na", ("jaarverslag",), 5)


def test_a_warning_names_the_element_at_its_key(tmp_path: Path) -> None:
    """Each warning stands at the key, with the id and the title; what was left open in between gives none."""
    _answers, warnings = read(
        tmp_path,
        "project: {name: Proef, phases: [werkvloer]}\nanswers:\n"
        "  een: {note: ' '}\n  vier: {not_applicable: ' '}\n  drie: {not_applicable: nee}\n",
    )
    assert [(p.code, p.place.line, p.place.column, p.values, p.severity) for p in warnings] == [
        ("does_not_count", 6, 3, {"id": "vier", "title": "Titel vier"}, "warning"),
        ("not_applicable_without_reason", 6, 3, {"id": "vier", "title": "Titel vier"}, "warning"),
        ("not_applicable_refused", 7, 3, {"id": "drie", "title": "Titel drie"}, "warning"),
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *((f"'{level}'", "level_in_quotes") for level in range(5)),
        ("'5'", "not_a_level"),
        ("not-applicable", "level_not_applicable"),
        ("Not_Applicable", "level_not_applicable"),
        *((word, "level_is_word") for word in ("yes", "No", "on", "off", "ja", "nee", "y", "n", "'False'", "'true'")),
        *((word, "level_is_true_false") for word in ("true", "False", "TRUE")),
        ("2.0", "level_not_whole"),
        ("5", "not_a_level"),
        ("[2]", "not_a_level"),
        ("twee", "not_a_level"),
    ],
)
def test_what_is_no_level_is_reported_by_its_kind(tmp_path: Path, written: str, code: str) -> None:
    """A level in quotes, a word, a fraction, `nvt`: each has a sentence of its own."""
    problems = problems_of(tmp_path, f"project: {{name: Proef}}\nanswers: {{een: {written}}}\n")
    assert [problem.code for problem in problems] == [code]


def test_a_misspelt_occurrence_is_compared_with_every_word(tmp_path: Path) -> None:
    """`unknwn` and `somtimes` get their suggestion."""
    for written, meant in (("unknwn", "unknown"), ("somtimes", "sometimes"), ("nevr", "never"), ("usualy", "usually")):
        problems = problems_of(tmp_path, f"project: {{name: Proef}}\nanti_patterns: {{fout: {written}}}\n")
        [problem] = problems
        assert (problem.code, problem.values["suggestion"]) == ("not_an_occurrence", meant)


def test_an_odd_id_does_not_hide_what_follows(tmp_path: Path) -> None:
    """After an id that no rubric can have, the other answers are still looked at."""
    problems = problems_of(
        tmp_path, 'project: {name: Proef}\nanswers: {"a\\tb": 2, een: 9, "[key]": 1, twee: {"[key]": 1}}\n'
    )
    found = [(problem.code, problem.values.get("id")) for problem in problems]
    assert found == [("unknown_id", "a\tb"), ("not_a_level", "een"), ("unknown_id", "[key]"), ("unknown_key", None)]


@pytest.mark.parametrize(
    ("project", "said"),
    [
        ("{name: }", "«name» is leeg. Vul «name» in."),
        ("{name: null}", "«name» is leeg. Vul «name» in."),
        ("{name: ' '}", "De tekst bij «name» is leeg. Vul hem in."),
        ("{name: true}", "Bij «name» hoort tekst. Zet aanhalingstekens om «true»."),
        ("{name: []}", "Bij «name» hoort een tekst, en geen lijst of blok: «[]». Schrijf: name: Samen op weg"),
        ("{name: {a: 1}}", "Bij «name» hoort een tekst, en geen lijst of blok: «{a: 1}». Schrijf: name: Samen op weg"),
        (
            "{name: P, phases: [leren, null]}",
            "In de lijst bij «phases» is een waarde leeg. Vul hem in, of haal hem weg.",
        ),
        ("{name: P, phases: [1]}", "Bij «phases» hoort tekst. Zet aanhalingstekens om «1»."),
        (
            "{name: P, ages: {from: False}}",
            "Bij «from» hoort een heel getal, en niet «false». Schrijf bijvoorbeeld: 16",
        ),
        ("{name: P, ages: {from: []}}", "Bij «from» hoort een heel getal, en niet «[]». Schrijf bijvoorbeeld: 16"),
        ("{name: P, status: true}", "«true» kan niet bij «status». Kies uit: plan, uitvoering, afgerond."),
    ],
)
def test_values_are_shown_as_a_file_writes_them(tmp_path: Path, project: str, said: str) -> None:
    """No word of Python's, no number of an item: what is empty, true or a list is shown as the file has it."""
    problems = problems_of(tmp_path, f"project: {project}\n")
    assert [sentence(problem) for problem in problems] == [said]


def test_true_and_false_are_distinguished_from_words(tmp_path: Path) -> None:
    """Where a level belongs, `true` is no plain text; where an occurrence belongs, it stands as in the file."""
    problems = problems_of(
        tmp_path, "project: {name: P}\nanswers: {een: true, twee: []}\nanti_patterns: {fout: false}\n"
    )
    level, empty, occurrence = [sentence(problem) for problem in problems]
    assert level.startswith("«true» betekent ja of nee, en is geen niveau. Kies 0,")
    assert empty.startswith("«[]» is geen niveau.")
    assert occurrence.startswith("«false» kan hier niet.")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("rubric: proef\n", "proef"),
        ("rubric: 7\n", None),
        ("rubric: [proef]\n", None),
        ("rubric:\n", None),
        ("project: {name: P}\n", None),
        ("- rubric: proef\n", None),
        ("", None),
    ],
)
def test_the_rubric_that_a_file_names(text: str, named: str | None) -> None:
    """Known before the file is checked, since the check needs that rubric; whatever else stands there names none."""
    assert parse_answers("x.yaml", text.encode(), "").rubric_id == named


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("answers:\n  een: #2\n  twee: 'open\n", "yaml_quote"),
        ('answers:\n  "een\\x07": {level: 1}\n  twee: 2\n', "control_character"),
    ],
)
def test_a_refused_file_with_more_in_it(tmp_path: Path, text: str, code: str) -> None:
    """A comment that may be text where the rest can't be parsed; an answer under a key that is no id."""
    assert code in {problem.code for problem in problems_of(tmp_path, text)}
