"""Every file in tests/cases/bad gives the findings, places and values that its .expected file names.

`python -m tests.unit.reading.test_bad_files` renews those on purpose; look at the difference before you commit it.
"""

import json
import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from verbetertool.api import load_rubric, read_answers
from verbetertool.errors import InvalidInputError, Problem
from verbetertool.model.base import MAX_TEXT
from verbetertool.model.rubric import Rubric
from verbetertool.reading.findings import MAX_PROBLEMS, Finding
from verbetertool.reading.yamlfile import parse_yaml
from verbetertool.report.sentences import render_problem, sentence

CASES = sorted((Path(__file__).parents[2] / "cases" / "bad").glob("*.yaml"))


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_rubric()


def problems_of(path: Path, rubric: Rubric) -> tuple[Problem, ...]:
    with pytest.raises(InvalidInputError) as caught:
        read_answers(path, rubric)
    return caught.value.problems


def found_in(problems: Sequence[Problem]) -> str:
    """A line per problem: its code, place and values."""
    return "".join(
        f"{p.code} {p.place.line}:{p.place.column} {'' if p.severity == 'error' else 'warning '}"
        f"{json.dumps(p.values, ensure_ascii=False, sort_keys=True)}\n"
        for p in problems
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_bad_file(path: Path, rubric: Rubric) -> None:
    """All problems of the file at once, each at its line and column with its values, and with a sentence."""
    problems = problems_of(path, rubric)
    assert found_in(problems) == path.with_suffix(".expected").read_text(encoding="utf-8")
    for problem in problems:
        text = render_problem(problem)
        assert str(path) in text
        assert not re.search(r"\{[a-z_]*\}", sentence(problem).replace("{}", ""))


HOSTILE = {
    "20,000 lists deep": b"[" * 20_000,
    "30,000 mappings deep": b"{a: " * 30_000,
    "an alias bomb": b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a,*a,*a]\n" % (i, i) for i in range(2000)),
    "100,000 keys": b"".join(b"k%d: 1\n" % i for i in range(60_000)),
    "the same key 100,000 times": b"k: 1\n" * 100_000,
    "300,000 items": b"a: [" + b"1," * 300_000 + b"]",
    "a million spaces": b"a:" + b" " * 1_000_000 + b"b",
    "unknown ids": b"format: verbetertool/1\nrubric: jongeren-naar-werk\nproject: {name: x}\nanswers:\n"
    + b"".join(b"  vaste-begeleidr%d: 2\n" % i for i in range(8_000)),
    "question marks": b"? " * 300_000,
    "one long line": b"#" + b"x" * 1_000_000 + b"\n- a",
    "too large": b"a: " + b"x" * 1_100_000,
    "quotes": b"'" * 500_001,
}


@pytest.mark.thorough
@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_file_is_refused_quickly(data: bytes, rubric: Rubric, tmp_path: Path) -> None:
    """A hostile file of up to a megabyte gives a bounded number of problems, well within a second."""
    path = tmp_path / "kwaad.yaml"
    path.write_bytes(data)
    start = time.process_time()
    problems = problems_of(path, rubric)
    assert time.process_time() - start < 1
    assert 1 <= len(problems) <= MAX_PROBLEMS + 1


def test_a_folder_a_missing_file_and_a_device(rubric: Rubric, tmp_path: Path) -> None:
    """What is no regular file is refused by name, and never waited for."""
    os.mkfifo(tmp_path / "pijp.yaml")
    assert [p.code for p in problems_of(tmp_path, rubric)] == ["is_folder"]
    assert [p.code for p in problems_of(tmp_path / "weg.yaml", rubric)] == ["not_found"]
    assert [p.code for p in problems_of(tmp_path / "pijp.yaml", rubric)] == ["not_regular"]


@pytest.mark.parametrize("field", ["note", "evidence", "not_applicable"])
def test_a_text_that_is_too_long_is_reported_as_such(field: str, rubric: Rubric, tmp_path: Path) -> None:
    """One character over the limit names the field and the limit; exactly the limit is fine."""
    path = tmp_path / "lang.yaml"
    start = "format: verbetertool/1\nrubric: jongeren-naar-werk\nproject: {name: Proef}\nanswers:\n  peers:\n"
    path.write_text(f"{start}    {field}: {'x' * MAX_TEXT}\n", encoding="utf-8")
    read_answers(path, rubric)
    path.write_text(f"{start}    {field}: {'x' * (MAX_TEXT + 1)}\n", encoding="utf-8")
    [problem] = problems_of(path, rubric)
    assert (problem.code, problem.place.line, problem.values["key"]) == ("too_long", 6, field)
    assert problem.values["limit"] == MAX_TEXT


def test_byte_order_mark_is_accepted() -> None:
    """A BOM before the text is no problem."""
    assert parse_yaml("x", b"\xef\xbb\xbfa: 1\n").value == {"a": 1}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "bom"])
@pytest.mark.parametrize(
    ("code", "last"),
    [
        ("tag", b"b: !x 1"),
        ("control_character", b"b: \xc3\xa9\x01"),
        ("control_character", b"b: \xe2\x80\xa8"),
        ("not_utf8", b"b: \xc3\xa9\xe9"),
        ("yaml_quote", b"b: 'x"),
    ],
)
def test_the_line_shown_is_the_line_meant(end: str, mark: bytes, code: str, last: bytes) -> None:
    """Whatever ends the lines of a file, a problem's line, its column and the text shown are of the same line."""
    before = f"# een{end}a: 'x{end}{end}y'{end}".encode()
    [problem] = parse_yaml("x", mark + before + last + end.encode()).problems
    shown = last.decode("latin-1" if code == "not_utf8" else "utf-8")
    column = {"not_utf8": 6, "control_character": len(shown)}.get(code, 4)
    assert (problem.code, problem.place.line, problem.place.column) == (code, 5, column)
    assert problem.place.excerpt == shown
    if code == "not_utf8":
        assert problem.values == {"byte": "0xE9"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_findings_and_answers_count_the_same_lines(end: str) -> None:
    """The line of a key and that of a finding about it agree, with any ends of lines; the value reads the same."""
    parsed = parse_yaml("x", end.join(["a: |", "  een", "  twee", "b: [1]", ""]).encode())
    assert parsed.value == {"a": "een\ntwee\n", "b": (1,)}
    assert parsed.lines["b",] == 4
    [problem] = parsed.located([Finding("not_text", ("b", 0))])
    assert (problem.place.line, problem.place.column, problem.place.excerpt) == (4, 5, "b: [1]")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("2026-02-31", "2026-02-31"),
        ("true", True),
        ("~", None),
        ("", None),
        ("012", 12),
        ("1e3", 1000.0),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("12:30", "12:30"),
        ("'2'", "2"),
        ("=", "="),
    ],
)
def test_scalars_are_yaml_1_2(written: str, read: object) -> None:
    """Only text, int, float, true/false and null; dates and yes/no are text."""
    assert parse_yaml("x", f"a: {written}\n".encode()).value == {"a": read}


def test_the_slow_parser_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libyaml the same builder reads the same values and places."""
    data = b"a: {b: [1, 'x', no]}\nc: |\n  tekst\n  meer\n"
    quick = parse_yaml("x", data)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    slow = parse_yaml("x", data)
    assert (slow.value, slow.lines) == (quick.value, quick.lines)


if __name__ == "__main__":
    for case in CASES:
        with pytest.raises(InvalidInputError) as refused:
            read_answers(case, load_rubric())
        case.with_suffix(".expected").write_text(found_in(refused.value.problems), encoding="utf-8")
