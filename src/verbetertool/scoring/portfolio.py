"""Many results together: spreads, frequent gaps, and which projects can be distinguished. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from sys import intern
from typing import Any, TypeVar
from unicodedata import combining, normalize

from verbetertool.model.assessment import BAND_NAMES, Assessment, BandName, Because, Undetermined
from verbetertool.model.portfolio import (
    Figures,
    Often,
    PhaseUse,
    Portfolio,
    ProjectRow,
    RankInterval,
    Signal,
    Spread,
    family_of,
)
from verbetertool.model.project import Project
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.robustness import rank_intervals
from verbetertool.scoring.score import band_of
from verbetertool.scoring.signals import Shared, signals_of

S = TypeVar("S", bound=str)

OFFERED_FROM = 2
"""The level from which a project offers an element: agreed, not by chance."""
SHARED_NAMED = 3
"""Elements that a signal about shared texts names."""
UNDETERMINED: Undetermined = "undetermined"
_LETTER = {"never": "n", "sometimes": "s", "usually": "u", "unknown": "?", "unanswered": "?"}


def row_of(
    assessment: Assessment, rubric: Rubric, *, file: str, report: str, own: Assessment | None = None
) -> ProjectRow:
    """The row of one project; `own` is its result under its own profile, where the funder set another."""
    score, project = assessment.score, (own or assessment).project
    asked, gaps, not_known, offered = _masks(assessment, rubric)
    return ProjectRow(
        file=file,
        report=report,
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
        contexts=tuple(context.proven.score for context in assessment.contexts),
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


def with_shared(rows: Sequence[ProjectRow], shared: Mapping[int, Shared]) -> list[ProjectRow]:
    """The rows with a signal where a submission shares texts with others; `shared` is by the number of the row."""
    found = []
    for number, row in enumerate(rows):
        if (texts := shared.get(number)) is not None:
            others = tuple(rows[other].file for other in texts.others)
            signal = Signal("shared_text", texts.ids[:SHARED_NAMED], len(texts.ids), others=others, more=texts.more)
            row = replace(row, signals=(*row.signals, signal))
        found.append(row)
    return found


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
    """Target groups that no project names; a project that names none may serve them all, so then there are none."""
    if not rows or any(not row.target_groups for row in rows):
        return ()
    served = {group for row in rows for group in row.target_groups}
    return tuple(group.id for group in rubric.target_groups if group.id not in served)


def _phase_use(rows: Sequence[ProjectRow], phase: str) -> PhaseUse:
    own = sum(phase in row.phases for row in rows)
    by_others = sum(phase in row.phases_by_others for row in rows)
    not_told = sum(not row.phases for row in rows)
    return PhaseUse(phase, own, by_others, len(rows) - own - by_others - not_told, not_told)
