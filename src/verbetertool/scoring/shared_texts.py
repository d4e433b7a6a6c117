"""The same text in several submissions of a round, found by fingerprints (`signals.fingerprints`). Pure."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from struct import Struct
from typing import Any, Protocol

from verbetertool.model.record import record
from verbetertool.scoring.signals import EVIDENCE, LONG_NOTE, NOTE, OTHERS_NAMED

SHARED_FROM = 3
"""Shorter texts in common from which they are worth one together, a note among them: evidence is often the same."""
_PAIRS_UP_TO = 20
"""Submissions with the same text of which every pair is counted; of more the first few stand for all."""
_HAS_NOTE = 1 << 16
"""In the count of what two submissions share: a note is among it."""
_COUNTS = {EVIDENCE: 1, NOTE: _HAS_NOTE + 1, LONG_NOTE: _HAS_NOTE + SHARED_FROM}
_TEXT = Struct(">QIH")
"""A text: its fingerprint, its submission, and the number of its element. As bytes, these sort by fingerprint."""
_MEMBER = Struct(">IIH")
"""A submission, the number of a group of equal texts that has one of its texts, and the element of that."""
_GROUPS_AT_HAND = 64
"""Groups that are kept at hand while submissions are gone through: one may have a hundred thousand members."""

InOrder = Callable[[Iterable[Any]], Iterable[Any]]
"""Something that sorts as `sorted` does: a large round has too much to sort in memory."""


class List(Protocol):
    """What is needed of a list here: a large round keeps its own on disk."""

    def append(self, item: Any, /) -> None:
        """Puts something behind the others."""

    def __getitem__(self, index: int, /) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...


@record
class Shared:
    """What a submission has in common with others."""

    ids: tuple[str, ...]
    """The elements and anti-patterns whose texts stand elsewhere too, by id."""
    others: tuple[int, ...]
    """The submissions that have most in common with it, at most `OTHERS_NAMED`."""
    more: bool
    """Whether there are more of them."""


@record
class _Group:
    """A text that several projects have."""

    kind: int
    everyone: "array[int]"
    """The submissions that have it."""
    first: "array[int]"
    """Those with whom pairs are counted."""


class SharedTexts:
    """Finds the same text in different submissions; keeps fourteen bytes per text, whatever its length."""

    def __init__(self, new_list: Callable[[], List] = list, in_order: InOrder = sorted) -> None:
        """`new_list` and `in_order` keep and sort what may be much."""
        self._ids: dict[str, int] = {}
        self._texts, self._groups = new_list(), new_list()
        """The texts of each submission that has any; and the groups, known once the first result is asked for."""
        self._in_order = in_order
        self._group: Callable[[int], _Group] = lru_cache(_GROUPS_AT_HAND)(self._groups.__getitem__)

    def add(self, owner: int, fingerprints: Iterable[tuple[str, int]]) -> None:
        """Takes in the fingerprints of submission number `owner`."""
        ids, pack = self._ids, _TEXT.pack
        texts = b"".join([pack(number, owner, ids.setdefault(id, len(ids))) for id, number in fingerprints])
        if texts:
            self._texts.append(texts)

    def found(self, same: Sequence[int] = ()) -> Iterator[tuple[int, Shared]]:
        """Each submission that shares texts, in order: which, and with whom. To be asked for once.

        Submissions with the same number in `same` are one project, which shares its texts with itself.
        """
        project: Callable[[int], int] = same.__getitem__ if same else int
        names = list(self._ids)
        for _owner, members in groupby(self._in_order(self._members(project)), itemgetter(slice(0, 4))):
            found = [_MEMBER.unpack(member) for member in members]
            owner = found[0][0]
            enough = self._enough(owner, {group for _, group, _ in found}, project)
            if enough:
                yield owner, self._shared([(group, names[element]) for _, group, element in found], enough)

    def _members(self, project: Callable[[int], int]) -> Iterator[bytes]:
        """Who has a text that several projects have, and where; keeps the groups."""
        size = _TEXT.size
        texts = self._in_order(all_[at : at + size] for all_ in self._texts for at in range(0, len(all_), size))
        for _fingerprint, group in groupby(texts, itemgetter(slice(0, 8))):
            equal = list(group)
            if len(equal) == 1:
                continue
            found = [_TEXT.unpack(text) for text in equal]
            everyone = array("I", dict.fromkeys([owner for _, owner, _ in found]))
            if len({project(owner) for owner in everyone}) > 1:
                for _, owner, element in found:
                    yield _MEMBER.pack(owner, len(self._groups), element)
                self._groups.append(_Group(found[0][0] & 3, everyone, _first_of(everyone, project)))

    def _enough(self, owner: int, groups: Iterable[int], project: Callable[[int], int]) -> dict[int, int]:
        """The submissions with which one shares enough, and how much."""
        counted: dict[int, int] = {}
        own = project(owner)
        for number in groups:
            group = self._group(number)
            more = _COUNTS[group.kind]
            for other in group.first:
                if project(other) != own:
                    counted[other] = counted.get(other, 0) + more
        return {
            other: number % _HAS_NOTE
            for other, number in counted.items()
            if number >= _HAS_NOTE and number % _HAS_NOTE >= SHARED_FROM
        }

    def _shared(self, texts: Iterable[tuple[int, str]], enough: Mapping[int, int]) -> Shared:
        ids, most = set(), 0
        for number, id in texts:
            everyone = self._group(number).everyone
            if _meet(everyone, enough):
                ids.add(id)
                most = max(most, len(everyone) - 1)
        others = sorted(enough, key=lambda other: (-enough[other], other))
        more = len(others) > OTHERS_NAMED or most > max(_PAIRS_UP_TO, OTHERS_NAMED)
        return Shared(tuple(sorted(ids)), tuple(others[:OTHERS_NAMED]), more)


def _first_of(everyone: "array[int]", project: Callable[[int], int]) -> "array[int]":
    """Those with whom pairs are counted: of a text that thousands share all pairs would be millions.

    Of more than a few they are the first of some projects.
    """
    if len(everyone) <= _PAIRS_UP_TO:
        return everyone
    firsts: dict[int, int] = {}
    for owner in everyone:
        firsts.setdefault(project(owner), owner)
        if len(firsts) > OTHERS_NAMED:
            break
    return array("I", firsts.values())


def _meet(everyone: "array[int]", some: Mapping[int, int]) -> bool:
    """Whether one of some submissions is among these, which are in order."""
    if len(everyone) <= _PAIRS_UP_TO:
        return not some.keys().isdisjoint(everyone)
    places = ((bisect_left(everyone, each), each) for each in some)
    return any(place < len(everyone) and everyone[place] == each for place, each in places)
