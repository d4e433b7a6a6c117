"""The tool for catalogues tells everything that a translation lacks."""

import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import messages

TEXT = "Zie: {command} --help"
PLURAL = ("{number} fout", "{number} fouten")


def a_catalogue(**strings: str | tuple[str, ...] | None) -> Catalog:
    """A catalogue of an English with both messages, translated rightly but for what is given."""
    given = {"text": "See: {command} --help", "plural": ("{number} mistake", "{number} mistakes"), **strings}
    catalog = Catalog(locale="en")
    for name, message in (("text", TEXT), ("plural", PLURAL)):
        if given[name] is not None:
            catalog.add(message, given[name])
    return catalog


@pytest.mark.parametrize(
    ("catalog", "found"),
    [
        (a_catalogue(), []),
        (a_catalogue(text=None), [f"not translated: {TEXT}"]),
        (a_catalogue(text=""), [f"not translated: {TEXT}"]),
        (a_catalogue(plural=("{number} mistake", "")), [f"not translated: {PLURAL}"]),
        (a_catalogue(plural=("{number} mistake",)), [f"a plural form is missing: {PLURAL}"]),
        (a_catalogue(text="See the help"), [f"other placeholders: {TEXT}"]),
        (a_catalogue(text="See: {commando} --help"), [f"other placeholders: {TEXT}"]),
        (a_catalogue(plural=("{number} mistake", "mistakes")), [f"other placeholders: {PLURAL}"]),
    ],
)
def test_what_a_catalogue_lacks_is_told(catalog: Catalog, found: list[str]) -> None:
    """A message that is not there, an empty text, a plural form too few, a placeholder that is gone or new."""
    assert list(messages.faults(catalog, a_catalogue())) == found


def test_a_guess_is_no_translation() -> None:
    """A message that changed keeps its old translation as a guess, which a person has to look at."""
    template = Catalog()
    template.add("Zie verder: {command} --help")
    renewed = messages.renewed(a_catalogue(plural=None), template)
    assert [str(message.string) for message in renewed if message.id] == ["See: {command} --help"]
    assert list(messages.faults(renewed, template)) == ["not translated: Zie verder: {command} --help"]
