"""PDF without a browser: what is said, and that nothing is left behind. With one: tests/browser/test_print.py."""

import tempfile
from pathlib import Path

import pytest

from verbetertool.cli.app import run
from verbetertool.cli.boundary import INVALID, guarded
from verbetertool.report.formats import pdf

EXAMPLE = Path(__file__).parents[3] / "examples" / "2getthere.yaml"


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the PDF should come, on a computer whose only programs stand in `tmp_path / bin`."""
    if any(Path(place).is_file() for place in pdf.PLACES):
        pytest.skip("this computer has a browser outside PATH")
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "rapport.pdf"


def a_browser(target: Path, script: str) -> None:
    """A program with a browser's name."""
    program = target.parent / "bin" / "chromium"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def printed(target: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code and what was said."""
    code = guarded(["report", str(EXAMPLE), "-f", "pdf", "-o", str(target)], run)
    return code, " ".join(capsys.readouterr().err.split())


def test_without_a_browser_it_says_what_to_install(target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Code 2, the command that installs one, and the way without."""
    code, said = printed(target, capsys)
    assert code == INVALID
    assert "apt-get install chromium" in said
    assert "afdrukken" in said
    assert not target.exists()


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -9 $$"], ids=["fails", "makes nothing", "is killed"])
def test_a_browser_that_fails(target: Path, capsys: pytest.CaptureFixture[str], script: str) -> None:
    """Code 3, which browser it was, and no half file."""
    a_browser(target, script)
    code, said = printed(target, capsys)
    assert code == 3
    assert "chromium" in said
    assert "Traceback" not in said
    assert not target.exists()


def test_a_browser_gets_a_folder_of_its_own(target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The profile is new, the page stands beside it, and both are gone afterwards; no address is opened."""
    noted = target.parent / "arguments"
    a_browser(target, f'printf "%s\\n" "$@" > {noted}; exit 1')
    printed(target, capsys)
    arguments = noted.read_text(encoding="utf-8").split("\n")
    profile = next(a.removeprefix("--user-data-dir=") for a in arguments if a.startswith("--user-data-dir="))
    assert not Path(profile).parent.exists()
    pages = [argument for argument in arguments if argument and not argument.startswith("--")]
    assert len(pages) == 1
    assert pages[0].startswith("file://")


@pytest.mark.parametrize("hidden", [True, False])
def test_a_browser_that_does_not_see_temporary_folders(
    target: Path, capsys: pytest.CaptureFixture[str], hidden: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a snap, with a /tmp of its own: the page stands in the home folder then, and nothing stays there."""
    home, here, temporary = (target.parent / name for name in ("thuis", "hier", "tijdelijk"))
    for folder in (home, here, temporary):
        folder.mkdir()
    monkeypatch.setenv("HOME", str(target.parent / "weg") if hidden else str(home))
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.chdir(here)
    a_browser(
        target,
        f"""for last; do :; done
case "$last" in *{temporary}*) exit 0;; esac
for each; do case "$each" in --print-to-pdf=*) printf "%%PDF-1.4 /Creator (Chromium)" > "${{each#*=}}";; esac; done""",
    )
    code, said = printed(target, capsys)
    assert (code, target.read_bytes()[:4]) == (0, b"%PDF"), said
    assert not [*home.iterdir(), *here.iterdir(), *temporary.iterdir()]
