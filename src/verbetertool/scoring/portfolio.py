"""Many results together: spreads, frequent gaps, and which projects can be distinguished. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache, reduce
from itertools import islice
from operator import or_
from sys import intern
from typing import Any, TypeVar, get_args
from unicodedata import combining, normalize

from verbetertool.model.assessment import BAND_NAMES, Assessment, BandName, Because, Undetermined
from verbetertool.model.portfolio import (
    AnswerRow,
    Family,
    Figures,
    Often,
    PhaseUse,
    Portfolio,
    ProjectRow,
    RankInterval,
    Signal,
    SignalKind,
    Spread,
    family_of,
)
from verbetertool.model.project import Project
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.robustness import rank_intervals
from verbetertool.scoring.score import band_of
from verbetertool.scoring.signals import IDS_NAMED, OTHERS_NAMED, SharedTexts, signals_of

S = TypeVar("S", bound=str)

OFFERED_FROM = 2
"""The level from which a project offers an element: agreed, not by chance."""
UNDETERMINED: Undetermined = "undetermined"
_LETTER = {"never": "n", "sometimes": "s", "usually": "u", "unknown": "?", "unanswered": "?"}


def row_of(
    assessment: Assessment,
    rubric: Rubric,
    *,
    file: str,
    report: str,
    key: str = "",
    own: Assessment | None = None,
) -> ProjectRow:
    """The row of one project; without `key` its file is its key.

    `own` is its result under its own profile, where the funder set another.
    """
    score, project = assessment.score, (own or assessment).project
    asked, gaps, not_known, offered = _masks(assessment, rubric)
    return ProjectRow(
        file=file,
        report=report,
        key=key or file,
        digest=assessment.input_digest,
        date=assessment.date,
        name=assessment.project.name,
        number=assessment.project.id or "",
        organisation=assessment.project.organisation or "",
        target_groups=_shared(project.target_groups),
        goals=_shared(project.goals),
        phases=_shared(project.phases),
        phases_by_others=_shared(_by_others(project)),
        figures=_figures(assessment),
        own_figures=_figures(own) if own else None,
        band=_proven_band(assessment),
        reported_band=score.band.label if score.band else None,
        labels=_shared(score.labels),
        robust=(score.robust_range.low, score.robust_range.high) if score.robust_range else None,
        contexts=tuple(context.proven.score if context.enough_answered else None for context in assessment.contexts),
        locks=_locks(assessment, "answered"),
        locks_to_find_out=_locks(assessment, "unanswered"),
        locks_to_show=_locks(assessment, "not_shown"),
        answered_percent=score.answered_share.percent if score.answered_share else None,
        family=_family(assessment),
        asked=asked,
        gaps=gaps,
        not_known=not_known,
        offered=offered,
        counted=sum([element.count is not None for element in assessment.elements]),
        facts=assessment.facts,
        anti_patterns="".join([_LETTER[anti_pattern.occurs] for anti_pattern in assessment.anti_patterns]),
        signals=signals_of(own or assessment, rubric),
    )


def compact(row: ProjectRow) -> ProjectRow:
    """The row with one object for each value that many rows have: what came from another process shares nothing."""
    return replace(
        row,
        target_groups=_same(row.target_groups),
        goals=_same(row.goals),
        phases=_same(row.phases),
        phases_by_others=_same(row.phases_by_others),
        labels=_same(row.labels),
        locks=_same(row.locks),
        locks_to_find_out=_same(row.locks_to_find_out),
        locks_to_show=_same(row.locks_to_show),
        family=intern(row.family),
        signals=_same_signals(row.signals),
    )


def _locks(assessment: Assessment, because: Because) -> tuple[str, ...]:
    return _shared([lock.id for lock in assessment.score.proven.locks if lock.because == because])


def _by_others(project: Project) -> list[str]:
    """What a partner does of the route; nothing where no phases are named, which counts as every one."""
    own = project.phases or ()
    return [phase for phase in project.phases_by_others or () if own and phase not in own]


def _masks(assessment: Assessment, rubric: Rubric) -> tuple[int, int, int, int]:
    """The elements asked, behind, not known and offered: one bit per element, in the order of the rubric."""
    bits = _bits(rubric)
    asked = gaps = not_known = offered = 0
    for element in assessment.elements:
        if element.status == "not_applicable":
            continue
        bit, level = bits[element.id], element.level
        asked |= bit
        if level is None:
            not_known |= bit
            continue
        if level < element.required:
            gaps |= bit
        if level >= OFFERED_FROM:
            offered |= bit
    return asked, gaps, not_known, offered


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


def _proven_band(assessment: Assessment) -> BandName | Undetermined | None:
    band, proven = assessment.score.band, assessment.score.proven.band
    if band is None or proven is None:
        return None
    return band.label if band.label == UNDETERMINED else BAND_NAMES[proven]


def _figures(assessment: Assessment) -> Figures:
    score = assessment.score
    return Figures(score.proven.score, score.reported.score, score.at_most.score)


def _shared(ids: Iterable[S] | None) -> tuple[S, ...]:
    """The ids, as one object each time that they come together: ten thousand rows hold few copies."""
    return _same(tuple(ids or ()))


@lru_cache(maxsize=4096)
def _same(ids: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(intern(id) for id in ids)


@lru_cache(maxsize=4096)
def _same_signals(signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
    return tuple(replace(signal, ids=_same(signal.ids)) for signal in signals)


@lru_cache(maxsize=8)
def _bits_by_ids(ids: tuple[str, ...]) -> dict[str, int]:
    return {id: 1 << position for position, id in enumerate(ids)}


def _bits(rubric: Rubric) -> dict[str, int]:
    return _bits_by_ids(tuple(element.id for element in rubric.elements))


_family_of = lru_cache(maxsize=1024)(family_of)


def _family(assessment: Assessment) -> str:
    rubric, goals = assessment.rubric, assessment.project.profile.goals
    elements = tuple([each.id for each in assessment.elements])
    return _family_of(rubric.id, rubric.version, assessment.scope, goals, elements)


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
        id: sum(1 << place for place, digit in enumerate(digits) if digit & bit) for id, bit in _bits(rubric).items()
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


def answer_rows(assessment: Assessment) -> tuple[AnswerRow, ...]:
    """Every answer of a project as a row for analysis, in the order of the rubric; without its texts."""
    return tuple(
        [
            (
                element.context,
                element.id,
                element.status,
                element.level,
                f"{element.count.yes}/{element.count.of}" if element.count is not None else None,
                element.required,
                element.points_lost,
                bool(element.evidence),
                len(element.note) if element.note else 0,
            )
            for element in assessment.elements
        ]
    )
