"""Tables for a spreadsheet, read back."""

import csv
import re
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from verbetertool.report.document import Link
from verbetertool.report.formats.tables import CSV_START, Value, Workbook, csv_lines, csv_lines_of_few, safe_cell
from verbetertool.report.text import markdown, one_line

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_csv(data: bytes) -> list[list[str]]:
    """As Dutch Excel reads it."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(data: bytes) -> list[list[str | int | None]]:
    """Text, numbers and empty cells of the one sheet; no cell may hold a formula."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    assert sheet.find(f".//{SPACE}f") is None
    rows: list[dict[str, str | int]] = []
    for line in sheet.iter(f"{SPACE}row"):
        cells: dict[str, str | int] = {}
        for cell in line:
            column = re.sub("[0-9]", "", cell.attrib["r"])
            if cell.get("t") == "inlineStr":
                cells[column] = "".join(part.text or "" for part in cell.iter(f"{SPACE}t"))
            elif (value := cell.find(f"{SPACE}v")) is not None and value.text is not None:
                cells[column] = int(value.text)
        rows.append(cells)
    return [[row.get(column) for column in rows[0]] for row in rows]


def csv_of(rows: Iterable[Sequence[Value]]) -> bytes:
    """The rows as a whole CSV file."""
    return CSV_START + csv_lines(rows)


def xlsx_of(rows: Iterable[Sequence[Value]]) -> bytes:
    """The rows as a spreadsheet."""
    book = Workbook("Proef")
    sheet = book.sheet("Proef")
    for row in rows:
        sheet.add(row)
    try:
        return b"".join(book.finish())
    finally:
        book.close()


ROWS: list[tuple[Value, Value, Value]] = [
    ("Project", "Score", "Aantal"),
    ('Één; twee "drie"', 12, None),
    ("=1+1", 0, 100),
    ("two\nlines", None, 7),
]


def test_csv_and_xlsx_hold_the_same() -> None:
    """Read back, both give the same cells; numbers are numbers in XLSX and digits in CSV; only CSV guards a text."""
    from_csv, from_xlsx = read_csv(csv_of(ROWS)), read_xlsx(xlsx_of(ROWS))
    assert [["" if cell is None else safe_cell(str(cell)) for cell in row] for row in from_xlsx] == from_csv
    assert from_xlsx[2][0] == "=1+1"
    assert from_xlsx[1] == ['Één; twee "drie"', 12, None]
    assert from_csv[2] == ["'=1+1", "0", "100"]


def test_cells_that_come_back_are_written_the_same() -> None:
    """Whichever way: quotes, guards, empty cells and numbers."""
    rows = [*ROWS, ("a;b", 1, "1/2"), ("", None, "0"), ("'x'", 3.5, 'een "woord"')]
    assert csv_lines_of_few(rows) == csv_lines(rows)


def test_the_habits_of_dutch_excel() -> None:
    """A byte order mark, semicolons, decimal commas, and the line ends of Windows."""
    assert csv_of([("é", 1.5)]) == b"\xef\xbb\xbf" + "é;1,5\r\n".encode()


def test_the_same_bytes() -> None:
    """No moment of making stands in a table."""
    assert xlsx_of(ROWS) == xlsx_of(ROWS)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "'=1",
        '"=1"',
        "\u200b=1",
        "\ufeff=1",
        "＝1",
        "|x",
        "%x",
    ],
)
def test_a_formula_becomes_text(text: str) -> None:
    """Also behind white space, quotes and characters that nobody sees."""
    assert safe_cell(text).startswith("'")
    assert safe_cell(text)[1] not in "\t\r\n"


def test_ordinary_text_stays() -> None:
    """What is no formula is not touched."""
    texts = ("Kans Breda", "A-team", "2+2", "'s-Hertogenbosch", "50 % meer", "a=b", "2026-001", "34 van 40", "2026-17")
    for text in (*texts, "16-27", "maart", "Mei en juni", "2025/2026", "17", "1.000 euro", "12-34-56", "A1", "34/40"):
        assert safe_cell(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("3-4", "1/2", "2026-01", "01-2026", "12-27", "3.4", "3 - 4", "1-1-2026", "2026-3-4", "12/31/26", "12:30"),
        *("3:4", "1 mei", "mei 2026", "jan-26", "3 april 2026", "2 Sept.", "007", "1E5", "12345678901234567", "mar-1"),
        *("10:00 PM", "10 am", "12:30:45,5", "1.000", "1.000.000", "1.000,50", "1,50", "1.0", "50%", "12,5 %"),
        *("€ 5", "5 €", "(5)", "1 1/2", "WAAR", "onwaar", "True"),
    ],
)
def test_a_text_never_becomes_a_date_or_another_number(text: str) -> None:
    """What Dutch Excel would write otherwise, when it opens a CSV, gets an apostrophe; in a workbook it needs none."""
    assert safe_cell(text) == f"'{text}"
    assert read_xlsx(xlsx_of([("kop",), (text,)]))[1] == [text]


def test_a_workbook_is_ready_to_work_in() -> None:
    """Two sheets with their heads in sight and filters; columns as wide as what is in them, and links that lead."""
    book = Workbook("Proef")
    first, second = book.sheet("Projecten", frozen=2), book.sheet("antwoorden")
    for row in (
        ("key", "Naam", "Rapport"),
        ("a", "Een lange naam van een project", Link("r", "rapporten/r.html")),
        ("b", "Kort", Link("s", "rapporten/s.html")),
    ):
        first.add(row)
    second.add(("key", "level"))
    rows = book.rows_of(second, "te veel")
    rows.add([("a&b", 3), ("=1", None)])
    data = b"".join(book.finish())
    book.close()
    with zipfile.ZipFile(BytesIO(data)) as made:
        one, two = (made.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2))
        links = made.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert 'xSplit="2" ySplit="1"' in one
    assert '<autoFilter ref="A1:C3"/>' in one
    cells = re.findall(r'<hyperlink ref="([A-Z0-9]+)" r:id="(rId[0-9]+)"/>', one)
    targets = re.findall(r'<Relationship Id="(rId[0-9]+)"[^>]* Target="([^"]+)" TargetMode="External"/>', links)
    assert (cells, targets) == (
        [("C2", "rId1"), ("C3", "rId2")],
        [("rId1", "rapporten/r.html"), ("rId2", "rapporten/s.html")],
    )
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([0-9.]+)"', one)]
    assert widths[1] > 28 > widths[0]
    assert '<dimension ref="A1:B3"/>' in two
    assert '<autoFilter ref="A1:B3"/>' in two
    assert ">a&amp;b</t>" in two
    assert "<v>3</v>" in two
    assert "<f>" not in one + two


@pytest.mark.parametrize(
    ("number", "kept"), [(2, ["a0", "a1"]), (3, ["a0", "a1", "te veel"]), (9, ["a0", "a1", "te veel"])]
)
@pytest.mark.parametrize("together", [1, 3, 9])
def test_more_rows_than_a_sheet_holds(number: int, kept: list[str], together: int) -> None:
    """The last row says that there are more; no row stands below it, however many come at a time."""
    book = Workbook("Proef")
    sheet = book.sheet("antwoorden")
    sheet.add(("key",))
    rows = book.rows_of(sheet, "te veel", most=4)
    for start in range(0, number, together):
        rows.add([(f"a{n}",) for n in range(start, min(start + together, number))])
    data = b"".join(book.finish())
    book.close()
    assert [row[0] for row in read_xlsx(data)] == ["key", *kept]


def test_no_room_for_a_spreadsheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is reported as what it is, and nothing is left of what was kept on disk meanwhile."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    book = Workbook("Proef")
    book.sheet("Proef").add(("kop",))
    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "write", full)
        with pytest.raises(OSError, match="No space left"):
            list(book.finish())
        book.close()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["a  b", " a b", "a b ", "a\tb", "a\n\n b", "a\u00a0b", "a\u3000 b"])
def test_white_space_is_one_space(text: str) -> None:
    """In a cell, in a name on a page and in Markdown alike."""
    assert safe_cell(text) == one_line(text) == markdown(text) == "a b"
