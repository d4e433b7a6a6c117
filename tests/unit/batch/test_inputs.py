"""Which files a round is about, with real folders."""

import os
from pathlib import Path

import pytest

from verbetertool.batch.inputs import Found, find_files, tasks_of
from verbetertool.errors import UsageError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/b.yaml", "in/a.yml", "in/diep/er/c.YAML", "in/brief.docx", "in/.DS_Store", "los.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(found: Found) -> list[str]:
    return [file.as_posix() for file in found.files]


def test_folders_are_searched_in_a_fixed_order() -> None:
    """All YAML below a folder, by path; what is no YAML by its name is reported, hidden files are not."""
    found = find_files([Path("in")])
    assert names(found) == ["in/a.yml", "in/b.yaml", "in/diep/er/c.YAML"]
    assert list(found.passed_over) == [Path("in/brief.docx")]


def test_globs_and_files() -> None:
    """A glob finds files and folders; a file is taken whatever its name; a missing one stays, as a remark."""
    assert names(find_files([Path("in/*.yaml"), Path("los.yaml")])) == ["in/b.yaml", "los.yaml"]
    assert names(find_files([Path("in/**/*.YAML")])) == ["in/diep/er/c.YAML"]
    assert names(find_files([Path("i[n]")])) == ["in/a.yml", "in/b.yaml", "in/diep/er/c.YAML"]
    assert names(find_files([Path("in/brief.docx"), Path("weg.yaml")])) == ["in/brief.docx", "weg.yaml"]


def test_a_name_with_brackets_is_a_name() -> None:
    """A file whose name looks like a glob is that file."""
    Path("in/[1].yaml").write_text("x")
    assert names(find_files([Path("in/[1].yaml")])) == ["in/[1].yaml"]


@pytest.mark.parametrize("path", ["leeg", "in/*.json"])
def test_nothing_found(path: str) -> None:
    """A folder or glob without files is wrong usage."""
    Path("leeg").mkdir()
    with pytest.raises(UsageError, match="nothing_found"):
        find_files([Path(path)])


def test_each_file_once(folder: Path) -> None:
    """A file that is named in several ways is done once, under its shortest name."""
    found = find_files([folder / "in", Path("in"), Path("in/../in/b.yaml"), Path("in/b.yaml")])
    assert names(found) == ["in/a.yml", "in/b.yaml", "in/diep/er/c.YAML"]


def test_the_output_folder_is_left_alone() -> None:
    """A folder with results inside the folder with submissions is not searched."""
    Path("in/uit").mkdir()
    Path("in/uit/z.yaml").write_text("x")
    found = find_files([Path("in")], [Path("in/uit")])
    assert "in/uit/z.yaml" not in names(found)
    assert names(find_files([Path("in")]))[-1] == "in/uit/z.yaml"


def test_a_folder_with_the_name_of_a_file() -> None:
    """It is searched; only if nothing is found in it, it is itself a remark."""
    Path("in/vol.yaml").mkdir()
    Path("in/vol.yaml/d.yaml").write_text("x")
    Path("in/leeg.yaml").mkdir()
    found = names(find_files([Path("in")]))
    assert "in/leeg.yaml" in found
    assert "in/vol.yaml" not in found
    assert "in/vol.yaml/d.yaml" in found


def test_links() -> None:
    """A link that leads outside its folder is marked; one inside, or to itself, is a file like others.

    A folder that is a link is reported, and not searched.
    """
    Path("in/binnen.yaml").symlink_to("b.yaml")
    Path("in/buiten.yaml").symlink_to("../los.yaml")
    Path("in/lus.yaml").symlink_to("lus.yaml")
    Path("in/map").symlink_to("diep")
    found = find_files([Path("in")])
    assert found.outside == {Path("in/buiten.yaml")}
    assert {"in/binnen.yaml", "in/lus.yaml"} <= set(names(found))
    assert Path("in/map") in found.passed_over
    assert not any(name.startswith("in/map/") for name in names(found))
    assert [Path(task.file).name for task in tasks_of(found) if task.outside] == ["buiten.yaml"]
    # Who names the file itself means it.
    assert not find_files([Path("in/buiten.yaml")]).outside


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open every folder")
def test_a_closed_folder() -> None:
    """A folder that can't be opened is a remark, not a silence."""
    Path("in/dicht").mkdir(mode=0)
    assert "in/dicht" in names(find_files([Path("in")]))


def test_reports_never_share_a_name() -> None:
    """Files of the same name, in other letters or other folders, get names of their own, which stay the same."""
    paths = ["x/a.yaml", "y/a.yaml", "A.yaml", "caf\u00e9.yaml", "cafe\u0301.yaml", "CON.yaml", "-rf.yaml", "..yaml"]
    files = tuple(map(Path, paths))
    tasks = tasks_of(Found(files))
    reports = [task.report for task in tasks]
    assert len({report.casefold() for report in reports}) == len(files)
    assert all(report.isascii() and not report.startswith("-") and "." not in report for report in reports)
    more = tasks_of(Found((*files, Path("z/a.yaml"))))
    assert [task.report for task in more][: len(files)] == reports


def test_a_mark_is_never_the_name_of_another() -> None:
    """Where a name with its mark is taken by a file of that name, the mark grows."""
    marked = next(task.report for task in tasks_of(Found((Path("x/a.yaml"), Path("y/a.yaml")))))
    files = (Path("x/a.yaml"), Path("y/a.yaml"), Path(f"{marked}.yaml"))
    reports = [task.report for task in tasks_of(Found(files))]
    assert len(set(reports)) == 3


def test_what_programs_keep_is_no_submission() -> None:
    """Sidecars, safety copies and hidden folders are left out, and named; the reports of the real files keep names."""
    for name in ("in/._b.yaml", "in/__MACOSX/._a.yaml", "in/.git/x.yml", "in/.venv/lib/y.yaml", "in/~$b.yaml"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x")
    Path("in/#b.yaml#").write_text("x")
    Path("in/#1.yaml").write_text("x")
    found = find_files([Path("in")])
    assert names(found) == ["in/#1.yaml", "in/a.yml", "in/b.yaml", "in/diep/er/c.YAML"]
    assert [path.as_posix() for path in found.hidden] == [
        *("in/#b.yaml#", "in/.DS_Store", "in/._b.yaml", "in/.git", "in/.venv", "in/__MACOSX", "in/~$b.yaml"),
    ]
    assert [task.report for task in tasks_of(found)] == ["1", "a", "b", "diep-er-c"]
    # Who names it means it.
    assert names(find_files([Path("in/._b.yaml")])) == ["in/._b.yaml"]
    assert Path("in/._b.yaml") not in find_files([Path("in").absolute(), Path("in/._b.yaml")]).hidden
    assert len(find_files([Path("in").absolute(), Path("in")]).hidden) == len(found.hidden)
    assert Path("in/.git") not in find_files([Path("in")], [Path("in/.git")]).hidden
    assert names(find_files([Path("in/.git")])) == ["in/.git/x.yml"]


@pytest.mark.parametrize("odd", ["[2026]", "a*b", "vraag?", "x[!y]", "{a,b}", "$HOME", "~", "-r"])
def test_signs_in_the_name_of_a_folder_are_no_pattern(odd: str) -> None:
    """A pattern behind a folder whose name looks like one."""
    Path("n", odd, "diep").mkdir(parents=True)
    for name in ("p.yaml", "diep/q.yaml"):
        Path("n", odd, name).write_text("x")
    assert names(find_files([Path(f"n/{odd}/*.yaml")])) == [f"n/{odd}/p.yaml"]
    assert names(find_files([Path(f"n/{odd}/**/q.yaml")])) == [f"n/{odd}/diep/q.yaml"]
    assert names(find_files([Path(f"*/{odd}/p.yaml")])) == [f"n/{odd}/p.yaml"]
