"""A language is added as CONTRIBUTING.md says, in a copy of the checkout: the program speaks it, its templates too."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import messages

ROOT = Path(__file__).parents[2]
LANGUAGE = "xx"


def call(root: Path, *command: str) -> str:
    """What a command of the copy prints."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def translated(text: object) -> str:
    return f"{LANGUAGE}:{text}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with one more language, in which every message has a mark before it."""
    root = tmp_path_factory.mktemp("checkout")
    for folder in ("src", "tools", "rubrics", "examples"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    call(root, "tools/messages.py", "init", LANGUAGE)
    for domain in (messages.DOMAIN, "typer"):
        path = messages.catalogue(root, LANGUAGE, domain)
        catalog = messages.read(path)
        for message in catalog:
            if message.id:
                forms = message.id if isinstance(message.id, tuple) else (message.id,)
                assert not any(message.string if isinstance(message.string, tuple) else (message.string,))
                message.string = tuple(map(translated, forms)) if message.pluralizable else translated(message.id)
        messages.write(path, catalog)
    call(root, "tools/messages.py", "update")
    call(root, "tools/messages.py", "compile")
    module = root / "src" / "verbetertool" / "language.py"
    text = module.read_text(encoding="utf-8")
    changed = text.replace('_DECIMAL_MARK = {"nl": ","', f'_DECIMAL_MARK = {{"nl": ",", "{LANGUAGE}": "."')
    assert changed != text
    module.write_text(changed, encoding="utf-8")
    return root


def test_its_catalogue_lacks_nothing(root: Path) -> None:
    """What was begun, translated and renewed holds every message of the code."""
    assert list(messages.faults(messages.read(messages.catalogue(root, LANGUAGE)), messages.extracted(ROOT))) == []


def test_help_speaks_it(root: Path) -> None:
    """Our own words, and typer's."""
    page = call(root, "-m", "verbetertool", "--lang", LANGUAGE, "report", "--help")
    assert translated("Toon deze uitleg en stop.") in page
    assert translated("Options") in page


def test_a_report_speaks_it(root: Path) -> None:
    """The words of a template, and the language of the page; without the option it is Dutch."""
    command = ("report", "examples/jim.yaml", "-f", "html", "-o", "-")
    page = call(root, "-m", "verbetertool", "--lang", LANGUAGE, *command)
    assert re.search(rf'<html lang="?{LANGUAGE}\b', page)
    assert translated("Eerste actie") in page
    assert translated("Eerste actie") not in call(root, "-m", "verbetertool", *command)
