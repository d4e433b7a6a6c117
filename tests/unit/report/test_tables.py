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
from hypothesis import given, settings
from hypothesis import strategies as st

from verbetertool.report.tables import CSV_START, Cell, Sheet, csv_lines, safe_cell
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


def csv_of(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as a whole CSV file."""
    return CSV_START + csv_lines(rows)


def xlsx_of(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as a spreadsheet."""
    sheet = Sheet("Proef")
    for row in rows:
        sheet.add(row)
    try:
        return b"".join(sheet.finish())
    finally:
        sheet.close()


ROWS: list[tuple[Cell, Cell, Cell]] = [
    ("Project", "Score", "Aantal"),
    ('Één; twee "drie"', 12, None),
    ("=1+1", 0, 100),
    ("two\nlines", None, 7),
]


def test_csv_and_xlsx_hold_the_same() -> None:
    """Read back, both give the same cells; numbers are numbers in XLSX and digits in CSV."""
    from_csv, from_xlsx = read_csv(csv_of(ROWS)), read_xlsx(xlsx_of(ROWS))
    assert [["" if cell is None else str(cell) for cell in row] for row in from_xlsx] == from_csv
    assert from_xlsx[1] == ['Één; twee "drie"', 12, None]
    assert from_csv[2] == ["'=1+1", "0", "100"]


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
    for text in ("Kans Breda", "A-team", "2+2", "'s-Hertogenbosch", "50 % meer", "a=b"):
        assert safe_cell(text) == text


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.text(max_size=20), min_size=3, max_size=3), min_size=1, max_size=4))
def test_no_text_is_a_formula_or_breaks_a_row(rows: list[list[str]]) -> None:
    """Whatever the text: as many rows and cells as there were, no formula, the same in both."""
    from_csv = read_csv(csv_of(rows))
    assert [len(row) for row in from_csv] == [3] * len(rows)
    for cell in (cell for row in from_csv for cell in row):
        assert not re.match(r"""[\s'"]*[=+\-@]""", cell) or cell.startswith("'")
        assert not re.search(r"[\x00-\x1f\x7f]", cell)
    from_xlsx = read_xlsx(xlsx_of(rows))
    assert [[cell or "" for cell in row] for row in from_xlsx] == from_csv


def test_no_room_for_a_spreadsheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is reported as what it is, and nothing is left of what was kept on disk meanwhile."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sheet = Sheet("Proef")
    sheet.add(("kop",))
    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "write", full)
        with pytest.raises(OSError, match="No space left"):
            list(sheet.finish())
        sheet.close()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["a  b", " a b", "a b ", "a\tb", "a\n\n b", "a\u00a0b", "a\u3000 b"])
def test_white_space_is_one_space(text: str) -> None:
    """In a cell, in a name on a page and in Markdown alike."""
    assert safe_cell(text) == one_line(text) == markdown(text) == "a b"
