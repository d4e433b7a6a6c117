"""Every command knows a rubric with a shared scale: counts, answers of before, facts, groups and statements."""

import io
import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.test_commands import command

RUBRIC = Path(__file__).parents[1] / "cases" / "rubric-2"
OPTION = ("--rubric", RUBRIC)
OLD = """\
format: verbetertool/1
rubric: proef
rubric_version: 1.0.0
project: {name: Proef, ages: {from: 23}}
answers:
  vaste-hulp: {level: 3, evidence: jaarverslag}
  aanspreekpunt: 1
  gesprek: 2
  afspraken: 3
anti_patterns: {brieven: never}
"""
NEW = """\
format: verbetertool/1
rubric: proef
project: {name: Proef, ages: {from: 23}, facts: {aantal: 40, afgemaakt: 31/40}}
answers:
  begeleider: {level: 4, count: 34/40, evidence: dossiers}
  gesprek: 3/9
  afspraken: {level: 1, evidence: volgt nog}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def a_file(folder: Path, text: str) -> Path:
    path = folder / "proef.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_rubric_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """`rubric show` shows all that an element says; `rubric check` proves the statements."""
    assert command("rubric", "show", "begeleider", *OPTION) == 0
    shown = capsys.readouterr().out
    for text in (
        "Elke jongere heeft een begeleider die blijft.",
        "0: Nee. Begeleiders wisselen steeds.",
        "2: Voor een deel. Bij minstens 1 en minder dan 4 op de 5 jongeren.",
        "4: Geborgd. Als 3, en ook: De jongere kiest mee wie het is.",
        "Telt mee: Een vast team van drie telt mee.",
        "Zo zoekt u het uit: Trek twintig dossiers en tel.",
        "Heette eerder: vaste-hulp, aanspreekpunt",
        "Had jij steeds dezelfde begeleider?",
        "Houdt samen met andere het beeld tegen: Alle drie samen.",
    ):
        assert text in shown
    command("rubric", "check", *OPTION)
    assert "Stelling" not in capsys.readouterr().out


def test_a_statement_that_does_not_hold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is an error of `rubric check`, at its line."""
    text = (RUBRIC / "rubric.yaml").read_text(encoding="utf-8")
    (folder / "rubric.yaml").write_text(text.replace("band_at_most: 3", "band_at_most: 1"), encoding="utf-8")
    assert command("rubric", "check", "--rubric", folder) == 2
    line = text.split("\n").index("statements:") + 2
    assert f"rubric.yaml:{line}:10: fout: Stelling «samen-houdt-tegen» (3.7) klopt niet" in capsys.readouterr().out


def test_the_template_asks_for_counts_and_facts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is valid as it stands, and fits the schema; only an element on the scale has a count."""
    assert command("template", "-o", "leeg.yaml", *OPTION) == 0
    assert command("check", "leeg.yaml", *OPTION) == 0
    text = (folder / "leeg.yaml").read_text(encoding="utf-8")
    assert text.count("    count:\n") == 2
    assert "# Elke jongere heeft een begeleider die blijft.\n" in text
    assert "# 0 = Nee. Begeleiders wisselen steeds.\n" in text
    assert "    afgemaakt:\n" in text


def test_counts_from_the_file_to_the_result(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The level that a count gives, facts, the group's lock, and evidence that says none; the schema holds."""
    assert command("report", a_file(folder, NEW), "-f", "json", "-o", "-", *OPTION) == 0
    result = json.loads(capsys.readouterr().out)
    assert command("rubric", "schema", "result") == 0
    jsonschema.validate(result, json.loads(capsys.readouterr().out))
    assert [(e["level"], e["count"], e["evidence"]) for e in result["elements"]] == [
        (4, {"yes": 34, "of": 40, "small": False}, ["dossiers"]),
        (2, {"yes": 3, "of": 9, "small": True}, []),
        (1, None, []),
    ]
    assert [(fact["id"], fact["value"]) for fact in result["facts"]] == [("aantal", 40), ("afgemaakt", "31/40")]
    locks = [lock for lock in result["score"]["reported"]["locks"] if lock["kind"] == "group"]
    assert [(lock["id"], lock["limit"], lock["because"], lock["at_most"]) for lock in locks] == [
        ("samen", 3, "answered", 3)
    ]
    assert command("check", "proef.yaml", *OPTION) == 0
    assert "«volgt nog» dat er geen onderbouwing is" in capsys.readouterr().out
    assert command("explain", "proef.yaml", "gesprek", *OPTION) == 0
    explained = capsys.readouterr().out
    assert "2: Voor een deel. Bij minstens 1 en minder dan 4 op de 5 jongeren. <- uw antwoord" in explained
    assert "Telling: 3 van 9 jongeren, 33 % (een kleine telling)" in explained


def test_answers_of_before_go_on(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`check` says what to look at again, the result shows it, and `audit` asks it until it is confirmed."""
    path = a_file(folder, OLD)
    assert command("check", path, *OPTION) == 0
    out = capsys.readouterr().out
    assert "«vaste-hulp» hoort nu bij: Een vaste begeleider." in out
    assert "Na uw antwoord is de vraag veranderd bij: begeleider, brieven." in out
    assert command("report", path, "-f", "json", "-o", "-", *OPTION) == 0
    result = json.loads(capsys.readouterr().out)
    first = result["elements"][0]
    assert (first["level"], first["line"], first["rubric_version"]) == (1, 7, "1.0.0")
    assert result["score"]["outdated_share"]["percent"] == 33
    assert result["anti_patterns"][0]["rubric_version"] == "1.0.0"

    lines = "\n".join(["", "34 van 40", "j", "twintig dossiers", "", "0", "", ""]) + "\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert command("audit", path, "--stdin", *OPTION) == 0
    said = capsys.readouterr().out
    assert "Eerder: niveau 1." in said
    assert "Bewaard: niveau 4 (telling: 34 van 40)." in said
    written = path.read_text(encoding="utf-8")
    assert 'rubric_version: "2.0.0"\n' in written
    assert "  begeleider:\n    level: 4\n    count: 34/40\n    evidence:\n      - twintig dossiers\n" in written
    assert '  vaste-hulp:\n    level: 3\n    evidence:\n      - jaarverslag\n    rubric_version: "1.0.0"\n' in written
    assert "  brieven: never\n" in written
    assert command("check", path, *OPTION) == 0
    assert "veranderd" not in capsys.readouterr().out
