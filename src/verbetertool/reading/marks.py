"""The first and the last line of a file that `audit` wrote: without the last one something is missing at the end."""

from verbetertool.model.answer_file import FIRST_LINE, FIRST_MARK, LAST_LINE, LAST_MARK

_MODELINE = "# yaml-language-server:"
"""An editor looks for this in the first line of a file."""


def marked(text: str) -> str:
    """The text of an answer file between our two lines; an editor's line stays the first."""
    lines = text.removesuffix("\n").split("\n")
    first = 1 if lines[0].startswith(_MODELINE) else 0
    return "\n".join([*lines[:first], FIRST_LINE, *lines[first:], LAST_LINE, ""])


def unmarked(text: str) -> str:
    """The text without our two lines."""
    return "\n".join(line for line in text.split("\n") if not is_mark(line))


def is_mark(line: str) -> bool:
    """Whether a line, or a comment, is one of ours."""
    return line.startswith((FIRST_MARK, LAST_MARK))


def is_cut_off(data: bytes) -> bool:
    """Whether the bytes of a file have our first line and not our last."""
    if FIRST_MARK.encode() not in data:
        return False
    lines = data.splitlines()
    has_first, has_last = (any(line.startswith(mark.encode()) for line in lines) for mark in (FIRST_MARK, LAST_MARK))
    return has_first and not has_last
