"""Makes the pictures of README.md from an example, with the browser of this computer: `make pictures`."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from verbetertool import assess, load_answers, load_rubric
from verbetertool.report.documents.project import project_document
from verbetertool.report.formats.html import render_html
from verbetertool.report.formats.pdf import find_browser

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
EXAMPLE = ROOT / "examples" / "meerdere-problemen.yaml"
COLOURS = 96
"""Enough for text and bars; a third of the size of full colour."""


def main() -> None:
    """Writes every picture. Needs `make browser-tools` and a Chromium."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        address = write_report(Path(folder)).as_uri()
        with a_page(address, width=1280, height=1400, device_scale_factor=1.5) as page:
            save(page.screenshot(), "rapport.png")
            page.add_style_tag(content="section { padding: 1rem; }")
            save(page.locator("section[aria-labelledby=beeld]").screenshot(), "onderdelen.png")
        with a_page(address, width=390, height=844, device_scale_factor=2, color_scheme="dark") as page:
            save(page.screenshot(), "telefoon-donker.png")


def write_report(folder: Path) -> Path:
    """The example's report as a file."""
    rubric = load_rubric()
    report = folder / "rapport.html"
    report.write_bytes(render_html(project_document(assess(rubric, load_answers(EXAMPLE, rubric)), rubric)))
    return report


@contextmanager
def a_page(address: str, width: int, height: int, **options: Any) -> "Iterator[Page]":
    """A page in a window of that size in CSS pixels; other options are Playwright's for a context."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), chromium_sandbox=False)
        context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True, **options)
        page = context.new_page()
        page.goto(address)
        yield page
        browser.close()


def save(png: bytes, name: str) -> None:
    """Writes a picture with a palette of its own."""
    from PIL import Image

    picture = Image.open(BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    main()
