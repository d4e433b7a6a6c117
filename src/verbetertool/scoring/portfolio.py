"""Many results together: which of them belong to a portfolio, and in which order. Pure."""

import re
from collections.abc import Iterable, Mapping, Set
from unicodedata import combining, normalize

from verbetertool.model.portfolio import Portfolio, ProjectRow
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.ranks import Ranks
from verbetertool.scoring.tally import Tally


def in_scope(row: ProjectRow, where: Mapping[str, Set[str]]) -> bool:
    """Whether a project serves one of the values of every key; an empty field counts as every value."""
    for key, values in where.items():
        named = getattr(row, key)
        if named and values.isdisjoint(named):
            return False
    return True


def portfolio_of(rows: Iterable[ProjectRow], rubric: Rubric) -> Portfolio:
    """The portfolio of these projects; their order makes no difference."""
    ordered = tuple(sorted(rows, key=alphabetical))
    ranks = Ranks(ordered)
    tally = Tally(rubric)
    tally.add(ordered, ranks)
    return tally.portfolio(ordered, tuple(ranks))


def alphabetical(row: ProjectRow) -> tuple[list[str | int], str, str]:
    """The place of a project among others: by its name as a reader looks for it, its exact name, its file."""
    return _alphabetical(row.name), row.name, row.file


_NUMBER = re.compile("([0-9]+)")
_PLAIN = str.maketrans(
    {"ø": "o", "œ": "oe", "æ": "ae", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n"}
)
"""Letters of other languages without an accent that can be taken off, and where a Dutch reader looks for them."""


def _alphabetical(name: str) -> list[str | int]:
    """The place of a name: letters with an accent among those without, 2 before 10, quotes in front left out.

    Texts and numbers by turns, a text first.
    """
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in normalize("NFKD", plain.translate(_PLAIN)) if not combining(c))
    parts = _NUMBER.split(plain.lstrip(_IN_FRONT))
    return [int(part) if index % 2 else part for index, part in enumerate(parts)]


_IN_FRONT = " '\"‘’‚‛“”„‟«»‹›(["
