"""A form that was read: its value, and its findings as Problems with their cells; of YAML `parsed_file.py` has them."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from itertools import islice
from typing import Any

from verbetertool.errors import Place, Problem
from verbetertool.model.record import record
from verbetertool.reading.findings import MAX_PROBLEMS, Finding, Path_


@record
class Filled:
    """A filled-in form as `ParsedFile` is for YAML: its value, and the place of everything in it."""

    file: str
    value: Any
    places: Mapping[Path_, Place]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    """By section and id the row on its sheet."""

    def located(self, findings: Iterable[Finding]) -> list[Problem]:
        """The findings (at most `MAX_PROBLEMS` of them) as Problems with their cells, in the order of the sheets."""
        found = [self.problem(finding) for finding in islice(findings, MAX_PROBLEMS)]
        order = {sheet: number for number, sheet in enumerate(dict.fromkeys(p.sheet for p in self.places.values()))}
        return sorted(
            [*self.problems, *self.remarks, *found],
            key=lambda p: (order.get(p.place.sheet, -1), p.place.line, p.place.column, p.code),
        )

    def problem(self, finding: Finding) -> Problem:
        """One finding as a Problem with its cell, or the cell of the deepest part of its path that has one."""
        path = finding.path
        while path and path not in self.places:
            path = path[:-1]
        return Problem(finding.code, self.places.get(path, Place(self.file)), dict(finding.values), finding.severity)
