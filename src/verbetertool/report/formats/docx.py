"""A document as a Word file that people can edit and paste from: real headings, lists and tables.

Made by python-docx (extra `docx`). A bar is a picture, with its numbers as alternative text and in a table.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, assert_never
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from verbetertool.errors import UsageError
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
from verbetertool.report.formats.docx_elements import (
    add_link,
    add_picture,
    begin_field,
    end_field,
    mark_header,
    plain,
    whole_row,
)
from verbetertool.report.formats.docx_look import add_page_edges, set_look, set_properties
from verbetertool.report.formats.seal import open_seal

_FIRST = "docProps/core.xml"
_TEXT_WIDTH = 17.0
"""Centimetres between the margins of an A4 page."""
_BEFORE_BAR = 10.0
_NARROWEST = 1.5
_TO_WRITE_IN = 2.6
"""Of a column that a person fills in."""


def render_docx(document: Document) -> bytes:
    """The document as a .docx file. Raises UsageError without python-docx, or where the clock is before 1980."""
    try:
        import docx
    except ImportError:
        raise UsageError("extra_missing", package="python-docx") from None
    if (year := datetime.now().year) < 1980:  # the ZIP format knows no time before it
        raise UsageError("clock_too_early", year=year)
    file = docx.Document()
    set_properties(file, document)
    set_look(file)
    add_page_edges(file, document)
    _Writer(file).document(document)
    buffer = BytesIO()
    file.save(buffer)
    return _settled(buffer.getvalue(), open_seal(document))


class _Writer:
    """Puts a document into a file, block by block."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def document(self, document: Document) -> None:
        self.file.add_heading(plain(document.name), 0)
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
        begin_field(lines[0], 'TOC \\o "1-1" \\h \\z')
        end_field(lines[-1])

    def section(self, section: Section) -> None:
        heading = self.heading(section.title, 1)
        heading.paragraph_format.page_break_before = section.by_itself or None
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
        add_picture(paragraph, picture, f"{bar.title}. {bar.words}")

    def scale(self, scale: Scale) -> None:
        """The scale as a picture, with what stands on it in words."""
        self.line(Strong(scale.title))
        add_picture(self.file.add_paragraph(), png_of_scale(scale), scale.words, _TEXT_WIDTH)
        if scale.shown:
            self.line(Strong(scale.shown), "List Bullet")
        self.line(scale.interval, "List Bullet")
        zones = [f"{zone.title} ({zone.limits})" for zone in scale.zones]
        self.line("; ".join(zones) + ".")

    def heading(self, text: str, level: int) -> Any:
        return self.file.add_heading(plain(text), level)

    def line(self, line: Line, style: str | None = None, bold: bool = False) -> Any:
        paragraph = self.file.add_paragraph(style=style)
        _add(paragraph, line, bold)
        return paragraph

    def labelled(self, label: str, line: Line) -> None:
        paragraph = self.file.add_paragraph()
        paragraph.add_run(plain(label) + ": ").bold = True
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
            added._tr.get_or_add_trPr().append(whole_row())
            for cell, content, measure in zip(added.cells, row, measures, strict=True):
                cell.width = measure
                _fill(cell, content, bold=with_header and not number)
        if with_header:
            mark_header(table, plain(caption))
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
                paragraph.add_run(plain(span)).bold = bold or None
            case Own():
                paragraph.add_run(plain(span.text)).bold = bold or None
            case Aside():
                paragraph.add_run(f"({plain(span.text)})").bold = bold or None
            case Strong() | Warned() | Task():
                paragraph.add_run(plain(span.text)).bold = True
            case Link():
                if span.target.startswith("#"):
                    paragraph.add_run(plain(text_of(span)))
                else:
                    add_link(paragraph, span.target, text_of(span))
            case Strip():
                pass  # the level and what is asked stand beside it in words
            case Repeated():
                pass  # paper leaves it out
            case _:
                assert_never(span)


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
