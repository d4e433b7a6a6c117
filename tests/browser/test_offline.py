"""A page is one file: it asks for nothing, complains of nothing, and runs nothing."""

import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import Opener, module, program
from tests.browser.pages import COMPARISONS, PAGES, PORTFOLIO, REPORTS

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", PAGES)
def test_it_needs_no_network(open_page: Opener, name: str) -> None:
    """The only request is for the page itself; the console stays empty, so the content security policy holds."""
    page = open_page(name)
    page.wait_for_load_state("networkidle")
    assert open_page.requests == [page.url]
    assert open_page.complaints == []


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_is_strict(open_page: Opener, name: str) -> None:
    """Nothing but our own style may work, and the page holds no script, inline style or handler that it must stop."""
    page = open_page(name)
    policy = page.get_attribute("meta[http-equiv='Content-Security-Policy']", "content") or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert page.locator("script, iframe, object, embed, link, img, form, base").count() == 0
    names = page.evaluate(
        "() => [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
        ".filter(name => name === 'style' || name.startsWith('on'))"
    )
    assert names == []
    assert page.evaluate("() => getComputedStyle(document.querySelector('h1')).fontWeight") >= "600"


@pytest.mark.parametrize("name", [*REPORTS, "portfolio"])
def test_text_from_a_file_stays_text(open_page: Opener, name: str) -> None:
    """The skeleton of a page is the same whatever the file holds: one title, and links only to real practices."""
    page = open_page(name)
    assert page.locator("h1").count() == 1
    links = page.evaluate("() => [...document.links].map(link => link.protocol)")
    assert {"file:", "http:", "https:"} >= set(links)
    assert "example" not in " ".join(page.evaluate("() => [...document.links].map(link => link.href)"))
    assert page.evaluate("() => document.querySelectorAll('main').length") == 1


def test_html_is_valid(pages: Path) -> None:
    """The Nu HTML checker has neither errors nor warnings."""
    java = program("java", "apt-get install default-jre-headless")
    files = [pages / f"{name}.html" for name in PAGES]
    checker = module("vnu-jar/build/dist/vnu.jar")
    found = subprocess.run([java, "-jar", checker, "--Werror", *files], capture_output=True, text=True, check=False)
    assert found.stderr == ""
    assert found.returncode == 0


def test_markdown_is_clean(pages: Path) -> None:
    """markdownlint has nothing to say about a report or a portfolio, whatever the file holds."""
    node = program("node", "apt-get install nodejs npm")
    files = [pages / f"{name}.md" for name in (*REPORTS, *COMPARISONS, PORTFOLIO[0])]
    linter = module("markdownlint-cli2/markdownlint-cli2-bin.mjs")
    found = subprocess.run(
        [node, linter, "--config", Path(__file__).parent / "markdownlint-cli2.jsonc", *[f.name for f in files]],
        cwd=pages,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr[:3000]
    assert f"Linting: {len(files)} files" in found.stdout
