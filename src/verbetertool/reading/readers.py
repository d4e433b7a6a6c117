"""The kinds of file that an answer file may be: everything that needs to know them asks here.

A kind is one file in this folder and one entry in `READERS`. It gives the tree of an answer file with the places of all
in it; what that means is checked in one place for all (`answers.py`).
"""

from codecs import BOM_UTF8
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.record import record
from verbetertool.reading.dutch import in_english
from verbetertool.reading.filetypes import kind_of
from verbetertool.reading.marks import is_cut_off
from verbetertool.reading.parsed_file import ParsedFile
from verbetertool.reading.places import place_in
from verbetertool.reading.yaml_comments import swallowed
from verbetertool.reading.yamlfile import parse_yaml, with_number_as_typed

if TYPE_CHECKING:
    from verbetertool.reading.filled import Filled


@record
class Reader:
    """A way to read an answer file."""

    endings: tuple[str, ...]
    """Of the names of such files, each with its dot."""
    read: "Callable[[str, bytes], ParsedFile | Filled]"
    """Takes the name of the file and its bytes. Raises InvalidInputError where they can't be parsed."""
    also: tuple[str, ...] = ()
    """Other endings of such files, that editors make and nobody chooses."""


def answers_in_yaml(file: str, data: bytes) -> ParsedFile:
    """The tree of an answer file in YAML, with English words for Dutch ones and the application's number as typed.

    Raises InvalidInputError where it can't be parsed.
    """
    return in_english(with_number_as_typed(parse_yaml(file, data), "project", "id"))


def _yaml(file: str, data: bytes) -> ParsedFile:
    remarks = [Problem("cut_off", Place(file), severity="warning")] if is_cut_off(data.removeprefix(BOM_UTF8)) else []
    try:
        parsed = answers_in_yaml(file, data)
    except InvalidInputError as error:
        raise InvalidInputError([*error.problems, *remarks]) from None
    if (at := parsed.text.find("\ufffd")) >= 0:
        line, column = parsed.text.count("\n", 0, at) + 1, at - parsed.text.rfind("\n", 0, at)
        remarks.append(Problem("lost_character", place_in(file, parsed.text, line, column), severity="warning"))
    for line, column, found in swallowed(parsed.text):
        place = place_in(file, parsed.text, line, column)
        remarks.append(Problem("hash_in_text", place, {"found": found}, "warning"))
    return replace(parsed, remarks=tuple(remarks)) if remarks else parsed


def _xlsx(file: str, data: bytes) -> "Filled":
    from verbetertool.reading.workbook import read_workbook

    return read_workbook(file, data)


READERS: dict[str, Reader] = {
    "yaml": Reader((".yaml", ".yml"), _yaml, (".yaml.txt", ".yml.txt")),
    "xlsx": Reader((".xlsx",), _xlsx),
}
"""By the kind of their content (`filetypes.py`); text of no other known kind is YAML."""


def reader_of(data: bytes) -> Reader:
    """The reader for what a file holds, whatever its name; of another kind it is the first, which says so."""
    kind = kind_of(data)
    return READERS[kind] if kind in READERS else READERS["yaml"]


def may_be_answers(path: PurePath) -> bool:
    """Whether the name of a file is one of an answer file."""
    name = path.name.casefold()
    return any(name.endswith(ending) for reader in READERS.values() for ending in (*reader.endings, *reader.also))


def known_endings() -> list[str]:
    """What the name of an answer file ends with, to name to whoever sent another."""
    return [ending for reader in READERS.values() for ending in reader.endings]
