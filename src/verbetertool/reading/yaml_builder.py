"""Events to plain values, strictly, with all rules that refuse a file: a problem for each, never an object.

Sequences become tuples, keys are always text.
"""

from typing import Any

import yaml

from verbetertool.errors import Problem
from verbetertool.reading.decoding import CONTROL
from verbetertool.reading.findings import MAX_PROBLEMS, UNREADABLE
from verbetertool.reading.places import place_in
from verbetertool.reading.yaml_events import events_of, plain_value

MAX_DEPTH = 20
MAX_NODES = 20_000
"""Keys and values; a full answer file has some five hundred."""


class Builder:
    """Builds values from events, and collects what is wrong on the way."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.problems: list[Problem] = []
        self.lines: dict[tuple[str, ...], int] = {}
        self.error: yaml.MarkedYAMLError | None = None
        """Where the syntax is broken."""
        self.anchors = set[str]()
        self.part: Any = None
        """What was read up to there."""

    def build(self) -> Any:
        """The value of the text; None where nothing more can be checked. An error in the syntax stands in `error`."""
        try:
            return self._build()
        except yaml.MarkedYAMLError as error:
            self.error = error
        except yaml.YAMLError:
            self.error = yaml.MarkedYAMLError()
        return None

    def _build(self) -> Any:
        root: Any = None
        stack: list[tuple[Any, str | None, tuple[str, ...] | None]] = []
        container: Any = None
        in_mapping = False
        key: str | None = None
        path: tuple[str, ...] | None = ()
        """Where the container stands, as long as that is on the two upper floors."""
        documents = nodes = 0
        scalar = yaml.ScalarEvent  # looked up once, not for each of a thousand events
        has_escapes = "\\" in self.text  # nothing else brings a control character into a text that held none
        try:
            for event in events_of(self.text):
                nodes += 1
                if nodes > MAX_NODES:
                    self._found("too_many_nodes", event, limit=MAX_NODES)
                    return None
                kind = event.__class__
                if kind is scalar:
                    if event.anchor is not None or event.tag is not None:
                        self._check_node(event)
                    value = event.value
                    if has_escapes and event.style == '"' and (found := CONTROL.search(value)):
                        self._found("control_character", event, character=f"U+{ord(found[0]):04X}")
                    if in_mapping and key is None:
                        key = value
                        if value in container:
                            self._found("duplicate_key", event, key=value, section=path[0] if path else "")
                        elif path is not None:
                            self.lines[(*path, value)] = event.start_mark.line + 1
                        continue
                    if event.implicit[0]:
                        value = plain_value(value)
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    value = container if in_mapping else tuple(container)
                    container, key, path = stack.pop()
                    in_mapping = container.__class__ is dict
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    self._check_node(event)
                    if len(stack) >= MAX_DEPTH:
                        self._found("too_deep", event, limit=MAX_DEPTH)
                        return None
                    if in_mapping and key is None:
                        self._found("key_not_text", event)
                        return None
                    stack.append((container, key, path))
                    if key is not None:
                        path = (key,) if path == () else None
                    in_mapping = kind is yaml.MappingStartEvent
                    container, key = ({} if in_mapping else []), None
                    continue
                elif kind is yaml.AliasEvent:
                    known = event.anchor in self.anchors
                    self._found("alias" if known else "alias_text", event, name=event.anchor)
                    if in_mapping and key is None:
                        key = f"*{event.anchor}"
                        continue
                    value = UNREADABLE
                elif kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self._found("second_document", event)
                        return root
                    if event.tags:
                        self._found("tag", event, name=next(iter(event.tags)))
                    continue
                else:
                    continue
                if len(self.problems) >= MAX_PROBLEMS:
                    return None
                if in_mapping:
                    if key not in container:
                        container[key] = value
                    key = None
                elif container is None:
                    root = value
                else:
                    container.append(value)
        except yaml.YAMLError:
            self.part = _closed(container, key, stack) if root is None else root
            raise
        return root

    def _check_node(self, event: Any) -> None:
        if event.anchor is not None:
            self.anchors.add(event.anchor)
            self._found("anchor", event, name=event.anchor)
        if event.tag is not None:
            self._found("tag", event, name=event.tag)

    def _found(self, code: str, event: Any, **values: object) -> None:
        place = place_in(self.file, self.text, event.start_mark.line + 1, event.start_mark.column + 1)
        self.problems.append(Problem(code, place, values))


def _closed(container: Any, key: str | None, stack: list[tuple[Any, str | None, Any]]) -> Any:
    """What was built so far, of maps and lists that have not come to their end."""
    while stack:
        value = container if isinstance(container, dict) else tuple(container)
        container, key, _path = stack.pop()
        if isinstance(container, dict):
            if key is not None:
                container.setdefault(key, value)
        elif container is not None:
            container.append(value)
        else:
            return value
    return container
