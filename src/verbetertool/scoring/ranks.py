"""The rank intervals of a portfolio (docs/scoring.md section 8), in a few bytes for each project. Pure."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import overload

from verbetertool.model.portfolio import ProjectRow, RankInterval
from verbetertool.scoring.robustness import rank_intervals
from verbetertool.scoring.shared_texts import InOrder


class Ranks(Sequence[RankInterval | None]):
    """The rank interval of each project, by its place in the alphabet; None for one without a score."""

    def __init__(self, rows: Iterable[ProjectRow], in_order: InOrder = sorted) -> None:
        """`rows` are in the order of the alphabet; families are numbered by their first project."""
        self._number = 0
        ranged = in_order(self._ranged(rows))
        nothing = bytes(4 * self._number)
        self._family, self._size, self._best, self._worst = (array("I", nothing) for _ in range(4))
        first = array("I", nothing)
        for _family, members in groupby(ranged, itemgetter(0)):
            found = [(place, (low, high)) for _family, place, low, high in members]
            intervals = rank_intervals(each for _place, each in found)
            for (place, _range), (best, worst) in zip(found, intervals, strict=True):
                first[place], self._size[place] = found[0][0], len(found)
                self._best[place], self._worst[place] = best, worst
        number = 0
        for place, leader in enumerate(first):
            if self._size[place]:
                number += place == leader
                self._family[place] = number if place == leader else self._family[leader]

    def _ranged(self, rows: Iterable[ProjectRow]) -> Iterator[tuple[str, int, int, int]]:
        for place, row in enumerate(rows):
            self._number = place + 1
            if row.robust is not None:
                yield row.family, place, *row.robust

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, index: int) -> RankInterval | None: ...
    @overload
    def __getitem__(self, index: slice) -> list[RankInterval | None]: ...
    def __getitem__(self, index: int | slice) -> RankInterval | list[RankInterval | None] | None:
        if isinstance(index, slice):
            return [self._at(place) for place in range(*index.indices(self._number))]
        return self._at(range(self._number)[index])

    def _at(self, place: int) -> RankInterval | None:
        if not self._size[place]:
            return None
        return RankInterval(self._family[place], self._size[place], self._best[place], self._worst[place])
