"""Files that are not ours: of another known kind, whatever their name says, or with a name that programs give."""

import re
from typing import Literal

Kind = Literal[
    "archive",
    "database",
    "docx",
    "html",
    "iwork",
    "mac_sidecar",
    "mail",
    "ods",
    "odt",
    "old_office",
    "only_zeros",
    "pdf",
    "picture",
    "placeholder",
    "pptx",
    "program",
    "rtf",
    "shortcut",
    "xlsx",
    "xml",
    "zip",
]
"""Of a file by what it holds; `KINDS` in report/oddities.py has the words for each."""
OurKind = Literal["answers", "profile", "result", "round", "rubric", "schema"]
"""Of what we wrote or asked for, by its keys; it has words in the same place."""

_AT_START: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x00\x05\x16\x07", "mac_sidecar"),
    (b"\x00\x05\x16\x00", "mac_sidecar"),
    (b"bplist00", "shortcut"),
    (b"book\x00\x00\x00\x00mark", "shortcut"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "shortcut"),
    (b"[InternetShortcut]", "shortcut"),
    (b"SQLite format 3\x00", "database"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"version https://git-lfs", "placeholder"),
    (b"!<symlink>", "shortcut"),
)
_NEEDS_NUL = frozenset([b"BM", b"MZ", b"BZh"])
"""Short beginnings, that a text may have too: text holds no zero byte."""
_IN_ZIP: tuple[tuple[bytes, Kind], ...] = (
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet", "ods"),
    (b"Index/Document.iwa", "iwork"),
)
_MARKUP = re.compile(
    rb"\s*(?:(?P<xml><\?xml)|<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<!--|<(?:div|p|table|meta|script|svg)[\s>])",
    re.IGNORECASE,
)
_HTML = re.compile(rb"<html[\s>]", re.IGNORECASE)
_MAIL = re.compile(
    rb"^(?:From|To|Cc|Subject|Date|Sent|Van|Aan|Onderwerp|Verzonden|Datum|Return-Path|Received|Delivered-To|"
    rb"MIME-Version|Content-Type|Message-ID|X-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_FEWEST_HEADERS = 2
_LOOKED_AT = 64 * 1024


def kind_of(data: bytes) -> Kind | None:
    """The kind of another file than one of ours, by what it holds; None where it may be ours."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    for start, kind in _AT_START:
        if data.startswith(start) and (start not in _NEEDS_NUL or b"\x00" in data[:_LOOKED_AT]):
            return kind
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for part, kind in _IN_ZIP if part in data), "zip")
    if data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        return "picture"
    if data and not data.strip(b"\x00"):
        return "only_zeros"
    beginning = data[:_LOOKED_AT]
    if found := _MARKUP.match(beginning):
        return "xml" if found["xml"] and not _HTML.search(beginning) else "html"
    if _MAIL.match(beginning) and len(_MAIL.findall(beginning[:4000])) >= _FEWEST_HEADERS:
        return "mail"
    return None


def kind_of_ours(value: object) -> OurKind | None:
    """Which of our own kinds of files a parsed value is, by its keys; None where that does not show."""
    if not isinstance(value, dict):
        return None
    form = value.get("format")
    if isinstance(form, str) and form.startswith("verbetertool-result"):
        return "result"
    if isinstance(form, str) and form.startswith("verbetertool/") and "project" in value:
        return "answers"
    if isinstance(value.get("elements"), tuple) or isinstance(value.get("contexts"), tuple):
        return "rubric"
    if isinstance(value.get("round"), dict) and value.keys() <= _ROUND:
        return "round"
    if "$defs" in value and "properties" in value:
        return "schema"
    return "profile" if value and value.keys() <= _PROFILE else None


_ROUND = frozenset(["round", "profile", "style", "letters", "priorities"])
_PROFILE = frozenset(["target_groups", "ages", "goals", "phases"])
_OF_PROGRAMS = frozenset(
    ["__macosx", "node_modules", "__pycache__", "$recycle.bin", "system volume information", "thumbs.db", "desktop.ini"]
)


def is_kept_by_programs(name: str) -> bool:
    """Whether a name is one that systems and editors give to what they keep for themselves: `._x.yaml`, `.git`."""
    is_safety_copy = name.endswith("~") or (name.startswith("#") and name.endswith("#"))
    return is_safety_copy or name.startswith((".", "~$")) or name.casefold() in _OF_PROGRAMS
