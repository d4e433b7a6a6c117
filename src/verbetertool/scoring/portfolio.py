"""Many results together: spreads, frequent gaps, and who can be told apart. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from sys import intern

from verbetertool.model.assessment import Assessment
from verbetertool.model.portfolio import Figures, Often, Portfolio, ProjectRow, Signal, Spread, Standing
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.compare import rank_intervals
from verbetertool.scoring.score import band_of
from verbetertool.scoring.signals import signals_of

OFFERED_FROM = 2
"""The level from which a project offers an element: agreed, not by chance."""
_LETTER = {"never": "n", "sometimes": "s", "usually": "u", "unknown": "?", "unanswered": "?"}


def row_of(
    assessment: Assessment, rubric: Rubric, *, file: str, report: str, own: Assessment | None = None
) -> ProjectRow:
    """The row of one project; `own` is its result under its own profile, where the funder set another."""
    score, project = assessment.score, (own or assessment).project
    bits = _bits(rubric)
    counted = [element for element in assessment.elements if element.status != "not_applicable"]
    return ProjectRow(
        file=file,
        report=report,
        name=assessment.project.name,
        organisation=assessment.project.organisation or "",
        target_groups=_shared(project.target_groups),
        goals=_shared(project.goals),
        phases=_shared(project.phases),
        figures=_figures(assessment),
        own_figures=_figures(own) if own else None,
        band=score.band.label if score.band else None,
        labels=score.labels,
        robust=(score.robust_range.low, score.robust_range.high) if score.robust_range else None,
        contexts=tuple(context.proven.score for context in assessment.contexts),
        locks=_shared(tuple(lock.id for lock in score.reported.locks)),
        answered_percent=score.answered_share.percent if score.answered_share else None,
        family=_family(assessment),
        asked=sum(bits[e.id] for e in counted),
        gaps=sum(bits[e.id] for e in counted if e.level is not None and e.level < e.required),
        not_known=sum(bits[e.id] for e in counted if e.level is None),
        offered=sum(bits[e.id] for e in counted if e.level is not None and e.level >= OFFERED_FROM),
        harms="".join(_LETTER[harm.occurs] for harm in assessment.anti_patterns),
        signals=signals_of(own or assessment, rubric),
    )


def with_shared(
    rows: Sequence[ProjectRow], shared: dict[int, dict[str, tuple[int, ...]]], most: int = 5
) -> list[ProjectRow]:
    """The rows with the texts that submissions share; of the others at most `most` are named."""
    found = []
    for number, row in enumerate(rows):
        signals = [
            Signal("shared_text", id, len(others), others=tuple(rows[other].file for other in others[:most]))
            for id, others in shared.get(number, {}).items()
        ]
        found.append(replace(row, signals=(*row.signals, *signals)) if signals else row)
    return found


def in_scope(row: ProjectRow, where: Mapping[str, frozenset[str]]) -> bool:
    """Whether a project serves one of the values of every key; an empty field counts as every value."""
    return all(not getattr(row, key) or not values.isdisjoint(getattr(row, key)) for key, values in where.items())


def portfolio_of(rows: Iterable[ProjectRow], rubric: Rubric) -> Portfolio:
    """The portfolio of these projects; their order makes no difference."""
    ordered = tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.name, row.file)))
    return Portfolio(
        rows=ordered,
        standings=_standings(ordered),
        spreads=tuple(_spread(ordered, number, context.id) for number, context in enumerate(rubric.contexts)),
        gaps=_gaps(ordered, rubric),
        not_offered=_not_offered(ordered, rubric),
        groups_unserved=_unserved(ordered, rubric),
        harms=_harms(ordered, rubric),
    )


def _figures(assessment: Assessment) -> Figures:
    score = assessment.score
    return Figures(score.proven.score, score.reported.score, score.at_most.score)


def _shared(ids: Iterable[str] | None) -> tuple[str, ...]:
    """The ids as one object each, so that ten thousand rows hold no copies."""
    return tuple(intern(id) for id in ids or ())


@lru_cache(maxsize=8)
def _bits_by_ids(ids: tuple[str, ...]) -> dict[str, int]:
    return {id: 1 << position for position, id in enumerate(ids)}


def _bits(rubric: Rubric) -> dict[str, int]:
    return _bits_by_ids(tuple(element.id for element in rubric.elements))


def _family(assessment: Assessment) -> str:
    """What must be equal for a fair comparison (section 8), as one short text."""
    parts = (
        assessment.rubric.version,
        assessment.scope,
        ",".join(sorted(assessment.project.profile.goals)),
        ",".join(element.id for element in assessment.elements),
    )
    return sha256("|".join(parts).encode()).hexdigest()[:12]


def _standings(rows: Sequence[ProjectRow]) -> tuple[Standing | None, ...]:
    families: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        if row.robust is not None:
            families.setdefault(row.family, []).append(number)
    found: list[Standing | None] = [None] * len(rows)
    for count, members in enumerate(families.values(), 1):
        ranges = [robust for number in members if (robust := rows[number].robust) is not None]
        for number, (best, worst) in zip(members, rank_intervals(ranges), strict=True):
            found[number] = Standing(count, len(members), best, worst)
    return tuple(found)


def _spread(rows: Sequence[ProjectRow], number: int, context: str) -> Spread:
    counts = [0, 0, 0, 0]
    without = 0
    for row in rows:
        score = row.contexts[number]
        if score is None:
            without += 1
        else:
            counts[band_of(score) - 1] += 1
    return Spread(context, (counts[0], counts[1], counts[2], counts[3]), without)


def _counts(masks: Iterable[int], rubric: Rubric) -> dict[str, int]:
    """Per element the number of projects that have its bit."""
    held = list(masks)
    return {id: sum(mask & bit != 0 for mask in held) for id, bit in _bits(rubric).items()}


def _gaps(rows: Sequence[ProjectRow], rubric: Rubric) -> tuple[Often, ...]:
    gaps = _counts((row.gaps for row in rows), rubric)
    asked = _counts((row.asked for row in rows), rubric)
    not_known = _counts((row.not_known for row in rows), rubric)
    found = [Often(id, number, asked[id], not_known[id]) for id, number in gaps.items() if number]
    return tuple(sorted(found, key=lambda gap: (-gap.number, gap.id)))


def _not_offered(rows: Sequence[ProjectRow], rubric: Rubric) -> tuple[Often, ...]:
    if not rows:
        return ()
    offered = _counts((row.offered for row in rows), rubric)
    asked = _counts((row.asked for row in rows), rubric)
    not_known = _counts((row.not_known for row in rows), rubric)
    return tuple(Often(id, 0, asked[id], not_known[id]) for id, number in offered.items() if not number)


def _harms(rows: Sequence[ProjectRow], rubric: Rubric) -> tuple[Often, ...]:
    found = []
    for position, anti_pattern in enumerate(rubric.anti_patterns):
        occurs = [row.harms[position] for row in rows]
        usually = occurs.count("u")
        number = usually + occurs.count("s")
        not_known = occurs.count("?")
        found.append(Often(anti_pattern.id, number, len(rows), not_known, usually))
    return tuple(sorted((harm for harm in found if harm.number), key=lambda harm: (-harm.number, harm.id)))


def _unserved(rows: Sequence[ProjectRow], rubric: Rubric) -> tuple[str, ...]:
    """Target groups that no project names; a project that names none may serve them all, so then there are none."""
    if not rows or any(not row.target_groups for row in rows):
        return ()
    served = {group for row in rows for group in row.target_groups}
    return tuple(group.id for group in rubric.target_groups if group.id not in served)
