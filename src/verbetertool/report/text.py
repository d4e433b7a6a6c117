"""Text from files as it may be shown: no control, direction or invisible characters; and escaped for Markdown."""

import re

_INVISIBLE_CHARACTERS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{_INVISIBLE_CHARACTERS}]")
_KEEP_JOINERS = re.compile("[\u200d\ufe0f]")
_MARKDOWN_ANYWHERE = re.compile(r"([\\`*_{}\[\]<>|~&$^@])")
_MARKDOWN_SOMEWHERE = re.compile(r"[\\`*_{}\[\]<>|~&$^@:]")
"""Whether one of the first two rules below can apply: most texts hold none of these, and one search says so."""
_MARKDOWN_AT_START = re.compile(r"^([0-9]{0,9})([-+=#:.)])")
_LINKS = ("http", "https", "ftp", "mailto", "xmpp")
_JOINING = frozenset(":.")
_AT_START = frozenset("-+=#:.)0123456789")
_LINK_START = re.compile(r"(?i):(?:{})".format("|".join(rf"(?<=\b{name}:)" for name in _LINKS)))
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


def markdown(text: str) -> str:
    """The text as Markdown on one line, in which nothing is markup, HTML or a link."""
    return markdown_line(_markdown(one_line(text)))


def markdown_part(text: str) -> str:
    """The text as a part of a line of Markdown, where a space at either end stays. The line goes to `markdown_line`.

    A colon or a point that comes first could make a link of the part before it.
    """
    plain = _markdown(one_line(text))
    if text[:1].isspace():
        plain = " " + plain
    elif plain[:1] in _JOINING and not text[1:2].isspace():
        plain = "\\" + plain
    return plain + " " if text[-1:].isspace() and plain != " " else plain


def markdown_line(parts: str) -> str:
    """A line of Markdown from its parts, together, in which no list or heading begins."""
    line = parts.strip()
    return _MARKDOWN_AT_START.sub(r"\1\\\2", line) if line[:1] in _AT_START else line


def _markdown(plain: str) -> str:
    """The text with all escaped that is markup wherever it stands in a line."""
    if _MARKDOWN_SOMEWHERE.search(plain) or "w." in plain or "W." in plain:
        plain = _MARKDOWN_ANYWHERE.sub(r"\\\1", plain)
        plain = _WWW_START.sub(r"\\.", _LINK_START.sub(r"\\:", plain))
    return plain
