"""A document as a Word file that people can edit and paste from: real headings, lists and tables.

Made by python-docx (extra `docx`). A bar is a picture, with its numbers as alternative text and in a table.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, assert_never
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from verbetertool.errors import UsageError
from verbetertool.language import with_country
from verbetertool.report.document import (
    Aside,
    Bar,
    Bars,
    Blanks,
    Block,
    Boxes,
    Card,
    Cell,
    Common,
    Courses,
    Document,
    Dumbbell,
    Dumbbells,
    Explained,
    Facts,
    Fold,
    Heading,
    Items,
    Legend,
    Line,
    Lines,
    Link,
    Own,
    Paragraph,
    Repeated,
    Scale,
    Section,
    Stacks,
    Strip,
    Strong,
    Table,
    Task,
    Warned,
    text_of,
)
from verbetertool.report.formats.bar_picture import dumbbell_png, png_of, png_of_scale
from verbetertool.report.formats.seal import SIGNATURE, open_seal
from verbetertool.report.text import clean

_FIRST = "docProps/core.xml"
_ACCENT = "0B5C6B"
_FONT = "Arial"
_TEXT_WIDTH = 17.0
"""Centimetres between the margins of an A4 page."""
_BEFORE_BAR = 10.0
_NARROWEST = 1.5
_TO_WRITE_IN = 2.6
"""Of a column that a person fills in."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render_docx(document: Document) -> bytes:
    """The document as a .docx file. Raises UsageError without python-docx, or where the clock is before 1980."""
    try:
        import docx
    except ImportError:
        raise UsageError("extra_missing", package="python-docx") from None
    if (year := datetime.now().year) < 1980:  # the ZIP format knows no time before it
        raise UsageError("clock_too_early", year=year)
    file = docx.Document()
    _properties(file, document)
    _look(file)
    _page_edges(file, document)
    _Writer(file).document(document)
    buffer = BytesIO()
    file.save(buffer)
    return _settled(buffer.getvalue(), open_seal(document))


class _Writer:
    """Puts a document into a file, block by block."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def document(self, document: Document) -> None:
        self.file.add_heading(_plain(document.name), 0)
        self.blocks(document.intro)
        for number, section in enumerate(document.sections):
            self.section(section)
            if not number and document.contents:
                self.contents(document.contents, document.sections[1:])
        if document.origin:
            self.section(document.origin)

    def contents(self, title: str, sections: Sequence[Section]) -> None:
        """A table of contents on a new page: a field, to which Word adds the numbers of the pages."""
        from docx.enum.text import WD_BREAK

        self.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        self.line(Strong(title))
        paragraph = self.file.add_paragraph()
        lines = [paragraph, *(self.line(section.title) for section in sections)]
        _begin_field(lines[0], 'TOC \\o "1-1" \\h \\z')
        _end_field(lines[-1])

    def section(self, section: Section) -> None:
        self.heading(section.title, 1)
        self.blocks(section.blocks)

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        match block:
            case Paragraph():
                paragraph = self.line(block.line, bold=block.role in ("warning", "intention"))
                paragraph.paragraph_format.keep_with_next = block.role == "warning"  # it belongs to what follows
            case Legend():
                if block.pictures in ("bars", "dumbbells"):
                    self.line(block.text)
            case Heading():
                self.heading(block.alone or block.title, 2)
            case Facts():
                for label, line in block.facts:
                    self.labelled(label, line)
            case Explained():
                for title, text in block.texts:
                    self.labelled(text_of(title), tuple(_spaced(text)) if isinstance(text, Lines) else text)
            case Blanks():
                self.blanks(block)
            case Boxes():
                for number, box in enumerate(block.boxes, 1):
                    line = box.text if isinstance(box.text, tuple) else (box.text,)
                    paragraph = self.line(("☒ " if box.ticked else "☐ ", *line))
                    paragraph.paragraph_format.keep_with_next = number < len(block.boxes)
            case Items():
                for item in block.items:
                    self.line(item, "List Number" if block.ordered else "List Bullet")
            case Table():
                self.rows_of(block)
            case Bars():
                for bar in block.bars:
                    self.bar(bar)
            case Dumbbells():
                for dumbbell in block.dumbbells:
                    self.bar(dumbbell, block.limits)
            case Stacks() | Courses():
                pass  # its numbers stand in the table that follows
            case Scale():
                self.scale(block)
            case Card():
                self.heading(f"{block.number}. {block.title}" if block.number else block.title, 2)
                self.blocks(block.blocks)
            case Fold():
                self.heading(block.alone or block.title, 2)
                self.blocks(block.blocks)
            case Common():
                self.line(block.on_paper)
            case _:
                assert_never(block)

    def blanks(self, block: Blanks) -> None:
        """Beside each question a line, or below it as many as are asked for."""
        if block.lines == 1:
            self.table("", [(question, "") for question in block.questions], [6.0, 11.0])
            return
        room = Lines(("",) * block.lines)
        number = len(block.questions)
        self.table("", [block.questions, (room,) * number], [_TEXT_WIDTH / number] * number)
        for cell in self.file.tables[-1].rows[0].cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True

    def bar(self, bar: Bar | Dumbbell, limits: Sequence[int] = ()) -> None:
        """Its title and its value, and the picture below those of the other bars."""
        from docx.shared import Cm

        paragraph = self.line((Strong(bar.title), f" {bar.shown}"))
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(_BEFORE_BAR))
        paragraph.add_run().add_tab()
        picture = png_of(bar) if isinstance(bar, Bar) else dumbbell_png(bar, limits)
        _picture(paragraph, picture, f"{bar.title}. {bar.words}")

    def scale(self, scale: Scale) -> None:
        """The scale as a picture, with what stands on it in words."""
        self.line(Strong(scale.title))
        _picture(self.file.add_paragraph(), png_of_scale(scale), scale.words, _TEXT_WIDTH)
        if scale.shown:
            self.line(Strong(scale.shown), "List Bullet")
        self.line(scale.interval, "List Bullet")
        zones = [f"{zone.title} ({zone.limits})" for zone in scale.zones]
        self.line("; ".join(zones) + ".")

    def heading(self, text: str, level: int) -> None:
        self.file.add_heading(_plain(text), level)

    def line(self, line: Line, style: str | None = None, bold: bool = False) -> Any:
        paragraph = self.file.add_paragraph(style=style)
        _add(paragraph, line, bold)
        return paragraph

    def labelled(self, label: str, line: Line) -> None:
        paragraph = self.file.add_paragraph()
        paragraph.add_run(_plain(label) + ": ").bold = True
        _add(paragraph, line)

    def rows_of(self, table: Table) -> None:
        headings = [column.heading for column in table.columns]
        rows = [headings, *table.rows]
        self.table(table.caption, rows, _widths(rows), with_header=True)

    def table(
        self, caption: str, rows: Sequence[Sequence[Cell]], widths: Sequence[float], with_header: bool = False
    ) -> None:
        """A real table; a header repeats on every page; widths of the columns in centimetres."""
        from docx.shared import Cm

        table = self.file.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.autofit = False
        measures = [Cm(width) for width in widths]
        for column, measure in zip(table.columns, measures, strict=True):
            column.width = measure
        for number, row in enumerate(rows):
            added = table.add_row()
            added._tr.get_or_add_trPr().append(_whole_row())
            for cell, content, measure in zip(added.cells, row, measures, strict=True):
                cell.width = measure
                _fill(cell, content, bold=with_header and not number)
        if with_header:
            _mark_header(table, _plain(caption))
        self.file.add_paragraph()


def _widths(rows: Sequence[Sequence[Cell]]) -> list[float]:
    """Of each column a share of the page by how much there is to read in it, and room for its longest word."""
    texts = [[text_of(cell) for cell in column] for column in zip(*rows, strict=True)]
    words = [max([len(word) for text in column for word in text.split()], default=0) for column in texts]
    lengths = [sum(min(len(text), 400) for text in column) / len(column) for column in texts]
    least = [max(_NARROWEST, min(4.0, 0.21 * longest + 0.4)) for longest in words]
    blank = [not any(column[1:]) for column in texts]
    least = [_TO_WRITE_IN if is_blank else low for low, is_blank in zip(least, blank, strict=True)]
    left = max(0.0, _TEXT_WIDTH - sum(least))
    total = sum(lengths) or 1.0
    wanted = [low + left * length / total for low, length in zip(least, lengths, strict=True)]
    scale = _TEXT_WIDTH / sum(wanted)
    return [width * scale for width in wanted]


def _spaced(lines: Lines) -> Iterable[Any]:
    """Lines one after another as one line."""
    for number, line in enumerate(lines.lines):
        if number:
            yield " "
        yield from line if isinstance(line, tuple) else (line,)


def _fill(cell: Any, content: Cell, bold: bool) -> None:
    """Puts a cell's lines below each other."""
    lines = (
        content.lines if isinstance(content, Lines) else (text_of(content) if isinstance(content, int) else content,)
    )
    for number, line in enumerate(line for line in lines if not isinstance(line, Repeated)):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        if line is not None:
            _add(paragraph, line, bold)


def _add(paragraph: Any, line: Line, bold: bool = False) -> None:
    """Adds the spans of a line to a paragraph."""
    for span in line if isinstance(line, tuple) else (line,):
        match span:
            case str():
                paragraph.add_run(_plain(span)).bold = bold or None
            case Own():
                paragraph.add_run(_plain(span.text)).bold = bold or None
            case Aside():
                paragraph.add_run(f"({_plain(span.text)})").bold = bold or None
            case Strong() | Warned() | Task():
                paragraph.add_run(_plain(span.text)).bold = True
            case Link():
                if span.target.startswith("#"):
                    paragraph.add_run(_plain(text_of(span)))
                else:
                    _link(paragraph, span.target, text_of(span))
            case Strip():
                pass  # the level and what is asked stand beside it in words
            case Repeated():
                pass  # paper leaves it out
            case _:
                assert_never(span)


def _plain(text: str) -> str:
    return _NOT_IN_XML.sub("", clean(text))


def _whole_row() -> Any:
    """That a row is never broken over two pages; python-docx has no call for it."""
    from docx.oxml import OxmlElement

    return OxmlElement("w:cantSplit")


def _mark_header(table: Any, caption: str) -> None:
    """The first row is a header that repeats; the caption is what a screen reader calls the table."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), caption)
    table._tbl.tblPr.append(title)


def _field(paragraph: Any, instruction: str) -> None:
    """What Word works out itself, such as the number of a page; python-docx has no call for it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(paragraph.add_run()._r)
    paragraph._p.append(field)


def _begin_field(paragraph: Any, instruction: str) -> None:
    """Puts the beginning of a field that ends in a later paragraph before what stands in this one."""
    from docx.oxml import OxmlElement

    text = OxmlElement("w:instrText")
    text.text = instruction
    for place, part in enumerate((_field_mark("begin"), text, _field_mark("separate"))):
        run = OxmlElement("w:r")
        run.append(part)
        paragraph._p.insert(place, run)


def _end_field(paragraph: Any) -> None:
    paragraph.add_run()._r.append(_field_mark("end"))


def _field_mark(kind: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _picture(paragraph: Any, png: bytes, description: str, width: float = 4.5) -> None:
    """`width` is in centimetres."""
    from docx.shared import Cm

    shape = paragraph.add_run().add_picture(BytesIO(png), width=Cm(width))
    shape._inline.docPr.set("descr", _plain(description))


def _link(paragraph: Any, address: str, text: str) -> None:
    """A link that can be clicked; python-docx has no call for it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(_plain(text))
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string(_ACCENT)
    link.append(run._r)
    paragraph._p.append(link)


def _look(document: Any) -> None:
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
            style.font.color.rgb = RGBColor.from_string(_ACCENT)
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]


def _page_edges(file: Any, document: Document) -> None:
    """The title above each page but the first, and the number of the page below each."""
    section = file.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].add_run(_plain(document.name))
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = 2
        _field(paragraph, "PAGE")
        paragraph.add_run(" / ")
        _field(paragraph, "NUMPAGES")


def _properties(file: Any, document: Document) -> None:
    from docx.oxml.ns import qn

    properties = file.core_properties
    properties.title = _plain(document.name)[:255]
    properties.author = "verbetertool"
    properties.comments = ""
    properties.keywords = SIGNATURE
    properties.language = document.language
    day = datetime.fromisoformat(document.date or "2000-01-01").replace(tzinfo=UTC)
    properties.created = properties.modified = day.replace(tzinfo=None)
    for part, name in ((file.styles, "w:lang"), (file.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), with_country(document.language))


def _settled(data: bytes, seal: str) -> bytes:
    """The same parts with a fixed date, so that the same input gives the same bytes.

    The properties come first and readable: by their key word `saving` knows our own files. The seal is a comment of the
    package, which no program shows and none keeps that saves the file.
    """
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as made, ZipFile(buffer, "w") as settled:
        for name in sorted(made.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_STORED if name == _FIRST else ZIP_DEFLATED
            settled.writestr(entry, made.read(name))
        settled.comment = seal.encode()
    return buffer.getvalue()
