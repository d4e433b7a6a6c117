"""A file that was parsed: its value, and its findings as Problems with their places."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import islice
from typing import Any

from verbetertool.errors import Problem
from verbetertool.model.record import record
from verbetertool.reading.findings import MAX_PROBLEMS, Finding, Path_
from verbetertool.reading.places import Mark, marks_of, place_on
from verbetertool.reading.unseen import odd_character

_ABSENT = frozenset(["missing_key"])
"""Findings that something is not there."""
_LONGEST_ODD = 200
"""Characters of a value in which an odd one is looked for: names, levels and choices are far shorter."""


@record
class ParsedFile:
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
        lines = self._shown_lines() if wanted else []
        found = [
            self._located(each, mark, lines)
            for each, mark in zip(wanted, self._marks(wanted, lines), strict=True)
            if not (
                self.unread and (each.code in _ABSENT or (each.code == "left_empty" and mark[0] + 1 in self.unread))
            )
        ]
        problems = [*self.problems, *self.remarks, *_without_echoes(found)]
        return sorted(problems, key=lambda p: (p.place.line, p.place.column, p.code))

    def problem(self, finding: Finding) -> Problem:
        """One finding as a Problem with its place; of the problems of the file itself nothing is said."""
        [mark] = marks_of(self.text, [(self._written(finding.path), finding.key)])
        return self._located(finding, mark, self._shown_lines())

    def _shown_lines(self) -> list[str]:
        return (self.text if self.shown is None else self.shown).split("\n")

    def _marks(self, findings: Sequence[Finding], shown: Sequence[str]) -> list[Mark]:
        """The mark of each finding; only for those that are not about a key whose line is known there is a walk.

        Most remarks are about such a key, and a walk takes longer than reading and checking together.
        """
        lines = shown if self.shown is None else self.text.split("\n")
        at_once = [self._mark_of_key(finding, lines) for finding in findings]
        rest = [finding for finding, mark in zip(findings, at_once, strict=True) if mark is None]
        walked = iter(marks_of(self.text, [(self._written(each.path), each.key) for each in rest]) if rest else ())
        return [mark or next(walked) for mark in at_once]

    def _mark_of_key(self, finding: Finding, lines: Sequence[str]) -> Mark | None:
        """The mark of a key on the two upper floors that stands first on a line of its own; None for all else."""
        path = tuple([step for step in finding.path if isinstance(step, str)])
        line = self.lines.get(path) if finding.key and len(path) == len(finding.path) else None
        if line is None or line == self.lines.get(path[:-1]):
            return None
        key = str(self._written(path)[-1])
        indent = len(lines[line - 1]) - len(lines[line - 1].lstrip(" "))
        return (line, indent + 1, key) if lines[line - 1].startswith(f"{key}:", indent) else None

    def _written(self, path: Path_) -> Path_:
        """A path in `value` as one in the text."""
        if not self.written:
            return path
        return tuple(self.written.get(path[: depth + 1], step) for depth, step in enumerate(path))

    def _located(self, finding: Finding, mark: Mark, lines: Sequence[str]) -> Problem:
        line, column, written = mark
        values = dict(finding.values)
        if finding.code == "not_text" and 0 < len(written) <= _LONGEST_ODD:
            values["value"] = written  # 007, where the value is 7
        if len(written) <= _LONGEST_ODD and (odd := odd_character(written)) and finding.severity == "error":
            values |= odd.values
            column += odd.at
        return Problem(finding.code, place_on(self.file, lines, line, column), values, finding.severity)


def _without_echoes(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The problems without those that say in other words what another one says of the same spot or key."""
    spots = {(each.place.line, each.place.column) for each in problems if each.code in ("not_a_choice", "dangling_id")}
    meant = {each.values.get("suggestion") for each in problems if each.code == "unknown_key"}
    for each in problems:
        is_told = each.code == "bad_form" and (each.place.line, each.place.column) in spots
        is_misspelt = each.code == "missing_key" and each.values.get("key") in meant
        if not (is_told or is_misspelt):
            yield each
