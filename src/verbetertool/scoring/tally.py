"""What the projects of a portfolio have in common, counted while their rows pass by once. Pure.

A row is let go of when it is counted: of a large round a few numbers stay, whatever the number of projects.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from verbetertool.model.portfolio import (
    FIRST_ASKED,
    FIRST_MEMBERS,
    Family,
    Often,
    PhaseUse,
    Places,
    Portfolio,
    ProjectRow,
    Question,
    RankInterval,
    Signal,
    SignalKind,
    Spread,
)
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.rows import bits_of
from verbetertool.scoring.score import band_of

_SPARE = 50
"""Projects that are kept beside those that are named with a question, so that they are not sorted for each."""
_MASKS = ("asked", "gaps", "not_known", "offered")


class Tally:
    """Takes in rows in the order of the alphabet, some at a time, and says what they have in common."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._number = self._without_score = self._without_groups = 0
        self._with_own = False
        self._dates: tuple[str, str] | None = None
        self._contexts = [Counter[int | None]() for _ in rubric.contexts]
        self._bits = {name: _Bits() for name in _MASKS}
        self._anti_patterns = [Counter[str]() for _ in rubric.anti_patterns]
        self._served: set[str] = set()
        self._own_phases, self._phases_by_others = Counter[str](), Counter[str]()
        self._without_phases = 0
        self._families: dict[int, _Members] = {}
        self._alone = self._indistinct = 0
        self._example: tuple[str, RankInterval] | None = None
        self._asked: dict[tuple[SignalKind, str], _Asked] = {}

    def add(self, rows: Sequence[ProjectRow], intervals: Sequence[RankInterval | None]) -> None:
        """Takes in the next rows, each with its rank interval."""
        self._number += len(rows)
        self._without_score += sum([row.figures.proven is None for row in rows])
        self._with_own = self._with_own or any(row.own_figures for row in rows)
        dates = [*(self._dates or ()), *[row.date for row in rows if row.date]]
        self._dates = (min(dates), max(dates)) if dates else None
        for number, scores in enumerate(self._contexts):
            scores.update([row.contexts[number] for row in rows])
        for name, bits in self._bits.items():
            bits.add([getattr(row, name) for row in rows])
        for position, letters in enumerate(self._anti_patterns):
            letters.update([row.anti_patterns[position] for row in rows])
        self._add_choices(rows)
        for row, interval in zip(rows, intervals, strict=True):
            if interval is not None:
                self._add_interval(row, interval)
        for row in rows:
            for signal in row.signals:
                id = signal.ids[0] if signal.kind == "contradiction" else ""
                self._asked.setdefault((signal.kind, id), _Asked()).add(row, signal)

    def portfolio(self, rows: Sequence[ProjectRow], intervals: Sequence[RankInterval | None]) -> Portfolio:
        """The portfolio of all that was taken in: these rows with these rank intervals."""
        counts = {name: bits.by_id(self._rubric) for name, bits in self._bits.items()}
        members = self._families.items()
        shared = tuple(found.family(number) for number, found in sorted(members) if found.number > 1)
        return Portfolio(
            rows=rows,
            rank_intervals=intervals,
            without_score=self._without_score,
            with_own_figures=self._with_own,
            dates=self._dates,
            spreads=tuple(_spread(each.id, self._contexts[n]) for n, each in enumerate(self._rubric.contexts)),
            gaps=_gaps(counts),
            not_offered=_not_offered(counts),
            groups_unserved=self._unserved(),
            without_groups=self._without_groups,
            families=shared,
            alone=self._alone + sum(found.number == 1 for found in self._families.values()),
            places=Places(self._alone + len(self._families), self._alone, self._indistinct, self._example),
            phases=tuple(map(self._phase_use, (phase.id for phase in self._rubric.phases))),
            anti_patterns=self._often_anti_patterns(),
            questions=tuple(Question(kind, id, a.number, a.first()) for (kind, id), a in self._asked.items()),
        )

    def _add_choices(self, rows: Iterable[ProjectRow]) -> None:
        self._served.update(*[row.target_groups for row in rows])
        self._without_groups += sum([not row.target_groups for row in rows])
        self._own_phases.update(chain.from_iterable([set(row.phases) for row in rows]))
        self._phases_by_others.update(chain.from_iterable([set(row.phases_by_others) for row in rows]))
        self._without_phases += sum([not row.phases for row in rows])

    def _add_interval(self, row: ProjectRow, interval: RankInterval) -> None:
        if interval.size == 1:
            self._alone += 1
            return
        self._indistinct += interval.worst - interval.best + 1 == interval.size
        if self._example is None and 0 < interval.worst - interval.best < interval.size - 1:
            self._example = row.name, interval
        found = self._families.get(interval.family)
        if found is None:
            self._families[interval.family] = _Members(row)
        else:
            found.add(row)

    def _unserved(self) -> tuple[str, ...]:
        """Target groups that no project names; where none names any, nothing can be said."""
        groups = self._rubric.target_groups if self._served else ()
        return tuple(group.id for group in groups if group.id not in self._served)

    def _phase_use(self, phase: str) -> PhaseUse:
        own, by_others, not_told = self._own_phases[phase], self._phases_by_others[phase], self._without_phases
        return PhaseUse(phase, own, by_others, self._number - own - by_others - not_told, not_told)

    def _often_anti_patterns(self) -> tuple[Often, ...]:
        pairs = zip(self._rubric.anti_patterns, self._anti_patterns, strict=True)
        found = [Often(each.id, n["s"] + n["u"], self._number, n["?"], n["u"]) for each, n in pairs]
        return tuple(sorted((each for each in found if each.number), key=lambda each: (-each.number, each.id)))


class _Bits:
    """Per element the number of projects that have its bit.

    All elements are counted at once: `digits[n]` holds digit n of every count, in binary.
    """

    def __init__(self) -> None:
        self._digits: list[int] = []

    def add(self, masks: Iterable[int]) -> None:
        digits = self._digits
        for mask in masks:
            carry = mask
            for place, digit in enumerate(digits):
                digits[place], carry = digit ^ carry, digit & carry
                if not carry:
                    break
            else:
                if carry:
                    digits.append(carry)

    def by_id(self, rubric: Rubric) -> dict[str, int]:
        digits = self._digits
        return {
            id: sum(1 << place for place, digit in enumerate(digits) if digit & bit)
            for id, bit in bits_of(rubric).items()
        }


class _Members:
    """What the projects of one family share, so far."""

    def __init__(self, row: ProjectRow) -> None:
        self.number = 1
        self._names = [row.name]
        self._quick = "quick_scan" in row.labels
        self._asked = row.asked
        self._goals, self._target_groups, self._phases = row.goals, row.target_groups, row.phases

    def add(self, row: ProjectRow) -> None:
        self.number += 1
        if len(self._names) < FIRST_MEMBERS:
            self._names.append(row.name)
        self._asked |= row.asked
        self._goals = _in_both(self._goals, row.goals)
        self._target_groups = _in_both(self._target_groups, row.target_groups)
        self._phases = _in_both(self._phases, row.phases)

    def family(self, number: int) -> Family:
        return Family(
            number=number,
            projects=self.number,
            first=tuple(self._names),
            goals=self._goals,
            quick=self._quick,
            asked=self._asked.bit_count(),
            target_groups=self._target_groups,
            phases=self._phases,
        )


class _Asked:
    """How many projects a question is for, and those that it is most for."""

    def __init__(self) -> None:
        self.number = 0
        self._first: list[tuple[str, str, Signal]] = []

    def add(self, row: ProjectRow, signal: Signal) -> None:
        self.number += 1
        self._first.append((row.name, row.key, signal))
        if len(self._first) > FIRST_ASKED + _SPARE:
            self._first = list(self.first())

    def first(self) -> tuple[tuple[str, str, Signal], ...]:
        return tuple(sorted(self._first, key=lambda each: (-each[2].strength, -each[2].number))[:FIRST_ASKED])


def _in_both(ids: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return ids if ids == others else tuple(id for id in ids if id in others)


def _spread(context: str, scores: Mapping[int | None, int]) -> Spread:
    counts = [0, 0, 0, 0]
    for score, projects in scores.items():
        if score is not None:
            counts[band_of(score) - 1] += projects
    return Spread(context, (counts[0], counts[1], counts[2], counts[3]), scores.get(None, 0))


def _gaps(counts: Mapping[str, Mapping[str, int]]) -> tuple[Often, ...]:
    asked, not_known = counts["asked"], counts["not_known"]
    found = [Often(id, number, asked[id], not_known[id]) for id, number in counts["gaps"].items() if number]
    return tuple(sorted(found, key=lambda gap: (-gap.number, gap.id)))


def _not_offered(counts: Mapping[str, Mapping[str, int]]) -> tuple[Often, ...]:
    """Elements that are asked of some project, and that none offers."""
    asked, not_known = counts["asked"], counts["not_known"]
    return tuple(Often(id, 0, asked[id], not_known[id]) for id, n in counts["offered"].items() if asked[id] and not n)
