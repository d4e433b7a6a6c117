"""The Word document: what a municipality edits and pastes from, read back with python-docx."""

import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.blocks import NAMES
from tests.builders import a_rubric, an_anti_pattern, an_element, report_of, some_answers
from verbetertool import assess, load_answers, load_rubric
from verbetertool.cli.app import run
from verbetertool.cli.boundary import INVALID, guarded
from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Common, Fold, Heading, Legend, Repeated, Strip, Zone
from verbetertool.report.documents.project import project_document

docx = pytest.importorskip("docx", reason="python-docx comes with the extra docx")
pytestmark = pytest.mark.thorough

EXAMPLE = Path(__file__).parents[3] / "examples" / "brief-en-sanctie.yaml"


@pytest.fixture(scope="module")
def example() -> tuple[Assessment, Rubric]:
    rubric = load_rubric()
    return assess(rubric, load_answers(EXAMPLE, rubric)), rubric


@pytest.fixture(scope="module")
def data(example: tuple[Assessment, Rubric]) -> bytes:
    return report_of("docx", *example)


@pytest.fixture(scope="module")
def document(data: bytes) -> Any:
    return docx.Document(BytesIO(data))


def text_of(document: Any) -> str:
    """All text of a document, tables and links included."""
    return "\n".join("".join(node.itertext()) for node in document.element.body)


def test_sections_are_headings(document: Any) -> None:
    """A title, the sections in their order as Heading 1, and no level is skipped."""
    styles = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert styles[0] == ("Title", "Verbeterrapport: Aanpak Strak (verzonnen)")
    assert [text for style, text in styles if style == "Heading 1"] == [
        "In het kort",
        "Uw verbeterpunten",
        "Uw project naast het streefbeeld",
        "Werkt niet, of is onzeker",
        "Beeld per onderdeel",
        "Wat al goed gaat",
        "Wat nog uit te zoeken is",
        "Alle verschillen",
        "Let ook op",
        "Waaraan ziet u dat het werkt",
        "Over het project",
        "Alle antwoorden",
        "Zo is dit berekend",
        "Herkomst",
    ]
    assert {style for style, _text in styles} == {"Title", "Heading 1", "Heading 2"}


def texts_of(value: Any) -> Iterator[str]:
    """Every text of a document's blocks that Word shows (test_formats.py holds what it leaves out, by kind)."""
    match value:
        case str():
            yield value
        case tuple():
            for each in value:
                yield from texts_of(each)
        case Heading():
            yield value.alone or value.title
        case Strip() | Repeated():
            pass
        case Legend():
            yield from [value.text] * (value.pictures == "bars")
        case Fold():
            yield value.alone or value.title
            yield from texts_of(value.blocks)
        case Common():
            yield value.on_paper
        case Zone():
            yield f"{value.title} ({value.limits})"
        case _ if is_dataclass(value):
            for field in fields(value):
                if field.name not in (*NAMES, "role", "caption"):
                    yield from texts_of(getattr(value, field.name))


def test_every_text_of_the_report_is_in_it(document: Any, example: tuple[Assessment, Rubric]) -> None:
    """Points, steps, anti-patterns, answers, notes, evidence, sums and method: nothing is lost on the way to Word."""
    text = "\n".join([text_of(document), *document.element.body.xpath(".//wp:docPr/@descr")])
    expected = [part for section in project_document(*example).sections for part in texts_of(section)]
    assert len(expected) > 600
    assert [part for part in expected if part.strip() not in text] == []


def test_tables_are_real(document: Any, example: tuple[Assessment, Rubric]) -> None:
    """Each table has a name and a first row that repeats as its header; who and when are left to fill in."""
    for table in document.tables:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        assert table._tbl.xpath("w:tblPr/w:tblCaption/@w:val")
    plans = [table for table in document.tables if table.cell(0, 2).text == "Wie doet het?"]
    assert [len(table.rows) - 1 for table in plans] == [3, len(example[0].improvements)]
    assert {cell.text for table in plans for row in table.rows[1:] for cell in row.cells[2:]} == {""}


def test_pictures_have_alternative_text(document: Any, example: tuple[Assessment, Rubric]) -> None:
    """A scale of the score and a bar per context, described with their numbers."""
    scale, *described = document.element.body.xpath(".//wp:docPr/@descr")
    score = example[0].score
    numbers = [score.reported.score, 100, score.proven.score, score.at_most.score]
    assert [int(number) for number in re.findall(r"\d+", scale)] == numbers
    assert len(described) == len(document.inline_shapes) - 1 == len(example[0].contexts)
    for result, words in zip(example[0].contexts, described, strict=True):
        numbers = [result.reported.score, result.proven.score, result.at_most.score, 100]
        assert [int(number) for number in re.findall(r"\d+", words)] == numbers


def test_links_can_be_clicked(document: Any) -> None:
    """A practice is linked with a text that makes sense alone."""
    links = document.element.body.xpath(".//w:hyperlink")
    assert links
    for link in links:
        assert "".join(link.itertext()).startswith("Meer over ")
        target = document.part.rels[link.get(docx.oxml.ns.qn("r:id"))].target_ref
        assert target.startswith("http")


def test_it_knows_its_language_title_and_date(document: Any) -> None:
    """A screen reader reads it in Dutch; the date is that of the assessment."""
    assert set(document.styles.element.xpath("//w:lang/@w:val")) == {"nl-NL"}
    properties = document.core_properties
    assert properties.language == "nl"
    assert properties.title == "Verbeterrapport: Aanpak Strak (verzonnen)"
    assert f"{properties.created:%Y-%m-%d}" == f"{properties.modified:%Y-%m-%d}" == "2026-11-23"


def test_no_text_can_break_it() -> None:
    """Control characters, markup, right-to-left text and emoji in every field: it opens, and text stays text."""
    rubric = a_rubric([an_element("a"), an_element("b")], [an_anti_pattern("w")])
    hostile = "a\x00\x08\x0b\x1b\ufffe\u202e<w:p/>&amp;]]> مشروع 👩\u200d👧 regel\nregel"
    given = some_answers(
        {"a": 1, "b": "not_applicable"}, {"w": "usually"}, project={"name": hostile, "summary": hostile}
    )
    document = docx.Document(BytesIO(report_of("docx", assess(rubric, given), rubric)))
    assert "<w:p/>&amp;]]> مشروع 👩\u200d👧" in text_of(document)
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\u202e]", text_of(document))


def test_the_package_is_whole(data: bytes) -> None:
    """The package is whole, and the preview of the template's own page is gone."""
    package = zipfile.ZipFile(BytesIO(data))
    assert package.testzip() is None
    assert not [name for name in package.namelist() if "thumbnail" in name]


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Where python-docx can't be imported, `-f docx` ends with code 2 and the command that installs it."""
    monkeypatch.setitem(sys.modules, "docx", None)
    target = tmp_path / "rapport.docx"
    assert guarded(["report", str(EXAMPLE), "-f", "docx", "-o", str(target)], run) == INVALID
    assert "python -m pip install python-docx" in " ".join(capsys.readouterr().err.split())
    assert not target.exists()
