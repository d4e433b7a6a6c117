"""The projects of a round beside those of an earlier one: which are the same, and which prove less. Pure."""

from array import array
from collections.abc import Callable, Sequence
from itertools import chain, groupby
from operator import itemgetter

from verbetertool.model.portfolio import Earlier, ProjectRow
from verbetertool.model.record import record
from verbetertool.scoring.round_signals import one_case
from verbetertool.scoring.shared_texts import InOrder


@record
class GateResult:
    """How the projects of two rounds meet; each project of this round is counted once."""

    compared: int
    """Of the same key, and to be compared."""
    new: tuple[ProjectRow, ...]
    gone: tuple[Earlier, ...]
    renamed: tuple[tuple[ProjectRow, Earlier], ...]
    """Of another key, with the same content or name; these are compared as well."""
    not_comparable: tuple[ProjectRow, ...]
    """Whose goals, elements, scope or rubric are others than before, or that have no score now or then."""
    worse: tuple[tuple[ProjectRow, int], ...]
    """The projects that prove less than before, each with the proven score that it had."""

    @property
    def nothing(self) -> bool:
        """Whether no project at all could be compared."""
        return not self.compared and not self.renamed


def held_against(rows: Sequence[ProjectRow], before: Sequence[Earlier], in_order: InOrder = sorted) -> GateResult:
    """Pairs by key; what is left by the same content, and then by the same name where one project alone has it."""
    pairs = paired(rows, before, in_order)
    number = 0
    new, renamed, not_comparable, worse = [], [], [], []
    for row, place in zip(rows, pairs, strict=True):
        earlier = None if place == NO_PAIR else before[place]
        now = row.figures.proven
        if earlier is None:
            new.append(row)
        elif earlier.family != row.family or earlier.proven is None or now is None:
            not_comparable.append(row)
        else:
            if row.key == earlier.key:
                number += 1
            else:
                renamed.append((row, earlier))
            if now < earlier.proven:
                worse.append((row, earlier.proven))
    met = set(pairs)
    gone = tuple(each for place, each in enumerate(before) if place not in met)
    return GateResult(number, tuple(new), gone, tuple(renamed), tuple(not_comparable), tuple(worse))


NO_PAIR = -1


def paired(rows: Sequence[ProjectRow], before: Sequence[Earlier], in_order: InOrder = sorted) -> Sequence[int]:
    """Per project of this round the place of what it was in the earlier one; `NO_PAIR` where that can't be known."""
    pairs, met = array("q", [NO_PAIR]) * len(rows), bytearray(len(before))
    ways: tuple[tuple[Callable[[ProjectRow], str], Callable[[Earlier], str]], ...] = (
        (lambda row: row.key, lambda each: each.key),
        (lambda row: row.digest, lambda each: each.digest),
        (lambda row: one_case(row.name), lambda each: one_case(each.name)),
    )
    for of_row, of_earlier in ways:
        labels = chain(
            ((of_row(row), 0, place) for place, row in enumerate(rows) if pairs[place] == NO_PAIR),
            ((of_earlier(each), 1, place) for place, each in enumerate(before) if not met[place]),
        )
        for value, same in groupby(in_order(labels), itemgetter(0)):
            found = [(side, place) for _value, side, place in same]
            if value and [side for side, _place in found] == [0, 1]:  # in each round one project alone has it
                (_, now), (_, then) = found
                pairs[now], met[then] = then, True
    return pairs
