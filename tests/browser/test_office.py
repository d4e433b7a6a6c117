"""The Word document in an office program: LibreOffice opens it, and prints all that is in it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import missing, program
from tests.browser.test_print import assert_pages_of_memo, read_pdf, text_of
from verbetertool.cli.app import run
from verbetertool.cli.boundary import guarded

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def opened(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents as LibreOffice prints them to PDF."""
    office = program("soffice", "apt-get install libreoffice-writer-nogui")
    try:
        import docx  # noqa: F401
    except ImportError:
        missing("python-docx", "python -m pip install python-docx")
    folder = tmp_path_factory.mktemp("kantoor")
    for name in ("alle-notities", "vijandig", "lang", "leeg"):
        source = str(pages / "antwoorden" / f"{name}.yaml")
        assert guarded(["report", source, "-f", "docx", "-o", str(folder / f"{name}.docx")], run) == 0
    shutil.copy(pages / "memo.docx", folder)
    profile = (folder / "profiel").as_uri()
    documents = [str(path) for path in sorted(folder.glob("*.docx"))]
    options = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([office, *options, *documents], check=True, capture_output=True, timeout=240)
    return folder


def test_every_answer_is_in_it(opened: Path, pages: Path) -> None:
    """Each note and each evidence of the file is on paper, which is A4."""
    pdf = read_pdf((opened / "alle-notities.pdf").read_bytes())
    answers = (pages / "antwoorden" / "alle-notities.yaml").read_text(encoding="utf-8")
    expected = set(re.findall(r"(?:Notitie|Bewijs)-\w+-\d+\.", answers))
    assert len(expected) > 100
    text = text_of(pdf).replace("VraagAntwoordToelichtingPunten", "")  # repeated where a row runs on to the next page
    assert [word for word in sorted(expected) if word not in text] == []
    assert (round(pdf.pages[0].mediabox.width), round(pdf.pages[0].mediabox.height)) == (595, 842)


@pytest.mark.parametrize(("name", "word"), [("vijandig", "<script>alert(1)</script>"), ("lang", "laatste-woord-2")])
def test_the_worst_files_open(opened: Path, name: str, word: str) -> None:
    """Markup stays text, and 5,000 words are all there."""
    assert word in text_of(read_pdf((opened / f"{name}.pdf").read_bytes()))


def test_an_empty_file_opens(opened: Path) -> None:
    """Nothing answered is a document too."""
    assert "Zoekditeerstuit" in text_of(read_pdf((opened / "leeg.pdf").read_bytes()))


def test_a_memo_has_a_page_per_project(opened: Path) -> None:
    """As on the page that a browser prints."""
    assert_pages_of_memo(read_pdf((opened / "memo.pdf").read_bytes()))
