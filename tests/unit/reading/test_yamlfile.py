"""Reading YAML: what is refused before it is parsed, where a finding is placed, and what the parser itself says."""

from typing import Any

import pytest
import yaml

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.reading.findings import MAX_PROBLEMS, Finding
from verbetertool.reading.places import place_in
from verbetertool.reading.yaml_builder import MAX_DEPTH, MAX_NODES
from verbetertool.reading.yamlfile import parse_yaml
from verbetertool.report.sentences import sentence


def refused(data: str | bytes) -> tuple[Problem, ...]:
    """The problems of a file, whether some of it can be read or not."""
    try:
        return parse_yaml("x.yaml", data.encode() if isinstance(data, str) else data).problems
    except InvalidInputError as error:
        return error.problems


def test_a_place_has_the_text_of_its_own_line() -> None:
    """The first, a middle and the last line; the file as a whole, and a line that is not there, have no text."""
    text = "een\ntwee\ndrie"
    assert [place_in("x", text, line, 1).excerpt for line in range(5)] == ["", "een", "twee", "drie", ""]
    assert place_in("x", text, 2, 3) == Place("x", 2, 3, "twee")


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\n\tb: 1\nc: 1\n", "yaml_tab", 2, 1),
        ("a: 1\n \tb: 1\nc: 1\n", "yaml_tab", 2, 2),
        ("- \t- b\n- c\n", "yaml_tab", 1, 3),
        ("a: b: c\td\n", "yaml_colon", 1, 4),
        ("a: c: \td\n", "yaml_colon", 1, 4),
        ("a: @b\n", "yaml_character", 1, 4),
        ("a: |0\n", "yaml_character", 1, 4),
        ("a: 'b\n---\n'", "yaml_quote", 1, 4),
        ("a: %\n", "yaml_character", 1, 4),
        ("a: }\n", "yaml_other", 1, 4),
        ("%\n", "yaml_other", 1, 2),
        ("[a]\nb = 2\n", "yaml_after_end", 2, 1),
        ("- a\nb: c\n", "yaml_no_dash", 2, 1),
        ("a:\n   b: 1\n  c: 2\n", "yaml_indent", 3, 3),
        ("a: - b\n", "yaml_dash", 1, 4),
        ("a: [1, 2\nb: 3\n", "yaml_bracket_open", 1, 4),
        ("a: 'b\n", "yaml_quote", 1, 4),
        ("a: 1\nb\nc: 1\n", "yaml_no_colon", 2, 1),
        ('a: "\\q"\n', "yaml_escape", 1, 5),
    ],
)
def test_a_mistake_in_the_form_has_its_place(text: str, code: str, line: int, column: int) -> None:
    """Each kind of mistake is reported at its own character, with the text of that line and no other."""
    [problem] = refused(text)
    assert (problem.code, problem.place) == (code, Place("x.yaml", line, column, text.split("\n")[line - 1]))
    assert sentence(problem)


@pytest.mark.parametrize("error", [yaml.YAMLError("odd"), yaml.MarkedYAMLError(problem="odd")])
def test_a_parser_that_names_no_place(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the parser says, and without a line too, the file is refused by name."""

    def failing(*_args: object, **_more: object) -> Any:
        raise error

    monkeypatch.setattr(yaml, "CLoader", failing, raising=False)
    monkeypatch.setattr(yaml, "parse", failing)
    assert refused("a: 1\n") == (Problem("yaml_unknown", Place("x.yaml")),)


def test_a_path_that_is_not_there_is_placed_above() -> None:
    """A finding stands at the deepest node of its path that exists: an item, a key, the whole, an empty file."""
    parsed = parse_yaml("x", b"# kop\n\n  a:\n    b: [1, {c: 2}]\n    d:\n      - 3\n")

    def place(*path: str | int, key: bool = False) -> tuple[int, int]:
        [problem] = parsed.located([Finding("not_text", path, key=key)])
        return problem.place.line, problem.place.column

    assert place() == place("z") == place("z", "y") == place(0) == (3, 3)
    assert place("a") == place("a", "z") == place("a", "z", "y") == place("a", key=True) == (3, 3)
    assert place("a", "b") == (4, 8)
    assert place("a", "b", key=True) == place("a", "b", 7) == place("a", "b", 7, "c") == (4, 5)
    assert place("a", "b", 0) == (4, 9)
    assert place("a", "b", 1) == place("a", "b", 1, "z") == (4, 12)
    assert place("a", "b", 1, "c") == (4, 16)
    assert place("a", "b", 1, "c", key=True) == (4, 13)
    assert place("a", "d") == (5, 5)
    assert place("a", "d", 0) == (6, 9)
    empty = parse_yaml("x", b"# niets\n")
    [problem] = empty.located([Finding("empty", ("a",))])
    assert (problem.place.line, problem.place.column) == (1, 1)


def test_the_lines_are_those_of_the_two_upper_floors() -> None:
    """A key further down has no line of its own, whatever it is called; the first of two equal keys counts."""
    text = "answers:\n  een: {level: 2,\n    evidence: {answers: x}}\n  twee:\n    - een: 1\nproject:\n  name: p\n"
    lines = {("answers",): 1, ("answers", "een"): 2, ("answers", "twee"): 4, ("project",): 6, ("project", "name"): 7}
    assert parse_yaml("x", text.encode()).lines == lines
    assert parse_yaml("x", (text + "  name: q\n").encode()).lines == lines


def test_the_number_of_values_is_limited() -> None:
    """The values, and six events that begin and end the file and the list: with one more it is refused there."""
    most = MAX_NODES - 6
    assert len(parse_yaml("x", b"- x\n" * most).value) == most
    [problem] = refused(b"- x\n" * (MAX_NODES * 2))
    assert (problem.code, problem.values, problem.place.column) == ("too_many_nodes", {"limit": MAX_NODES}, 3)
    assert [problem.code for problem in refused(b"- x\n" * (most + 1))] == ["too_many_nodes"]


def test_nesting_is_limited() -> None:
    """Lists and mappings may lie as deep as the limit, and no deeper."""
    assert parse_yaml("x", b"[" * MAX_DEPTH + b"]" * MAX_DEPTH).value
    [problem] = refused("a: " + "{b: " * (MAX_DEPTH - 1) + "[1]" + "}" * (MAX_DEPTH - 1))
    assert (problem.code, problem.values) == ("too_deep", {"limit": MAX_DEPTH})
    assert (problem.place.line, problem.place.column) == (1, 4 + 4 * (MAX_DEPTH - 1))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &x 1\nb: *x\nc: [*x, &y 2]\n", ["1:4 anchor x", "2:4 alias x", "3:5 alias x", "3:9 anchor y"]),
        ("a: &x [1]\n*x : 2\nb: *x\n", ["1:4 anchor x", "2:1 alias x", "3:4 alias x"]),
        (
            "&x a: !!str 1\n!y b: &z {}\n",
            ["1:1 anchor x", "1:7 tag tag:yaml.org,2002:str", "2:1 tag !y", "2:7 anchor z"],
        ),
        ("%TAG !e! tag:example,2026:\n---\na: 1\nb: &x 2\n", ["1:1 tag !e!", "4:4 anchor x"]),
        ("a: &x !y [1]\n", ["1:4 anchor x", "1:4 tag !y"]),
    ],
)
def test_anchors_aliases_and_tags_are_refused_wherever_they_stand(text: str, found: list[str]) -> None:
    """At a key, a value, an item or the head, all of them at once."""
    assert [f"{p.place.line}:{p.place.column} {p.code} {p.values['name']}" for p in refused(text)] == found


def test_a_file_is_looked_at_until_a_hundred_findings() -> None:
    """Equal keys leave the rest readable, but not without end; then the file is not called empty as well."""
    found = refused("k: 1\n" * (MAX_PROBLEMS + 50))
    assert [problem.code for problem in found] == ["duplicate_key"] * MAX_PROBLEMS
    parsed = parse_yaml("x", b"k: 1\n" * MAX_PROBLEMS)
    assert (parsed.value, len(parsed.problems)) == ({"k": 1}, MAX_PROBLEMS - 1)


@pytest.mark.parametrize("data", ["a: 1\n".encode("utf-16"), b"\xfe\xff" + "a: 1\n".encode("utf-16-be")])
def test_utf_16_is_reported_as_such(data: bytes) -> None:
    """With either order of the bytes, instead of a remark about some byte."""
    assert refused(data) == (Problem("wide_encoding", Place("x.yaml"), {"encoding": "UTF-16"}),)


def test_a_binary_file_is_reported_at_its_first_null() -> None:
    """The first null byte has its line and column, whatever else the file holds."""
    assert refused(b"a: 1\nb: \xe9\x00c\x00\n\x00") == (Problem("binary", Place("x.yaml", 2, 5)),)


UNWANTED = "\x01\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9f\u2028\u2029\ufeff\ufffe\uffff"


@pytest.mark.parametrize("character", UNWANTED, ids=lambda character: f"{ord(character):04X}")
def test_a_character_that_nobody_sees_is_refused(character: str) -> None:
    """As itself, and in double quotes by its number: where it stands, and which it is."""
    [problem] = refused(f"a: 1\nb: x{character}y\n")
    assert (problem.code, problem.values) == ("control_character", {"character": f"U+{ord(character):04X}"})
    assert (problem.place.line, problem.place.column) == (2, 5)
    escaped = parse_yaml("x", f'a: "x\\u{ord(character):04x}y"\n'.encode())
    assert [(p.code, p.values) for p in escaped.problems] == [(problem.code, problem.values)]


def test_every_other_character_is_text() -> None:
    """A tab, a space that does not break, accents, other alphabets and emoji."""
    text = "a\tb\xa0é\xad\u2027\u202fж中\ue000\ufffd\U0001f600\U0010ffff"
    assert parse_yaml("x", f"a: {text}\n".encode()).value == {"a": text}


def test_the_words_of_yaml_1_2() -> None:
    """Each word in its three spellings and no other; empty and `~` are nothing too."""
    assert parse_yaml("x", b"[null, Null, NULL, ~]").value == (None,) * 4
    assert parse_yaml("x", b"[true, True, TRUE]").value == (True,) * 3
    assert parse_yaml("x", b"[false, False, FALSE]").value == (False,) * 3
    assert parse_yaml("x", b"[nULL, tRUE, fALSE, yes, Off]").value == ("nULL", "tRUE", "fALSE", "yes", "Off")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("+5", 5),
        ("-3", -3),
        (".5", 0.5),
        ("+.5", 0.5),
        ("-.5", -0.5),
        ("5.", 5.0),
        ("1.5E-2", 0.015),
        ("2e+1", 20.0),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, "9" * 19),
        ("1e", "1e"),
        ("1e9999", "1e9999"),
        ("+", "+"),
        ("1.2.3", "1.2.3"),
        ("3 x", "3 x"),
        ("nULL", "nULL"),
    ],
)
def test_numbers_and_what_only_looks_like_one(written: str, value: object) -> None:
    """Signs, fractions and exponents are those of YAML 1.2; what is too long for a number stays text."""
    [read] = parse_yaml("x", f"- {written}\n".encode()).value
    assert (read, type(read)) == (value, type(value))
