"""Text from files as it may be shown: no control, direction or invisible characters; and escaped for Markdown."""

import re

_INVISIBLE_CHARACTERS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{_INVISIBLE_CHARACTERS}]")
_KEEP_JOINERS = re.compile("[\u200d\ufe0f]")
_MARKDOWN_ANYWHERE = re.compile(r"([\\`*_{}\[\]<>|~&$^@])")
_NOT_PLAIN = rf"\s\\`*_{{}}\[\]<>|~&$^@:{_INVISIBLE_CHARACTERS}"
_PLAIN = re.compile(rf"(?!\d{{0,9}}[-+=#.)])[^{_NOT_PLAIN}]+(?: [^{_NOT_PLAIN}]+)*+")
"""Most texts: nothing in them needs an escape. What it does not match is not wrong, only looked at more closely."""
_MARKDOWN_AT_START = re.compile(r"^(\d{0,9})([-+=#:.)])")
_LINK_START = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")


def clean(text: str) -> str:
    """The text without characters that are invisible or change the direction; lines and tabs stay.

    The joiner and the picture form of emoji stay where they are part of one.
    """
    return _INVISIBLE.sub(lambda found: found[0] if _KEEP_JOINERS.match(found[0]) and _in_emoji(found) else "", text)


def _in_emoji(found: re.Match[str]) -> bool:
    before = found.string[found.start() - 1] if found.start() else ""
    return before >= "\u203c" and not before.isspace()


def one_line(text: str) -> str:
    """The text, clean and on one line."""
    return " ".join(clean(text).split())


def markdown(text: str) -> str:
    """The text as Markdown on one line, in which nothing is markup, HTML or a link."""
    if "www." not in text.casefold() and _PLAIN.fullmatch(text):
        return text
    text = _MARKDOWN_ANYWHERE.sub(r"\\\1", one_line(text))
    text = _LINK_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"{m[3]}\\{m[4]}", text)
    return _MARKDOWN_AT_START.sub(r"\1\\\2", text, count=1)
