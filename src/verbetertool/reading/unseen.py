"""Characters that nobody sees, or that look like another one: the difference between «2» and «2» with a fixed space."""

import unicodedata

from verbetertool.model.record import record

_SPACES = {
    "\u00a0": "fixed_space",
    "\u202f": "fixed_space",
    "\u2007": "fixed_space",
    "\u3000": "wide_space",
}
_INVISIBLE = {
    "\u00ad": "soft_hyphen",
    "\u200b": "zero_width",
    "\u200c": "zero_width",
    "\u200d": "zero_width",
    "\u2060": "zero_width",
    "\ufeff": "byte_order_mark",
}
_UNSEEN_LETTERS = "\u115f\u1160\u2800\u3164\uffa0\ufffc"
"""Letters and symbols without a shape."""
_ALIKE = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00af\u02d7\ufe58\ufe63", "-"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4", "'"),
    **dict.fromkeys("\u02d0\u0589\u05c3\u2236\ua789\ufe55", ":"),
    **dict.fromkeys("\u066b\ufe50\u060c", ","),
    **dict.fromkeys("\u2044\u2215\u29f8", "/"),
    **dict(zip("АВЕКМНОРСТУХаеорсухіјѕԁһӏԛԝɡı", "ABEKMHOPCTYXaeopcyxijsdhlqwgi", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιαυρ", "ABEZHIKMNOPTYXoviaup", strict=True)),
}
"""What looks like a character of the keyboard, and that character. More follow from Unicode's compatible forms."""


@record
class Odd:
    """A character that is not what it looks like, and where it stands in its text (from 0)."""

    at: int
    character: str
    kind: str
    """One of the kinds of spaces and of invisible characters above, or `alike`."""
    like: str = ""
    """The character of the keyboard that it looks like."""

    @property
    def values(self) -> dict[str, object]:
        """What a sentence about it needs; its number is written as `U+00A0`."""
        number = f"U+{ord(self.character):04X}"
        return {"odd": self.kind, "odd_number": number, "odd_character": self.character, "odd_like": self.like}


def odd_character(text: str) -> Odd | None:
    """The first character of a text that is not what it looks like; None if there is none."""
    if text.isascii() and text.isprintable():
        return None
    for at, character in enumerate(text):
        kind, like = _kind(character)
        if kind:
            return Odd(at, character, kind, like)
    return None


def _kind(character: str) -> tuple[str, str]:
    if character.isascii():
        return "", ""
    if character in _ALIKE:
        return "alike", _ALIKE[character]
    if (category := unicodedata.category(character)) == "Zs":
        return _SPACES.get(character, "other_space"), ""
    if category in ("Cf", "Cc", "Co", "Cn") or character in _UNSEEN_LETTERS or "\ufe00" <= character <= "\ufe0f":
        return _INVISIBLE.get(character, "invisible"), ""
    plain = unicodedata.normalize("NFKC", character)
    if len(plain) == 1 and plain.isascii():
        return "alike", plain
    if character.isdigit():
        return "alike", str(unicodedata.digit(character))
    return "", ""


def plain_text(text: str) -> str:
    """A short text with the characters of the keyboard for those that look like them, and single spaces."""
    if not text.isascii():
        text = "".join(_on_keyboard(character) for character in text)
    return " ".join(text.split())


def _on_keyboard(character: str) -> str:
    kind, like = _kind(character)
    if kind == "alike":
        return like
    if not kind:
        return character
    return " " if kind.endswith("_space") else ""
