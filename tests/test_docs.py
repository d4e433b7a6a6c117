"""The documentation says what the tool does: every command, option and key is in it, and its examples hold."""

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typer

from verbetertool import load_answers, load_rubric
from verbetertool.cli import app
from verbetertool.model.project import Answers
from verbetertool.reading.profiles import load_profile

DOCS = Path(__file__).parents[1] / "docs"


def _commands() -> Iterator[tuple[str, list[str]]]:
    """Every command with its options, as typer knows them."""
    top = typer.main.get_command(app.build_app())
    for name, command in top.commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", None)
        if below is None:
            yield name, [option for parameter in command.params for option in parameter.opts]
        else:
            for each, inner in below.items():
                yield f"{name} {each}", [option for parameter in inner.params for option in parameter.opts]


@pytest.mark.parametrize(("command", "options"), list(_commands()))
def test_every_command_and_option_is_documented(command: str, options: list[str]) -> None:
    """The page with commands names each command, and each of its long options."""
    page = (DOCS / "opdrachten.md").read_text(encoding="utf-8")
    assert f"`verbetertool {command}" in page
    for option in options:
        if option.startswith("--"):
            assert f"`{option}" in page, option


def _code(page: str, beginning: str, language: str = "yaml") -> str:
    blocks: list[str] = re.findall(rf"```{language}\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.S)
    return next(block for block in blocks if block.startswith(beginning))


def test_the_answer_file_in_the_docs_is_right(tmp_path: Path) -> None:
    """Who copies the example of an answer file gets one that can be scored."""
    file = tmp_path / "voorbeeld.yaml"
    file.write_text(_code("antwoordbestand.md", "format:"), encoding="utf-8")
    answers = load_answers(file, load_rubric())
    assert isinstance(answers, Answers)
    assert len(answers.answers) == 4


def test_the_mistakes_in_the_docs_are_told_as_shown(tmp_path: Path) -> None:
    """The page shows what `check` fingerprints about its own example with two mistakes in it."""
    example = _code("antwoordbestand.md", "format:")
    wrong = example.replace("vaste-begeleider", "vaste-begelijder").replace("peers: 2", "peers: 5")
    (tmp_path / "mijn-project.yaml").write_text(wrong, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("verbetertool")), "check", "mijn-project.yaml"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert told.stdout == _code("antwoordbestand.md", "mijn-project.yaml:", "text")


def test_the_profile_in_the_docs_is_right(tmp_path: Path) -> None:
    """Who copies the example of a funder's profile gets one that batch takes."""
    file = tmp_path / "profiel.yaml"
    file.write_text(_code("financier.md", "target_groups:"), encoding="utf-8")
    assert load_profile(file, load_rubric()).goals == ("betaald-werk",)


class _Loads(HTMLParser):
    """What a page makes a browser load."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("script", "img", "iframe", "source"):
            self.addresses.append(values.get("src") or "")
        elif tag == "link" and values.get("rel") != "canonical":
            self.addresses.append(values.get("href") or "")


@pytest.mark.slow
def test_the_site_builds_without_a_warning_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    """Every page is reachable, every link between pages leads somewhere, and no page fetches anything."""
    pytest.importorskip("sphinx", reason="the extra «docs» is not installed")
    site = tmp_path / "site"
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(DOCS), str(site)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    pages = list(site.rglob("*.html"))
    assert len(pages) > 15
    for page in pages:
        reader = _Loads()
        reader.feed(page.read_text(encoding="utf-8"))
        assert not [address for address in reader.addresses if re.match(r"(?:[a-z]+:)?//", address)], page
