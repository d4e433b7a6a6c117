"""Many results together: spreads, frequent gaps, and which projects can be distinguished. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import reduce
from operator import or_
from unicodedata import combining, normalize

from verbetertool.model.portfolio import Family, Often, PhaseUse, Portfolio, ProjectRow, RankInterval, Spread
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.robustness import rank_intervals
from verbetertool.scoring.rows import bits_of
from verbetertool.scoring.score import band_of


def in_scope(row: ProjectRow, where: Mapping[str, Set[str]]) -> bool:
    """Whether a project serves one of the values of every key; an empty field counts as every value."""
    for key, values in where.items():
        named = getattr(row, key)
        if named and values.isdisjoint(named):
            return False
    return True


def portfolio_of(
    rows: Iterable[ProjectRow], rubric: Rubric, rank_intervals: Mapping[str, RankInterval] | None = None
) -> Portfolio:
    """The portfolio of these projects; their order makes no difference.

    `rank_intervals`, by report, are those among more projects than these; without them they are those among these.
    """
    ordered = _in_order(rows)
    if rank_intervals is None:
        rank_intervals = rank_intervals_by_report(ordered)
    asked = _counts((row.asked for row in ordered), rubric)
    not_known = _counts((row.not_known for row in ordered), rubric)
    return Portfolio(
        rows=ordered,
        rank_intervals=tuple(rank_intervals.get(row.report) for row in ordered),
        spreads=tuple(_spread(ordered, number, context.id) for number, context in enumerate(rubric.contexts)),
        gaps=_gaps(ordered, rubric, asked, not_known),
        not_offered=_not_offered(ordered, rubric, asked, not_known),
        groups_unserved=_unserved(ordered, rubric),
        without_groups=sum(not row.target_groups for row in ordered),
        families=_families(ordered, rank_intervals),
        phases=tuple(_phase_use(ordered, phase.id) for phase in rubric.phases),
        anti_patterns=_anti_patterns(ordered, rubric),
    )


def rank_intervals_by_report(rows: Iterable[ProjectRow]) -> dict[str, RankInterval]:
    """By report the rank interval of each project with a score (section 8); families are numbered by the alphabet."""
    families: dict[str, list[tuple[str, tuple[int, int]]]] = {}
    for row in _in_order(rows):
        if row.robust is not None:
            families.setdefault(row.family, []).append((row.report, row.robust))
    return {
        report: RankInterval(number, len(members), best, worst)
        for number, members in enumerate(families.values(), 1)
        for (report, _), (best, worst) in zip(members, rank_intervals(each for _, each in members), strict=True)
    }


def _in_order(rows: Iterable[ProjectRow]) -> tuple[ProjectRow, ...]:
    return tuple(sorted(rows, key=lambda row: (_alphabetical(row.name), row.name, row.file)))


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


def _spread(rows: Sequence[ProjectRow], number: int, context: str) -> Spread:
    counts = [0, 0, 0, 0]
    without = 0
    for score, projects in Counter(row.contexts[number] for row in rows).items():
        if score is None:
            without = projects
        else:
            counts[band_of(score) - 1] += projects
    return Spread(context, (counts[0], counts[1], counts[2], counts[3]), without)


def _counts(masks: Iterable[int], rubric: Rubric) -> dict[str, int]:
    """Per element the number of projects that have its bit.

    All elements are counted at once: `digits[n]` holds digit n of every count, in binary.
    """
    digits: list[int] = []
    for mask in masks:
        carry = mask
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
            if not carry:
                break
        else:
            if carry:
                digits.append(carry)
    return {
        id: sum(1 << place for place, digit in enumerate(digits) if digit & bit) for id, bit in bits_of(rubric).items()
    }


def _gaps(
    rows: Sequence[ProjectRow], rubric: Rubric, asked: Mapping[str, int], not_known: Mapping[str, int]
) -> tuple[Often, ...]:
    gaps = _counts((row.gaps for row in rows), rubric)
    found = [Often(id, number, asked[id], not_known[id]) for id, number in gaps.items() if number]
    return tuple(sorted(found, key=lambda gap: (-gap.number, gap.id)))


def _not_offered(
    rows: Sequence[ProjectRow], rubric: Rubric, asked: Mapping[str, int], not_known: Mapping[str, int]
) -> tuple[Often, ...]:
    """Elements that are asked of some project, and that none offers."""
    offered = _counts((row.offered for row in rows), rubric)
    return tuple(Often(id, 0, asked[id], not_known[id]) for id in offered if asked[id] and not offered[id])


def _anti_patterns(rows: Sequence[ProjectRow], rubric: Rubric) -> tuple[Often, ...]:
    found = []
    for position, anti_pattern in enumerate(rubric.anti_patterns):
        occurs = [row.anti_patterns[position] for row in rows]
        usually = occurs.count("u")
        number = usually + occurs.count("s")
        not_known = occurs.count("?")
        found.append(Often(anti_pattern.id, number, len(rows), not_known, usually))
    return tuple(
        sorted(
            (anti_pattern for anti_pattern in found if anti_pattern.number),
            key=lambda anti_pattern: (-anti_pattern.number, anti_pattern.id),
        )
    )


def _unserved(rows: Sequence[ProjectRow], rubric: Rubric) -> tuple[str, ...]:
    """Target groups that no project names; where none names any, nothing can be said."""
    served = {group for row in rows for group in row.target_groups}
    return tuple(group.id for group in rubric.target_groups if group.id not in served) if served else ()


def _families(rows: Sequence[ProjectRow], rank_intervals: Mapping[str, RankInterval]) -> tuple[Family, ...]:
    """What the projects of each family share; those without a score are in none."""
    members: dict[int, list[ProjectRow]] = {}
    for row in rows:
        if (interval := rank_intervals.get(row.report)) is not None:
            members.setdefault(interval.family, []).append(row)
    return tuple(_family_of_rows(number, found) for number, found in sorted(members.items()))


def _family_of_rows(number: int, rows: Sequence[ProjectRow]) -> Family:
    def of_all(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        shared = list(values)
        return tuple(id for id in shared[0] if all(id in each for each in shared))

    return Family(
        number=number,
        keys=tuple(row.key for row in rows),
        goals=of_all(row.goals for row in rows),
        quick="quick_scan" in rows[0].labels,
        asked=reduce(or_, (row.asked for row in rows)).bit_count(),
        target_groups=of_all(row.target_groups for row in rows),
        phases=of_all(row.phases for row in rows),
    )


def _phase_use(rows: Sequence[ProjectRow], phase: str) -> PhaseUse:
    own = sum(phase in row.phases for row in rows)
    by_others = sum(phase in row.phases_by_others for row in rows)
    not_told = sum(not row.phases for row in rows)
    return PhaseUse(phase, own, by_others, len(rows) - own - by_others - not_told, not_told)
