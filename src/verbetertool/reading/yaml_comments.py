"""The comments in the text of a YAML file, and those that may be meant as text."""

import re
from collections.abc import Iterator

import yaml

from verbetertool.reading.yaml_events import events_of

_NO_LINE_END = re.compile(r"[^\n]")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*$", re.MULTILINE)
_GLUED = re.compile(r"[ \t]#[^\s#!]")
_MAY_GO_ON = re.compile(r"(?::|:\s+[^\s\"'\[{|>0-9].*[^\]}])$")
"""The end of what stands before a comment that may be meant as text: an empty value, or text without quotes."""


def comments_of(text: str) -> list[str]:
    """The comments in the text of a file that could be parsed, in order, without the space around them."""
    return [found[0].strip() for found in _COMMENT.finditer(_without_values(text))]


def swallowed(text: str) -> Iterator[tuple[int, int, str]]:
    """Comments that may be meant as text: `peers: #2`, or `note: zie #5`. Line and column (from 1), and the comment.

    None in a text that can't be parsed: what is wrong with it was found already.
    """
    if _GLUED.search(text) is None:
        return
    try:
        without_values = _without_values(text)
    except yaml.YAMLError:
        return
    lines = text.split("\n")
    for number, line in enumerate(without_values.split("\n"), 1):
        found = _COMMENT.search(line)
        written = lines[number - 1]
        at = found.start() if found else 0
        if at > 0 and _GLUED.match(written, at - 1) and _MAY_GO_ON.search(written[:at].rstrip()):
            yield number, at + 1, written[at:].strip()


def _without_values(text: str) -> str:
    """The text with a letter in the place of every value and key, so that a # in it is a comment."""
    pieces, end = [], 0
    for event in events_of(text):
        kind = event.__class__
        if kind is not yaml.ScalarEvent:
            continue
        start = event.start_mark.index
        if event.style in ("|", ">"):  # behind the sign itself there may be a comment
            start = text.find("\n", start, event.end_mark.index)
        if end <= start < event.end_mark.index:
            pieces.append(text[end:start])
            end = event.end_mark.index
            pieces.append(_NO_LINE_END.sub("x", text[start:end]))
    pieces.append(text[end:])
    return "".join(pieces)
