"""What is made when a package is built, templates and rubrics as Python, says the same as what it was made of."""

import sys
from collections.abc import Callable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2
import pytest

from tests.builders import a_rubric, an_element, html_of, markdown_of, some_answers
from verbetertool.model.rubric import Rubric
from verbetertool.reading import prebuilt
from verbetertool.reading.rubrics import load_rubric, rubric_files
from verbetertool.report import environments, templated
from verbetertool.resources import builtin_rubrics
from verbetertool.scoring.assess import assess

FOLDERS = sorted((folder for folder in builtin_rubrics().iterdir() if folder.is_dir()), key=lambda folder: folder.name)


def module_of(source: str) -> ModuleType:
    """The module that a source gives."""
    module = ModuleType("made")
    module.__file__ = "made.py"
    exec(source, vars(module))  # noqa: S102 - what is tested is that this source is right
    return module


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_rubric_as_python_is_the_rubric(folder: Traversable) -> None:
    """Equal in every field, and with the same digest; twice made, it is the same text."""
    source = prebuilt.as_python(folder)
    made, read = module_of(source).rubric(), load_rubric(folder)
    assert made == read
    assert hash(made) == hash(read)
    assert made.model_dump_json(by_alias=True) == read.model_dump_json(by_alias=True)
    assert vars(made)["digest"] == read.digest
    assert made.model_fields_set == set(Rubric.model_fields)
    assert made.model_copy(update={"elements": made.elements[:3]}).digest != made.digest
    assert Rubric.model_validate(made.model_dump(by_alias=True)) == read
    assert prebuilt.as_python(folder) == source


def imported(source: str, folder: Path, monkeypatch: pytest.MonkeyPatch, package: Any, constant: str) -> None:
    """Lets `package` find its built modules in a folder, where the one that it asks for has this source."""
    (folder / "built").mkdir()
    (folder / "built" / "__init__.py").touch()
    for name in ("jongeren_naar_werk", "report_md"):
        (folder / "built" / f"{name}.py").write_text(source, encoding="utf-8")
        monkeypatch.delitem(sys.modules, f"built.{name}", raising=False)
    monkeypatch.delitem(sys.modules, "built", raising=False)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(package, constant, "built")


def test_a_rubric_is_prebuilt_until_something_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that was made of other files, or by other code, is left alone; so is one that is not there."""
    [folder] = FOLDERS
    imported(prebuilt.as_python(folder), tmp_path, monkeypatch, prebuilt, "PREBUILT")
    assert prebuilt.prebuilt_rubric(folder) == load_rubric(folder)
    files = rubric_files(folder)
    with monkeypatch.context() as other:
        other.setattr(prebuilt, "rubric_files", lambda _folder: files[1:])
        assert prebuilt.prebuilt_rubric(folder) is None
    with monkeypatch.context() as other:
        other.setattr(prebuilt, "_CODE", {"model": ("base", "contour", "project")})
        assert prebuilt.prebuilt_rubric(folder) is None
    monkeypatch.setattr(prebuilt, "PREBUILT", "not_there")
    assert prebuilt.prebuilt_rubric(folder) is None


@pytest.mark.parametrize("broken", ["", "x = (", "MADE_OF = 1", "from verbetertool.model.rubric import Gone", "1 / 0"])
def test_what_is_broken_is_left_alone(broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that is torn, or made for other code than this, is as good as none."""
    imported(broken, tmp_path, monkeypatch, prebuilt, "PREBUILT")
    assert prebuilt.prebuilt_rubric(FOLDERS[0]) is None
    monkeypatch.setattr(environments, "COMPILED", "built")
    assert environments._compiled("report.md.j2") is None


def test_a_prebuilt_rubric_for_other_models_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it was made of is looked at before any model is asked for."""
    [folder] = FOLDERS
    source = prebuilt.as_python(folder).replace("rubric.Element,", "rubric.Gone,")
    source = source.replace(prebuilt.made_of(folder), "0" * 64)
    imported(source, tmp_path, monkeypatch, prebuilt, "PREBUILT")
    assert prebuilt.prebuilt_rubric(folder) is None


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[str], ModuleType | None]], list[str]]]:
    """Renders a report with templates from elsewhere."""
    rubric = a_rubric([an_element("e")])
    result = assess(rubric, some_answers(answers={}))
    caches = (
        environments.html_environment,
        environments.markdown_environment,
        templated.html_pieces,
        templated.markdown_pieces,
    )

    def render(compiled: Callable[[str], ModuleType | None]) -> list[str]:
        monkeypatch.setattr(environments, "_compiled", compiled)
        for cached in caches:
            cached.cache_clear()
        return [html_of(result, rubric), markdown_of(result, rubric)]

    yield render
    for cached in caches:
        cached.cache_clear()


def test_compiled_templates_give_the_same_bytes(
    pages: Callable[[Callable[[str], ModuleType | None]], list[str]],
) -> None:
    """A report is the same whether its templates were compiled when the package was built or just now."""
    modules = {name: module_of(source) for name, source in environments.compiled_templates()}
    used: list[str] = []

    def built(name: str) -> ModuleType:
        used.append(name)
        return modules[name.removesuffix(".j2").replace(".", "_")]

    assert pages(built) == pages(lambda _name: None)
    assert used == ["report.html.j2", "report.md.j2"]


def test_a_template_that_changed_is_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A compiled template is used only with the source, and the series of jinja, that it was made of."""
    modules = {name: module_of(source) for name, source in environments.compiled_templates()}
    monkeypatch.setattr(environments, "import_module", lambda name: modules[name.rpartition(".")[2]])
    assert environments._compiled("report.md.j2") is modules["report_md"]
    monkeypatch.setattr(jinja2, "__version__", "3.99.0")
    assert environments._compiled("report.md.j2") is None
    monkeypatch.undo()
    monkeypatch.setattr(environments, "import_module", lambda name: modules[name.rpartition(".")[2]])
    monkeypatch.setattr(environments, "template_source", lambda name: "{# changed #}")
    assert environments._compiled("report.md.j2") is None
