"""Signals that come of laying the submissions of a round side by side: what came in twice, and shared texts. Pure."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any, TypeVar, get_args

from verbetertool.model.portfolio import DOUBLES, ProjectRow, Signal, SignalKind
from verbetertool.scoring.shared_texts import InOrder, SharedTexts
from verbetertool.scoring.signals import IDS_NAMED, OTHERS_NAMED

T = TypeVar("T")


def with_signals(
    rows: Sequence[ProjectRow],
    keys: Sequence[str],
    texts: SharedTexts,
    in_order: InOrder = sorted,
    *,
    rejected: Sequence[str] = (),
) -> Iterator[ProjectRow]:
    """The rows with the signals that come of laying submissions side by side, and all of them the strongest first.

    `rejected` are the numbers of applications of which the file could not be used; `keys` are those of the rows, and
    behind them those of such files. A file that came in twice and a second version of a project are named; that they
    share texts goes without saying.
    """
    beside, projects = _doubles(rows, keys, rejected, in_order)
    shared = _shared_texts(texts, projects, keys)
    number = len(rows)
    for row, doubles, alike in zip(rows, _for_each(number, beside), _for_each(number, shared), strict=True):
        signals = (*row.signals, *doubles, *alike)
        if len(signals) > 1:
            signals = tuple(sorted(signals, key=lambda signal: (-signal.strength, _KIND_ORDER[signal.kind])))
        yield row if signals == row.signals else replace(row, signals=signals)


_KIND_ORDER = {kind: number for number, kind in enumerate(get_args(SignalKind))}


def _for_each(number: int, found: Iterable[tuple[int, T]]) -> Iterator[list[T]]:
    """What was found for each of so many submissions, from pairs in their order."""
    pairs = iter(found)
    pair = next(pairs, None)
    for each in range(number):
        own = []
        while pair is not None and pair[0] == each:
            own.append(pair[1])
            pair = next(pairs, None)
        yield own


def _shared_texts(texts: SharedTexts, projects: Sequence[int], keys: Sequence[str]) -> Iterator[tuple[int, Signal]]:
    for number, found in texts.found(projects):
        others = tuple(keys[other] for other in found.others)
        yield number, Signal("shared_text", found.ids[:IDS_NAMED], len(found.ids), others=others, more=found.more)


def _labels(number: int, row: ProjectRow) -> Iterator[tuple[int, Any, int]]:
    """The way, and by what a submission shows in that way to be the same as another."""
    if row.digest:
        yield 0, row.digest, number
    if label := one_case(row.number):
        yield 1, label, number
    yield 2, (one_case(row.name), one_case(row.organisation)), number


def _doubles(
    rows: Sequence[ProjectRow], keys: Sequence[str], rejected: Sequence[str], in_order: InOrder
) -> tuple[Iterator[tuple[int, Signal]], Sequence[int]]:
    """The signals that a file, number or project came in more than once; and per row a number of its project.

    Each pair is asked about once, in the first way that shows that the two belong together. Rejected files come behind
    the rows: a row may be asked about them, and nothing is asked of them.
    """
    projects = array("I", range(len(rows) + len(rejected)))
    of_rows = (label for number, row in enumerate(rows) for label in _labels(number, row))
    of_rejected = ((1, one_case(label), number) for number, label in enumerate(rejected, len(rows)))
    labels = in_order(chain(of_rows, of_rejected))
    found = in_order(each for each in _met(labels, projects, keys) if each[0] < len(rows))
    signals = (
        (number, Signal(DOUBLES[way], number=count, others=others, more=more))
        for number, way, count, others, more in found
    )
    return signals, projects


def _met(
    labels: Iterable[tuple[int, Any, int]], projects: "array[int]", keys: Sequence[str]
) -> Iterator[tuple[int, int, int, tuple[str, ...], bool]]:
    """Each submission with others of its project: its number, the way, how many others, some of their keys, and
    whether there are more. `labels` are in order; `projects` says which are one when all of it was read.
    """
    for way, of_way in groupby(labels, itemgetter(0)):
        leaders = array("I", projects)
        for _label, members in groupby(of_way, itemgetter(1)):
            group = [number for _way, _label, number in members]
            apart: dict[int, list[int]] = {}
            for number in group:
                apart.setdefault(projects[number], []).append(number)
            if len(apart) > 1:
                for number in group:
                    others, more = _others(keys, apart, projects[number])
                    yield number, way, len(group) - len(apart[projects[number]]), others, more
                _join(leaders, list(apart))
        for number, project in enumerate(projects):
            projects[number] = _leader(leaders, project)


def _others(keys: Sequence[str], apart: Mapping[int, Sequence[int]], own: int) -> tuple[tuple[str, ...], bool]:
    """The keys of some of the projects of a group besides one's own, and whether there are more of them."""
    others = islice((members[0] for project, members in apart.items() if project != own), OTHERS_NAMED)
    named = tuple(keys[other] for other in others)
    return named, len(apart) - 1 > len(named)


def _join(leaders: "array[int]", projects: Iterable[int]) -> None:
    """Makes one of these projects; `leaders` leads from each to another that it belongs to, or to itself."""
    first, *others = (_leader(leaders, project) for project in projects)
    for other in others:
        leaders[other] = first


def _leader(leaders: "array[int]", project: int) -> int:
    while (other := leaders[project]) != project:
        project = other
    return project


def one_case(text: str) -> str:
    """A name without its case and with single spaces, to see that two are the same."""
    return " ".join(text.casefold().split())
