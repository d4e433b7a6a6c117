"""Text from files as it may be shown: no control, direction or invisible characters; and escaped for Markdown."""

import re
from collections.abc import Sequence
from functools import lru_cache

_INVISIBLE_CHARACTERS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{_INVISIBLE_CHARACTERS}]")
_KEEP_JOINERS = re.compile("[\u200d\ufe0f]")
_MARKDOWN_ANYWHERE = re.compile(r"([\\`*_{}\[\]<>|~&$^@])")
_MARKDOWN_AT_START = re.compile(r"^([0-9]{0,9})([-+=#:.)])")
_LINKS = ("http", "https", "ftp", "mailto", "xmpp")
_AT_START = frozenset("-+=#:.)0123456789")
_LINK_START = re.compile(r"(?i):(?:{})".format("|".join(rf"(?<=\b{name}:)" for name in _LINKS)))
_SHORT = 50
"""Characters of what a template shows again and again."""
_WWW_START = re.compile(r"\.(?<=\b[wW]{3}\.)")


def clean(text: str) -> str:
    """The text without characters that are invisible or change the direction; lines and tabs stay.

    The joiner and the picture form of emoji stay where they are part of one.
    """
    if text.isascii() and text.isprintable():
        return text
    return _INVISIBLE.sub(lambda found: found[0] if _KEEP_JOINERS.match(found[0]) and _in_emoji(found) else "", text)


def _in_emoji(found: re.Match[str]) -> bool:
    before = found.string[found.start() - 1] if found.start() else ""
    return before >= "\u203c" and not before.isspace()


def one_line(text: str) -> str:
    """The text, clean and on one line."""
    return _folded(clean(text))


def _folded(text: str) -> str:
    """The text with one space for all white space between two words, and none around it."""
    if text.isprintable() and "  " not in text and text.strip() == text:  # only a space is both printable and white
        return text
    return " ".join(text.split())


def clean_all(texts: Sequence[str]) -> Sequence[str]:
    """`clean` for each text; most projects write nothing that has to be taken out."""
    together = "".join(texts)
    if together.isascii() and together.isprintable():
        return texts
    return [text if text.isascii() and text.isprintable() else clean(text) for text in texts]


def markdown(text: str) -> str:
    """The text as Markdown on one line, in which nothing is markup, HTML or a link."""
    return _short_markdown(text) if len(text) <= _SHORT else markdown_all([text])[0]


@lru_cache(maxsize=512)
def _short_markdown(text: str) -> str:
    return markdown_all([text])[0]


def markdown_all(texts: Sequence[str]) -> list[str]:
    """`markdown` for each text; together they take a fraction of the time."""
    if not texts:
        return []
    together = "\n".join([_folded(text) for text in clean_all(texts)])
    together = _LINK_START.sub(r"\\:", _MARKDOWN_ANYWHERE.sub(r"\\\1", together))
    together = _WWW_START.sub(r"\\.", together)
    return [_MARKDOWN_AT_START.sub(r"\1\\\2", text) if text[:1] in _AT_START else text for text in together.split("\n")]
