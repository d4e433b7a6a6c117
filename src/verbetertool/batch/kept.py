"""What a round knows of each project until its end: in memory where that is little, else on disk.

docs/decisions/0026-large-rounds.md says why.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from heapq import merge
from itertools import chain, islice, pairwise
from pathlib import Path
from pickle import dumps, loads
from tempfile import TemporaryFile
from typing import IO, Any, Generic, TypeVar, overload

T = TypeVar("T")

IN_MEMORY = 2000
"""Things of a list that stay in memory; a round of so many projects takes a few megabytes."""
_TOGETHER = 100
"""Things that are read in one go by who wants all of them."""
_RUN = 5000
"""Things that are sorted in memory."""
SHORT_RUN = 40_000
"""The same of things of some fifty bytes: the texts of a thousand projects."""


class Kept(Sequence[T], Generic[T]):
    """A list that only grows, of values that nobody changes: beyond `in_memory` of them they stand in a file.

    The file has no name and goes when the list does. Everything but `len` raises OSError.
    """

    def __init__(self, folder: Path | None = None, in_memory: int = IN_MEMORY) -> None:
        """`folder` is where the file may stand; None is where the system keeps such files."""
        self._folder = folder
        self._in_memory = in_memory
        self._few: list[T] = []
        self._file: IO[bytes] | None = None
        self._starts = array("Q", [0])
        """Where each begins in the file, and where the last one ends."""

    def __len__(self) -> int:
        return len(self._few) if self._file is None else len(self._starts) - 1

    def append(self, item: T) -> None:
        """Puts it behind the others."""
        if self._file is not None:
            self._write(item)
            return
        self._few.append(item)
        if len(self._few) > self._in_memory:
            self._file = TemporaryFile(dir=self._folder, prefix=".verbetertool-")  # noqa: SIM115 - `__del__` closes it
            for each in self._few:
                self._write(each)
            self._few = []

    def __iter__(self) -> Iterator[T]:
        for start in range(0, len(self), _TOGETHER):
            yield from self._part(start, min(start + _TOGETHER, len(self)))

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            return self._part(start, max(start, stop)) if step == 1 else [self[n] for n in range(start, stop, step)]
        if self._file is None:
            return self._few[index]
        number = range(len(self))[index]
        return self._part(number, number + 1)[0]

    def __del__(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # what was not written yet may not fit, and nobody needs it any more
                self._file.close()

    def _write(self, item: T) -> None:
        assert self._file is not None
        data = dumps(item, protocol=5)
        self._file.seek(self._starts[-1])
        self._file.write(data)
        self._starts.append(self._starts[-1] + len(data))

    def _part(self, start: int, stop: int) -> list[T]:
        if self._file is None:
            return self._few[start:stop]
        starts = self._starts[start : stop + 1]
        first = starts[0]
        self._file.seek(first)
        data = memoryview(self._file.read(starts[-1] - first))
        # No one else can write in a file without a name.
        return [loads(data[here - first : end - first]) for here, end in pairwise(starts)]  # noqa: S301


class Picked(Sequence[T], Generic[T]):
    """Some things of a list, in an order of their own."""

    def __init__(self, things: Sequence[T], numbers: Sequence[int]) -> None:
        self._things = things
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self._things[number] for number in self._numbers[index]]
        return self._things[self._numbers[index]]

    def __iter__(self) -> Iterator[T]:
        return map(self._things.__getitem__, self._numbers)


def in_order(items: Iterable[Any], folder: Path | None = None, run: int = _RUN) -> Iterator[Any]:
    """The items sorted, as `sorted` does: all are taken in at once, and of many only a part is in memory at a time.

    Raises OSError, also while they are read.
    """
    items = iter(items)
    first = sorted(islice(items, run))
    if len(first) < run:
        return iter(first)
    blocks: Kept[list[Any]] = Kept(folder, in_memory=0)
    runs = []
    while first:
        start = len(blocks)
        for place in range(0, len(first), _TOGETHER):
            blocks.append(first[place : place + _TOGETHER])
        runs.append(range(start, len(blocks)))
        del first
        first = sorted(islice(items, run))
    return merge(*(chain.from_iterable(map(blocks.__getitem__, numbers)) for numbers in runs))


def kept(items: Iterable[T], folder: Path | None = None) -> Kept[T]:
    """A list of these items. Raises OSError."""
    found: Kept[T] = Kept(folder)
    for item in items:
        found.append(item)
    return found
