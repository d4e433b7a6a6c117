"""Text from files as it may be shown: no control, direction or invisible characters; and escaped for Markdown."""

import re

_INVISIBLE_CHARACTERS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{_INVISIBLE_CHARACTERS}]")
_KEEP_JOINERS = re.compile("[\u200d\ufe0f]")
_KEYBOARD = bytes(range(0x20, 0x7F))
"""What is printable of ASCII."""
_MARKDOWN_SIGNS = rb"\`*_{}[]<>|~&$^@"
_NO_MARKDOWN = bytes(sorted(set(range(256)) - set(_MARKDOWN_SIGNS)))
_MARKDOWN_ANYWHERE = re.compile(r"([\\`*_{}\[\]<>|~&$^@])")
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
    if _is_of_keyboard(text):
        return text
    return _INVISIBLE.sub(lambda found: found[0] if _KEEP_JOINERS.match(found[0]) and _in_emoji(found) else "", text)


def _is_of_keyboard(text: str) -> bool:
    """Whether a text is printable ASCII alone, as most are.

    To take those characters out of its bytes and see whether anything is left takes a third of what `isprintable`
    takes: a tenth of all reports of a round is such questions about texts of projects.
    """
    return text.isascii() and not text.encode().translate(None, _KEYBOARD)


def _in_emoji(found: re.Match[str]) -> bool:
    before = found.string[found.start() - 1] if found.start() else ""
    return before >= "\u203c" and not before.isspace()


def one_line(text: str) -> str:
    """The text, clean and on one line."""
    if _is_of_keyboard(text) and "  " not in text and text.strip() == text:
        return text
    return " ".join(clean(text).split())


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
    if plain.encode(errors="surrogatepass").translate(None, _NO_MARKDOWN):  # faster than to replace nothing
        plain = _MARKDOWN_ANYWHERE.sub(r"\\\1", plain)
    if ":" in plain:
        plain = _LINK_START.sub(r"\\:", plain)
    if "w." in plain or "W." in plain:
        plain = _WWW_START.sub(r"\\.", plain)
    return plain
