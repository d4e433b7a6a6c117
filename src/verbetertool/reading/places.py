"""Where something stands in a text: the line and column of a path, looked up in one more walk over the events."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from sys import intern
from typing import Any

import yaml

from verbetertool.errors import Place
from verbetertool.reading.findings import Path_
from verbetertool.reading.yaml_events import events_of

Mark = tuple[int, int, str]
"""Line and column (from 1) of a node, and what is written there if it is a text."""


def place_in(file: str, text: str, line: int, column: int) -> Place:
    """A place with the text of its line; `line` and `column` count from 1. Each line of `text` ends with a newline."""
    return place_on(file, text.split("\n", line), line, column)


def place_on(file: str, lines: Sequence[str], line: int, column: int) -> Place:
    """As `place_in`, of a text that is in lines already."""
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    # Interned: a hundred findings on one line of a megabyte share its text.
    return Place(file, line, column, intern(excerpt))


def marks_of(text: str, wanted: Sequence[tuple[Path_, bool]]) -> list[Mark]:
    """For each path the mark of its node (or of the key before it), or of the deepest node above it that exists."""
    above = {path[:depth] for path, _ in wanted for depth in range(len(path) + 1)}
    found: dict[Path_, tuple[Mark | None, Mark]] = {}
    for path, key_mark, value_mark in nodes(text):
        if path in above:
            found.setdefault(path, (key_mark, value_mark))
            if len(found) == len(above):
                break
    return [_mark_of(path, key, found) for path, key in wanted]


def _mark_of(path: Path_, key: bool, nodes: Mapping[Path_, tuple[Mark | None, Mark]]) -> Mark:
    depth = next((depth for depth in range(len(path), 0, -1) if path[:depth] in nodes), 0)
    key_mark, value_mark = nodes.get(path[:depth], (None, (1, 1, "")))
    on_value = (
        depth == len(path) and not key and key_mark is not None and (value_mark[2] or value_mark[0] == key_mark[0])
    )
    return value_mark if key_mark is None or on_value else key_mark


def nodes(text: str) -> Iterator[tuple[Path_, Mark | None, Mark]]:
    """Path, mark of the key before it and mark of every node, by walking the events once more (bad files only).

    Of a broken text the nodes before the error.
    """
    parents: list[Path_] = []
    steps: list[int | None] = []
    """Of each open container the index of its next item; None for a mapping."""
    key: tuple[str, Mark] | None = None
    path: Path_ = ()
    for event in _unbroken(events_of(text)):
        kind = type(event)
        if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            steps.pop()
            parents.pop()
            continue
        if kind not in (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent):
            continue
        start, end = event.start_mark, event.end_mark
        written = text[start.index : end.index] if kind is yaml.ScalarEvent and event.style not in ("|", ">") else ""
        mark = (start.line + 1, start.column + 1, written)
        key_mark: Mark | None = None
        if not steps:
            path = ()
        elif (index := steps[-1]) is not None:
            path = (*parents[-1], index)
            steps[-1] = index + 1
        elif key is None:
            key = (getattr(event, "value", ""), mark)
            continue
        else:
            path = (*parents[-1], key[0])
            key_mark, key = key[1], None
        yield path, key_mark, mark
        if kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            parents.append(path)
            steps.append(None if kind is yaml.MappingStartEvent else 0)


def _unbroken(events: Iterator[Any]) -> Iterator[Any]:
    with suppress(yaml.YAMLError):
        yield from events
