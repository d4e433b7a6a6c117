"""No text can be more than text in a table for a spreadsheet."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.report.test_tables import csv_of, read_csv, read_xlsx, xlsx_of
from verbetertool.report.formats.tables import safe_cell


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.text(max_size=20), min_size=3, max_size=3), min_size=1, max_size=4))
def test_no_text_is_a_formula_or_breaks_a_row(rows: list[list[str]]) -> None:
    """Whatever the text: as many rows and cells as there were, no formula, and the same in both but for the guard."""
    from_csv = read_csv(csv_of(rows))
    assert [len(row) for row in from_csv] == [3] * len(rows)
    for cell in (cell for row in from_csv for cell in row):
        assert not re.match(r"""[\s'"]*[=+\-@]""", cell) or cell.startswith("'")
        assert not re.search(r"[\x00-\x1f\x7f]", cell)
    from_xlsx = read_xlsx(xlsx_of(rows))
    assert [[safe_cell(str(cell or "")) for cell in row] for row in from_xlsx] == from_csv
