"""The limits of docs/security.md, measured from outside: CPU time and memory of a process that gets a hostile file."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter

from tests.unit.reading.test_spreadsheet import HOSTILE as WORKBOOKS
from verbetertool.model.answer_file import MAX_BYTES

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("verbetertool")
MEGABYTES = 150
SECONDS = 1.0
"""CPU time above that of a small good file, which is the price of starting."""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="needs wait4")]

HEAD = b"format: verbetertool/1\nrubric: jongeren-naar-werk\nproject: {name: x}\n"


def filled(start: bytes, piece: bytes, end: bytes = b"") -> bytes:
    """A file of just under the limit that repeats a piece."""
    return start + piece * ((MAX_BYTES - len(start) - len(end)) // len(piece)) + end


def filled_in(rows: int, row_of: Callable[[int], list[object]]) -> bytes:
    """A workbook of ours with so many rows on one sheet."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    start, project, part = (book.add_worksheet(name) for name in ("Start", "Project", "Onderwijs"))
    start.write_row("D1", ["form", "verbetertool-form/1"])
    start.write_row("D2", ["rubric", "jongeren-naar-werk"])
    project.write_row("A1", ["Gegeven", "Antwoord", "id"])
    project.write_row("A2", ["Naam", "Proef", "project.name"])
    part.write_row("A1", ["id", "Vraag", "Antwoord", "Telling", "Toelichting", "Onderbouwing", "Reden"])
    for y in range(1, rows):
        part.write_row(y, 0, row_of(y))
    book.close()
    return stream.getvalue()


FILES = {
    "brackets": b"[" * 30_000,
    "brackets to the limit": filled(b"", b"["),
    "flow mappings": filled(b"", b"{a: "),
    "deep blocks": b"".join(b"  " * depth + b"a:\n" for depth in range(700)),
    "keys": b"".join(b"sleutel%d: 1\n" % number for number in range(60_000)),
    "answers nobody asked for": HEAD + b"answers:\n" + b"".join(b"  vaste-begeleider%d: 2\n" % n for n in range(9_000)),
    "one key many times": filled(b"", b"k: 1\n"),
    "one giant plain text": filled(HEAD + b"answers: {peers: {note: ", b"x", b"}}\n"),
    "one giant quoted text": filled(b'a: "', b"\\u0041", b'"'),
    "one giant key": filled(b"", b"x", b": 1\n"),
    "many words": filled(HEAD + b"answers: {peers: {note: ", b"wo ", b"}}\n"),
    "a giant line with many problems": HEAD + b"answers: {" + b"".join(b"e%d: 7, " % n for n in range(4_000)) + b"z: '"
    + b"x" * 900_000 + b"'}\n",
    "many problems": HEAD + b"answers:\n" + b"".join(b"  e%d: {level: 7, note: [1]}\n" % n for n in range(2_000)),
    "many texts": filled(HEAD + b"answers: {peers: {level: 3, evidence: [", b"a,", b"]}}\n"),
    "numbers": filled(b"a: [", b"9" * 18 + b",", b"]"),
    "a giant number": filled(b"a: ", b"9"),
    "a giant float": filled(b"a: 1e", b"9"),
    "emoji": filled(HEAD + b"answers: {peers: {note: '", "\U0001f469\u200d\U0001f4bb".encode(), b"'}}\n"),
    "marks": filled(HEAD + b"answers: {peers: {note: 'a", "\u0301".encode(), b"'}}\n"),
    "a comment": filled(b"# ", b"x"),
    "anchors": filled(b"", b"- &a x\n"),
    "aliases": filled(b"- &a x\n", b"- *a\n"),
    "tags": filled(b"", b"- !a x\n"),
    "documents": filled(b"", b"---\n"),
    "empty lines": filled(b"", b"\n"),
    "question marks": filled(b"", b"? "),
    "hyphens": filled(b"", b"- "),
    "open quotes": filled(b"", b"'"),
    "zero bytes": filled(b"", b"\0"),
    "no text": filled(b"", b"\xff"),
    "UTF-16": ("\ufeff" + "a: b\n" * 100_000).encode("utf-16-le"),
    "over the limit": b"x" * (MAX_BYTES + 1),
    "far over the limit": b"a: b\n" * 10_000_000,
    "levels that are wrong beside notes": HEAD
    + b"answers:\n" + b"".join(b"  e%d: {level: 7, note: a}\n" % n for n in range(2_000)),
    **{f"workbook: {name}": make() for name, (make, _code) in WORKBOOKS.items()},
    "workbook: five thousand answers": filled_in(4_999, lambda y: [f"e{y}", "?", 7, "9/8", "n", "e\nf", "r"]),
    "workbook: long cells": filled_in(200, lambda y: [f"e{y}", "?", 2, None, "x" * 32_000, "e\n" * 16_000, None]),
}  # fmt: skip


_MEASURE = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[2:], stdout=open(sys.argv[1], "wb"), stderr=subprocess.STDOUT)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024))
"""
"""Starts a process from a small one: a child counts the memory of the process that it was split off from as its own."""


def measured(*arguments: object, cwd: Path, program: object = PROGRAM) -> tuple[int, float, float, str]:
    """Exit code, CPU seconds, megabytes at the highest, and what was said, of one process and its children."""
    said = cwd / "gezegd.txt"
    command = [sys.executable, "-I", "-S", "-c", _MEASURE, said, program, *arguments]
    measured = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=True)
    code, seconds, megabytes = measured.stdout.split()
    return int(code), float(seconds), float(megabytes), said.read_text(encoding="utf-8", errors="replace")


@cache
def start_up() -> float:
    """CPU seconds for a good file: the best of three."""
    with TemporaryDirectory() as folder:
        example = ROOT / "examples" / "jim.yaml"
        return min(measured("check", example, cwd=Path(folder))[1] for _ in range(3))


@pytest.mark.parametrize("data", FILES.values(), ids=FILES.keys())
def test_a_hostile_answer_file(data: bytes, tmp_path: Path) -> None:
    """It is refused or read within a second and 150 MB, with at most some hundred problems."""
    path = tmp_path / "kwaad.yaml"
    path.write_bytes(data)
    code, seconds, megabytes, said = measured("report", path, cwd=tmp_path)
    assert code in (0, 2), said[-500:]
    assert "Traceback" not in said
    assert seconds - start_up() < SECONDS
    assert megabytes < MEGABYTES
    assert len(said) < 200_000


@pytest.mark.parametrize("name", ["brackets", "keys", "a giant line with many problems", "many problems", "numbers"])
def test_a_hostile_rubric_profile_or_style(name: str, tmp_path: Path) -> None:
    """The other ways in keep to the same limits."""
    folder = tmp_path / "rubriek"
    folder.mkdir()
    (folder / "a.yaml").write_bytes(FILES[name])
    example = ROOT / "examples" / "jim.yaml"
    for arguments in (
        ("rubric", "check", "--rubric", folder),
        ("batch", example, "-o", tmp_path / "uit", "--profile", folder / "a.yaml"),
        ("report", example, "--style", folder / "a.yaml"),
    ):
        code, seconds, megabytes, said = measured(*arguments, cwd=tmp_path)
        assert code == 2, said[-500:]
        assert seconds - start_up() < SECONDS
        assert megabytes < MEGABYTES


def test_a_rubric_with_thousands_of_wrong_references(tmp_path: Path) -> None:
    """Suggestions are looked for in a bounded number of names."""
    groups = [{"id": f"groep-met-een-lange-naam-{n}", "title": "t", "description": "d"} for n in range(1_800)]
    links = [{"id": f"kijk-{n}", "title": "t", "text": "t", "goals": [f"doel-{n}"], "section": "3"} for n in range(900)]
    for number in range(6):
        renamed = [{**each, "id": f"{each['id']}-{number}"} for each in groups]
        (tmp_path / f"{number}.yaml").write_text(json.dumps({"goals": renamed}), encoding="utf-8")
    (tmp_path / "kijk.yaml").write_text(json.dumps({"success_views": links}), encoding="utf-8")
    code, seconds, megabytes, _said = measured("rubric", "check", "--rubric", tmp_path, cwd=tmp_path)
    assert code == 2
    assert seconds - start_up() < SECONDS * 2
    assert megabytes < MEGABYTES


def test_results_of_an_earlier_round(tmp_path: Path) -> None:
    """Endless, deep and giant lines are refused within the limits."""
    example = ROOT / "examples" / "jim.yaml"
    for data in (b"[" * 1_000_000, b'{"a":' * 200_000, b"x" * 30_000_000, b"9" * 1_000_000, b"\n" * 1_000_000):
        (tmp_path / "r.jsonl").write_bytes(data)
        code, seconds, megabytes, said = measured(
            "batch", example, "-o", tmp_path / "uit", "--not-worse-than", tmp_path / "r.jsonl", cwd=tmp_path
        )
        assert code == 2, said
        assert seconds - start_up() < SECONDS
        assert megabytes < MEGABYTES


def test_a_script_without_an_end(tmp_path: Path) -> None:
    """A line of a hundred million characters in a script for the questionnaire does not fill the memory."""
    command = f"head -c 100000000 /dev/zero | tr '\\0' x | '{PROGRAM}' audit a.yaml --stdin"
    _code, _seconds, megabytes, _said = measured("-c", command, cwd=tmp_path, program="/bin/sh")
    assert megabytes < MEGABYTES
