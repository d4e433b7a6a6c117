"""The command `contour`: what its arguments can be, and where its pages go."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from tests.cli.test_commands import command

ROOT = Path(__file__).parents[2]
OTHER = ("--rubric", ROOT / "tests" / "cases" / "rubric-2")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    """The ready-made profiles."""
    assert command("contour") == 0
    assert "meerdere-problemen" in capsys.readouterr().out


def test_a_profile_an_answer_file_and_a_profile_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each gives its page; only answers give marks."""
    assert command("contour", "meerdere-problemen") == 0
    assert "Streefbeeld: Jongeren met meerdere problemen op weg helpen" in capsys.readouterr().out
    assert command("contour", ROOT / "examples" / "schoolverlaters.yaml") == 0
    said = capsys.readouterr().out
    assert "Streefbeeld: Leerloods Noord (verzonnen)" in said
    assert "✓ voldoet" in said
    (folder / "oproep.yaml").write_text("goals: [betaald-werk]\nages: {from: 23}\n", encoding="utf-8")
    assert command("contour", "oproep.yaml") == 0
    said = capsys.readouterr().out
    assert "Streefbeeld: oproep" in said
    assert "vanaf 23 jaar" in said
    assert "voldoet" not in said


def test_the_name_gives_the_format(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As with `report`: an ending is a format, a slash a folder, and what contradicts is refused before anything."""
    assert command("contour", "alles", "-o", "beeld.html") == 0
    assert (folder / "beeld.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert command("contour", "alles", "-f", "md", "-o", "map/") == 0
    assert (folder / "map" / "alles-streefbeeld.md").is_file()
    assert command("contour", "-o", "lijst.md") == 0
    assert "meerdere-problemen" in (folder / "lijst.md").read_text(encoding="utf-8")
    for wrong in (("-o", "x.txt", "-f", "html"), ("-o", "x.md", "-f", "html"), ("-o", "x"), ("-o", "-")):
        assert command("contour", "alles", *wrong) == 2
    assert command("contour", "-f", "json") == 2
    assert "niet als JSON" in capsys.readouterr().err
    assert not list(folder.glob("x*"))


def test_formats(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every format, beside each other under one name; what we made is replaced, what we did not is left."""
    pytest.importorskip("docx", reason="python-docx comes with the extra docx")
    formats = [part for name in ("html", "md", "docx", "json") for part in ("-f", name)]
    for _time in range(2):
        assert command("contour", "alles", *formats, "-o", "uit/") == 0
    assert sorted(path.name for path in (folder / "uit").iterdir()) == [
        f"alles-streefbeeld.{ending}" for ending in ("docx", "html", "json", "md")
    ]
    (folder / "alles-streefbeeld.json").write_text("van mij", encoding="utf-8")
    assert command("contour", "alles", "-f", "json") == 2
    capsys.readouterr()
    assert command("contour", "alles", "-f", "json", "-o", "-") == 0
    printed = json.loads(capsys.readouterr().out)
    assert command("rubric", "schema", "contour") == 0
    jsonschema.validate(printed, json.loads(capsys.readouterr().out))


def test_two_side_by_side(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two of anything; the document has the four lists and the two profiles."""
    shutil.copy(ROOT / "examples" / "schoolverlaters.yaml", folder)
    assert command("contour", "schoolverlaters.yaml", "alles", "-f", "json", "-o", "-") == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["format", "left", "right", "only_left", "only_right", "more_left", "more_right"]
    assert found["left"]["profile"]["goals"] == ["opleiding"]
    assert found["right"]["assumed"] == ["target_groups", "ages", "goals", "phases"]
    assert found["only_left"] == []
    assert {"id", "left", "right"} == found["more_right"][0].keys()
    assert command("contour", "schoolverlaters.yaml", "alles", "-f", "md") == 0
    assert (folder / "schoolverlaters-alles-streefbeeld.md").is_file()


def test_another_rubric_gives_another_picture(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """Without a line of code: its practices, its own preconditions, nothing of the shipped one."""
    (folder / "profiel.yaml").write_text("ages: {from: 23}\n", encoding="utf-8")
    assert command("contour", "profiel.yaml", *OTHER) == 0
    said = capsys.readouterr().out
    assert "Elke jongere heeft een begeleider die blijft." in said
    assert "Jongeren merken dat zij iets kunnen." not in said


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (("meerdere-problem",), 2, "Bedoelde u «meerdere-problemen»?"),
        (("alles", "-f", "xls"), 2, "xls"),
        (("alles", "-f", "md", "-f", "json", "-o", "-"), 2, "Naar het scherm"),
        (("fout.yaml",), 2, "fout.yaml"),
    ],
)
def test_what_is_wrong_is_said(
    folder: Path, arguments: tuple[str, ...], code: int, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that is no profile and no file, a format that there is not, two on the screen, and a wrong file."""
    (folder / "fout.yaml").write_text("goals: [werken]\n", encoding="utf-8")
    assert command("contour", *arguments) == code
    said = capsys.readouterr()
    assert text in said.out + said.err
