"""How far assessors agree with each other and with the projects (docs/scoring.md section 9). Exact, like the scores."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from verbetertool.model.agreement import (
    AssessedProject,
    Coefficient,
    ContextAgreement,
    Dispute,
    LevelsBeside,
    OwnBeside,
    ScoreAgreement,
)
from verbetertool.model.assessment import Amount, Assessment
from verbetertool.model.project import Answered, Answers
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.applicability import case_of
from verbetertool.scoring.score import readings_of

KAPPA_FROM = 10
"""Pairs below which a kappa says nothing."""


@record
class Assessed:
    """A project of the round with the answers of its assessors, under the project's own profile."""

    key: str
    own: Assessment
    files: tuple[str, ...]
    answers: tuple[Answers, ...]
    results: tuple[Assessment, ...]


def kappa(pairs: Sequence[tuple[int, int]]) -> Fraction | None:
    """`linear_kappa` where there are so many pairs that it says something; None under `KAPPA_FROM` of them too."""
    return linear_kappa(pairs) if len(pairs) >= KAPPA_FROM else None


def linear_kappa(pairs: Sequence[tuple[int, int]]) -> Fraction | None:
    """Cohen's kappa with linear weights, each pair counted in both orders, so that it makes no difference who is first.

    None without pairs, and where all levels are one.
    """
    if not pairs:
        return None
    both = [*pairs, *((second, first) for first, second in pairs)]
    share = Counter(first for first, _second in both)
    observed = Fraction(sum(abs(first - second) for first, second in both), len(both))
    expected = Fraction(
        sum(abs(a - b) * n * m for a, n in share.items() for b, m in share.items()), len(both) * len(both)
    )
    return 1 - observed / expected if expected else None


def intraclass(pairs: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """ICC(1,1) of two scores each: one-way, single scores, so that it makes no difference who is first.

    None with fewer than two projects, and where all scores are one.
    """
    if len(pairs) < 2:
        return None
    means = [(first + second) / 2 for first, second in pairs]
    whole = sum(means, Fraction(0)) / len(means)
    between = 2 * sum(((mean - whole) ** 2 for mean in means), Fraction(0)) / (len(means) - 1)
    within = sum(((first - second) ** 2 / 2 for first, second in pairs), Fraction(0)) / len(means)
    return (between - within) / (between + within) if between + within else None


def context_agreements(projects: Iterable[Assessed], rubric: Rubric) -> tuple[ContextAgreement, ...]:
    """Per context of the rubric how far the first two assessors agree; incomplete pairs are left out."""
    pairs: dict[str, list[tuple[int, int]]] = {context.id: [] for context in rubric.contexts}
    for project in projects:
        if len(project.results) > 1:
            first, second = map(_levels, project.results[:2])
            for id, (context, level) in first.items():
                other = second.get(id, (context, None))[1]
                if level is not None and other is not None:
                    pairs[context].append((level, other))
    return tuple(ContextAgreement(id, len(found), _coefficient(kappa(found))) for id, found in pairs.items())


def score_agreement(projects: Iterable[Assessed]) -> ScoreAgreement:
    """How far the scores of the first two assessors agree, over the projects that have two scores."""
    pairs = []
    for project in projects:
        scores = [_score(result) for result in project.results[:2]]
        if len(scores) == 2 and scores[0] is not None and scores[1] is not None:
            pairs.append((scores[0], scores[1]))
    return ScoreAgreement(len(pairs), _coefficient(intraclass(pairs)))


def own_beside(projects: Iterable[Assessed]) -> tuple[OwnBeside, ...]:
    """Per element how often projects rate themselves higher or lower than assessors do; most often higher first."""
    counts: dict[str, list[int]] = {}
    for project in projects:
        own = _levels(project.own)
        for result in project.results:
            for id, (_context, level) in _levels(result).items():
                mine = own.get(id, ("", None))[1]
                if level is not None and mine is not None:
                    count = counts.setdefault(id, [0, 0, 0])
                    count[0] += 1
                    count[1] += mine > level
                    count[2] += mine < level
    found = [OwnBeside(id, pairs, higher, lower) for id, (pairs, higher, lower) in counts.items()]
    return tuple(sorted(found, key=lambda each: (-each.higher, each.lower, each.id)))


def assessed_project(project: Assessed, rubric: Rubric) -> AssessedProject:
    """The levels side by side, and what the first two assessors differ about."""
    own, others = _levels(project.own), [_levels(result) for result in project.results]
    elements = tuple(
        LevelsBeside(id, context, level, tuple(other.get(id, (context, None))[1] for other in others))
        for id, (context, level) in own.items()
    )
    return AssessedProject(
        key=project.key,
        files=project.files,
        own=_amount(_score(project.own)),
        scores=tuple(_amount(_score(result)) for result in project.results),
        elements=elements,
        disputes=_disputes(project, rubric) if len(project.results) > 1 else (),
    )


def _disputes(project: Assessed, rubric: Rubric) -> tuple[Dispute, ...]:
    """By their effect on the band, then on the score; all else at the lower of the two levels."""
    first, second = (_levels(result) for result in project.results[:2])
    lower: dict[str, int] = {}
    differ: dict[str, tuple[int, int]] = {}
    for id, (_context, level) in first.items():
        other = second.get(id, ("", None))[1]
        known = [each for each in (level, other) if each is not None]
        if known:
            lower[id] = min(known)
        if len(known) == 2 and known[0] != known[1]:
            differ[id] = (min(known), max(known))
    base = _with_levels(project.answers[0], lower)
    elements = {element.id: element for element in project.results[0].elements}
    possible = project.results[0].score.reported.possible
    found = []
    for id, (lowest, highest) in differ.items():
        bands = [_band(rubric, base, {id: level}) for level in (lowest, highest)]
        required, weight = elements[id].required, elements[id].weight
        points = Amount.of(100 * weight * (min(highest, required) - min(lowest, required)), possible or 1)
        found.append(Dispute(id, lowest, highest, bands[0], bands[1], points))
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.band_lowest - each.band_highest,
                -Fraction(each.points.numerator, each.points.denominator),
                each.id,
            ),
        )
    )


def _band(rubric: Rubric, base: Answers, levels: Mapping[str, int]) -> int:
    return readings_of(case_of(rubric, _with_levels(base, levels)))["reported"].band or 0


def _with_levels(answers: Answers, levels: Mapping[str, int]) -> Answers:
    return replace(answers, answers={**answers.answers, **{id: Answered(level) for id, level in levels.items()}})


def _levels(result: Assessment) -> dict[str, tuple[str, int | None]]:
    """By element its context, and its level if there is one."""
    return {element.id: (element.context, element.level) for element in result.elements}


def _score(result: Assessment) -> Fraction | None:
    """The reported score, exact and before it is clipped at 0."""
    reading = result.score.reported
    return Fraction(100 * reading.earned, reading.possible) - reading.deduction if reading.possible else None


def _amount(score: Fraction | None) -> Amount | None:
    return None if score is None else Amount.of(score.numerator, score.denominator)


def _coefficient(value: Fraction | None) -> Coefficient | None:
    if value is None:
        return None
    return Coefficient(value.numerator * 100 // value.denominator / 100, value.numerator, value.denominator)
