"""What `report` writes: readable names, several at once, nothing overwritten that it did not make, and the browser."""

import os
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
    """A strange file under that name stays and the exit code is 3; our own report is renewed; --force forces."""
    file, report = answer_file(tmp_path, "p.yaml", "Kans"), tmp_path / f"kans-rapport.{ending}"
    report.write_text("van mij")
    assert command("report", file, "-f", ending) == 3
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
