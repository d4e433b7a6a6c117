"""YAML text to plain values, strictly, all rules that refuse a file together: they give Problems, never an object.

PyYAML's own loaders are not used: they build what a file asks for, keep the last of duplicate keys and read `no` as
a boolean. This builder takes the event stream alone. Scalars are those of YAML 1.2: text, int, float, true/false and
null. Sequences become tuples, keys are always text. docs/decisions/0002-yaml.md says why.
"""

import os
import re
import stat
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from functools import lru_cache, partial
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from sys import intern
from typing import Any, BinaryIO, Literal

import yaml

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.answer_file import MAX_BYTES
from verbetertool.model.record import record
from verbetertool.reading.filetypes import kind_of
from verbetertool.reading.syntax import Diagnosis, diagnosis, joined
from verbetertool.reading.unseen import odd_character

MAX_DEPTH = 20
MAX_NODES = 20_000
"""Keys and values; a full answer file has some five hundred."""
MAX_PROBLEMS = 100
"""Findings after which a file is not looked at any further."""

_AT_ONCE = 64 * 1024
"""Bytes that are read at once: room for a megabyte, made for each file, takes longer than to read it."""

Path_ = tuple[str | int, ...]

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What no text of an answer file may hold."""
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
_MOST_SALVAGED = 1_000_000
"""Characters that are parsed again, all times together, to read on behind an error."""
_MOST_ERRORS = 20
"""Errors in the syntax of one file after which it is not read any further."""
_FENCE = re.compile(r"(?:```|~~~)[\w-]*\s*\Z")
_TABBED = re.compile(r" *\t[ \t]*[^\s-]")
_CONFLICT = re.compile(r"(?:<<<<<<<|=======|>>>>>>>)(?: .*)?\Z")


class Unreadable:
    """Stands for a value that is reported already, so that nothing more is said of it."""


UNREADABLE = Unreadable()


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
    """A parsed file: its value, its text, and the line of every key of its two upper floors.

    `problems` are errors that leave some of the value readable: a file with any of them is checked as far as it goes,
    and then refused. `remarks` are warnings about the file as a whole.
    """

    file: str
    text: str
    """What the value was read from: where the file is broken, lines of it are empty here."""
    value: Any
    lines: Mapping[tuple[str, ...], int]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    shown: str | None = None
    """The text of the file itself, where `text` is another."""
    unread: frozenset[int] = frozenset()
    """Lines of the file that are empty in `text`."""
    written: Mapping[Path_, str] = field(default_factory=dict)
    """By the path of a key in `value` what the file has for it, where that is another word (`dutch.py`)."""

    def located(self, findings: Iterable[Finding]) -> list[Problem]:
        """The findings (at most `MAX_PROBLEMS` of them) as Problems with their places, in the order of the file.

        A path that does not exist is placed at the deepest node above it. All places are found in one walk. What may
        stand in the part that could not be read is not missed.
        """
        wanted = list(islice(findings, MAX_PROBLEMS))
        marks = _find(self.text, [(self._written(finding.path), finding.key) for finding in wanted])
        found = [
            self._located(each, mark)
            for each, mark in zip(wanted, marks, strict=True)
            if not (
                self.unread and (each.code in _ABSENT or (each.code == "left_empty" and mark[0] + 1 in self.unread))
            )
        ]
        problems = [*self.problems, *self.remarks, *_without_echoes(found)]
        return sorted(problems, key=lambda p: (p.place.line, p.place.column, p.code))

    def problem(self, finding: Finding) -> Problem:
        """One finding as a Problem with its place; of the problems of the file itself nothing is said."""
        [mark] = _find(self.text, [(self._written(finding.path), finding.key)])
        return self._located(finding, mark)

    def _written(self, path: Path_) -> Path_:
        """A path in `value` as one in the text."""
        if not self.written:
            return path
        return tuple(self.written.get(path[: depth + 1], step) for depth, step in enumerate(path))

    def _located(self, finding: Finding, mark: "Mark") -> Problem:
        line, column, written = mark
        values = dict(finding.values)
        if len(written) <= _LONGEST_ODD and (odd := odd_character(written)) and finding.severity == "error":
            values |= odd.values
            column += odd.at
        place = place_in(self.file, self.text if self.shown is None else self.shown, line, column)
        return Problem(finding.code, place, values, finding.severity)


def _without_echoes(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The problems without those that say in other words what another one says of the same spot or key."""
    spots = {(each.place.line, each.place.column) for each in problems if each.code in ("not_a_choice", "dangling_id")}
    meant = {each.values.get("suggestion") for each in problems if each.code == "unknown_key"}
    for each in problems:
        is_told = each.code == "bad_form" and (each.place.line, each.place.column) in spots
        is_misspelt = each.code == "missing_key" and each.values.get("key") in meant
        if not (is_told or is_misspelt):
            yield each


_ABSENT = frozenset(["missing_key"])
"""Findings that something is not there."""
_LONGEST_ODD = 200
"""Characters of a value in which an odd one is looked for: names, levels and choices are far shorter."""


def place_in(file: str, text: str, line: int, column: int) -> Place:
    """A place with the text of its line; `line` and `column` count from 1. Each line of `text` ends with a newline."""
    lines = text.split("\n", line)
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    # Interned: a hundred findings on one line of a megabyte share its text.
    return Place(file, line, column, intern(excerpt))


STDIN = Path("-")
"""In the place of a file: what the command gets through a pipe."""


def read_bytes(path: Path | Traversable, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file of at most `limit`, or for `STDIN` what comes through the pipe.

    Raises InvalidInputError for a missing, unreadable, special or larger file; OSError never gets out.
    """
    name = str(path)
    try:
        if path == STDIN:
            data = _piped(sys.stdin.buffer, limit)
        elif isinstance(path, Path):
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            try:
                mode = os.fstat(descriptor).st_mode
                if not stat.S_ISREG(mode):
                    raise _refused(name, "is_folder" if stat.S_ISDIR(mode) else "not_regular")
                data = _start_of(descriptor, limit)
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
    if len(data) > limit:
        if (kind := kind_of(data)) is not None:
            raise _refused(name, "other_kind", kind=kind)
        raise _refused(name, "too_large", limit=limit // 1024)
    return data


@lru_cache(maxsize=1)
def _piped(stream: BinaryIO, limit: int) -> bytes:
    """What comes through a pipe, or somewhat more than `limit` of it; once read it is gone, so it is kept."""
    return stream.read(limit + 1)


def _start_of(descriptor: int, limit: int) -> bytes:
    """What an open file holds, or of a file that is too large somewhat more than `limit`."""
    parts = []
    left = limit + 1
    while left > 0 and (part := os.read(descriptor, _AT_ONCE)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def parse_yaml(file: str, data: bytes) -> Document:
    """The value of a YAML file, with the problems that leave some of it readable.

    Raises InvalidInputError with every problem found where nothing more can be checked: another kind of file, nesting
    over `MAX_DEPTH`, more than `MAX_NODES` nodes, or no text that is YAML for a part.
    """
    text, problems = _decode(file, data)
    builder = _Builder(file, text)
    value = builder.build()
    if builder.error is not None:
        return _salvaged(file, text, problems, builder)
    if value is None and builder.problems:
        raise InvalidInputError([*problems, *builder.problems])
    return Document(file, text, value, builder.lines, (*problems, *builder.problems))


def _refused(file: str, code: str, **values: object) -> InvalidInputError:
    return InvalidInputError([Problem(code, Place(file), values)])


def _salvaged(file: str, text: str, before: Sequence[Problem], builder: "_Builder") -> Document:
    """What can be read of a file with errors in its syntax, after taking out what each of them is in.

    Raises InvalidInputError with what is wrong where nothing is left.
    """
    rest = _Rest(file, text)
    left = min(_MOST_ERRORS, _MOST_SALVAGED // max(1, len(text)) + 1)
    goes_on = True
    value: Any = None
    while goes_on:
        if rest.text != builder.text:
            builder = _Builder(file, rest.text)
            value = builder.build()
        if builder.error is None:
            break
        value = builder.part
        left -= 1
        goes_on = rest.take_out(diagnosis(rest.lines, builder.error, partial(_events, builder.text))) and left > 0
    problems = (*before, *rest.problems, *builder.problems)
    if value is None or value == {}:
        raise InvalidInputError(problems)
    return Document(file, builder.text, value, builder.lines, problems, shown=text, unread=frozenset(rest.unread))


class _Rest:
    """The lines of a broken file without what is reported already."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._whole = text
        self._in_brackets = text.lstrip()[:1] in ("{", "[")
        self._tabbed: list[int] = []
        # JSON has signs as two codes, which YAML does not know.
        self.lines = (joined(text) if self._in_brackets else text).split("\n")
        self.problems: list[Problem] = list(_wrapped(file, text, self.lines))
        self.unread = set[int]()

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def take_out(self, found: Diagnosis) -> bool:
        """Tells an error, and takes out the entry that it is in. Returns whether there is sense in reading again."""
        if found.code == "yaml_tab" and not self._tabbed and self._without_tabs():
            return True
        codes = {problem.code for problem in self.problems}
        # The end of a text that was taken out looks like the start of another, and spaces for tabs are a guess.
        is_echo = (found.code == "yaml_quote" and "yaml_quote" in codes) or found.line - 1 in self._tabbed
        if not is_echo:
            self._tell(found.code, found.line, found.column, found.values or {})
        entry = _entry_at(self.lines, found.line - 1) if found.line and not self._in_brackets else range(0)
        taken = {number + 1 for number in entry if self.lines[number].strip()}
        for number in entry:
            self.lines[number] = ""
        self.unread |= taken or {found.line}
        return bool(taken)

    def _without_tabs(self) -> bool:
        """Tells every line that springs in with tabs, and reads on with spaces in their place."""
        self._tabbed = [number for number, line in enumerate(self.lines) if _TABBED.match(line)]
        for number in self._tabbed[:_MOST_ERRORS]:
            self._tell("yaml_tab", number + 1, self.lines[number].index("\t") + 1, {})
        for number in self._tabbed:
            line = self.lines[number]
            indent = line[: len(line) - len(line.lstrip())]
            self.lines[number] = indent.replace("\t", "  ") + line.lstrip()
        return bool(self._tabbed)

    def _tell(self, code: str, line: int, column: int, values: Mapping[str, object]) -> None:
        self.problems.append(Problem(code, place_in(self._file, self._whole, line, column), values))


def _wrapped(file: str, text: str, lines: list[str]) -> Iterator[Problem]:
    """What a mail, a chat or a version control put around the text; takes it out of the lines."""
    written = [number for number, line in enumerate(lines) if line.strip()]
    marked = [number for number in written if lines[number].startswith(">")]
    if marked and len(marked) * 2 > len(written):
        yield Problem("mail_quote", place_in(file, text, marked[0] + 1, 1))
        for number in marked:
            lines[number] = "  " + lines[number][1:].removeprefix(" ")
    for number, line in enumerate(lines):
        code = "code_fence" if _FENCE.match(line) else "merge_conflict" if _CONFLICT.match(line) else None
        if code is not None:
            yield Problem(code, place_in(file, text, number + 1, 1), {"found": line.strip()[:20]})
            lines[number] = ""


def _entry_at(lines: Sequence[str], at: int) -> range:
    """The lines of the entry that a line belongs to: a key on one of the two upper floors with all below it."""

    def depth(number: int) -> int:
        return len(lines[number]) - len(lines[number].lstrip(" "))

    def is_written(number: int) -> bool:
        return bool(lines[number].strip()) and not lines[number].lstrip().startswith("#")

    start = at
    while start > 0 and (not is_written(start) or depth(start) > 2):
        start -= 1
    end = start + 1
    while end < len(lines) and (not is_written(end) or depth(end) > depth(start)):
        end += 1
    return range(min(start, at), max(end, at + 1))


def _decode(file: str, data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file, and what is wrong with its characters. Raises InvalidInputError where it is no text."""
    encoding = _wide_encoding(data)
    if encoding is not None:
        problem = Problem("wide_encoding", Place(file), {"encoding": encoding[:6].upper()})
        return _without_control(file, _with_newlines(data.decode(encoding, "replace")), [problem])
    if (kind := kind_of(data)) is not None:
        raise _refused(file, "other_kind", kind=kind)
    data = data.removeprefix(BOM_UTF8)
    if b"\x00" in data:
        line, column = _position(data[: data.index(b"\x00")].decode("latin-1"))
        raise InvalidInputError([Problem("binary", Place(file, line, column))])
    try:
        text = _with_newlines(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        shown = _with_newlines(data.decode("cp1252", "replace"))
        place = place_in(file, shown, *_position(data[: error.start].decode("latin-1")))
        return _without_control(file, shown, [Problem("not_utf8", place, {"byte": f"0x{data[error.start]:02X}"})])
    unusual = data.translate(None, _ORDINARY).decode()
    return _without_control(file, text, []) if CONTROL.search(unusual) else (text, [])


def _wide_encoding(data: bytes) -> str | None:
    """The encoding of a text with two or four bytes to a character, as some programs save it; None for others."""
    for mark, encoding in (
        (BOM_UTF32_LE, "utf-32"),
        (BOM_UTF32_BE, "utf-32"),
        (BOM_UTF16_LE, "utf-16"),
        (BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return encoding
    beginning = data[:200]
    zeros = beginning.count(0)
    if len(beginning) >= 4 and zeros * 5 > len(beginning) * 2 and zeros * 5 < len(beginning) * 3:
        for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
            if not any(beginning[1 - offset :: 2][index] == 0 for index in range(len(beginning) // 2)):
                return encoding
    return None


def _without_control(file: str, text: str, problems: list[Problem]) -> tuple[str, list[Problem]]:
    """The text without control characters, each line that held one with a problem."""
    if not CONTROL.search(text):
        return text, problems
    seen = set[int]()
    at = line = start = 0
    for found in CONTROL.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        if line in seen:
            continue
        seen.add(line)
        if len(seen) > _MOST_ERRORS:
            break
        start = text.rfind("\n", 0, at) + 1
        place = place_in(file, text, line + 1, at - start + 1)
        problems.append(Problem("control_character", place, {"character": f"U+{ord(found[0]):04X}"}))
    return CONTROL.sub("", text), problems


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
        self.error: yaml.MarkedYAMLError | None = None
        """Where the syntax is broken."""
        self.anchors = set[str]()
        self.part: Any = None
        """What was read up to there."""

    def build(self) -> Any:
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


def scalar_in(data: bytes, section: str, key: str) -> Any:
    """The plain value under a key of a section of a file, without reading on; None where it can't be read."""
    try:
        events = _events(_decode("", data)[0])
        depth, is_key, names = 0, True, ["", ""]
        for event in events:
            if isinstance(event, yaml.ScalarEvent) and 0 < depth <= 2:
                if is_key:
                    names[depth - 1] = event.value
                elif depth == 2 and names == [section, key]:
                    return _scalar(event.value) if event.implicit[0] and event.value else event.value
                is_key = not is_key
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                depth += 1
                is_key = True
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                depth -= 1
                is_key = True
    except (InvalidInputError, yaml.YAMLError):
        pass
    return None


_NO_LINE_END = re.compile(r"[^\n]")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*$", re.MULTILINE)


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


_GLUED = re.compile(r"[ \t]#[^\s#!]")
_MAY_GO_ON = re.compile(r"(?::|:\s+[^\s\"'\[{|>0-9].*[^\]}])$")
"""The end of what stands before a comment that may be meant as text: an empty value, or text without quotes."""


def _without_values(text: str) -> str:
    """The text with a letter in the place of every value and key, so that a # in it is a comment."""
    pieces, end = [], 0
    for event in _events(text):
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


Mark = tuple[int, int, str]
"""Line and column (from 1) of a node, and what is written there if it is a text."""


def _find(text: str, wanted: Sequence[tuple[Path_, bool]]) -> list[Mark]:
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
    for event in _unbroken(_events(text)):
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
