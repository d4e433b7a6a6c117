"""What a terminal shows of a document: wrapped at its width, in columns where they fit, and whole lines in a pipe."""

import pytest

from tests.builders import shown
from tests.golden.states import assessments
from verbetertool import load_rubric
from verbetertool.report.document import Bar, Bars, Block, Column, Document, Items, Own, Paragraph, Table
from verbetertool.report.documents.rubric import rubric_document
from verbetertool.report.documents.summary import summary_document

RUBRIC = load_rubric()
LONG = "Een zin die niet op een regel van twintig tekens past."
COLUMNS = (Column("Onderdeel"), Column("id", whole=True), Column("Score", numeric=True))
ROWS = (("Onderwijs", "een-lange-naam", 12), ("Werk", "kort", None), ("Thuis", "naam", "telt niet mee"))
NEEDED = len("Onderwijs") + len("een-lange-naam") + len("Score") + 2 * 2


def document(*blocks: Block) -> Document:
    return Document(label=None, title=Own("Titel"), intro=blocks, sections=(), language="nl", skip_link="")


def test_a_pipe_gets_whole_lines() -> None:
    """However long a line is, and whatever the rubric says."""
    assert shown(document(Paragraph(LONG * 30))).splitlines() == ["Titel", LONG * 30]
    lines = shown(rubric_document(RUBRIC)).splitlines()
    assert [line.split()[0] for line in lines[2:4]] == ["Onderdeel", "Persoonlijke"]
    assert all(element.id in "\n".join(lines) for element in RUBRIC.elements)


def test_a_terminal_wraps_at_its_width() -> None:
    """On the margin of the list item that the text stands in."""
    made = shown(document(Items((LONG,)), Items(("Kort.",), ordered=True)), 20)
    assert made.splitlines() == [
        "Titel",
        "- Een zin die niet",
        "  op een regel van",
        "  twintig tekens",
        "  past.",
        "1. Kort.",
    ]


@pytest.mark.parametrize("width", range(15, 50))
def test_a_table_breaks_no_word(width: int) -> None:
    """It stands in columns, or in lines where a word or a name would be broken; an empty cell is then left out."""
    made = shown(document(Table("proef", "Proef", COLUMNS, ROWS)), width)
    assert max(map(len, made.splitlines())) <= width
    words = made.split()
    for row in ROWS:
        assert {word for cell in row if cell is not None for word in str(cell).split()} <= {
            w.strip(":,") for w in words
        }
    assert ("Werk: id kort" in made) == (width < NEEDED)


def test_a_bar_stands_in_the_row_of_its_figures() -> None:
    """The share that is reported, what is possible, and the rest; nothing where nothing counts."""
    bars = Bars("proef", (Bar("a", 50, "50", "", 20, 75), Bar("b", None, "", "")), to_contour=True)
    table = Table("proef", "Proef", (Column("Deel"), Column("Score", numeric=True)), (("a", 50), ("b", None)))
    made = [line.rstrip() for line in shown(document(bars, table), 80).splitlines()]
    assert made[-2:] == ["a        50  ##########-----.....", "b"]


@pytest.mark.parametrize("name", assessments())
def test_a_summary_fits_its_terminal(name: str) -> None:
    """Every state and every example, on terminals of all sizes."""
    made = summary_document(assessments()[name], RUBRIC)
    for width in (30, 80):
        assert max(map(len, shown(made, width).splitlines())) <= width
