"""Every document, and the report of every state and example, to the byte; `make goldens` renews them on purpose."""

import re
from pathlib import Path

from tests import builders
from tests.golden import of_a_round, states
from tests.golden.states import EXPECTED, ROOT, one_of_each_document, other_reports


def test_one_of_each_document() -> None:
    """Each document is byte for byte what was looked at and committed."""
    assert [name for name, data in one_of_each_document() if (EXPECTED / name).read_bytes() != data] == []


def test_reports_are_the_golden_ones() -> None:
    """So is the report of every other state and example; and nothing else was committed."""
    made = dict(other_reports())
    assert [name for name, data in made.items() if (EXPECTED / name).read_bytes() != data] == []
    names = {name for name, _data in one_of_each_document()}
    assert sorted([*names, *made]) == sorted(path.name for path in EXPECTED.iterdir())


def test_every_document_has_a_golden_file() -> None:
    """What makes a document is called where the golden files are made; a report is by `report_of`."""
    folder = ROOT / "src" / "verbetertool" / "report" / "documents"
    names = {
        name
        for path in folder.glob("*.py")
        for name in re.findall(r"^def ([a-z]\w*_document)\(", path.read_text(encoding="utf-8"), re.M)
    }
    made_in = (Path(states.__file__), Path(of_a_round.__file__), Path(builders.__file__))
    called = {name for path in made_in for name in re.findall(r"\b(\w+_document)\(", path.read_text(encoding="utf-8"))}
    assert "project_document" in names
    assert names - called == set()
