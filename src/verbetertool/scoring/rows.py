"""One result as rows: what a round keeps of a project, small enough to hold ten thousand of them. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from sys import intern
from typing import Any, TypeVar

from verbetertool.model.assessment import BAND_NAMES, Assessment, BandName, Because, Undetermined
from verbetertool.model.portfolio import AnswerRow, Figures, ProjectRow, Signal, family_of
from verbetertool.model.project import Project
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.signals import signals_of

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
    bits = bits_of(rubric)
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


def bits_of(rubric: Rubric) -> dict[str, int]:
    """By the id of each element the bit that stands for it in a row."""
    return _bits_by_ids(tuple(element.id for element in rubric.elements))


@lru_cache(maxsize=8)
def _bits_by_ids(ids: tuple[str, ...]) -> dict[str, int]:
    return {id: 1 << position for position, id in enumerate(ids)}


def _proven_band(assessment: Assessment) -> BandName | Undetermined | None:
    band, proven = assessment.score.band, assessment.score.proven.band
    if band is None or proven is None:
        return None
    return band.label if band.label == UNDETERMINED else BAND_NAMES[proven]


def _figures(assessment: Assessment) -> Figures:
    score = assessment.score
    return Figures(score.proven.score, score.reported.score, score.at_most.score)


_family_of = lru_cache(maxsize=1024)(family_of)


def _family(assessment: Assessment) -> str:
    rubric, goals = assessment.rubric, assessment.project.profile.goals
    elements = tuple([each.id for each in assessment.elements])
    return _family_of(rubric.id, rubric.version, assessment.scope, goals, elements)


def _shared(ids: Iterable[S] | None) -> tuple[S, ...]:
    """The ids, as one object each time that they come together: ten thousand rows hold few copies."""
    return _same(tuple(ids or ()))


@lru_cache(maxsize=4096)
def _same(ids: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(intern(id) for id in ids)


@lru_cache(maxsize=4096)
def _same_signals(signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
    return tuple(replace(signal, ids=_same(signal.ids)) for signal in signals)
