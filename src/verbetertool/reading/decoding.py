"""Bytes to text, strictly: encodings that are not UTF-8, control characters, and all ends of lines as newlines."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.reading.filetypes import kind_of
from verbetertool.reading.findings import MOST_ERRORS
from verbetertool.reading.places import place_in

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What no text of an answer file may hold."""
_ORDINARY = bytes(range(0x20, 0x7F)) + b"\t\n\r"
"""What most of a file is made of; to look for control characters among the rest takes a fraction of the time."""


def decoded(file: str, data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file, and what is wrong with its characters. Raises InvalidInputError where it is no text."""
    encoding = _wide_encoding(data)
    if encoding is not None:
        problem = Problem("wide_encoding", Place(file), {"encoding": encoding[:6].upper()})
        return _without_control(file, _with_newlines(data.decode(encoding, "replace")), [problem])
    if (kind := kind_of(data)) is not None:
        raise InvalidInputError([Problem("other_kind", Place(file), {"kind": kind})])
    data = data.removeprefix(BOM_UTF8)
    if b"\x00" in data:
        line, column = _position(data[: data.index(b"\x00")].decode("latin-1"))
        raise InvalidInputError([Problem("binary", Place(file, line, column))])
    try:
        text = _with_newlines(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        shown = _with_newlines(data.decode("cp1252", "replace"))
        place = place_in(file, shown, *_position(data[: error.start].decode("latin-1")))
        return _without_control(file, shown, [Problem("not_utf8", place, {"byte": f"0x{data[error.start]:02X}"})])
    unusual = data.translate(None, _ORDINARY).decode()
    return _without_control(file, text, []) if CONTROL.search(unusual) else (text, [])


def _wide_encoding(data: bytes) -> str | None:
    """The encoding of a text with two or four bytes to a character, as some programs save it; None for others."""
    for mark, encoding in (
        (BOM_UTF32_LE, "utf-32"),
        (BOM_UTF32_BE, "utf-32"),
        (BOM_UTF16_LE, "utf-16"),
        (BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return encoding
    beginning = data[:200]
    zeros = beginning.count(0)
    if len(beginning) >= 4 and zeros * 5 > len(beginning) * 2 and zeros * 5 < len(beginning) * 3:
        for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
            if not any(beginning[1 - offset :: 2][index] == 0 for index in range(len(beginning) // 2)):
                return encoding
    return None


def _without_control(file: str, text: str, problems: list[Problem]) -> tuple[str, list[Problem]]:
    """The text without control characters, each line that held one with a problem."""
    if not CONTROL.search(text):
        return text, problems
    seen = set[int]()
    at = line = start = 0
    for found in CONTROL.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        if line in seen:
            continue
        seen.add(line)
        if len(seen) > MOST_ERRORS:
            break
        start = text.rfind("\n", 0, at) + 1
        place = place_in(file, text, line + 1, at - start + 1)
        problems.append(Problem("control_character", place, {"character": f"U+{ord(found[0]):04X}"}))
    return CONTROL.sub("", text), problems


def _with_newlines(text: str) -> str:
    """The text with a newline at the end of every line, also where the file has a carriage return (YAML 1.2, 5.4).

    To libyaml a carriage return alone ends a line; done here once, every line is counted the same way. The other ends
    of lines that it knows (U+0085, U+2028, U+2029) are refused as control characters.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _position(before: str) -> tuple[int, int]:
    """Line and column (from 1) of the character after the text `before`."""
    lines = _with_newlines(before)
    return lines.count("\n") + 1, len(lines) - lines.rfind("\n")
