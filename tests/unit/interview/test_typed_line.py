"""What a typed line says."""

import pytest

from verbetertool.interview.typed_line import clean_line, command_of


@pytest.mark.parametrize(
    ("line", "key"), [("Vorige", "v"), ("  STOP ", "s"), ("sla  over", "o"), ("?", "h"), ("2", "2")]
)
def test_whole_words_are_keys_too(line: str, key: str) -> None:
    """Case and spaces do not matter."""
    assert command_of(line) == key


def test_typed_text_is_cleaned() -> None:
    """Composed letters, no control or direction characters, tabs as spaces."""
    assert clean_line("  cafe\u0301\x07\u202e\t’€ IJ\u2028x ") == "café ’€ IJ x"
