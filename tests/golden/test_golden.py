"""Every document, and the report of every state and example, to the byte; `make goldens` renews them on purpose."""

from tests.golden.states import EXPECTED, one_of_each_document, other_reports


def test_one_of_each_document() -> None:
    """Each document is byte for byte what was looked at and committed."""
    assert [name for name, data in one_of_each_document() if (EXPECTED / name).read_bytes() != data] == []


def test_reports_are_the_golden_ones() -> None:
    """So is the report of every other state and example; and nothing else was committed."""
    made = dict(other_reports())
    assert [name for name, data in made.items() if (EXPECTED / name).read_bytes() != data] == []
    names = {name for name, _data in one_of_each_document()}
    assert sorted([*names, *made]) == sorted(path.name for path in EXPECTED.iterdir())
