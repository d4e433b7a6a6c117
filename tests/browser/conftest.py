"""A headless Chromium, the checking tools, and the pages; a tool that is missing skips by name, and fails in CI."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from tests.browser.pages import write_pages
from verbetertool.report.formats.pdf import find_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
OPTIONS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def missing(name: str, remedy: str) -> NoReturn:
    """Skips for want of a tool; in CI nothing may be wanting, so there it fails."""
    text = f"{name} is missing: {remedy}"
    if os.environ.get("CI") == "true":
        pytest.fail(text)
    pytest.skip(text)


def program(name: str, remedy: str) -> str:
    """Where a program is; else the test is skipped, or fails in CI."""
    return shutil.which(name) or missing(name, remedy)


def module(path: str) -> Path:
    """A file of the npm packages that `make browser-tools` installs."""
    found = MODULES / path
    return found if found.exists() else missing(path.split("/")[0], "make browser-tools")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every page of `pages.PAGES`."""
    folder = tmp_path_factory.mktemp("paginas")
    write_pages(folder)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A headless Chromium of the system, driven by Playwright."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright", "make browser-tools")
    executable = find_browser() or missing("chromium", "apt-get install chromium")
    with sync_playwright() as playwright:
        # Chromium refuses its sandbox to root, and CI runs as root.
        browser = playwright.chromium.launch(
            executable_path=executable, args=list(OPTIONS), chromium_sandbox=os.geteuid() != 0
        )
        yield browser
        browser.close()


class Opener:
    """Opens pages in contexts of their own, offline, and keeps what the browser complains about."""

    def __init__(self, browser: "Browser", folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._contexts: list[BrowserContext] = []

    def __call__(self, name: str, width: int = 1280, height: int = 900, **options: Any) -> "Page":
        """The page `name` in a window of that size in CSS pixels; other options are Playwright's for a context."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        self._contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto((self.folder / f"{name}.html").as_uri())
        return page

    def close(self) -> None:
        """Closes every page that was opened."""
        for context in self._contexts:
            context.close()


@pytest.fixture
def open_page(browser: "Browser", pages: Path) -> Iterator[Opener]:
    """Opens a page of `pages.PAGES` by its name."""
    opener = Opener(browser, pages)
    yield opener
    opener.close()
