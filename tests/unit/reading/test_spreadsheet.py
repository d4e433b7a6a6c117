"""What is no workbook, or a hostile one, is refused with a code, quickly, and without what it would cost to build."""

import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from verbetertool.errors import InvalidInputError
from verbetertool.reading.spreadsheet import MAX_ROWS, read_sheets

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook() -> bytes:
    """A workbook with one cell."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet("Blad").write("B2", "x")
    book.close()
    return stream.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """That workbook with another content for one part."""
    stream = BytesIO()
    with ZipFile(BytesIO(workbook())) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for info in before.infolist():
            if info.filename != name:
                after.writestr(info.filename, before.read(info))
        after.writestr(name, content)
    return stream.getvalue()


def with_cells(cells: str, before: str = "") -> bytes:
    text = f"<worksheet {_MAIN}>{before}<sheetData>{cells}</sheetData></worksheet>"
    return with_part("xl/worksheets/sheet1.xml", text.encode())


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip": (lambda: b"PK\x03\x04xl/ and no more", "broken_workbook"),
    "cut off": (lambda: workbook()[:3000], "broken_workbook"),
    "a bomb": (lambda: with_part("xl/sharedStrings.xml", b" " * 200_000_000), "workbook_too_large"),
    "a bomb of cells": (lambda: with_cells("<row>" + "<c><v>1</v></c>" * 500_000 + "</row>"), "too_many_columns"),
    "a far row": (lambda: with_cells('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "too_many_rows"),
    "a far row without references": (lambda: with_cells('<row r="1048576"><c><v>1</v></c></row>'), "too_many_rows"),
    "a far column": (lambda: with_cells('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "too_many_columns"),
    "a sign in an attribute": (
        lambda: with_cells('<row r="1"><c s=">" r="XFD1048576"><v>1</v></c></row>'),
        "too_many_rows",
    ),
    "a wide and high sheet": (
        lambda: with_cells(
            f'<row r="1"><c r="ALL1"><v>1</v></c></row><row r="{MAX_ROWS}"><c r="A{MAX_ROWS}"><v>1</v></c></row>'
        ),
        "too_many_cells",
    ),
    "entities": (
        lambda: with_part(
            "xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><workbook>&c;</workbook>'
        ),
        "broken_workbook",
    ),
    "no xml": (lambda: with_part("xl/worksheets/sheet1.xml", b"\xff\xfe\x00<"), "broken_workbook"),
    "no sheet": (lambda: with_part("xl/workbook.xml", b"<workbook/>"), "not_a_sheet"),
}
"""How such a file is made, and what is said of it."""


@pytest.mark.thorough
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbooks_are_refused(name: str) -> None:
    """In less than a second, without the memory that they ask for, and with a reason."""
    make, code = HOSTILE[name]
    data = make()
    tracemalloc.start()
    start = time.process_time()
    try:
        if code == "not_a_sheet":
            assert read_sheets("x.xlsx", data) == []
        else:
            with pytest.raises(InvalidInputError) as refused:
                read_sheets("x.xlsx", data)
            assert [problem.code for problem in refused.value.problems] == [code]
        assert time.process_time() - start < 2  # with room for a busy machine and for what counts the memory
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def test_far_cells_without_a_value_are_no_matter() -> None:
    """Programs keep the looks of cells far out; only what they hold counts."""
    dimension = '<dimension ref="A1:XFD1048576"/>'
    cells = '<row r="2"><c r="B2"><v>3</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    [sheet] = read_sheets("x.xlsx", with_cells(cells, dimension))
    assert sheet.rows == ((None, None), (None, 3.0))


def test_a_formula_is_the_value_that_was_last_seen() -> None:
    """Nothing is computed, and a link to another file is not followed."""
    cells = '<row r="1"><c r="A1"><f>\'[1]Blad\'!A1+1</f><v>7</v></c><c r="B1" t="str"><f>X</f><v>ja</v></c></row>'
    [sheet] = read_sheets("x.xlsx", with_cells(cells))
    assert sheet.rows == ((7.0, "ja"),)


def test_a_formula_that_fails_is_not_nothing() -> None:
    """What a spreadsheet shows for it is what the cell says."""
    cells = '<row r="1"><c r="A1" s="0" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><v>2</v></c></row>'
    [sheet] = read_sheets("x.xlsx", with_cells(cells))
    assert sheet.rows == (("#DIV/0!", 2.0),)


@pytest.mark.thorough
def test_every_byte_may_be_wrong() -> None:
    """A workbook with a piece missing or changed is read, or refused with a reason; nothing else happens."""
    data = workbook()
    for at in range(0, len(data), max(1, len(data) // 150)):
        for changed in (data[:at] + data[at + 40 :], data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]):
            with suppress(InvalidInputError):
                assert all(len(sheet.rows) <= MAX_ROWS for sheet in read_sheets("x.xlsx", changed))
