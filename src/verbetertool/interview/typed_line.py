"""What a typed line says: cleaned as it is stored, and as a key, the number of a question, a level or count, or a list.

A level and a count may have a note behind them.
"""

import re
import unicodedata

from verbetertool.language import _
from verbetertool.model.scale import Count

LOST = "\ufffd"
"""What stands for a character that could not be read."""
_UNPRINTABLE = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp"])
_JOINERS = "\u200c\u200d"
_KEYS = frozenset("01234wnovtbhrlsg-.")
_GO_TO = re.compile(r"(?:g|ga|ga naar)\s*(p?[0-9]{1,4})")
_NUMBERS = re.compile(r"[0-9]{1,3}(?:(?:\s*,\s*|\s+en\s+|\s+)[0-9]{1,3})*")
_COUNT = re.compile(r"([0-9]{1,6})\s*(?:/|van de|van|of)\s*([0-9]{1,6})(?:\s+(\S.*))?", re.DOTALL | re.IGNORECASE)
_LEVEL_AND_NOTE = re.compile(r"([0-4])\s+(\S.*)", re.DOTALL)


def clean_line(line: str) -> str:
    """A typed line as it is stored: NFC, without control or direction characters, tabs as spaces."""
    line = line.replace("\t", " ").replace("\u2028", " ").replace("\u2029", " ")
    kept = (c for c in line if unicodedata.category(c) not in _UNPRINTABLE or c in _JOINERS)
    return unicodedata.normalize("NFC", "".join(c for c in kept if c not in "\ufffe\uffff")).strip()


def command_of(line: str) -> str:
    """The key that a line means; the line itself, lower case with single spaces, if it is none."""
    words = " ".join(line.casefold().split())
    return _words().get(words, words)


def _words() -> dict[str, str]:
    keys = {
        "w": _("weet ik niet, weet niet"),
        "n": _("niet van toepassing, nvt, n.v.t."),
        "o": _("overslaan, sla over"),
        "v": _("vorige, terug"),
        "t": _("notitie, toelichting"),
        "b": _("onderbouwing, bewijs"),
        "h": _("?, hulp, help"),
        "r": _("herhaal, herhalen"),
        "l": _("overzicht, lijst"),
        "s": _("stop, stoppen"),
    }
    return {word: key for key, words in keys.items() for word in words.split(", ")}


def is_key(line: str) -> bool:
    """Whether a line would be a key at a question. Where evidence or a reason is asked, it is a slip."""
    command = command_of(line)
    return command in _KEYS or question_number(command) is not None


def question_number(command: str) -> str | None:
    """The number of the question that a command goes to: `g 12`, `ga naar p1`; None for any other."""
    found = _GO_TO.fullmatch(command)
    return found[1] if found else None


def level_and_note(line: str) -> tuple[int | None, str]:
    """`2` or `2 and a note`. A note has a letter: `2 3` is a slip of the finger."""
    if re.fullmatch("[0-4]", line):
        return int(line), ""
    found = _LEVEL_AND_NOTE.fullmatch(line)
    if found and any(character.isalpha() for character in found[2]):
        return int(found[1]), found[2]
    return None, ""


def count_and_note(line: str) -> tuple[Count, str] | None:
    """The count that a line begins with (`34/40`, `34 van 40`, `34 of 40`) and the note behind it, which has a letter.

    None if the line says something else.
    """
    found = _COUNT.fullmatch(line)
    if found is None or (found[3] and not any(character.isalpha() for character in found[3])):
        return None
    return Count.told(int(found[1]), int(found[2])), found[3] or ""


def numbers_in(line: str) -> list[int]:
    """The numbers that a line lists; empty if it is no list of numbers."""
    return [int(number) for number in re.findall("[0-9]+", line)] if _NUMBERS.fullmatch(line) else []
