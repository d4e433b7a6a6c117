"""What a document is made of, in one file since a format has to know each kind: blocks that say what something is.

They are a tree, and never say how anything looks.

A document is made in `documents/` from a result and a rubric, once, with all its words, its order and its headings. A
format in `formats/` knows the kinds of block below and nothing of the documents; docs/decisions/0011-documents.md.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from verbetertool.model.record import record


@record
class Own:
    """What a project, an applicant or an organisation wrote itself: data in any direction of writing."""

    text: str


@record
class Strong:
    """Words that carry the sentence."""

    text: str


@record
class Aside:
    """Words that a reader may pass over: a source, a line number."""

    text: str


@record
class Warned:
    """Words that ask for attention."""

    text: str


@record
class Repeated:
    """Words of a rubric that are the same wherever this answer is given; paper leaves them out."""

    text: str


@record
class Link:
    """Words that lead somewhere: an address, a file beside this one, or `#` with the id of a block of this document."""

    text: str | Own
    target: str


@record
class Task:
    """The label of something to do and tick off."""

    text: str


@record
class Strip:
    """A level (0-4) beside the level that is asked (2-4), as a picture that `words` describe."""

    level: int
    required: int
    words: str


Span = str | Own | Strong | Aside | Warned | Task | Repeated | Link | Strip
Line = Span | tuple[Span, ...]
"""Running text: words of ours or of a rubric, with spans that are something else."""


@record
class Lines:
    """Lines below each other in one place, such as the cell of a table."""

    lines: tuple[Line, ...]


Cell = Line | Lines | int | None


def text_of(cell: Cell, line_break: str = " ") -> str:
    """The words of a cell or a line alone, with its lines apart by `line_break`."""
    match cell:
        case None | Strip():
            return ""
        case str():
            return cell
        case int():
            return str(cell)
        case Lines():
            return line_break.join([text_of(line) for line in cell.lines])
        case tuple():
            return "".join([text_of(span) for span in cell])
        case Own() | Strong() | Aside() | Warned() | Task() | Repeated():
            return cell.text
        case Link():
            return text_of(cell.text)


@record
class Paragraph:
    """A line by itself."""

    line: Line
    role: Literal["text", "notice", "intention", "warning"] = "text"
    """`notice` limits what is said elsewhere; `intention` says that a project has not begun."""


@record
class Legend:
    """How to read the pictures that follow; left out by a format that does not draw them."""

    text: str
    pictures: Literal["bars", "stacks", "strips", "dumbbells", "courses"]


@record
class Heading:
    """A title inside a section. `alone` is the title where it is read without its section, in an outline."""

    title: str
    alone: str | None = None


@record
class Facts:
    """Labels and their values."""

    facts: tuple[tuple[str, Line], ...]


@record
class Explained:
    """Texts that each have a label, as in a card."""

    texts: tuple[tuple[Line, Line | Lines], ...]


@record
class Blanks:
    """Questions that a person answers on paper."""

    questions: tuple[str, ...]
    lines: int = 1
    """How many lines there is room for."""


@record
class Box:
    """Something to tick on paper."""

    text: Line
    ticked: bool = False


@record
class Boxes:
    """What a person chooses from on paper."""

    boxes: tuple[Box, ...]


@record
class Items:
    """A list; `ordered` where its order means something."""

    items: tuple[Line, ...]
    ordered: bool = False


@record
class Column:
    """A column of a table: what stands above it, and whether it holds numbers, or names that are never broken."""

    heading: str
    numeric: bool = False
    whole: bool = False


@record
class Table:
    """Rows of cells under headings; the first cell of a row names the row."""

    name: str
    """What the rows are, in one word for style rules: `answers`, `scores`, `projects`."""
    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    titled: bool = False
    """Whether the title above it says what the caption says."""


@record
class Bar:
    """A bar on a scale of 0-100 with the interval around it; all None where nothing counts."""

    title: str
    value: float | None
    shown: str
    """The value in words."""
    words: str
    """All of its numbers in a sentence."""
    low: int | None = None
    high: int | None = None


@record
class Bars:
    """Bars below each other. A table with the same numbers stands after it."""

    name: str
    bars: tuple[Bar, ...]
    to_contour: bool = False
    """Whether 100 is the contour."""


@record
class Segment:
    """A part of a stacked bar: which of the categories (from 1), and how many."""

    category: int
    number: int


@record
class Stack:
    """A bar that is a whole, divided."""

    title: str
    words: str
    segments: tuple[Segment, ...]


@record
class Stacks:
    """Stacked bars below each other, with their categories, lowest first. A table with the same numbers follows."""

    name: str
    categories: tuple[str, ...]
    stacks: tuple[Stack, ...]


@record
class Dumbbell:
    """A value then and now on a scale of 0-100; None where there was none."""

    title: str
    before: int | None
    after: int | None
    shown: str
    """Both in words."""
    words: str
    """Both in a sentence."""


@record
class Dumbbells:
    """Dumbbells below each other on one scale. A table with the same numbers stands after them."""

    name: str
    dumbbells: tuple[Dumbbell, ...]
    ends: tuple[str, str]
    """What then and now are called."""
    limits: tuple[int, ...] = ()
    """Places on the scale that mean something, such as where a band begins."""


@record
class Course:
    """Values of 0-100 over time, oldest first; None where there was none."""

    title: str
    values: tuple[int | None, ...]
    words: str
    """All of them in a sentence."""


@record
class Courses:
    """Courses below each other, each a small line. A table with the same numbers stands after them."""

    name: str
    courses: tuple[Course, ...]


@record
class Zone:
    """A part of a scale, from its lowest number up to where the next begins."""

    title: str
    low: int
    limits: str
    """Its lowest and its highest number in words."""
    here: bool = False
    """Whether it is what may be said of the whole."""


@record
class Scale:
    """A scale of 0-100 in zones, with a mark on it and the interval around it, and what each of them is."""

    title: str
    zones: tuple[Zone, ...]
    """Lowest first."""
    value: int | None
    """Where the mark stands; None where it can't be told yet."""
    shown: str | None
    """What the mark is; None without one."""
    low: int
    high: int
    interval: str
    """What the interval is."""
    words: str
    """All of its numbers in a sentence."""


@record
class Card:
    """Something that is read by itself; `id` is what links lead to, `number` its place among others like it."""

    title: str
    blocks: "tuple[Block, ...]"
    id: str = ""
    number: int | None = None


@record
class Fold:
    """Blocks that are opened by who wants them, with how many things they hold."""

    title: str
    blocks: "tuple[Block, ...]"
    number: int | None = None
    alone: str | None = None
    """The title where it is read without its section, in an outline."""


@record
class Common:
    """Blocks that say the same in the report of every project that is held against the same rubric."""

    blocks: "tuple[Block, ...]"
    on_paper: str
    """What stands in their place on paper, which leaves them out."""


Block = (
    Paragraph
    | Legend
    | Heading
    | Facts
    | Explained
    | Blanks
    | Boxes
    | Items
    | Table
    | Bars
    | Stacks
    | Dumbbells
    | Courses
    | Scale
    | Card
    | Fold
    | Common
)


@record
class Section:
    """A part of a document under a title of its own; `id` is what links lead to."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    by_itself: bool = False
    """Whether it is handed out without the rest: of a document that is `on_paper` it has pages of its own."""


@record
class Document:
    """A whole document, in the words of one language."""

    label: str | None
    """What kind of document it is, above its title; None where the title says so."""
    title: Own | str
    intro: tuple[Block, ...]
    sections: tuple[Section, ...]
    language: str
    skip_link: str
    """The words of the link that passes over the head of a page."""
    origin: Section | None = None
    """What it was made from, at the end."""
    data: Callable[[], bytes] | None = None
    """What it was made from, as JSON."""
    date: str | None = None
    """The day that it is about, as 2026-11-23."""
    source: str | None = None
    """The name of the file that it was made of."""
    wide: bool = False
    """Whether its tables have many columns."""
    contents: str | None = None
    """The title of a table of contents behind the first section, which has a page to itself on paper; None for none."""
    on_paper: bool = False
    """Whether it is there to be filled in by hand."""

    @property
    def name(self) -> str:
        """The title as it stands above a window or in the properties of a file."""
        title = self.title.text if isinstance(self.title, Own) else self.title
        return f"{self.label}: {title}" if self.label else title
