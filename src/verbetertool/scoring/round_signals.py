"""Signals that come of laying the submissions of a round side by side: what came in twice, and shared texts. Pure."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import get_args

from verbetertool.model.portfolio import ProjectRow, Signal, SignalKind
from verbetertool.scoring.signals import IDS_NAMED, OTHERS_NAMED, SharedTexts


def with_signals(rows: Sequence[ProjectRow], texts: SharedTexts) -> list[ProjectRow]:
    """The rows with the signals that come of laying submissions side by side, and all of them the strongest first.

    A file that came in twice and a second version of a project are named; that they share texts goes without saying.
    """
    beside, projects = _doubles(rows)
    shared = texts.found(projects)
    found = []
    for number, row in enumerate(rows):
        signals = [*row.signals, *beside.get(number, ())]
        if (texts_ := shared.get(number)) is not None:
            others = tuple(rows[other].key for other in texts_.others)
            signals.append(
                Signal("shared_text", texts_.ids[:IDS_NAMED], len(texts_.ids), others=others, more=texts_.more)
            )
        signals.sort(key=lambda signal: (-signal.strength, _KIND_ORDER[signal.kind]))
        found.append(row if tuple(signals) == row.signals else replace(row, signals=tuple(signals)))
    return found


_KIND_ORDER = {kind: number for number, kind in enumerate(get_args(SignalKind))}


def _doubles(rows: Sequence[ProjectRow]) -> tuple[dict[int, list[Signal]], list[int]]:
    """Per row the signals that its file, number or project came in more than once; and per row a number of its project.

    Each pair is asked about once, in the first way that shows that the two belong together.
    """
    found: dict[int, list[Signal]] = {}
    projects = list(range(len(rows)))
    for kind, label in _SAME:
        groups: dict[Hashable, list[int]] = {}
        for number, row in enumerate(rows):
            if value := label(row):
                groups.setdefault(value, []).append(number)
        together: dict[int, int] = {}
        for group in groups.values():
            apart: dict[int, list[int]] = {}
            for number in group:
                apart.setdefault(projects[number], []).append(number)
            if len(apart) > 1:
                for number in group:
                    found.setdefault(number, []).append(_double(kind, rows, apart, projects[number], len(group)))
                _join(together, list(apart))
        projects = [_leader(together, project) for project in projects]
    return found, projects


def _double(
    kind: SignalKind, rows: Sequence[ProjectRow], apart: Mapping[int, Sequence[int]], own: int, size: int
) -> Signal:
    others = islice((members[0] for project, members in apart.items() if project != own), OTHERS_NAMED)
    keys = tuple(rows[other].key for other in others)
    number = size - len(apart[own])
    return Signal(kind, number=number, others=keys, more=len(apart) - 1 > len(keys))


def _join(together: dict[int, int], projects: Iterable[int]) -> None:
    """Makes one of these projects; `together` leads from each to another that it belongs to."""
    first, *others = (_leader(together, project) for project in projects)
    together.update((other, first) for other in others if other != first)


def _leader(together: Mapping[int, int], project: int) -> int:
    while (other := together.get(project)) is not None:
        project = other
    return project


def _project_label(row: ProjectRow) -> Hashable:
    return (one_case(row.name), one_case(row.organisation))


def one_case(text: str) -> str:
    """A name without its case and with single spaces, to see that two are the same."""
    return " ".join(text.casefold().split())


_SAME: tuple[tuple[SignalKind, Callable[[ProjectRow], Hashable]], ...] = (
    ("same_file", lambda row: row.digest),
    ("same_number", lambda row: one_case(row.number)),
    ("same_project", _project_label),
)
"""What can show that two files are of one project; each is asked about in the first way that shows."""
