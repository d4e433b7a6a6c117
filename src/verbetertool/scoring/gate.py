"""The projects of a round beside those of an earlier one: which are the same, and which prove less. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from verbetertool.model.portfolio import Earlier, ProjectRow
from verbetertool.model.record import record
from verbetertool.scoring.round_signals import one_case


@record
class Comparison:
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


def compared(rows: Sequence[ProjectRow], before: Sequence[Earlier]) -> Comparison:
    """Pairs by key; what is left by the same content, and then by the same name where one project alone has it."""
    pairs = {id(row): earlier for row, earlier in paired(rows, before)}
    number = 0
    new, renamed, not_comparable, worse = [], [], [], []
    for row in rows:
        earlier = pairs.get(id(row))
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
    met = {id(earlier) for earlier in pairs.values()}
    gone = tuple(each for each in before if id(each) not in met)
    return Comparison(number, tuple(new), gone, tuple(renamed), tuple(not_comparable), tuple(worse))


def paired(rows: Sequence[ProjectRow], before: Sequence[Earlier]) -> Iterator[tuple[ProjectRow, Earlier]]:
    """Each project of this round with what it was in the earlier one, where that can be known."""
    left_rows, left_before = list(rows), list(before)
    ways: tuple[tuple[Callable[[ProjectRow], str], Callable[[Earlier], str]], ...] = (
        (lambda row: row.key, lambda each: each.key),
        (lambda row: row.digest, lambda each: each.digest),
        (lambda row: one_case(row.name), lambda each: one_case(each.name)),
    )
    for of_row, of_earlier in ways:
        once = _once(map(of_row, left_rows)) & _once(map(of_earlier, left_before))
        by_value = {value: each for each in left_before if (value := of_earlier(each)) in once}
        for row in left_rows:
            if (value := of_row(row)) in once:
                yield row, by_value[value]
        left_rows = [row for row in left_rows if of_row(row) not in once]
        left_before = [each for each in left_before if of_earlier(each) not in once]


def _once(values: Iterable[str]) -> set[str]:
    return {value for value, number in Counter(values).items() if number == 1 and value}
