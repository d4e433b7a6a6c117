"""A round of submissions, in process: what is made, what is set apart, and the same bytes each time."""

import json
import shutil
from pathlib import Path

import pytest

from verbetertool.cli.app import run
from verbetertool.cli.boundary import guarded

ROOT = Path(__file__).parents[2]


@pytest.fixture
def submitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The examples, and every bad file of the cases."""
    folder = tmp_path / "in"
    folder.mkdir()
    for path in [*(ROOT / "examples").glob("*.yaml"), *(ROOT / "tests" / "cases" / "bad").glob("*.yaml")]:
        shutil.copy(path, folder)
    monkeypatch.chdir(tmp_path)
    return folder


def batch(*arguments: object) -> int:
    return guarded(["batch", *map(str, arguments)], run)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file but the tool's own bookkeeping, which lists files in the order in which they were done."""
    files = [p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith(".")]
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


def test_bad_files_are_set_apart(submitted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2; every good file is done, every bad one is told, and nobody sees a traceback."""
    assert batch("in", "-o", "uit") == 2
    results = [json.loads(line) for line in Path("uit/results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(results) == len(list((ROOT / "examples").glob("*.yaml")))
    errors = Path("uit/errors.csv").read_text(encoding="utf-8-sig")
    for path in (ROOT / "tests" / "cases" / "bad").glob("*.yaml"):
        assert path.name in errors
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err


def test_the_same_bytes_again_and_after_resuming(submitted: Path) -> None:
    """A second run, and a run that goes on after half was lost, give the same files."""
    batch("in", "-o", "een")
    batch("in", "-o", "twee")
    first = bytes_of(Path("een"))
    assert bytes_of(Path("twee")) == first
    reports = sorted(Path("twee").rglob("*-rapport.html")) or sorted(Path("twee/rapporten").rglob("*.html"))
    assert reports
    reports[0].unlink()
    (Path("twee") / "portfolio.html").unlink()
    assert batch("in", "-o", "twee", "--resume") == 2
    assert bytes_of(Path("twee")) == first


def test_a_threshold_that_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--fail-under gives exit code 1 when a project is below it, and 0 when none is."""
    monkeypatch.chdir(tmp_path)
    strong = ROOT / "examples" / "sterk-project.yaml"
    assert batch(strong, "-o", "uit", "--fail-under", 50) == 0
    assert batch(strong, "-o", "uit", "--fail-under", 99, "--force") == 1
