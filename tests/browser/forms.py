"""A form in a real browser: made by the command itself, filled in as a person does, and its downloads."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.conftest import Opener
from tests.browser.pages import call
from verbetertool import load_rubric
from verbetertool.model.project import AnswerFile
from verbetertool.model.rubric import Rubric
from verbetertool.reading.yamlfile import parse_yaml

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

RUBRIC: Rubric = load_rubric()
ASKED = RUBRIC.asked_perspectives[0].id
"""A perspective that is asked in words of its own."""
FORMS = {"heel": (), "snel": ("--quick",), "eigen-woorden": ("--perspective", ASKED)}
"""Forms by the name of their page, with the options of the command."""


def write_forms(folder: Path) -> None:
    """Makes the page of every form in `FORMS`, and one for each ready-made profile."""
    for name, options in FORMS.items():
        call("form", "-f", "html", *options, "-o", folder / f"{name}.html")
    for reference in RUBRIC.reference_profiles:
        call("form", "-f", "html", "--profile", reference.id, "-o", folder / f"{reference.id}.html")


class FormPage:
    """A form that is open in a browser."""

    def __init__(self, page: "Page", downloads: Path) -> None:
        self.page = page
        self.downloads = downloads

    def question(self, id: str) -> "Locator":
        return self.page.locator(f'fieldset[data-id="{id}"]')

    def choose(self, id: str, value: str) -> None:
        self.question(id).locator(f'input[value="{value}"]').check()

    def write(self, id: str, name: str, text: str) -> None:
        self.question(id).locator(f"[name={name}]").fill(text)

    def fill(self, name: str, text: str) -> None:
        """Fills in a field of the project."""
        self.page.fill(f'[name="{name}"]', text)

    def check(self, name: str, value: str) -> None:
        """Chooses something about the project."""
        self.page.check(f'[name="{name}"][value="{value}"]')

    def load(self, file: Path) -> str:
        """Loads a file. Returns what the page says of it."""
        with self.page.expect_file_chooser() as chooser:
            self.page.click("[data-action=load]")
        chooser.value.set_files(file)
        self.page.wait_for_function("() => document.querySelector('#status').textContent + problem.textContent")
        return self.said

    @property
    def said(self) -> str:
        said: str = self.page.inner_text("#status") + self.page.inner_text("#problem")
        return said

    def save(self) -> Path:
        """Saves, and gives the file that comes with the downloads."""
        with self.page.expect_download() as found:
            self.page.click("[data-action=save]")
        file: Path = self.downloads / found.value.suggested_filename
        found.value.save_as(file)
        return file

    def asked(self) -> list[str]:
        """The ids of the questions that are asked."""
        found: list[str] = self.page.eval_on_selector_all(
            "fieldset[data-id]:not([hidden])", "all => all.map(each => each.dataset.id)"
        )
        return found


def open_form(opener: Opener, name: str, downloads: Path, **options: Any) -> FormPage:
    """The form of this name, in a window of its own."""
    return FormPage(opener(name, accept_downloads=True, **options), downloads)


def answer_file(file: Path) -> AnswerFile:
    """What a file says, in the model of the program: it raises where the strict reader does not accept it."""
    document = parse_yaml(str(file), file.read_bytes())
    assert document.problems == ()
    return AnswerFile.model_validate(document.value)
