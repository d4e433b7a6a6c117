"""The reports of every state and every example, to the byte; `make goldens` renews them on purpose."""

from tests.golden.states import EXPECTED, golden_reports


def test_reports_are_the_golden_ones() -> None:
    """HTML, Markdown and JSON are byte for byte what was looked at and committed."""
    made = dict(golden_reports())
    kept = {path.name: path.read_bytes() for path in EXPECTED.iterdir()}
    assert sorted(made) == sorted(kept)
    assert [name for name, data in made.items() if kept[name] != data] == []
