"""From a rubric and answers to the one result document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from verbetertool.model import assessment as result
from verbetertool.model.project import OCCURS, Answered, Answers, NotApplicable, Unanswered, Unknown
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import Count
from verbetertool.model.thresholds import (
    ANSWERED_ENOUGH,
    COMPARABLE_UP_TO,
    CONFIDENCE_FAIR_UP_TO,
    CONFIDENCE_HIGH_UP_TO,
    DRAWS,
    OUTDATED_UP_TO,
)
from verbetertool.scoring.applicability import ContourElement, case_from, contour_of, evidence_of, is_excluded
from verbetertool.scoring.case import Case, FoundStep, ReadingName
from verbetertool.scoring.gaps import FoundWay, find_out_first, improvements, shortest_way, steps
from verbetertool.scoring.robustness import robustness
from verbetertool.scoring.score import (
    SCORING_VERSION,
    LockReasons,
    Read,
    Sum,
    band_of,
    equal_weight,
    readings_of,
)

_NO_ANSWER = Unanswered()
_NOTHING = Sum(0, 0)


def assess(rubric: Rubric, answers: Answers, *, tool_version: str = "") -> result.Assessment:
    """The assessment of one project: scores, bands, gaps, and what to do and find out first.

    Pure: the same rubric and answers always give the same assessment, whatever the order of either.
    """
    profile = answers.project.profile
    asked = contour_of(rubric, profile, answers.scope)
    case = case_from(asked, rubric, answers)
    reads = readings_of(case)
    found_steps = steps(case)
    amounts = _Amounts(case.all_possible)
    shown_steps = tuple(
        [result.Step(step.kind, step.id, step.start, step.end, amounts.of(step.worth)) for step in found_steps]
    )
    return result.Assessment(
        tool_version=tool_version,
        scoring_version=SCORING_VERSION,
        rubric=result.RubricReference(id=rubric.id, version=rubric.version, digest=rubric.digest),
        input_digest=answers.digest,
        input_file=answers.file,
        project=answers.project,
        scope=answers.scope,
        date=answers.date,
        perspective=answers.perspective,
        assessor=answers.assessor,
        shown=answers.shown,
        note=answers.note,
        profile_by=answers.profile_by,
        assumed=profile.assumed,
        score=_score(case, reads, answers, rubric.version),
        facts=tuple(_facts(rubric, answers)),
        contexts=tuple(_contexts(rubric, case, reads)),
        elements=tuple(_elements(rubric, asked, answers)),
        anti_patterns=tuple(_anti_patterns(rubric, answers)),
        improvements=tuple(
            result.Improvement(kind=point.kind, id=point.id, gain=amounts.of(point.worth), locks=point.locks)
            for point in improvements(case, reads["reported"])
        ),
        steps=shown_steps,
        shortest_way=_ways(case, reads["reported"], found_steps, shown_steps),
        find_out_first=tuple(
            result.FindOut(kind=question.kind, id=question.id, points=amounts.of(question.worth))
            for question in find_out_first(case)
        ),
        plan=answers.plan,
    )


class _Amounts:
    """The amount of points of the score that a worth is, made once: many steps are worth the same."""

    def __init__(self, possible: int) -> None:
        self._possible = possible
        self._made: dict[int, result.Amount] = {}

    def of(self, worth: int) -> result.Amount:
        amount = self._made.get(worth)
        if amount is None:
            amount = self._made[worth] = result.Amount.of(worth, self._possible)
        return amount


def _score(case: Case, reads: dict[ReadingName, Read], answers: Answers, rubric_version: str) -> result.Score:
    reported, possible = reads["reported"], reads["reported"].total.possible
    reasons = LockReasons(case, reads)
    readings = {name: _reading(name, each, reasons) for name, each in reads.items()}
    if reported.band is None:
        return result.Score(
            **readings,
            band=None,
            confidence=None,
            width=None,
            answered_share=None,
            not_applicable_share=_excluded_share(case, possible),
            outdated_share=None,
            labels=_general_labels(case, possible, answers),
            robust_range=None,
            same_band_share=None,
            equal_weight=None,
        )
    answered = sum([element.possible for element in case.counted if element.level is not None])
    outdated = _outdated(case, answers)
    determined = Fraction(answered, possible) >= ANSWERED_ENOUGH and Fraction(outdated, possible) <= OUTDATED_UP_TO
    labels = _general_labels(case, possible, answers)
    if not determined:
        labels = ("undetermined", *labels)
    elif reads["proven"].band == reads["at_most"].band:
        labels = (*labels, "settled")
    width = (reads["at_most"].total.exact or Fraction(0)) - (reads["proven"].total.exact or Fraction(0))
    robust = robustness(case, reads, rubric_version)
    name = result.BAND_NAMES[reported.band]
    return result.Score(
        **readings,
        band=result.Band(number=reported.band, name=name, label=name if determined else "undetermined"),
        confidence=_confidence(width),
        width=result.Amount.of(width.numerator, width.denominator),
        answered_share=result.Share.of(answered, possible),
        not_applicable_share=_excluded_share(case, possible),
        outdated_share=result.Share.of(outdated, possible),
        labels=labels,
        robust_range=result.Range(low=robust.low, high=robust.high) if robust else None,
        same_band_share=result.Share.of(robust.same_band, DRAWS) if robust else None,
        equal_weight=equal_weight(case),
    )


def _confidence(width: Fraction) -> result.Confidence:
    if width <= CONFIDENCE_HIGH_UP_TO:
        return "high"
    return "fair" if width <= CONFIDENCE_FAIR_UP_TO else "low"


def _outdated(case: Case, answers: Answers) -> int:
    """The points possible of which the level was given to an older version of the rubric."""
    given = answers.answers
    old = {id for id, answer in given.items() if answer.rubric_version is not None}
    return sum([element.possible for element in case.counted if element.level is not None and element.id in old])


def _excluded_share(case: Case, possible: int) -> result.Share | None:
    whole = possible + case.excluded
    return result.Share.of(case.excluded, whole) if whole else None


def _general_labels(case: Case, possible: int, answers: Answers) -> tuple[result.Label, ...]:
    labels: list[result.Label] = []
    if answers.project.status == "plan":
        labels.append("on_paper")
    if answers.scope == "quick":
        labels.append("quick_scan")
    if case.excluded and Fraction(case.excluded, possible + case.excluded) > COMPARABLE_UP_TO:
        labels.append("limited")
    return tuple(labels)


def _reading(name: ReadingName, each: Read, reasons: LockReasons) -> result.Reading:
    own_band = _own_band(each.total)
    exact = each.total.exact
    return result.Reading(
        score=each.total.printed,
        exact=None if exact is None else result.Amount.of(exact.numerator, exact.denominator),
        earned=each.total.earned,
        possible=each.total.possible,
        deduction=each.total.deduction,
        band=each.band,
        locks=tuple(
            result.Lock(
                kind=lock.kind,
                id=lock.id,
                limit=lock.limit,
                binding=lock.limit == each.band and lock.limit < own_band,
                because=reasons.because(name, lock),
                at_most=reasons.at_most(lock),
            )
            for lock in each.locks
        ),
    )


def _own_band(total: Sum) -> int:
    """The band of a score by itself, before any lock; 0 where there is no score."""
    return 0 if total.printed is None else band_of(total.printed)


def _contexts(rubric: Rubric, case: Case, reads: dict[ReadingName, Read]) -> Iterator[result.ContextResult]:
    answered = dict.fromkeys(case.sizes, 0)
    for element in case.counted:
        if element.level is not None:
            answered[element.context] += 1
    for context in rubric.contexts:
        sums = {name: each.contexts.get(context.id, _NOTHING) for name, each in reads.items()}
        yield result.ContextResult(
            context.id,
            case.sizes.get(context.id, 0),
            answered.get(context.id, 0),
            **{name: result.ContextReading(part.printed, part.earned, part.possible) for name, part in sums.items()},
        )


def _facts(rubric: Rubric, answers: Answers) -> Iterator[result.Fact]:
    told = answers.project.facts or {}
    for fact in rubric.facts:
        if (value := told.get(fact.id)) is not None and value != "":
            yield result.Fact(fact.id, value, Count.read(str(value)) if fact.kind == "count" else None)


def _elements(rubric: Rubric, asked: Iterable[ContourElement], answers: Answers) -> Iterator[result.ElementResult]:
    given, digests = answers.answers, rubric.text_digests
    for each in asked:
        element, weight, required = each.element, each.weight, each.required
        answer = given.get(element.id, _NO_ANSWER)
        status: result.ElementStatus
        level, count, missing, reason = None, None, required, None
        if isinstance(answer, Answered):
            status, level, count = "answered", answer.level, answer.count
            missing = required - min(level, required)
        elif isinstance(answer, NotApplicable):
            status, reason = "unknown", answer.reason or ""
            if is_excluded(rubric, element, answer):
                status, missing = "not_applicable", 0
        else:
            status = "unknown" if isinstance(answer, Unknown) else "unanswered"
        yield result.ElementResult(
            element.id,
            element.context,
            status,
            level,
            count,
            required,
            weight,
            points_lost=weight * missing,
            note=answer.note,
            evidence=evidence_of(rubric, answer),
            reason=reason,
            line=answer.line,
            text_digest=digests[element.id],
            rubric_version=answer.rubric_version,
        )


def _anti_patterns(rubric: Rubric, answers: Answers) -> list[result.AntiPatternResult]:
    found = []
    for anti_pattern in rubric.anti_patterns:
        answer = answers.anti_patterns.get(anti_pattern.id)
        occurs = answer.occurs if answer else None
        found.append(
            result.AntiPatternResult(
                id=anti_pattern.id,
                occurs=occurs or "unanswered",
                deduction=anti_pattern.deduction * OCCURS.get(occurs or "unknown", 0),
                note=answer.note if answer else None,
                evidence=answer.evidence if answer else (),
                line=answer.line if answer else None,
                rubric_version=answer.rubric_version if answer else None,
            )
        )
    return found


def _ways(
    case: Case, reported: Read, ordered: Sequence[FoundStep], shown: Sequence[result.Step]
) -> result.ShortestWay | None:
    ways = [way for band in (2, 3, 4) if (way := shortest_way(case, reported, band, ordered)) is not None]
    if not ways:
        return None
    step_of = {id(found): step for found, step in zip(ordered, shown, strict=True)}
    return result.ShortestWay(*(_way(way, step_of) for way in ways))


def _way(way: FoundWay, step_of: Mapping[int, result.Step]) -> result.Way:
    score = way.score.numerator // way.score.denominator
    return result.Way(tuple(step_of[id(step)] for step in way.steps), score)
