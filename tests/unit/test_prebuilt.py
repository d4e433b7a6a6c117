"""What is made when a package is built, templates and rubrics as Python, says the same as what it was made of."""

from collections.abc import Callable, Iterator
from importlib.resources.abc import Traversable
from types import ModuleType

import jinja2
import pytest

from tests.builders import a_rubric, an_element, some_answers
from verbetertool.model.rubric import Rubric
from verbetertool.reading import prebuilt
from verbetertool.reading.rubrics import load_rubric
from verbetertool.report import environments, templated
from verbetertool.report.templated import render_html, render_markdown
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
    made, read = module_of(source).RUBRIC, load_rubric(folder)
    assert made == read
    assert hash(made) == hash(read)
    assert made.model_dump_json(by_alias=True) == read.model_dump_json(by_alias=True)
    assert vars(made)["digest"] == read.digest
    assert Rubric.model_validate(made.model_dump(by_alias=True)) == read
    assert prebuilt.as_python(folder) == source


@pytest.mark.parametrize("changed", ["files", "models"])
def test_a_rubric_that_changed_is_read_again(changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that was made of other files, or for other models, is left alone; so is one that is not there."""
    [folder] = FOLDERS
    module = module_of(prebuilt.as_python(folder))
    monkeypatch.setattr(prebuilt, "import_module", lambda _name: module)
    assert prebuilt.prebuilt_rubric(folder) is module.RUBRIC
    if changed == "files":
        monkeypatch.setattr(prebuilt, "rubric_files", lambda folder: list(load_order(folder))[1:])
    else:
        monkeypatch.setattr(prebuilt, "_MODELS", ("base", "contour", "project"))
    assert prebuilt.prebuilt_rubric(folder) is None
    monkeypatch.undo()
    monkeypatch.setattr(prebuilt, "PREBUILT", "verbetertool.report")
    assert prebuilt.prebuilt_rubric(folder) is None


def load_order(folder: Traversable) -> Iterator[Traversable]:
    """The files of a rubric."""
    yield from sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)


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
        return [render_html(result, rubric), render_markdown(result, rubric)]

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
