"""The Word document: what a municipality edits and pastes from, read back with python-docx."""

import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_rubric, an_anti_pattern, an_element, some_answers
from verbetertool import assess, load_answers, load_rubric
from verbetertool.cli.app import run
from verbetertool.cli.boundary import INVALID, guarded
from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric
from verbetertool.report.docx import render_docx
from verbetertool.report.view import view_of

docx = pytest.importorskip("docx", reason="python-docx comes with the extra docx")

EXAMPLE = Path(__file__).parents[3] / "examples" / "brief-en-sanctie.yaml"


@pytest.fixture(scope="module")
def example() -> tuple[Assessment, Rubric]:
    rubric = load_rubric()
    return assess(rubric, load_answers(EXAMPLE, rubric)), rubric


@pytest.fixture(scope="module")
def document(example: tuple[Assessment, Rubric]) -> Any:
    return docx.Document(BytesIO(render_docx(*example)))


def text_of(document: Any) -> str:
    """All text of a document, tables and links included."""
    return "\n".join("".join(node.itertext()) for node in document.element.body)


def test_sections_are_headings(document: Any) -> None:
    """A title, the sections in their order as Heading 1, and no level is skipped."""
    styles = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert styles[0] == ("Title", "Verbeterrapport: Aanpak Strak (verzonnen)")
    assert [text for style, text in styles if style == "Heading 1"] == [
        "In het kort",
        "Uw eerste verbeterpunten",
        "Dit werkt niet",
        "Beeld per onderdeel",
        "Wat al goed gaat",
        "Wat we nog niet weten",
        "Ook letten op",
        "Waaraan ziet u dat het werkt",
        "Alle antwoorden",
        "Zo is dit berekend",
    ]
    assert {style for style, _text in styles} == {"Title", "Heading 1", "Heading 2"}


def test_every_section_says_what_the_view_says(document: Any, example: tuple[Assessment, Rubric]) -> None:
    """Points, steps, anti_patterns, answers, notes, evidence, sums and method: nothing is lost on the way to Word."""
    view, text = view_of(*example), text_of(document)
    rows = [row for group in view.groups for row in group.rows] + list(view.harm_rows)
    expected = [*view.in_short, view.disclaimer, *view.sum_lines, *view.lock_lines, *view.method]
    expected += [part for point in view.points for part in (point.title, point.now_text, point.next_text, point.action)]
    expected += [part for each in view.harms for part in (each.title, each.strength, each.alternative)]
    expected += [part for row in rows for part in (row.words.title, row.words.answer, row.words.text, row.words.points)]
    expected += [text for row in rows for text in row.evidence]
    expected += [text for row in rows for text in (row.note, row.reason) if text]
    expected += [item for group in (*view.criteria, *view.indicators) for item in group.items]
    assert len(expected) > 300
    assert [part for part in expected if part not in text] == []


def test_tables_are_real(document: Any) -> None:
    """Each table has a name and a first row that repeats as its header on every page."""
    assert len(document.tables) > 10
    for table in document.tables:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        assert table._tbl.xpath("w:tblPr/w:tblCaption/@w:val")


def test_pictures_have_alternative_text(document: Any, example: tuple[Assessment, Rubric]) -> None:
    """A bar per context, described with the numbers of its row."""
    described = document.element.body.xpath(".//wp:docPr/@descr")
    contexts = [context for context in example[0].contexts if context.reported.score is not None]
    assert len(described) == len(document.inline_shapes) == len(example[0].contexts)
    for context, words in zip(contexts, described, strict=True):
        numbers = [context.reported.score, context.proven.score, context.at_most.score, 100]
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


def test_same_input_same_bytes(example: tuple[Assessment, Rubric]) -> None:
    """No time of making, no random identifier."""
    assert render_docx(*example) == render_docx(*example)


def test_no_text_can_break_it() -> None:
    """Control characters, markup, right-to-left text and emoji in every field: it opens, and text stays text."""
    rubric = a_rubric([an_element("a"), an_element("b")], [an_anti_pattern("w")])
    hostile = "a\x00\x08\x0b\x1b\ufffe\u202e<w:p/>&amp;]]> مشروع 👩\u200d👧 regel\nregel"
    answers = some_answers(
        {"a": 1, "b": "not_applicable"}, {"w": "usually"}, project={"name": hostile, "summary": hostile}
    )
    document = docx.Document(BytesIO(render_docx(assess(rubric, answers), rubric)))
    assert "<w:p/>&amp;]]> مشروع 👩\u200d👧" in text_of(document)
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\u202e]", text_of(document))


def test_the_package_is_whole(example: tuple[Assessment, Rubric]) -> None:
    """The package is whole, and the preview of the template's own page is gone."""
    package = zipfile.ZipFile(BytesIO(render_docx(*example)))
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
