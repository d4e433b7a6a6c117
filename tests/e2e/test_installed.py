"""The wheel as its user meets it: installed in an empty environment, called from another folder."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def call(*command: object, cwd: Path) -> str:
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the sdist, as a packager would."""
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_all_data(wheel: Path) -> None:
    """Rubrics, with their JSON, and examples equal the tracked files; templates and catalogues are in it."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in (("rubrics", "builtin_rubrics"), ("examples", "builtin_examples")):
        tracked = call("git", "ls-files", folder, cwd=ROOT).split()
        expected = {name.replace(folder, f"verbetertool/{inside}", 1) for name in tracked}
        assert expected
        if folder == "rubrics":
            expected |= {f"{name.rpartition('/')[0]}.jsonl" for name in expected if name.endswith("/rubric.yaml")}
        assert {name for name in names if f"/{inside}/" in name} == expected
    for name in (
        "report/templates/report.html.j2",
        "report/compiled/report_html.py",
        "report/compiled/__init__.py",
        "locale/nl/LC_MESSAGES/typer.mo",
        "py.typed",
    ):
        assert f"verbetertool/{name}" in names


def test_it_works_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """In an empty environment the command finds its rubric, examples and texts."""
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    constraints = ROOT / "constraints.txt"
    call(scripts / "python", "-m", "pip", "install", "-q", "-c", constraints, wheel, cwd=tmp_path)
    away = tmp_path / "elders"
    away.mkdir()
    assert "vaste-begeleider" in call(scripts / "verbetertool", "rubric", "list", cwd=away).replace("\n", "")
    check = "from verbetertool.resources import builtin_rubrics as b; from verbetertool.reading.shipped import *; "
    check += "data = (b() / json_name('jongeren-naar-werk')).read_bytes(); "
    check += "from verbetertool.report.environments import _compiled as c; "
    check += "print(data == as_json(b() / 'jongeren-naar-werk') and bool(c('report.html.j2') and c('report.md.j2')))"
    assert call(scripts / "python", "-c", check, cwd=away).strip() == "True"
    assert "2GetThere" in call(scripts / "verbetertool", "demo", cwd=away)
    made = {path.stem for path in (away / "verbetertool-demo").glob("*.html")}
    assert made == {path.stem for path in (ROOT / "examples").glob("*.yaml")}
    call(scripts / "verbetertool", "template", "-o", "leeg.yaml", cwd=away)
    assert "Verbeterrapport" in call(scripts / "verbetertool", "report", "leeg.yaml", "-f", "md", "-o", "-", cwd=away)
