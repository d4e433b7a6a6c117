"""The house itself: the direction of its arrows, its catalogues, and what the README promises."""

import ast
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

import messages
from babel.messages.pofile import read_po

from verbetertool.language import LANGUAGES
from verbetertool.report.problems import FAILURES, PROBLEMS

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


def test_every_message_of_the_code_is_found() -> None:
    """The extraction sees each literal message, also where a Python older than ours would not look into a string."""
    found = {one for m in messages.extracted(ROOT) for one in (m.id if isinstance(m.id, tuple) else (m.id,))}
    for path in (path for path in SOURCE.rglob("*.py") if path.parent.name != "compiled"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "N_", "ngettext"):
                texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                assert set(texts) <= found, path


def test_catalogues_are_up_to_date() -> None:
    """Every message of the code stands in every catalogue: `make messages` was run."""
    template = {message.id for message in messages.extracted(ROOT) if message.id}
    for language in LANGUAGES:
        path = SOURCE / "locale" / language / "LC_MESSAGES" / "verbetertool.po"
        with path.open("rb") as file:
            catalogue = read_po(file)
        assert {message.id for message in catalogue if message.id} == template
        assert not messages.untranslated(catalogue)


def test_translations_keep_their_placeholders() -> None:
    """A translation has the placeholders of its message, no more and no fewer."""

    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for path in SOURCE.rglob("*.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id and isinstance(message.id, str):
                    assert fields(message.id) == fields(str(message.string)), message.id


def test_every_code_has_a_sentence() -> None:
    """Each code that the source can raise has a text in the catalogue of problems."""
    used: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in (
                    "Problem",
                    "Finding",
                    "_found",
                    "_refused",
                    "UsageError",
                    "OutputError",
                    "VerbetertoolError",
                ):
                    used.update(
                        a.value for a in node.args[:2] if isinstance(a, ast.Constant) and isinstance(a.value, str)
                    )
    known = {*PROBLEMS, *FAILURES, "invalid_input", ""}
    assert used - known <= {"x", "line"}, used - known


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
