"""What can be read of a YAML file with errors in its syntax: each is reported, and the entry around it taken out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from verbetertool.errors import InvalidInputError, Problem
from verbetertool.reading.findings import MOST_ERRORS
from verbetertool.reading.parsed_file import ParsedFile
from verbetertool.reading.places import place_in
from verbetertool.reading.syntax import Diagnosis, diagnosis, joined
from verbetertool.reading.yaml_builder import Builder
from verbetertool.reading.yaml_events import events_of

_MOST_SALVAGED = 1_000_000
"""Characters that are parsed again, all times together, to read on behind an error."""
_FENCE = re.compile(r"(?:```|~~~)[\w-]*\s*\Z")
_TABBED = re.compile(r" *\t[ \t]*[^\s-]")
_CONFLICT = re.compile(r"(?:<<<<<<<|=======|>>>>>>>)(?: .*)?\Z")


def salvaged(file: str, text: str, before: Sequence[Problem], builder: Builder) -> ParsedFile:
    """What can be read of a file with errors in its syntax, after taking out what each of them is in.

    Raises InvalidInputError with what is wrong where nothing is left.
    """
    rest = _Rest(file, text)
    left = min(MOST_ERRORS, _MOST_SALVAGED // max(1, len(text)) + 1)
    goes_on = True
    value: Any = None
    while goes_on:
        if rest.text != builder.text:
            builder = Builder(file, rest.text)
            value = builder.build()
        if builder.error is None:
            break
        value = builder.part
        left -= 1
        goes_on = rest.take_out(diagnosis(rest.lines, builder.error, partial(events_of, builder.text))) and left > 0
    problems = (*before, *rest.problems, *builder.problems)
    if value is None or value == {}:
        raise InvalidInputError(problems)
    return ParsedFile(file, builder.text, value, builder.lines, problems, shown=text, unread=frozenset(rest.unread))


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
        for number in self._tabbed[:MOST_ERRORS]:
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
