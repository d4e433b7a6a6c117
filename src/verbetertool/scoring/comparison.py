"""What changed between two results of one project, and why (docs/scoring.md section 10). Exact, like the scores."""

from collections.abc import Callable, Iterable, Mapping, Set
from fractions import Fraction

from verbetertool.model.assessment import Amount
from verbetertool.model.base import is_older
from verbetertool.model.comparison import (
    AntiPatternChange,
    AntiPatternState,
    Change,
    CommonCore,
    Compared,
    ComparedResult,
    Comparison,
    ElementAnswer,
    ElementChange,
    ElementState,
    EvidenceMove,
    Moment,
    Move,
    OccursWord,
    PlanChange,
    Planned,
    WhyNot,
)
from verbetertool.model.element import Element
from verbetertool.model.project import OCCURS, Answer, Answered, NotApplicable, Unanswered, Unknown
from verbetertool.model.record import record
from verbetertool.model.redaction import LEFT_OUT
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.applicability import contour_of, is_excluded, may_be_excluded
from verbetertool.scoring.score import Sum


def compared(before: Moment, after: Moment, rubric: Rubric) -> Compared:
    """The comparison together with what it was made of, for who shows it."""
    return Compared(before, after, compare(before, after, rubric), _planned(before, after))


def _planned(before: Moment, after: Moment) -> tuple[Planned, ...]:
    """What was planned then, each with what is said of it now; where nothing was, what is planned now."""
    latest = {_key(item): item for item in after.plan}
    return tuple(latest.get(_key(item), item) for item in before.plan) or after.plan


def _key(item: Planned) -> tuple[str | None, str | None, str]:
    """What makes it the same action."""
    return item.element, item.anti_pattern, item.action


def compare(before: Moment, after: Moment, rubric: Rubric) -> Comparison:
    """What changed from one result to a later one, from the two documents alone.

    `rubric` is that of the later result. It decides what the old answers are worth now, and is needed only where the
    earlier result has another one; where it is not the rubric that the later result was made with, that stays open.
    Pure: the same two results always give the same comparison.
    """
    pair = _Pair(before, after, rubric)
    why_not: list[WhyNot] = []
    if before.rubric.id != after.rubric.id:
        why_not.append("other_rubric")
    if before.scope != after.scope:
        why_not.append("other_scope")
    comparable = not why_not
    change, common = Change(None, None, None, None, None), None
    if comparable:
        scores = _scores(pair)
        if isinstance(scores, _Scores):
            change = scores.change
        else:
            why_not.append(scores)
        found = _common_core(pair)
        if isinstance(found, CommonCore):
            common = found
        else:
            why_not.append(found)
    elements = tuple(_element_changes(pair))
    anti_patterns = tuple(_anti_pattern_changes(pair))
    return Comparison(
        before=_result(before),
        after=_result(after),
        comparable=comparable,
        why_not=tuple(why_not),
        change=change,
        common=common,
        elements=elements,
        anti_patterns=anti_patterns,
        plan=tuple(_plan_changes(_planned(before, after), elements, anti_patterns)),
    )


class _Pair:
    """Two moments side by side: what of the old answers holds for the questions of now."""

    def __init__(self, before: Moment, after: Moment, rubric: Rubric) -> None:
        self.before, self.after = before, after
        self.same_method = (before.rubric.digest, before.scoring_version) == (
            after.rubric.digest,
            after.scoring_version,
        )
        """Whether the same answers for the same profile would have the same score."""
        self.rubric = rubric if rubric.digest == after.rubric.digest else None
        """That of the later result, if it is at hand."""
        same_id = before.rubric.id == after.rubric.id
        self.then: Mapping[str, ElementState] = {each.id: each for each in before.elements}
        """By the id that it has now, what was asked then."""
        self.gone: frozenset[str] = frozenset()
        """Ids of then under which nothing is asked any more, but under another id."""
        if self.rubric is not None and same_id and not self.same_method:
            self.then, self.gone = _carried(before, self.rubric, {each.id for each in after.elements})
        self.occurred: Mapping[str, AntiPatternState] = {each.id: each for each in before.anti_patterns}


def _carried(before: Moment, rubric: Rubric, asked_now: Set[str]) -> tuple[Mapping[str, ElementState], frozenset[str]]:
    """By id of now what was asked then, also under an earlier id (section 1); and the earlier ids of what is asked now.

    Of elements that were merged the lowest level counts, until there is an answer to the element as it is now.
    """
    written = {each.id: each for each in before.elements}
    found = dict(written)
    used: set[str] = set()

    def is_outdated(state: ElementState, element: Element) -> bool:
        version = state.rubric_version or before.rubric.version
        return element.changed is not None and is_older(version, element.changed)

    for element in rubric.elements:
        own = written.get(element.id)
        if not element.was or (own is not None and own.status != "unanswered" and not is_outdated(own, element)):
            continue
        earlier = [
            written[id]
            for id in element.was
            if id in written and (id not in rubric.element_by_id or is_outdated(written[id], element))
        ]
        if earlier:
            found[element.id] = min(earlier if own is None else [own, *earlier], key=_rank)
            if element.id in asked_now:
                used.update(state.id for state in earlier)
    return found, frozenset(used.difference(rubric.element_by_id))


def _rank(state: ElementState) -> tuple[int, int]:
    """Levels first, the lowest first; then not known, then not applicable, then no answer."""
    if state.level is not None:
        return 0, state.level
    if state.status == "unanswered":
        return 3, 0
    return (1 if state.status == "unknown" and state.reason is None else 2), 0


@record
class _Scores:
    """The reported score, unclipped, of each of the five steps from then to now (section 10)."""

    then: Fraction
    with_rubric: Fraction
    with_profile: Fraction
    with_new_questions: Fraction
    now: Fraction

    @property
    def change(self) -> Change:
        return Change(
            total=_amount(self.now - self.then),
            rubric=_amount(self.with_rubric - self.then),
            profile=_amount(self.with_profile - self.with_rubric),
            new_questions=_amount(self.with_new_questions - self.with_profile),
            answers=_amount(self.now - self.with_new_questions),
        )


def _scores(pair: _Pair) -> _Scores | WhyNot:
    """The five scores, or why there are none."""
    before, after = pair.before, pair.after
    then, now = _sum_of(before), _sum_of(after)
    if not then.possible:
        return "no_score_before"
    if not now.possible:
        return "no_score_after"
    with_rubric = then if pair.same_method else _with_new_rubric(pair)
    if with_rubric is None:
        return "rubric_not_at_hand"
    old_answers = _old_answers(pair)
    with_profile = _points(after.elements, old_answers, _old_deduction(pair))

    def with_new(id: str, asked: ElementState) -> tuple[bool, int | None]:
        return old_answers(id, asked) if id in pair.then else (asked.counts, asked.level)

    added = [each.deduction for each in after.anti_patterns if each.id not in pair.occurred]
    with_new_questions = _points(after.elements, with_new, with_profile.deduction + sum(added))
    if not (with_rubric.possible and with_profile.possible and with_new_questions.possible):
        return "no_score_between"
    return _Scores(
        then.unclipped,
        with_rubric.unclipped,
        with_profile.unclipped,
        with_new_questions.unclipped,
        now.unclipped,
    )


def _sum_of(moment: Moment) -> Sum:
    return Sum(moment.earned, moment.possible, moment.deduction)


AnswerFor = Callable[[str, ElementState], tuple[bool, int | None]]
"""Of an element that is asked: whether it counts, and the level that is answered."""


def _points(asked: Iterable[ElementState], answer_for: AnswerFor, deduction: int) -> Sum:
    """The sum over what is asked now, with other answers."""
    earned = possible = 0
    for each in asked:
        counts, level = answer_for(each.id, each)
        if counts:
            possible += each.weight * each.required
            earned += each.weight * min(level or 0, each.required)
    return Sum(earned, possible, deduction)


def _old_answers(pair: _Pair) -> AnswerFor:
    """The old answers to what is asked now; to a new question there is none."""

    def answer_for(id: str, _asked: ElementState) -> tuple[bool, int | None]:
        state = pair.then.get(id)
        if state is None:
            return True, None
        return not _is_out(state, id, pair), state.level

    return answer_for


def _is_out(state: ElementState, id: str, pair: _Pair) -> bool:
    """Whether an old answer takes its element out of the sum of now."""
    element = None if pair.same_method or pair.rubric is None else pair.rubric.element_by_id.get(id)
    if element is None or pair.rubric is None:
        return not state.counts
    was_reason = state.status == "not_applicable" and state.reason == LEFT_OUT  # whatever it said
    return may_be_excluded(element) if was_reason else is_excluded(pair.rubric, element, _answer(state))


def _answer(state: ElementState) -> Answer:
    """The old answer as the scoring gets it. A refused «not applicable» may be taken now."""
    if state.level is not None:
        return Answered(state.level)
    if state.reason is not None:
        return NotApplicable(state.reason)
    return Unanswered() if state.status == "unanswered" else Unknown()


def _with_new_rubric(pair: _Pair) -> Sum | None:
    """The old answers under the old profile, with what the rubric of now asks; None where that is not at hand."""
    if pair.rubric is None:
        return None
    earned = possible = 0
    for asked in contour_of(pair.rubric, pair.before.profile, pair.before.scope):
        state = pair.then.get(asked.element.id)
        if state is not None and _is_out(state, asked.element.id, pair):
            continue
        possible += asked.weight * asked.required
        if state is not None:
            earned += asked.weight * min(state.level or 0, asked.required)
    return Sum(earned, possible, _old_deduction(pair))


def _old_deduction(pair: _Pair) -> int:
    """What the anti-patterns of then take off now."""
    if pair.same_method or pair.rubric is None:
        return pair.before.deduction
    known = pair.rubric.anti_pattern_by_id
    return sum(known[id].deduction * OCCURS.get(state.occurs, 0) for id, state in pair.occurred.items() if id in known)


def _common_core(pair: _Pair) -> CommonCore | WhyNot:
    """The score over what was asked in the same words and answered both times, with what is asked now."""
    if any(each.text_digest is None for each in (*pair.before.elements, *pair.after.elements)):
        return "no_text_digests"
    elements = earned_then = earned_now = possible = 0
    for now in pair.after.elements:
        then = pair.then.get(now.id)
        if then is None or then.level is None or now.level is None or not _asked_the_same(then, now):
            continue
        elements += 1
        possible += now.weight * now.required
        earned_then += now.weight * min(then.level, now.required)
        earned_now += now.weight * min(now.level, now.required)
    if not possible:
        return "nothing_in_common"
    return CommonCore(elements, Amount.of(100 * earned_then, possible), Amount.of(100 * earned_now, possible))


def _asked_the_same(then: ElementState, now: ElementState) -> bool:
    """Whether both answers were given to the same texts."""
    return then.text_digest == now.text_digest and then.rubric_version == now.rubric_version


def _element_changes(pair: _Pair) -> Iterable[ElementChange]:
    asked_now = set()
    for now in pair.after.elements:
        asked_now.add(now.id)
        then = pair.then.get(now.id)
        yield ElementChange(
            id=now.id,
            context=now.context,
            before=_shown(then),
            after=_shown(now),
            move="new_question" if then is None else _move(then, now),
            evidence=_evidence(then is not None and then.has_evidence, now.has_evidence),
        )
    for then in pair.before.elements:
        if then.id not in asked_now and then.id not in pair.gone:
            yield ElementChange(
                id=then.id,
                context=then.context,
                before=_shown(then),
                after=None,
                move="dropped",
                evidence=_evidence(then.has_evidence, False),
            )


def _shown(state: ElementState | None) -> ElementAnswer | None:
    if state is None:
        return None
    return ElementAnswer(
        state.status, state.level, state.count, state.required, points_lost=state.possible - state.earned
    )


def _move(then: ElementState, now: ElementState) -> Move:
    """What became of an answer to a question that was asked both times."""
    if then.counts != now.counts:
        return "applicable_again" if now.counts else "now_not_applicable"
    return _between(then.level, now.level)


def _between(then: int | None, now: int | None) -> Move:
    """From one place on a scale, higher is better, to another; None is not known."""
    if then == now:
        return "same"
    if then is None:
        return "newly_known"
    if now is None:
        return "no_longer_known"
    return "up" if now > then else "down"


def _evidence(then: bool, now: bool) -> EvidenceMove:
    """Whether there is any."""
    if then == now:
        return "same"
    return "gained" if now else "lost"


def _anti_pattern_changes(pair: _Pair) -> Iterable[AntiPatternChange]:
    asked_now = set()
    for now in pair.after.anti_patterns:
        asked_now.add(now.id)
        then = pair.occurred.get(now.id)
        if then is None:
            yield AntiPatternChange(now.id, None, now.occurs, "new_question")
        else:
            move = _between(_goodness(then.occurs), _goodness(now.occurs))
            yield AntiPatternChange(now.id, then.occurs, now.occurs, move)
    for then in pair.before.anti_patterns:
        if then.id not in asked_now:
            yield AntiPatternChange(then.id, then.occurs, None, "dropped")


def _goodness(occurs: OccursWord) -> int | None:
    """Higher is better: it occurs less."""
    times = OCCURS.get(occurs)
    return None if times is None else -times


def _plan_changes(
    plan: Iterable[Planned], elements: Iterable[ElementChange], anti_patterns: Iterable[AntiPatternChange]
) -> Iterable[PlanChange]:
    """Each action with what became of its element or anti-pattern, in the order of the plan."""
    by_element = {each.id: each for each in elements}
    by_anti_pattern = {each.id: each for each in anti_patterns}
    for item in plan:
        found = by_element.get(item.element or "") or by_anti_pattern.get(item.anti_pattern or "")
        yield PlanChange(
            element=item.element,
            anti_pattern=item.anti_pattern,
            status=item.status,
            before=found.before if found else None,
            after=found.after if found else None,
        )


def _result(moment: Moment) -> ComparedResult:
    return ComparedResult(moment.file, moment.digest, moment.date, moment.score, moment.band)


def _amount(points: Fraction) -> Amount:
    return Amount.of(points.numerator, points.denominator)
