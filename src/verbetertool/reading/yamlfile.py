"""YAML text to plain values, strictly, all rules that refuse a file together: they give Problems, never an object.

PyYAML's own loaders are not used: they build what a file asks for, keep the last of duplicate keys and read `no` as
a boolean. This builder takes the event stream alone. Scalars are those of YAML 1.2: text, int, float, true/false and
null. Sequences become tuples, keys are always text. docs/decisions/0002-yaml.md says why.
"""

import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from sys import intern
from typing import Any, Literal

import yaml

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.record import record

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
MAX_NODES = 20_000
"""Keys and values; a full answer file has some five hundred."""
MAX_PROBLEMS = 100
"""Findings after which a file is not looked at any further."""

_AT_ONCE = 64 * 1024
"""Bytes that are read at once: room for a megabyte, made for each file, takes longer than to read it."""

Path_ = tuple[str | int, ...]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ORDINARY = bytes(range(0x20, 0x7F)) + b"\t\n\r"
"""What most of a file is made of; to look for control characters among the rest takes a fraction of the time."""
_NUMBER_START = frozenset("-+.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,18}|[0-9]{1,18}(?:\.[0-9]{0,18}|(?=[eE])))(?:[eE][-+]?[0-9]{1,3})?\Z")
_WORDS: dict[str, bool | int | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **{str(digit): digit for digit in range(10)},
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_SYNTAX = (
    ("cannot start any token", "yaml_character"),
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_missing_colon"),
    ("did not find expected key", "yaml_indent"),
    ("did not find expected '-' indicator", "yaml_indent"),
    ("sequence entries are not allowed", "yaml_indent"),
    ("did not find expected ',' or", "yaml_bracket"),
    ("unexpected end of stream", "yaml_quote"),
    ("unexpected document indicator", "yaml_quote"),
    ("escape", "yaml_escape"),
    ("indentation", "yaml_indent"),
)
"""Parts of libyaml's messages, and the code of what we say instead."""
_READABLE = frozenset(["duplicate_key", "control_character"])
"""Problems after which the rest of the file can still be checked."""


@record
class Finding:
    """A problem at a path in a document, before its line is looked up; with `key` the key itself is wrong."""

    code: str
    path: Path_
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Literal["error", "warning"] = "error"
    key: bool = False


@record
class Document:
    """A parsed file: its value, its text, and the line of every key of its two upper levels.

    `problems` are those that leave the value readable: a duplicate key (the first one is kept), a control character.
    """

    file: str
    text: str
    value: Any
    lines: Mapping[tuple[str, ...], int]
    problems: tuple[Problem, ...] = ()

    def located(self, findings: Iterable[Finding]) -> list[Problem]:
        """The findings (at most `MAX_PROBLEMS` of them) as Problems with their places, in the order of the file.

        A path that does not exist is placed at the deepest node above it. All places are found in one walk.
        """
        wanted = list(islice(findings, MAX_PROBLEMS))
        marks = _find(self.text, [(finding.path, finding.key) for finding in wanted])
        found = [
            Problem(each.code, place_in(self.file, self.text, *mark), each.values, each.severity)
            for each, mark in zip(wanted, marks, strict=True)
        ]
        return sorted([*self.problems, *found], key=lambda p: (p.place.line, p.place.column, p.code))


def place_in(file: str, text: str, line: int, column: int) -> Place:
    """A place with the text of its line; `line` and `column` count from 1. Each line of `text` ends with a newline."""
    lines = text.split("\n", line)
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    # Interned: a hundred findings on one line of a megabyte share its text.
    return Place(file, line, column, intern(excerpt))


def read_bytes(path: Path | Traversable) -> bytes:
    """The bytes of a regular file of at most `MAX_BYTES`.

    Raises InvalidInputError for a missing, unreadable, special or larger file; OSError never gets out.
    """
    name = str(path)
    try:
        if isinstance(path, Path):
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            try:
                mode = os.fstat(descriptor).st_mode
                if not stat.S_ISREG(mode):
                    raise _refused(name, "is_folder" if stat.S_ISDIR(mode) else "not_regular")
                data = _start_of(descriptor)
            finally:
                os.close(descriptor)
        else:
            data = path.read_bytes()
    except FileNotFoundError:
        raise _refused(name, "not_found") from None
    except PermissionError:
        raise _refused(name, "no_permission") from None
    except (OSError, ValueError) as error:
        raise _refused(name, "unreadable", reason=getattr(error, "strerror", None) or str(error)) from None
    if len(data) > MAX_BYTES:
        raise _refused(name, "too_large", limit=MAX_BYTES // 1024)
    return data


def _start_of(descriptor: int) -> bytes:
    """What an open file holds, or of a file that is too large somewhat more than `MAX_BYTES`."""
    parts = []
    left = MAX_BYTES + 1
    while left > 0 and (part := os.read(descriptor, _AT_ONCE)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def parse_yaml(file: str, data: bytes) -> Document:
    """The value of a YAML file.

    Raises InvalidInputError with every problem found: encoding, control characters, syntax, anchors, aliases, tags,
    nesting over `MAX_DEPTH`, more than `MAX_NODES` nodes, more than one document.
    """
    text = _decode(file, data)
    builder = _Builder(file, text)
    value = builder.build()
    stopped = value is None and builder.problems
    if stopped or any(problem.code not in _READABLE for problem in builder.problems):
        raise InvalidInputError(builder.problems)
    return Document(file, text, value, builder.lines, tuple(builder.problems))


def _refused(file: str, code: str, **values: object) -> InvalidInputError:
    return InvalidInputError([Problem(code, Place(file), values)])


def _decode(file: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(file, "utf16")
    data = data.removeprefix(BOM_UTF8)
    if b"\x00" in data:
        line, column = _position(data[: data.index(b"\x00")].decode("latin-1"))
        raise InvalidInputError([Problem("binary", Place(file, line, column))])
    try:
        text = _with_newlines(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        shown = _with_newlines(data.decode("latin-1"))
        place = place_in(file, shown, *_position(data[: error.start].decode("latin-1")))
        raise InvalidInputError([Problem("not_utf8", place, {"byte": f"0x{data[error.start]:02X}"})]) from None
    unusual = data.translate(None, _ORDINARY).decode()
    if _CONTROL.search(unusual) and (found := _CONTROL.search(text)):
        place = place_in(file, text, *_position(text[: found.start()]))
        raise InvalidInputError([Problem("control_character", place, {"character": f"U+{ord(found[0]):04X}"})])
    return text


def _with_newlines(text: str) -> str:
    """The text with a newline at the end of every line, also where the file has a carriage return (YAML 1.2, 5.4).

    To libyaml a carriage return alone ends a line; done here once, every line is counted the same way. The other ends
    of lines that it knows (U+0085, U+2028, U+2029) are refused as control characters.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _position(before: str) -> tuple[int, int]:
    """Line and column (from 1) of the character after the text `before`."""
    lines = _with_newlines(before)
    return lines.count("\n") + 1, len(lines) - lines.rfind("\n")


def _events(text: str) -> Iterator[Any]:
    """The events of libyaml, or without it of the parser in Python."""
    if yaml.__with_libyaml__:
        # The iterator that needs no code of Python's between two events; `yaml.parse` does.
        parser: Any = yaml.CLoader(text)
        return iter(parser.get_event, None)
    return yaml.parse(text, Loader=yaml.SafeLoader)


def _scalar(value: str) -> Any:
    """The value of a plain scalar."""
    if value in _WORDS:
        return _WORDS[value]
    if value[0] in _NUMBER_START:
        if _INTEGER.match(value):
            return int(value)
        if _FLOAT.match(value):
            return float(value)
    return value


class _Builder:
    """Builds values from events, and collects what is wrong on the way."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.problems: list[Problem] = []
        self.lines: dict[tuple[str, ...], int] = {}

    def build(self) -> Any:
        try:
            return self._build()
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except yaml.YAMLError:
            self.problems.append(Problem("yaml_other", Place(self.file)))
        return None

    def _build(self) -> Any:
        root: Any = None
        stack: list[tuple[Any, str | None, tuple[str, ...] | None]] = []
        container: Any = None
        in_mapping = False
        key: str | None = None
        path: tuple[str, ...] | None = ()
        """Where the container stands, as long as that is on the two upper levels."""
        documents = nodes = 0
        scalar = yaml.ScalarEvent  # looked up once, not for each of a thousand events
        has_escapes = "\\" in self.text  # nothing else brings a control character into a text that held none
        for event in _events(self.text):
            nodes += 1
            if nodes > MAX_NODES:
                self._found("too_many_nodes", event, limit=MAX_NODES)
                return None
            kind = event.__class__
            if kind is scalar:
                if event.anchor is not None or event.tag is not None:
                    self._check_node(event)
                value = event.value
                if has_escapes and event.style == '"' and (found := _CONTROL.search(value)):
                    self._found("control_character", event, character=f"U+{ord(found[0]):04X}")
                if in_mapping and key is None:
                    key = value
                    if value in container:
                        self._found("duplicate_key", event, key=value)
                    elif path is not None:
                        self.lines[(*path, value)] = event.start_mark.line + 1
                    continue
                if event.implicit[0]:
                    value = _scalar(value)
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
                self._found("alias", event, name=event.anchor)
                if in_mapping and key is None:
                    return None
                value = None
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._found("second_document", event)
                    return None
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
        return root

    def _check_node(self, event: Any) -> None:
        if event.anchor is not None:
            self._found("anchor", event, name=event.anchor)
        if event.tag is not None:
            self._found("tag", event, name=event.tag)

    def _found(self, code: str, event: Any, **values: object) -> None:
        place = place_in(self.file, self.text, event.start_mark.line + 1, event.start_mark.column + 1)
        self.problems.append(Problem(code, place, values))

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        said = f"{error.context or ''} {error.problem or ''}"
        code = next((code for part, code in _SYNTAX if part in said), "yaml_other")
        if code in ("yaml_quote", "yaml_missing_colon") and error.context_mark is not None:
            mark = error.context_mark  # where it began; only further on libyaml saw that it does not end
        if mark is None:
            self.problems.append(Problem(code, Place(self.file)))
            return
        place = place_in(self.file, self.text, mark.line + 1, mark.column + 1)
        indent = place.excerpt[: len(place.excerpt) - len(place.excerpt.lstrip())]
        if "\t" in indent or place.excerpt[mark.column : mark.column + 1] == "\t":
            code = "yaml_tab"
            place = Place(place.file, place.line, place.excerpt.index("\t") + 1, place.excerpt)
        self.problems.append(Problem(code, place))


Mark = tuple[int, int]


def _find(text: str, wanted: Sequence[tuple[Path_, bool]]) -> list[Mark]:
    """For each path the mark of its node (or of the key before it), or of the deepest node above it that exists."""
    above = {path[:depth] for path, _ in wanted for depth in range(len(path) + 1)}
    nodes: dict[Path_, tuple[Mark | None, Mark]] = {}
    for path, key_mark, value_mark in _nodes(text):
        if path in above:
            nodes.setdefault(path, (key_mark, value_mark))
            if len(nodes) == len(above):
                break
    return [_mark_of(path, key, nodes) for path, key in wanted]


def _mark_of(path: Path_, key: bool, nodes: Mapping[Path_, tuple[Mark | None, Mark]]) -> Mark:
    depth = next((depth for depth in range(len(path), 0, -1) if path[:depth] in nodes), 0)
    key_mark, value_mark = nodes.get(path[:depth], (None, (1, 1)))
    on_value = depth == len(path) and not key and key_mark is not None and value_mark[0] == key_mark[0]
    return value_mark if key_mark is None or on_value else key_mark


def _nodes(text: str) -> Iterator[tuple[Path_, Mark | None, Mark]]:
    """Path, mark of the key before it and mark of every node, by walking the events once more (bad files only)."""
    parents: list[Path_] = []
    steps: list[int | None] = []
    """Of each open container the index of its next item; None for a mapping."""
    key: tuple[str, Mark] | None = None
    path: Path_ = ()
    for event in _events(text):
        kind = type(event)
        if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            steps.pop()
            parents.pop()
            continue
        if kind not in (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent):
            continue
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        key_mark: Mark | None = None
        if not steps:
            path = ()
        elif (index := steps[-1]) is not None:
            path = (*parents[-1], index)
            steps[-1] = index + 1
        elif key is None:
            key = (event.value, mark)
            continue
        else:
            path = (*parents[-1], key[0])
            key_mark, key = key[1], None
        yield path, key_mark, mark
        if kind is not yaml.ScalarEvent:
            parents.append(path)
            steps.append(None if kind is yaml.MappingStartEvent else 0)
