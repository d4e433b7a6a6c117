"""What `report` writes: readable names, several at once, nothing overwritten that it did not make, and the browser."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from verbetertool.cli.app import run
from verbetertool.cli.boundary import guarded

ANSWERS = """\
format: verbetertool/1
rubric: jongeren-naar-werk
project: {{name: {name}}}
answers:
  vaste-begeleider: 2
"""
FORMATS = ("html", "md", "json")


def answer_file(folder: Path, name: str, project: str) -> Path:
    path = folder / name
    path.write_text(ANSWERS.format(name=project), encoding="utf-8")
    return path


def command(*arguments: object) -> int:
    return guarded([str(argument) for argument in arguments], run)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".yaml")


@pytest.mark.parametrize(
    ("project", "name"),
    [
        ("Thuis in 't Gooi: 2e kans!", "thuis-in-t-gooi-2e-kans-rapport.html"),
        ("Coöperatie Één", "cooperatie-een-rapport.html"),
        ("../../etc/passwd", "etc-passwd-rapport.html"),
        ("CON", "project-con-rapport.html"),
        ("مشروع", "project-rapport.html"),
        ("a" * 300, "a" * 80 + "-rapport.html"),
    ],
)
def test_a_report_has_a_safe_and_readable_name(tmp_path: Path, project: str, name: str) -> None:
    """The name follows the project's: ASCII letters, digits and hyphens, no path, and never too long."""
    file = answer_file(tmp_path, "aanvraag.yaml", f'"{project}"')
    assert command("report", file, "-f", "html") == 0
    assert names(tmp_path) == [name]


def test_several_files_in_several_formats(tmp_path: Path) -> None:
    """Each project gets each format in the folder asked for; two projects of one name get the names of their files."""
    files = [answer_file(tmp_path, name, "Samen") for name in ("noord.yaml", "zuid.yaml")]
    files.append(answer_file(tmp_path, "oost.yaml", "Kans"))
    assert command("report", *files, "-f", "html", "-f", "md", "-o", tmp_path / "uit") == 0
    stems = ("kans-rapport", "samen-rapport", "samen-zuid-rapport")
    assert names(tmp_path / "uit") == [f"{stem}.{ending}" for stem in stems for ending in ("html", "md")]


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report of the good file is made, the problems of the other are reported, and the exit code is 2."""
    bad, good = tmp_path / "fout.yaml", answer_file(tmp_path, "goed.yaml", "Kans")
    bad.write_text("format: x\n")
    assert command("report", bad, good, "-f", "md") == 2
    assert names(tmp_path) == ["kans-rapport.md"]
    assert "fout.yaml:1" in capsys.readouterr().err


@pytest.mark.parametrize("ending", FORMATS)
def test_what_it_did_not_make_stays(tmp_path: Path, ending: str) -> None:
    """A strange file under that name stays and the exit code is 2; our own report is renewed; --force forces."""
    file, report = answer_file(tmp_path, "p.yaml", "Kans"), tmp_path / f"kans-rapport.{ending}"
    report.write_text("van mij")
    assert command("report", file, "-f", ending) == 2
    assert report.read_text() == "van mij"
    assert command("report", file, "-f", ending, "--force") == 0
    made = report.read_bytes()
    file.write_text(file.read_text().replace("2", "3"))
    assert command("report", file, "-f", ending) == 0
    assert report.read_bytes() != made


def test_a_folder_is_needed_for_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """More than one report can't go to one file or to the screen: wrong usage, and nothing is written."""
    file, other = answer_file(tmp_path, "p.yaml", "Kans"), tmp_path / "uit.html"
    other.write_text("van mij")
    assert command("report", file, "-f", "html", "-f", "md", "-o", other) == 2
    assert command("report", file, "-f", "html", "-f", "md", "-o", "-") == 2
    assert command("report", file, "--open", "-o", "-") == 2
    assert names(tmp_path) == ["uit.html"]
    assert other.read_text() == "van mij"
    assert capsys.readouterr().out == ""


def test_a_house_style_is_laid_over_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--style` puts an organisation's colours in the page; one with too little contrast makes no report."""
    file, style = answer_file(tmp_path, "p.yaml", "Kans"), tmp_path / "huis.css"
    dark = "@media (prefers-color-scheme: dark) { :root { --accent: #ff9ad5; } }"
    style.write_text(":root { --accent: #7a1f5c; } " + dark)
    assert command("report", file, "-f", "html", "--style", style) == 0
    assert "--accent:#7a1f5c" in (tmp_path / "kans-rapport.html").read_text(encoding="utf-8")
    (tmp_path / "kans-rapport.html").unlink()
    style.write_text(":root { --accent: #f0c0e0; } " + dark)
    assert command("report", file, "-f", "html", "--style", style) == 2
    assert "--accent" in capsys.readouterr().err
    assert names(tmp_path) == ["huis.css"]


@pytest.mark.skipif(sys.platform == "win32", reason="the BROWSER variable names a program on Unix")
def test_open_shows_the_html_in_the_default_browser(tmp_path: Path) -> None:
    """`--open` makes the HTML, without -f too, and hands its address to the browser; every file opens."""
    seen, browser = tmp_path / "gezien", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{seen}"\n')
    browser.chmod(0o755)
    files = [answer_file(tmp_path, "p.yaml", "Kans"), answer_file(tmp_path, "q.yaml", "Één Start")]
    done = subprocess.run(
        [sys.executable, "-m", "verbetertool", "report", *files, "-f", "md", "--open"],
        env={**os.environ, "BROWSER": f"{browser} %s"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = [tmp_path / "kans-rapport.html", tmp_path / "een-start-rapport.html"]
    assert seen.read_text().split() == [page.as_uri() for page in pages]
    assert all(page.exists() and page.with_suffix(".md").exists() for page in pages)


@pytest.mark.skipif(sys.platform == "win32", reason="the BROWSER variable names a program on Unix")
def test_open_without_a_browser_says_so(tmp_path: Path) -> None:
    """Where no browser can be started the report is made all the same, and the message names the file."""
    file = answer_file(tmp_path, "p.yaml", "Kans")
    done = subprocess.run(
        [sys.executable, "-m", "verbetertool", "report", file, "--open"],
        env={**os.environ, "BROWSER": "/bin/false %s", "PATH": "", "DISPLAY": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "Open het bestand zelf" in done.stderr
    assert (tmp_path / "kans-rapport.html").exists()


@pytest.mark.parametrize("ending", [*FORMATS, "docx"])
def test_two_projects_of_one_name_in_two_calls(tmp_path: Path, ending: str) -> None:
    """The second does not replace the report of the first; made again, each replaces its own."""
    for file in [answer_file(tmp_path, name, "Samen") for name in ("noord.yaml", "zuid.yaml")] * 2:
        assert command("report", file, "-f", ending, "-o", f"{tmp_path}/uit/") == 0
    assert names(tmp_path / "uit") == [f"samen-rapport.{ending}", f"samen-zuid-rapport.{ending}"]


@pytest.mark.parametrize("ending", [*FORMATS, "docx"])
def test_a_second_round_leaves_the_report_of_the_first(tmp_path: Path, ending: str) -> None:
    """The date of the round stands in the name, and of another date no report is replaced under a name of one's own."""
    file, own = answer_file(tmp_path, "p.yaml", "Kans"), tmp_path / f"eigen.{ending}"
    for date in ("2026-11-23", "2027-05-23"):
        file.write_text(ANSWERS.format(name="Kans") + f"audit: {{date: {date}}}\n")
        assert command("report", file, "-f", ending) == 0
    assert names(tmp_path) == [f"kans-2026-11-23-rapport.{ending}", f"kans-2027-05-23-rapport.{ending}"]
    shutil.copy(tmp_path / f"kans-2026-11-23-rapport.{ending}", own)
    assert command("report", file, "-f", ending, "-o", own) == 2
    assert own.read_bytes() == (tmp_path / f"kans-2026-11-23-rapport.{ending}").read_bytes()


@pytest.mark.parametrize("ending", ["html", "md", "docx", "json"])
def test_an_edited_report_is_kept(tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What somebody wrote in a report is not lost, and the message says that it was edited."""
    file, report = answer_file(tmp_path, "p.yaml", "Kans"), tmp_path / f"kans-rapport.{ending}"
    assert command("report", file, "-f", ending) == 0
    edited = report.read_bytes().replace(b"  ", b"   ") if ending == "json" else report.read_bytes() + b"\n\nVan mij."
    report.write_bytes(edited)
    capsys.readouterr()
    assert command("report", file, "-f", ending) == 2
    assert "iemand daarna veranderde" in " ".join(capsys.readouterr().err.split())
    assert report.read_bytes() == edited


def test_a_report_of_an_older_version_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It has no seal, so nobody knows whether it was edited."""
    file, report = answer_file(tmp_path, "p.yaml", "Kans"), tmp_path / "kans-rapport.md"
    report.write_text("# Verbeterrapport: Kans\n\n<!-- verbetertool-rapport -->\n")
    assert command("report", file, "-f", "md") == 2
    assert "oudere versie" in capsys.readouterr().err


def test_the_first_page_alone_has_a_name_of_its_own(tmp_path: Path) -> None:
    """`--short` never replaces the whole report, and holds its first section in every format."""
    file = answer_file(tmp_path, "p.yaml", "Kans")
    for more in ([], ["--short"]):
        assert command("report", file, "-f", "md", "-f", "html", "-f", "docx", *more) == 0
    assert [name for name in names(tmp_path) if "kort" in name] == [
        f"kans-kort.{end}" for end in ("docx", "html", "md")
    ]
    short, whole = ((tmp_path / f"kans-{kind}.md").read_text() for kind in ("kort", "rapport"))
    assert re.findall("^## .*", short, re.M) == ["## In het kort", "## Herkomst"]
    lines = [
        line for line in short.split("## Herkomst")[0].partition("-->")[2].splitlines() if "Nog niet bekend" not in line
    ]
    assert [line for line in lines if line not in whole.splitlines()] == []
    assert "#open" not in (tmp_path / "kans-kort.html").read_text()


def test_nothing_that_the_project_wrote(tmp_path: Path) -> None:
    """`--without-notes` leaves the name alone, in every format; evidence still counts."""
    words = "eigenwoorden"
    file = tmp_path / "p.yaml"
    file.write_text(
        "format: verbetertool/1\nrubric: jongeren-naar-werk\n"
        f"project: {{name: Kans, organisation: {words}, summary: {words}, facts: {{afgewezen: {words}}}}}\n"
        f"audit: {{note: {words}}}\nanswers:\n"
        f"  vaste-begeleider: {{level: 3, note: {words}, evidence: [{words}]}}\n"
        f"  jobcarving: {{not_applicable: {words}}}\n"
        f"anti_patterns:\n  brieven-en-oproepen: {{occurs: usually, note: {words}, evidence: {words}}}\n"
    )
    for more in ([], ["--without-notes"]):
        assert (
            command(
                "report", file, *("-f", "md", "-f", "html", "-f", "json"), "-o", tmp_path / f"uit{len(more)}", *more
            )
            == 0
        )
    for path in sorted((tmp_path / "uit0").iterdir()):
        assert words in path.read_text(), path
        assert words not in (tmp_path / "uit1" / path.name).read_text(), path
    scores = [json.loads((tmp_path / f"uit{n}" / "kans-rapport.json").read_text())["score"] for n in (0, 1)]
    assert scores[0] == scores[1]


def test_it_says_that_a_report_is_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first time it is new."""
    file = answer_file(tmp_path, "p.yaml", "Kans")
    assert command("report", file, "-f", "md") == 0
    assert "in plaats van" not in capsys.readouterr().err
    assert command("report", file, "-f", "md") == 0
    assert "in plaats van het vorige" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("template", "-o", "x.xlsx"),
        ("template", "-o", "x.docx"),
        ("audit", "x.PDF", "--stdin"),
        ("report", "p.yaml", "-f", "html", "-o", "x.pdf"),
        ("report", "p.yaml", "-f", "html", "-o", "x.txt"),
        ("report", "p.yaml", "-f", "json", "-o", "x.yaml"),
        ("report", "p.yaml", "-f", "html", "-f", "md", "-o", "x.html"),
        ("rubric", "schema", "-o", "x.yaml"),
    ],
)
def test_a_name_that_promises_something_else(
    tmp_path: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong usage, both kinds are named, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    answer_file(tmp_path, "p.yaml", "Kans")
    assert command(*arguments) == 2
    said = capsys.readouterr().err
    assert arguments[-1].lower()[-4:] in said.lower() or "x.pdf" in said.lower()
    assert names(tmp_path) == []


def test_the_name_of_a_report_is_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`-o x.html` asks for HTML; a name without a known ending needs -f, and is not passed over in silence."""
    file = answer_file(tmp_path, "p.yaml", "Kans")
    assert command("report", file, "-o", tmp_path / "x.html") == 0
    assert (tmp_path / "x.html").read_bytes().startswith(b"<!")
    assert command("report", file, "-o", tmp_path / "uit") == 2
    assert "-f html" in capsys.readouterr().err
    assert names(tmp_path) == ["x.html"]


def test_a_pattern_that_the_shell_left_to_us(tmp_path: Path) -> None:
    """As in the shells of Windows; a file that is named twice is done once."""
    for name in ("a.yaml", "b.yaml"):
        answer_file(tmp_path, name, name[0])
    assert command("report", tmp_path / "*.yaml", tmp_path / "a.yaml", "-f", "md", "-o", tmp_path / "uit") == 0
    assert names(tmp_path / "uit") == ["a-rapport.md", "b-rapport.md"]


def test_all_that_is_wrong_with_the_options_is_reported_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Formats, style, rubric and place of a report; and profile, where, earlier results and paths of a round."""
    file, style = answer_file(tmp_path, "p.yaml", "Kans"), tmp_path / "s.css"
    style.write_text(":root { --ink: #eeeeee; --inkt: rood; --accent: #f0f0f0; }")
    (tmp_path / "leeg").mkdir()
    assert (
        command("report", file, "-f", "xls", "--style", style, "--rubric", tmp_path / "leeg", "-o", "-", "--open") == 2
    )
    said = capsys.readouterr().err
    for part in ("xls", "--inkt", "--ink op", "--accent op", "leeg", "-o -"):
        assert part in said, part
    profile = tmp_path / "profiel.yaml"
    profile.write_text("ages: 16-27\ngoals: [werk]\n")
    (tmp_path / "r.jsonl").write_bytes(b"PK\x03\x04 xl/")
    wrong = ["-f", "xls", "--profile", profile, "--where", "x=y", "--where", "goals=z", "--not-worse-than"]
    assert command("batch", tmp_path / "leeg", "-o", tmp_path / "uit", *wrong, tmp_path / "r.jsonl") == 2
    said = capsys.readouterr().err
    for part in ("xls", "16-27", "«werk»", "x=y", "goals=z", "een Excel-bestand", "leeg"):
        assert part in said, part
    assert not (tmp_path / "uit").exists()
    assert command("batch", tmp_path, "-o", tmp_path / "uit", "--jobs", "x", "--fail-under", "50,5", "--jbs", "1") == 2
    said = capsys.readouterr().err
    for part in ("--jobs", "--fail-under", "--jbs"):
        assert part in said, part


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"%PDF-1.7", "een PDF"), (b"PK\x03\x04word/", "een Word-document"), (":root{}".encode("utf-16"), "UTF-8")],
)
def test_a_house_style_of_another_kind(
    tmp_path: Path, data: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named as what it is."""
    file, style = answer_file(tmp_path, "p.yaml", "Kans"), tmp_path / "s.css"
    style.write_bytes(data)
    assert command("report", file, "-f", "html", "--style", style) == 2
    assert said in capsys.readouterr().err


def test_files_of_ours_in_the_wrong_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A result as an answer file, an answer file as a profile or in a rubric: each is named as what it is."""
    file = answer_file(tmp_path, "p.yaml", "Kans")
    assert command("report", file, "-o", tmp_path / "r.json") == 0
    assert command("check", tmp_path / "r.json") == 2
    assert "resultaat van verbetertool" in capsys.readouterr().out
    assert command("batch", file, "-o", tmp_path / "uit", "--profile", file) == 2
    assert "Dit is een antwoordbestand. Hier hoort een profiel" in capsys.readouterr().err
    assert command("rubric", "check", "--rubric", tmp_path) == 2
    assert "Hier hoort een deel van een rubriek" in capsys.readouterr().out


def test_a_rubric_with_what_an_editor_keeps_beside_it(tmp_path: Path) -> None:
    """A sidecar is no part of it."""
    folder = tmp_path / "rubriek"
    shutil.copytree(Path(__file__).parents[2] / "rubrics" / "jongeren-naar-werk", folder)
    (folder / "._rubric.yaml").write_bytes(b"\x00\x05\x16\x07")
    (folder / ".verborgen.yaml").write_text("x: 1\n")
    file = answer_file(tmp_path, "p.yaml", "Kans")
    assert command("report", file, "--rubric", folder) == 0


def test_all_remarks_about_a_rubric_are_reported_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Remarks about its texts do not wait until its form is mended."""
    folder = tmp_path / "rubriek"
    shutil.copytree(Path(__file__).parents[2] / "rubrics" / "jongeren-naar-werk", folder)
    text = (folder / "2-onderwijs.yaml").read_text(encoding="utf-8")
    text = text.replace("    why: ", "    why: Middels een gesprek. ", 1).replace("    core: true", "    core: ja", 1)
    (folder / "2-onderwijs.yaml").write_text(text + "fout: 1\n", encoding="utf-8")
    assert command("rubric", "check", "--rubric", folder) == 2
    said = capsys.readouterr().out
    for part in ("«ja»", "«fout» hoort hier niet", "middels"):
        assert part in said.replace("Middels", "middels"), part
