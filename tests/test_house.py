"""The house itself: the direction of its arrows, its catalogues, and what the README promises."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

import messages

from tests.codes import codes_given
from verbetertool.language import DEFAULT, LANGUAGES
from verbetertool.report.failures import FAILURES
from verbetertool.report.problems import PROBLEMS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "verbetertool"


def test_arrows_run_down() -> None:
    """import-linter's contracts in pyproject.toml hold."""
    found = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("folder", ["src", "tools", "benchmarks"])
def test_no_module_imports_a_private_name(folder: str) -> None:
    """What one module takes from another has a public name; ruff sees to it for attributes."""
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names = {item.name for item in node.names if item.name.startswith("_")}
                assert names <= {"_", "__version__"}, path


def test_modules_and_functions_stay_small() -> None:
    """A module has at most 400 lines, or says in its first sentence why not; a function of a round at most 40."""
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        first = (ast.get_docstring(tree) or "").split("\n\n")[0]
        assert len(text.splitlines()) <= 400 or "in one file since" in " ".join(first.split()), path
        if path.parent.name == "batch":
            functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
            assert [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= 40] == [], path


def test_no_element_id_stands_in_code() -> None:
    """Domain knowledge is in YAML alone: no id of the rubric occurs in Python."""
    ids = set()
    for path in (ROOT / "rubrics").rglob("*.yaml"):
        ids.update(re.findall(r"^  - id: ([a-z0-9-]+-[a-z0-9-]+)$", path.read_text(encoding="utf-8"), re.M))
    assert "vaste-begeleider" in ids
    for path in SOURCE.rglob("*.py"):
        strings = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not ids & strings, path


MESSAGE_FUNCTIONS = ("_", "N_", "ngettext")


def message_calls() -> Iterator[tuple[Path, list[ast.expr]]]:
    """The texts that the code gives to gettext."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in MESSAGE_FUNCTIONS:
                yield path, node.args[: 2 if name == "ngettext" else 1]


def test_every_message_of_the_code_is_found() -> None:
    """The extraction sees each literal message, also where a Python older than ours would not look into a string."""
    found = {one for m in messages.extracted(ROOT) for one in (m.id if isinstance(m.id, tuple) else (m.id,))}
    for path, texts in message_calls():
        assert {one.value for one in texts if isinstance(one, ast.Constant)} <= found, path


def test_no_message_is_put_together_before_it_is_translated() -> None:
    """A message is a literal, or is looked up among literals; what goes into it comes afterwards."""
    for path, texts in message_calls():
        for text in texts:
            looked_up = isinstance(text, ast.Call) and getattr(text.func, "attr", "") == "get"
            whole = looked_up or isinstance(text, ast.Constant | ast.Name | ast.Attribute | ast.Subscript)
            assert whole, f"{path}: {ast.unparse(text)}"


def test_both_forms_of_a_plural_have_the_same_placeholders() -> None:
    """One project or more: the same values go into the message."""
    plurals = [message.id for message in messages.extracted(ROOT) if isinstance(message.id, tuple)]
    assert plurals
    for one, more in plurals:
        assert messages.placeholders(one) == messages.placeholders(more), one


def test_catalogues_lack_nothing() -> None:
    """Each language but Dutch has every message of the code, and each language every word of typer that Dutch has."""
    typer = messages.read(messages.catalogue(ROOT, DEFAULT, "typer"))
    for language in LANGUAGES:
        assert list(messages.faults(messages.read(messages.catalogue(ROOT, language, "typer")), typer)) == []
        if language != DEFAULT:
            ours = messages.read(messages.catalogue(ROOT, language))
            assert list(messages.faults(ours, messages.extracted(ROOT))) == []


def test_every_code_has_a_sentence() -> None:
    """Each code that the source can give has a text in the catalogues, and each text a code: the reader misses none."""
    assert codes_given() - {"invalid_input"} == {*PROBLEMS, *FAILURES}


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_readme_opens_with_two_commands(command: str) -> None:
    """The two commands stand at the top of the README."""
    assert command in "\n".join((ROOT / "README.md").read_text(encoding="utf-8").split("\n")[:30])


def test_no_registry_and_no_machine_in_the_repository() -> None:
    """No address of a package registry and no path of a machine stands in a tracked file."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    wrong = re.compile("index-" + "url|find-" + "links|pypi" + r"\.org|/wor" + "k/|npmjs" + r"\.")
    for name in tracked:
        path = ROOT / name
        if path.suffix in (".py", ".toml", ".txt", ".md", ".yaml", ".po", ".j2", "") and path.is_file():
            assert not wrong.search(path.read_text(encoding="utf-8", errors="replace")), name
