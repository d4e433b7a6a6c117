"""The documentation says what the tool does: commands, options, examples and references hold."""

import ast
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
import typer

from tests.documents import DOCS, ROOT, page, table
from verbetertool import assess, load_answers, load_rubric
from verbetertool.cli import app, forms
from verbetertool.model.project import Answers
from verbetertool.reading.profiles import load_profile
from verbetertool.reading.readers import READERS
from verbetertool.report.documents.project import project_document
from verbetertool.report.formats import FORMATS
from verbetertool.report.forms import FORMS

_NAMED = re.compile(r"(?<![\w./*-])((?:[\w.-]+/)*[\w-]+\.md|(?:[\w.-]+/)+[\w-]+(?:\.html|\.md)?\.(?:py|j2))\b(?!\.\w)")
"""A page by its name, and a module or a template with its folder."""
_SOURCE = ROOT / "src" / "verbetertool"
_SECTIONS = re.compile(r"(?:([\w./-]+\.md) )?\b[Ss]ections? (\d+(?:(?:, | and |-)\d+)*)")


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
    commands = page("opdrachten.md")
    assert f"`verbetertool {command}" in commands
    for option in options:
        if option.startswith("--"):
            assert f"`{option}" in commands, option


def _formats_named(command: str) -> list[str]:
    """What the help of a command calls the formats that it takes: in place of the value, or in a sentence."""
    top = typer.main.get_command(app.build_app())
    option = next(each for each in top.commands[command].params if each.name in ("format", "formats"))  # type: ignore[attr-defined]
    named = str(option.metavar)
    return named.split("|") if "|" in named else re.split(", | of ", option.help.partition(";")[0])


def test_the_help_names_every_format_and_form() -> None:
    """What `-f` takes stands behind it, by hand: the lists are loaded when they are used."""
    for command in ("report", "compare", "contour", "team"):
        assert sorted(_formats_named(command)) == sorted(FORMATS)
    assert _formats_named("batch") == [name for name, format in FORMATS.items() if format.in_batch]
    assert sorted(_formats_named("plan")) == sorted(["csv", "ics", *(name for name in FORMATS if name != "json")])
    assert sorted(_formats_named("form")) == sorted({*FORMS, *forms.ON_PAPER})


def test_the_guide_says_what_each_section_of_a_report_is_for() -> None:
    """In the order of the report: who reads that one finds it there."""
    rubric = load_rubric()
    answers = load_answers(ROOT / "examples" / "2getthere.yaml", rubric)
    titles = [section.title for section in project_document(assess(rubric, answers), rubric).sections]
    assert re.findall(r"^- \*\*(.+)\*\*: ", page("projectleider.md").partition("Zo leest u het:")[2], re.M) == titles


def test_every_ending_of_an_answer_file_is_documented() -> None:
    """The page with commands names each ending that a round looks for."""
    commands = page("opdrachten.md")
    for reader in READERS.values():
        assert all(f"`{ending}`" in commands for ending in (*reader.endings, *reader.also))


def _code(name: str, beginning: str, language: str = "yaml") -> str:
    blocks: list[str] = re.findall(rf"```{language}\n(.*?)```", page(name), re.S)
    return next(block for block in blocks if block.startswith(beginning))


def test_the_answer_file_in_the_docs_is_right(tmp_path: Path) -> None:
    """Who copies the example of an answer file gets one that can be scored."""
    file = tmp_path / "voorbeeld.yaml"
    file.write_text(_code("antwoordbestand.md", "format:"), encoding="utf-8")
    answers = load_answers(file, load_rubric())
    assert isinstance(answers, Answers)
    assert len(answers.answers) == 4


def test_the_mistakes_in_the_docs_are_reported_as_shown(tmp_path: Path) -> None:
    """The page shows what `check` reports about its own example with two mistakes in it."""
    example = _code("antwoordbestand.md", "format:")
    wrong = example.replace("vaste-begeleider", "vaste-begelijder").replace("peers: 2", "peers: 5")
    (tmp_path / "mijn-project.yaml").write_text(wrong, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("verbetertool")), "check", "mijn-project.yaml"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert checked.stdout == _code("antwoordbestand.md", "mijn-project.yaml:", "text")


def test_the_profile_in_the_docs_is_right(tmp_path: Path) -> None:
    """Who copies the example of a funder's profile gets one that batch takes."""
    file = tmp_path / "profiel.yaml"
    file.write_text(_code("financier.md", "target_groups:"), encoding="utf-8")
    assert load_profile(file, load_rubric()).goals == ("betaald-werk",)


def _prose(path: Path) -> str:
    """What a file says to readers, on one line: of Python the comments and docstrings, of other files everything."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return " ".join(text.split())
    said = [
        node.value.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    tokens = tokenize.generate_tokens(StringIO(text).readline)
    said += [token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT]
    return " ".join(" ".join(said).split())


def _files_with_prose() -> Iterator[Path]:
    """Every tracked file that people write."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    made = ("tests/golden/expected/", "tests/cases/", "tests/fuzz/corpus/", "tests/browser/package")
    kinds = (".py", ".md", ".yaml", ".toml", ".j2", ".css", "")
    for path in (ROOT / name for name in tracked if not name.startswith(made)):
        if path.suffix in kinds and path.is_file():
            yield path


def _wrong_references(path: Path, made: set[str]) -> Iterator[str]:
    """Pages and modules that are not there, and sections that pages don't have.

    They are named from the root, from the folder of the file, from the package, or from one of its folders. A section
    without a page is one of docs/scoring.md. `made` are files that the tool makes.
    """
    prose, where = _prose(path), path.relative_to(ROOT)
    bases = (ROOT, path.parent, path.parent.parent, _SOURCE, _SOURCE / "report")

    def found(named: str) -> Path | None:
        return next((file for base in bases if (file := base / named).is_file()), None)

    yield from (f"{where}: {named}" for named in _NAMED.findall(prose) if named not in made and not found(named))
    for named, numbers in _SECTIONS.findall(prose):
        if headings := found(named or "docs/scoring.md"):
            present = re.findall(r"^#+ (\d+)\b", headings.read_text(encoding="utf-8"), re.M)
            yield from (
                f"{where}: {named} section {number}" for number in re.findall(r"\d+", numbers) if number not in present
            )


def test_every_page_module_and_section_that_is_named_exists() -> None:
    """What docstrings, comments and pages refer to stands in the repository."""
    files = {row["file"] for row in table("file-formats.md", "Files of a round")}
    made = files | {Path(name).name for name in files}
    assert [wrong for path in _files_with_prose() for wrong in _wrong_references(path, made)] == []


def test_every_property_of_the_method_is_tested() -> None:
    """Each number of the list in docs/scoring.md section 11 stands in the name of a test, and the other way round."""
    listed = re.split(r"^## ", page("scoring.md").partition("## 11 Properties")[2], flags=re.M)[0]
    tests = (ROOT / "tests" / "properties" / "test_scoring.py").read_text(encoding="utf-8")
    assert re.findall(r"^(\d+)\. ", listed, re.M) == sorted(set(re.findall(r"^def test_(\d+)_", tests, re.M)), key=int)


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
    for built_page in pages:
        reader = _Loads()
        reader.feed(built_page.read_text(encoding="utf-8"))
        assert not [address for address in reader.addresses if re.match(r"(?:[a-z]+:)?//", address)], built_page
