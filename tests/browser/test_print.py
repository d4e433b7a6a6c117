"""What comes out of the printer, or out of `report -f pdf`: tagged, titled, and with every answer in it."""

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import Opener, missing
from tests.browser.pages import REPORTS, WEEKS
from tests.golden.states import state_files
from verbetertool.cli.app import run
from verbetertool.cli.boundary import guarded
from verbetertool.report.formats.pdf import find_browser

if TYPE_CHECKING:
    from pypdf import PdfReader

pytestmark = pytest.mark.slow


def read_pdf(data: bytes) -> "PdfReader":
    try:
        from pypdf import PdfReader
    except ImportError:
        missing("pypdf", "make browser-tools")
    return PdfReader(BytesIO(data))


def text_of(pdf: "PdfReader") -> str:
    """All text, without white space: lines break anywhere."""
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pdf.pages))


def tags_of(pdf: "PdfReader") -> set[str]:
    """The kinds of structure in a tagged PDF, such as H1 and TH."""
    found: set[str] = set()

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif hasattr(node, "get"):
            if "/S" in node:
                found.add(str(node["/S"]).lstrip("/"))
            if "/K" in node:
                walk(node["/K"])

    walk(pdf.root_object["/StructTreeRoot"])
    return found


def assert_accessible(pdf: "PdfReader", title: str) -> None:
    """Tagged with headings, lists, figures and tables; with a language, an outline and the title of the report."""
    root: Any = pdf.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "nl"
    assert pdf.metadata
    assert pdf.metadata.title == title
    assert pdf.outline
    assert {"H1", "H2", "H3", "Table", "TH", "TD", "L", "LI", "Figure"} <= tags_of(pdf)


def test_every_answer_is_printed(open_page: Opener, pages: Path) -> None:
    """Closed details print open: each note and each evidence of the file is in the PDF, on A4."""
    page = open_page("alle-notities")
    pdf = read_pdf(page.pdf(tagged=True, outline=True, prefer_css_page_size=True))
    assert_accessible(pdf, "Verbeterrapport: Overal een notitie")
    answers = (pages / "antwoorden" / "alle-notities.yaml").read_text(encoding="utf-8")
    expected = set(re.findall(r"(?:Notitie|Bewijs)-\w+-\d+\.", answers))
    assert len(expected) > 100
    text = text_of(pdf)
    assert [word for word in sorted(expected) if word not in text] == []
    width, height = pdf.pages[0].mediabox.width, pdf.pages[0].mediabox.height
    assert (round(width), round(height)) == (595, 842)


def test_a_long_note_is_printed_to_its_end(open_page: Opener) -> None:
    """A note of 5,000 words runs over pages and loses nothing."""
    text = text_of(read_pdf(open_page("lang").pdf(prefer_css_page_size=True)))
    notes, summary, note_of_an_anti_pattern_told_twice = 3, 1, 2
    assert text.count(f"week{WEEKS - 1}met") == notes + summary + note_of_an_anti_pattern_told_twice
    for week in range(WEEKS):
        assert f"week{week}met" in text
    for last in (0, 1, 2, "ding"):
        assert f"laatste-woord-{last}" in text


@pytest.mark.parametrize("name", [*REPORTS, "portfolio"])
def test_it_prints_black_on_white(open_page: Opener, name: str) -> None:
    """Paper is white whatever the scheme, and no text is lighter than dark grey."""
    page = open_page(name, color_scheme="dark")
    page.emulate_media(media="print")
    style = page.evaluate(
        "() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color, s.colorScheme]; }"
    )
    assert style == ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "light"]
    assert page.locator(".skip").is_hidden()


@pytest.mark.parametrize(("state", "most"), [("mixed", 16), ("plan", 16), ("quick-scan", 8)])
def test_a_report_fits_its_pages(tmp_path: Path, state: str, most: int) -> None:
    """Without notes a full report takes at most 16 pages and a quick scan 8; the contents begin the second."""
    find_browser() or missing("chromium", "apt-get install chromium")
    file, target = tmp_path / "p.yaml", tmp_path / "p.pdf"
    file.write_text(state_files()[state], encoding="utf-8")
    assert guarded(["report", str(file), "--without-notes", "-f", "pdf", "-o", str(target)], run) == 0
    pages = [page.extract_text() for page in read_pdf(target.read_bytes()).pages]
    assert len(pages) <= most
    assert "Begin hier" in pages[0]
    assert [number for number, text in enumerate(pages) if "In dit rapport" in text] == [1]
    assert all(f"{number} / {len(pages)}" in text for number, text in enumerate(pages, 1))
    assert all("Verbeterrapport: Proefproject" in text for text in pages[1:])


def test_a_memo_has_a_page_per_project(open_page: Opener) -> None:
    """What the choice covers comes first; every project has a page with room for its decision."""
    assert_pages_of_memo(read_pdf(open_page("memo").pdf(prefer_css_page_size=True)))


def assert_pages_of_memo(pdf: "PdfReader") -> None:
    """Each project has one page, whatever its texts are."""
    pages = [re.sub(r"\s+", "", page.extract_text()) for page in pdf.pages]
    begins = [page for page, text in enumerate(pages) if "Voorwaarden" in text]
    assert begins == [len(pages) - 4, len(pages) - 3, len(pages) - 2]
    assert [text.count("Besluit") for text in pages[-4:]] == [1, 1, 1, 2]
    assert "Watdezekeuzedekt" in pages[0]


@pytest.fixture(scope="module")
def printed(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """A report with `-f pdf`, made twice."""
    find_browser() or missing("chromium", "apt-get install chromium")
    folder = tmp_path_factory.mktemp("pdf")
    source = str(pages / "antwoorden" / "vijandig.yaml")
    for name in ("een", "twee"):
        assert guarded(["report", source, "-f", "pdf", "-o", str(folder / f"{name}.pdf")], run) == 0
    return [(folder / f"{name}.pdf").read_bytes() for name in ("een", "twee")]


def test_the_pdf_format_is_accessible(printed: list[bytes]) -> None:
    """`report -f pdf` gives the same tagged document, with the name as the file has it for a title."""
    pdf = read_pdf(printed[0])
    assert pdf.metadata
    title = str(pdf.metadata.title)
    assert title.startswith("Verbeterrapport: <script>alert('naam')</script> | {{ 7*7 }} `x`")
    assert_accessible(pdf, title)
    assert pdf.metadata.creation_date
    assert f"{pdf.metadata.creation_date:%Y-%m-%d}" == "2026-11-23"


def test_the_pdf_format_gives_the_same_bytes(printed: list[bytes]) -> None:
    """Same input, same bytes: no time of making, no random identifier."""
    assert printed[0] == printed[1]
