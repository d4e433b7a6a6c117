"""A template as Python, made when a wheel is built, says the same as the template."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import jinja2
import pytest

from tests.builders import a_rubric, an_element, html_of, markdown_of, some_answers
from verbetertool.report import environments, templated
from verbetertool.scoring.assess import assess


def module_of(source: str) -> ModuleType:
    """The module that a source gives."""
    module = ModuleType("made")
    module.__file__ = "made.py"
    exec(source, vars(module))  # noqa: S102 - what is tested is that this source is right
    return module


def imported(source: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a template be looked for in a folder, where its module has this source."""
    (folder / "built").mkdir()
    (folder / "built" / "__init__.py").touch()
    (folder / "built" / "report_md.py").write_text(source, encoding="utf-8")
    for name in ("built.report_md", "built"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(environments, "COMPILED", "built")


@pytest.mark.parametrize("broken", ["", "x = (", "MADE_OF = 1", "from verbetertool.model.rubric import Gone", "1 / 0"])
def test_what_is_broken_is_left_alone(broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that is torn, or made for other code than this, is as good as none."""
    imported(broken, tmp_path, monkeypatch)
    assert environments._compiled("report.md.j2") is None


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
