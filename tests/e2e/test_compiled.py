"""Templates that were compiled when a wheel was built make the same documents as their sources."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import jinja2
import pytest

from tests.golden.states import EXPECTED
from verbetertool.report.formats import html, markdown
from verbetertool.report.formats.templates import compile_templates

ROOT = Path(__file__).parents[2]
SCRIPT = """\
import sys
from pathlib import Path
from verbetertool.model.assessment import from_json
from verbetertool.api import load_rubric
from verbetertool.report.documents.project import project_document
from verbetertool.report.formats import FORMATS, html, markdown
document = project_document(from_json(Path(sys.argv[1]).read_bytes()), load_rubric(Path(sys.argv[2])))
for name, format in (("html", html), ("md", markdown)):
    Path(f"rapport.{name}").write_bytes(FORMATS[name].render(document, ""))
    print(format.templates().page.filename)
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with compiled templates in it, as in a wheel."""
    package = tmp_path_factory.mktemp("wheel") / "verbetertool"
    shutil.copytree(ROOT / "src" / "verbetertool", package, ignore=shutil.ignore_patterns("__pycache__"))
    for ending, templates in (("html", html.templates()), ("md", markdown.templates())):
        compile_templates(templates, ending, package / "report" / "templates")
    return package


def rendered(package: Path, folder: Path) -> list[str]:
    """Makes the golden report in HTML and Markdown with the package, and says which files its pages came from."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, EXPECTED / "2getthere.json", ROOT / "rubrics" / "jongeren-naar-werk"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("html", "md"):
        assert (folder / f"rapport.{name}").read_bytes() == (EXPECTED / f"2getthere.{name}").read_bytes()
    return [Path(path).relative_to(package / "report" / "templates").parts[0] for path in done.stdout.splitlines()]


def test_compiled_templates_give_the_same_bytes(package: Path, tmp_path: Path) -> None:
    """The compiled ones are used, and the report is the golden one."""
    version = jinja2.__version__
    assert rendered(package, tmp_path) == [f"compiled-html-{version}", f"compiled-md-{version}"]


def test_what_another_jinja_compiled_is_left_alone(package: Path, tmp_path: Path) -> None:
    """Compiled templates fit one version of Jinja; with any other the sources are used."""
    other = tmp_path / "verbetertool"
    shutil.copytree(package, other)
    for ending in ("html", "md"):
        folder = other / "report" / "templates" / f"compiled-{ending}-{jinja2.__version__}"
        folder.rename(folder.with_name(f"compiled-{ending}-0.0.0"))
    assert rendered(other, tmp_path) == ["page.html.j2", "page.md.j2"]
