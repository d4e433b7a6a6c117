"""A document as text on a terminal, wrapped at its width; in a file or a pipe each line stays whole."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import TextIO, assert_never

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from verbetertool.report.document import (
    Aside,
    Bar,
    Bars,
    Blanks,
    Block,
    Boxes,
    Card,
    Cell,
    Column,
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
    Paragraph,
    Scale,
    Stacks,
    Table,
    text_of,
)
from verbetertool.report.text import one_line

_BAR = 20
_THEN, _NOW = "o", "#"
"""The two ends of a dumbbell."""
_SCALE = 60
_MARK, _SPREAD = "#", "="
_GAP = 2
"""Columns between two columns of a table."""
_UNWRAPPED = 100_000
"""Columns where there is no terminal to wrap for."""
_INDENT = 2
_NARROWEST = 10


class _Console(Console):
    """Leaves a reader that went away to the error boundary; rich itself would end the program with code 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def show_document(document: Document, stream: TextIO, width: int | None = None) -> None:
    """Writes the document to the stream; colour only where rich finds a terminal that wants it.

    `width` is in columns; without it that of the terminal.
    """
    _Writer(_console(stream, width)).document(document)


def show_blocks(blocks: Iterable[Block], stream: TextIO, width: int | None = None) -> None:
    """Writes blocks by themselves, as `show_document` does."""
    _Writer(_console(stream, width)).blocks(blocks)


def _console(stream: TextIO, width: int | None) -> Console:
    if width is None and not stream.isatty():
        width = _UNWRAPPED
    return _Console(file=stream, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


class _Writer:
    """Prints a document block by block."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.indent = 0
        self.drawn: list[str] = []
        """Bars or dumbbells that wait for the table with their numbers, to stand in its rows."""

    def document(self, document: Document) -> None:
        self.console.print(Text(one_line(document.name), style="bold"))
        self.blocks(document.intro)
        for section in document.sections:
            if section.title:
                self.title(section.title)
            else:
                self.console.print()
            self.blocks(section.blocks)

    def blocks(self, blocks: Iterable[Block], indent: int = 0) -> None:
        self.indent += indent
        for block in blocks:
            self.block(block)
        self.indent -= indent

    def block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self.line(block.line)
            case Legend():
                if block.pictures == "bars":
                    self.line(block.text)
            case Heading():
                self.title(block.title)
            case Facts():
                for label, line in block.facts:
                    self.line(line, f"{label}:")
            case Explained():
                for title, text in block.texts:
                    self.line(f"{_text(title)}: {_text(text)}")
            case Blanks():
                for question in block.questions:
                    self.line(f"{question} ………")
            case Boxes():
                for box in block.boxes:
                    self.line(box.text, "[x] " if box.ticked else "[ ] ")
            case Items():
                for number, item in enumerate(block.items, 1):
                    self.line(item, f"{number}." if block.ordered else "-")
            case Table():
                self.console.print()
                self.table(block)
            case Bars():
                self.drawn = [_drawn(bar) for bar in block.bars]
            case Dumbbells():
                self.console.print()
                self.line(f"{_THEN} {block.ends[0]}, {_NOW} {block.ends[1]}")
                self.drawn = [_drawn_dumbbell(dumbbell) for dumbbell in block.dumbbells]
            case Stacks() | Courses():
                pass  # its numbers stand in the table that follows
            case Scale():
                self.scale(block)
            case Card():
                title = f"{block.number}. {block.title}" if block.number else block.title
                self.line(title)
                self.blocks(block.blocks, _INDENT)
            case Fold():
                self.title(block.title)
                self.blocks(block.blocks)
            case Common():
                self.blocks(block.blocks)
            case _:
                assert_never(block)

    def scale(self, scale: Scale) -> None:
        """The scale in characters, with what they mean below it."""
        self.console.print(Text(one_line(scale.title), style="bold"))
        if self.console.width > _SCALE:  # on a narrower screen its lines would be broken
            self.console.print(Text(_numbers(scale)))
            self.console.print(Text(_scale(scale)))
        if scale.shown:
            self.line(scale.shown, _MARK)
        self.line(scale.interval, _SPREAD)

    def line(self, line: Line, mark: str = "") -> None:
        """A line on its own margin, behind a mark that stands in that margin."""
        text = Text(one_line(_text(line)))
        margin = " " * self.indent + (f"{one_line(mark)} " if mark else "")
        for part in text.wrap(self.console, max(_NARROWEST, self.console.width - len(margin))):
            part.rstrip()
            self.console.print(Text(margin).append_text(part))
            margin = " " * len(margin)

    def title(self, text: str) -> None:
        self.console.print()
        self.console.print(Text(one_line(text), style="bold"))

    def table(self, table: Table) -> None:
        """In columns, or where those would break words in lines: never cut, and an id never broken."""
        drawn, self.drawn = [Text(line) for line in self.drawn], []
        headings = [one_line(column.heading) for column in table.columns]
        rows = [[one_line(_text(cell)) for cell in row] for row in table.rows]
        width = self.console.width - (_BAR + _GAP if drawn else 0)
        widths = _widths(list(zip(headings, *rows, strict=True)), [column.whole for column in table.columns], width)
        if widths is None:
            for row in rows:
                self.line(_in_a_line(table.columns, row))
            return
        grid = Grid(box=None, pad_edge=False, header_style="bold")
        for column, heading, width in zip(table.columns, headings, widths, strict=True):
            grid.add_column(Text(heading), justify="right" if column.numeric else "left", width=width)
        if drawn:
            grid.add_column("0".ljust(_BAR - 3) + "100", width=_BAR)
        for number, row in enumerate(rows):
            grid.add_row(*map(Text, row), *drawn[number : number + 1])
        self.console.print(grid)


def _widths(columns: Sequence[Sequence[str]], whole: Sequence[bool], width: int) -> list[int] | None:
    """How wide each column of a table is, so that no word is broken, nor a text of a `whole` one; None where none fits.

    What is left goes to the columns that could use it.
    """
    most = [max(map(cell_len, texts)) for texts in columns]
    least = [top if kept else _longest_word(texts) for texts, kept, top in zip(columns, whole, most, strict=True)]
    left = width - _GAP * (len(columns) - 1) - sum(least)
    if left < 0:
        return None
    widths, wanted = [], sum(most) - sum(least)
    left = min(left, wanted)
    for low, top in zip(least, most, strict=True):
        more = ceil(left * (top - low) / wanted) if wanted else 0
        left, wanted = left - more, wanted - (top - low)
        widths.append(low + more)
    return widths


def _longest_word(texts: Iterable[str]) -> int:
    """The columns that a column of a table takes with no word of it broken."""
    return max((cell_len(word) for text in texts for word in text.split()), default=0)


def _in_a_line(columns: Sequence[Column], row: Sequence[str]) -> str:
    """`first: heading value, heading value`; empty cells are left out, and words in a column of numbers say it all."""
    rest = [
        cell if column.numeric and not cell.isdecimal() else f"{column.heading.lower()} {cell}"
        for column, cell in zip(columns[1:], row[1:], strict=True)
        if cell
    ]
    return f"{row[0]}: {', '.join(rest)}" if rest else row[0]


def _drawn(bar: Bar) -> str:
    if bar.value is None:
        return ""
    filled = int(bar.value) * _BAR // 100
    most = filled if bar.high is None else bar.high * _BAR // 100
    return "#" * filled + "-" * (most - filled) + "." * (_BAR - most)


def _scale(scale: Scale) -> str:
    """Four lines for the limits of the zones, a mark, and the interval around it."""
    drawn = ["."] * (_SCALE + 1)
    drawn[_place(scale.low) : _place(scale.high) + 1] = [_SPREAD] * (_place(scale.high) - _place(scale.low) + 1)
    for limit in (*(zone.low for zone in scale.zones), 100):
        drawn[_place(limit)] = "|"
    if scale.value is not None:
        drawn[_place(scale.value)] = _MARK
    return "".join(drawn)


def _numbers(scale: Scale) -> str:
    """The limits of the zones above them, each ending where its line stands."""
    line = ""
    for limit in (*(zone.low for zone in scale.zones), 100):
        line = line.ljust(_place(limit)) + str(limit) if not limit else line.ljust(_place(limit) - 1) + str(limit)
    return line


def _place(points: int) -> int:
    return points * _SCALE // 100


def _drawn_dumbbell(dumbbell: Dumbbell) -> str:
    """Then, now, and the way between them; where both fall together now is seen."""
    line = ["."] * _BAR
    places = [None if value is None else value * (_BAR - 1) // 100 for value in (dumbbell.before, dumbbell.after)]
    known = [place for place in places if place is not None]
    if not known:
        return ""
    line[min(known) : max(known)] = "-" * (max(known) - min(known))
    for place, mark in zip(places, (_THEN, _NOW), strict=True):
        if place is not None:
            line[place] = mark
    return "".join(line)


def _text(cell: Cell) -> str:
    """The words of a cell or a line, with the address of each link."""
    if isinstance(cell, tuple):
        return "".join(map(_text, cell))
    if isinstance(cell, Lines):
        return " ".join(map(_text, cell.lines))
    if isinstance(cell, Aside):
        return f"({cell.text})"
    if isinstance(cell, Link) and not cell.target.startswith("#"):
        return f"{text_of(cell)} {cell.target}"
    return text_of(cell)
