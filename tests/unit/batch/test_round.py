"""A whole round without the command: its numbers and remarks, and how it ends when it is stopped."""

import shutil
from pathlib import Path

import pytest

from verbetertool.batch.journal import JOURNAL
from verbetertool.batch.prepared import Options
from verbetertool.batch.round import Round, run_round
from verbetertool.errors import Ended

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three good files, one that can't be read and one that is no YAML, in `in`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name in ("2getthere", "jim", "metalent"):
        shutil.copy(ROOT / "examples" / f"{name}.yaml", tmp_path / "in")
    (tmp_path / "in" / "fout.yaml").write_text("format: x\nnaam: y\n")
    (tmp_path / "in" / "brief.docx").write_text("x")
    return tmp_path


def a_round(output: str, stop_at: int | None = None, **options: object) -> tuple[Round, list[tuple[int, int, int]]]:
    """A round of one format, and what was told before each file; ends it before file number `stop_at`, from 0."""
    seen: list[tuple[int, int, int]] = []

    def before_each(done: int, rejected: int, total: int) -> None:
        seen.append((done, rejected, total))
        if done == stop_at:
            raise Ended(15)

    asked = Options([Path("in")], Path(output), formats=["md"], **options)  # type: ignore[arg-type]
    return run_round(asked, before_each), seen


def contents(folder: str) -> dict[str, bytes]:
    """Every file, hidden ones too."""
    files = [path for path in Path(folder).rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_what_became_of_a_round(capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers and remarks, in the order of the files; nothing is printed."""
    result, seen = a_round("uit", fail_under=100)
    assert seen == [(0, 0, 4), (1, 0, 4), (2, 1, 4), (3, 1, 4)]
    assert (result.assessed, result.faults, result.left_from_before) == (3, 0, 0)
    (only,) = result.rejected
    first, more = only.first, only.more
    assert Path(first.place.file).name == "fout.yaml"
    assert more >= 1
    assert [Path(name).name for name in result.passed_over] == ["brief.docx"]
    assert [Path(row.file).stem for row in result.below] == ["2getthere", "jim", "metalent"]
    assert capsys.readouterr() == ("", "")


@pytest.mark.thorough
def test_beside_an_earlier_round() -> None:
    """The projects that prove less than before, with the score that they had; an equal score is not worse."""
    path = Path("in/2getthere.yaml")
    shutil.copy(ROOT / "examples" / "sterk-project.yaml", path)  # which has evidence
    a_round("uit")
    shutil.move("uit/results.jsonl", "eerder.jsonl")
    earlier = Path("eerder.jsonl")
    same = a_round("uit", not_worse_than=earlier)[0].gate
    assert same is not None
    assert (same.compared, same.new, same.gone, same.renamed, same.not_comparable, same.worse) == (3, *[()] * 5)
    path.write_text(path.read_text(encoding="utf-8").replace("level: 3", "level: 0"), encoding="utf-8")
    comparison = a_round("uit", not_worse_than=earlier)[0].gate
    assert comparison is not None
    ((row, was),) = comparison.worse
    assert row.file == str(path)
    assert row.figures.proven is not None
    assert was > row.figures.proven
    assert comparison.compared == 3


def test_a_round_that_is_stopped() -> None:
    """The journal holds the files that were taken in, no result of the whole is there, and going on makes it whole."""
    a_round("heel")
    with pytest.raises(Ended):
        a_round("uit", stop_at=3)
    left = contents("uit")
    assert left.keys() == {
        JOURNAL,
        "terug/fout.html",
        *(f"rapporten/{name}.{ending}" for name in ("2getthere", "jim", "metalent") for ending in ("md", "json")),
    }
    assert [line.split()[0] for line in left[JOURNAL].decode().splitlines()[1:]] == ["2getthere", "jim"]
    a_round("uit", resume=True)
    assert contents("uit") == contents("heel")
