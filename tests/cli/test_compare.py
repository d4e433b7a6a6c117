"""The commands about several moments: `compare`, and `report --since`."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.test_commands import command

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "schoolverlaters.yaml"
OLD_RESULT = ROOT / "tests" / "fuzz" / "corpus" / "result" / "sterk-project.jsonl"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an answer file of last year, which knew less, and one of now."""
    monkeypatch.chdir(tmp_path)
    now = EXAMPLE.read_text(encoding="utf-8")
    (tmp_path / "nu.yaml").write_text(now, encoding="utf-8")
    before = re.sub(r"  vroegsignalering:\n(    .*\n)+", "  vroegsignalering: unknown\n", now)
    assert before != now
    (tmp_path / "vorig.yaml").write_text(before.replace("date: 2026-11-23", "date: 2025-11-20"), encoding="utf-8")
    return tmp_path


def document(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    """What `compare -f json` prints, checked against the published schema."""
    assert command("compare", *arguments, "-f", "json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert command("rubric", "schema", "comparison") == 0
    jsonschema.validate(found, json.loads(capsys.readouterr().out))
    return found


def moves(found: dict[str, Any]) -> dict[str, str]:
    return {each["id"]: each["move"] for each in found["elements"] if each["move"] != "same"}


def test_two_answer_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the screen in words; as JSON exact, on stdout without being asked."""
    assert command("compare", "vorig.yaml", "nu.yaml") == 0
    said = capsys.readouterr().out
    assert said.startswith("Sinds de vorige keer: ")
    assert "Vorige keer: 20 november 2025, vorig.yaml" in said
    assert "Alleen nu bekend" in said
    found = document(capsys, "vorig.yaml", "nu.yaml")
    assert moves(found) == {"vroegsignalering": "newly_known"}
    assert found["change"]["total"] == found["change"]["answers"]
    assert found["change"]["total"]["numerator"] > 0
    assert (found["before"]["date"], found["after"]["file"]) == ("2025-11-20", "nu.yaml")


def test_results_instead_of_answer_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A result that was kept says the same as its answer file, on either side."""
    wanted = document(capsys, "vorig.yaml", "nu.yaml")
    for name in ("vorig", "nu"):
        assert command("report", f"{name}.yaml", "-f", "json", "-o", f"{name}.json") == 0
    assert document(capsys, "vorig.json", "nu.json") == wanted
    assert document(capsys, "vorig.json", "nu.yaml") == wanted


def test_a_result_of_an_older_rubric(capsys: pytest.CaptureFixture[str]) -> None:
    """What its format and its rubric did not say yet is not known; the rest is split."""
    found = document(capsys, OLD_RESULT, ROOT / "examples" / "sterk-project.yaml")
    assert (found["comparable"], found["common"], found["why_not"]) == (True, None, ["no_text_digests"])
    assert found["change"]["rubric"]["numerator"] < 0
    assert found["before"]["band"] == {"number": 4, "name": "at_contour", "label": "at_contour"}
    assert command("compare", OLD_RESULT, ROOT / "examples" / "sterk-project.yaml") == 0
    said = capsys.readouterr().out
    assert "van versie 1.0.0 naar versie" in said
    assert "Andere vragenlijst" in said


def test_quick_against_full(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Said first, without scores beside each other; the answers are compared."""
    quick = (folder / "vorig.yaml").read_text(encoding="utf-8").replace("scope: full", "scope: quick")
    (folder / "snel.yaml").write_text(quick, encoding="utf-8")
    found = document(capsys, "snel.yaml", "nu.yaml")
    assert (found["comparable"], found["why_not"], found["common"]) == (False, ["other_scope"], None)
    assert set(found["change"].values()) == {None}
    assert command("compare", "snel.yaml", "nu.yaml") == 0
    said = capsys.readouterr().out
    assert "niet te vergelijken. De vorige keer was het een snelle scan" in said
    assert "van de 100" not in said


def test_the_course_over_rounds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of three files a table and a line per context; JSON is about two."""
    shutil.copy("vorig.yaml", "eerst.yaml")
    assert command("compare", "eerst.yaml", "vorig.yaml", "nu.yaml") == 0
    said = capsys.readouterr().out
    assert said.startswith("Verloop over de rondes: ")
    assert "Ronde 3: 23 november 2026, nu.yaml" in said
    assert command("compare", "eerst.yaml", "vorig.yaml", "nu.yaml", "-f", "html", "-o", "uit/") == 0
    [page] = (folder / "uit").iterdir()
    assert page.name.endswith("-sinds-2025-11-20.html")
    assert page.read_text(encoding="utf-8").count('class="course"') == 7
    assert command("compare", "eerst.yaml", "vorig.yaml", "nu.yaml", "-f", "json") == 2


def test_a_report_since(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same words after the first page; in JSON the result with the comparison in it, as its schema says."""
    for format in ("html", "md", "json"):
        assert command("report", "nu.yaml", "--since", "vorig.yaml", "-f", format, "-o", f"uit.{format}") == 0
    text = (folder / "uit.md").read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings[:3] == ["## In het kort", "## Sinds de vorige keer", "## Uw verbeterpunten"]
    assert command("compare", "vorig.yaml", "nu.yaml", "-f", "md", "-o", "los.md") == 0
    sentence = next(line for line in (folder / "los.md").read_text(encoding="utf-8").splitlines() if "ging van" in line)
    assert sentence in text
    result = json.loads((folder / "uit.json").read_text(encoding="utf-8"))
    capsys.readouterr()
    assert result.pop("since") == document(capsys, "vorig.yaml", "nu.yaml")
    assert command("report", "nu.yaml", "-f", "json", "-o", "-") == 0
    assert result == json.loads(capsys.readouterr().out)
    assert command("rubric", "schema", "result") == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.validate(json.loads((folder / "uit.json").read_text(encoding="utf-8")), schema)
    jsonschema.validate(result, schema)
    assert document(capsys, "vorig.yaml", "uit.json")["why_not"] == []
    for ending in ("html", "json"):
        assert command("report", "nu.yaml", "--since", "vorig.yaml", "-f", ending, "-o", f"uit.{ending}") == 0
    edited = (folder / "uit.json").read_text(encoding="utf-8").replace('"move": "newly_known"', '"move": "up"')
    (folder / "uit.json").write_text(edited, encoding="utf-8")
    assert command("report", "nu.yaml", "--since", "vorig.yaml", "-f", "json", "-o", "uit.json") == 0
    (folder / "uit.json").write_text(edited + " x", encoding="utf-8")
    assert command("report", "nu.yaml", "--since", "vorig.yaml", "-f", "json", "-o", "uit.json") == 2
    assert command("report", "nu.yaml", "--since", "vorig.yaml") == 0
    assert "Sinds de vorige keer, 20 november 2025" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["compare", "nu.yaml", "oud.json", "-f", "json", "-o", "oud.json"], "oud.json"),
        (["compare", "nu.yaml"], "Geef twee bestanden"),
        (["compare", "weg.yaml", "ook-weg.json"], "ook-weg.json"),
        (["compare", "nu.yaml", "kapot.json"], "geen uitkomst die dit programma kan lezen"),
        (["compare", "nu.yaml", "veel.jsonl"], "meer uitkomsten onder elkaar"),
        (["compare", "nu.yaml", "leeg.json"], "leeg.json"),
        (["compare", "nu.yaml", "."], "een map"),
        (["compare", "nu.yaml", "nu.yaml", "-f", "xml"], "xml"),
        (["compare", "nu.yaml", "nu.yaml", "-o", "x"], "-f"),
        (["compare", "nu.yaml", "nu.yaml", "-f", "html", "-f", "md", "-o", "-"], "-"),
        (["report", "nu.yaml", "nu2.yaml", "--since", "vorig.yaml"], "--since gaat over één project"),
        (["report", "nu.yaml", "--since", "weg.yaml"], "weg.yaml"),
    ],
)
def test_what_can_not_be(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    """Code 2, and words that say what is wrong."""
    old = OLD_RESULT.read_text(encoding="utf-8")
    (folder / "kapot.json").write_text(old.replace('"weight":2', '"weight":"2"'), encoding="utf-8")
    (folder / "veel.jsonl").write_text(old.strip() + "\n" + old, encoding="utf-8")
    (folder / "oud.json").write_text(old, encoding="utf-8")
    (folder / "leeg.json").write_text("", encoding="utf-8")
    shutil.copy("nu.yaml", "nu2.yaml")
    assert command(*arguments) == 2
    said = capsys.readouterr()
    assert words in said.err + said.out
