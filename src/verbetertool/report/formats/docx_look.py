"""How a Word file looks and what it says of itself: paper, fonts, what stands above and below a page, properties."""

from datetime import UTC, datetime
from typing import Any

from verbetertool.language import with_country
from verbetertool.report.document import Document
from verbetertool.report.formats.docx_elements import ACCENT, add_field, plain
from verbetertool.report.formats.seal import SIGNATURE

_FONT = "Arial"


def set_look(document: Any) -> None:
    """A4, one plain font that every office has, headings in our accent; the template's own preview is dropped."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.header_distance = page.footer_distance = Cm(0.9)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.8)
    styles = document.styles
    for name, size, before, after in (
        ("Normal", 9.5, 0, 3),
        ("Title", 18, 0, 6),
        ("Heading 1", 14, 14, 4),
        ("Heading 2", 11, 9, 3),
    ):
        style = styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(key), _FONT)
        style.font.size = Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(ACCENT)
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]


def add_page_edges(file: Any, document: Document) -> None:
    """The title above each page but the first, and the number of the page below each."""
    section = file.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].add_run(plain(document.name))
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = 2
        add_field(paragraph, "PAGE")
        paragraph.add_run(" / ")
        add_field(paragraph, "NUMPAGES")


def set_properties(file: Any, document: Document) -> None:
    """Title, language, and the date of the document; by the key word `saving` knows our own files."""
    from docx.oxml.ns import qn

    properties = file.core_properties
    properties.title = plain(document.name)[:255]
    properties.author = "verbetertool"
    properties.comments = ""
    properties.keywords = SIGNATURE
    properties.language = document.language
    day = datetime.fromisoformat(document.date or "2000-01-01").replace(tzinfo=UTC)
    properties.created = properties.modified = day.replace(tzinfo=None)
    for part, name in ((file.styles, "w:lang"), (file.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), with_country(document.language))
