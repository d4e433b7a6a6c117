"""The properties of docs/scoring.md section 11, by their numbers, and the real scoring against a naive second one."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.builders import a_rubric, an_anti_pattern, an_element, some_answers
from tests.properties import reference
from tests.properties.cases import any_case, cases, small_cases, with_element
from verbetertool.model.contour import Ages, Condition, Profile
from verbetertool.scoring.applicability import contour_of
from verbetertool.scoring.assess import assess
from verbetertool.scoring.case import READINGS, Case, CountedAntiPattern, FoundStep, ReadingName
from verbetertool.scoring.gaps import FoundWay, Question, find_out_first, improvements, shortest_way, steps
from verbetertool.scoring.robustness import certainly_ahead, drawn_factors, rank_intervals, robustness
from verbetertool.scoring.score import LockReasons, Read, Sum, equal_weight, read, readings_of


def scored(case: Case, reading: ReadingName = "reported") -> Fraction:
    exact = read(case, reading).total.exact
    assert exact is not None
    return exact


def unclipped(case: Case, reading: ReadingName = "reported") -> Fraction:
    return read(case, reading).total.unclipped


def way_to(case: Case, band: int) -> FoundWay | None:
    return shortest_way(case, read(case, "reported"), band, steps(case))


def found_locks(found: Read) -> set[tuple[str, str, int]]:
    return {(lock.kind, lock.id, lock.limit) for lock in found.locks}


@settings(max_examples=10 * settings().max_examples)
@given(cases(12))
def test_the_naive_scoring_agrees(case: Case) -> None:
    """Readings, bands, locks, the order of the steps: the same as a straight transcription of docs/scoring.md."""
    for reading in READINGS:
        found, expected = read(case, reading), reference.outcome(case, reading)
        assert found.total.exact == expected.score
        assert found.band == expected.band
        assert found_locks(found) == expected.locks
        why = LockReasons(case, readings_of(case))
        assert {
            (lock.kind, lock.id, lock.limit): (why.because(reading, lock), why.at_most(lock)) for lock in found.locks
        } == reference.reasons(case, reading)
    assert [(s.kind, s.id, s.start, Fraction(s.worth, case.all_possible)) for s in steps(case)] == [
        (m.kind, m.id, m.start, m.gain) for m in reference.moves(case)
    ]


@given(cases())
def test_1_readings_are_in_order(case: Case) -> None:
    """Every reading lies within 0-100, and proven <= reported <= at most; so do the bands."""
    proven, reported, at_most = (scored(case, reading) for reading in READINGS)
    assert 0 <= proven <= reported <= at_most <= 100
    bands = [read(case, reading).band or 0 for reading in READINGS]
    assert bands == sorted(bands)


@given(cases(), st.data())
def test_2_better_is_never_worse(case: Case, data: st.DataObject) -> None:
    """A better level never lowers score, band or context, and strictly raises the score below the requirement."""
    index = data.draw(st.integers(0, len(case.counted) - 1))
    old = case.counted[index]
    assume(old.level is not None and old.level < 4)
    better = with_element(case, index, lambda e: replace(e, level=(e.level or 0) + 1))
    for reading in READINGS:
        before, now = read(case, reading), read(better, reading)
        assert (now.total.exact or 0) >= (before.total.exact or 0)
        assert (now.band or 0) >= (before.band or 0)
        assert all(now.contexts[name].earned >= part.earned for name, part in before.contexts.items())
    if (old.level or 0) < old.required and unclipped(case) >= 0:
        assert scored(better) > scored(case)


@given(cases(), st.data())
def test_3_more_of_an_anti_pattern_is_never_better(case: Case, data: st.DataObject) -> None:
    """More of an anti-pattern never raises score or band."""
    deduction, occurs = data.draw(st.integers(0, 2)), data.draw(st.integers(0, 1))
    less = replace(case, anti_patterns=(*case.anti_patterns, CountedAntiPattern("x", deduction, occurs)))
    more = replace(case, anti_patterns=(*case.anti_patterns, CountedAntiPattern("x", deduction, occurs + 1)))
    for reading in READINGS:
        assert scored(more, reading) <= scored(less, reading)
        assert (read(more, reading).band or 0) <= (read(less, reading).band or 0)


def _rubric_and_answers(data: st.DataObject) -> tuple[list[dict[str, object]], dict[str, object], dict[str, str]]:
    number = data.draw(st.integers(2, 6))
    made: list[dict[str, object]] = [
        an_element(
            f"e{i}",
            data.draw(st.sampled_from("ab")),
            weight=data.draw(st.integers(1, 3)),
            required=data.draw(st.integers(2, 4)),
        )
        for i in range(number)
    ]
    answer = st.sampled_from(["unknown", 0, 1, 2, 3, 4, "3e", "4e"])
    answers: dict[str, object] = {f"e{i}": data.draw(answer) for i in range(number)}
    anti_patterns = {
        f"h{i}": data.draw(st.sampled_from(["never", "sometimes", "usually", "unknown"])) for i in range(2)
    }
    return made, answers, anti_patterns


@settings(max_examples=40)
@given(st.data())
def test_4_not_applicable_is_the_rubric_without_it(data: st.DataObject) -> None:
    """An element that is not applicable leaves the same score as a rubric that does not have it."""
    made, answers, anti_patterns = _rubric_and_answers(data)
    patterns = [an_anti_pattern("h0", 1), an_anti_pattern("h1", 2)]
    group = {"id": "g", "title": "Groep", "section": "3.7", "elements": ("e0", "e1", "e2", "e3")}
    whole, less = a_rubric(made, patterns, lock_groups=(group,)), a_rubric(made[1:], patterns, lock_groups=(group,))
    with_it = assess(whole, some_answers({**answers, "e0": "not_applicable"}, anti_patterns))
    without = assess(less, some_answers(answers, anti_patterns))
    for key in ("proven", "reported", "at_most", "band", "confidence", "robust_range", "equal_weight"):
        assert getattr(with_it.score, key) == getattr(without.score, key)
    assert with_it.steps == without.steps
    assert with_it.improvements == without.improvements


@settings(max_examples=40)
@given(st.data())
def test_5_order_is_irrelevant(data: st.DataObject) -> None:
    """The order of elements, anti-patterns and answers changes nothing but the order of the tables."""
    made, answers, anti_patterns = _rubric_and_answers(data)
    patterns = [an_anti_pattern("h0", 1), an_anti_pattern("h1", 2)]
    shuffled = data.draw(st.permutations(made))
    turned = dict(reversed(answers.items()))
    first = assess(a_rubric(made, patterns), some_answers(answers, anti_patterns))
    second = assess(a_rubric(shuffled, patterns[::-1]), some_answers(turned, anti_patterns))
    for key in ("band", "confidence", "width", "answered_share", "robust_range", "same_band_share", "equal_weight"):
        assert getattr(first.score, key) == getattr(second.score, key)
    for key in ("steps", "improvements", "shortest_way", "find_out_first"):
        assert getattr(first, key) == getattr(second, key)


@given(cases())
def test_6_hundred_means_the_contour(case: Case) -> None:
    """The score is 100 if and only if every level meets its requirement and nothing that deducts occurs."""
    met = all((e.level or 0) >= e.required for e in case.counted)
    clean = not any(h.deduction and h.occurs for h in case.anti_patterns)
    assert (scored(case) == 100) == (met and clean)


@settings(max_examples=60)
@given(any_case(3, most_harms=1))
def test_7_completions_lie_within_the_interval(case: Case) -> None:
    """Every way to settle what is open lies within proven and at most, and both ends are reached."""
    low, high = scored(case, "proven"), scored(case, "at_most")
    options = []
    for e in case.counted:
        if e.level is None:
            options.append([replace(e, level=level, has_evidence=True) for level in range(5)])
        elif e.has_evidence:
            options.append([e])
        else:
            options.append([replace(e, level=level, has_evidence=True) for level in {e.level, min(e.level, 2)}])
    occurs = [[h] if h.occurs is not None else [replace(h, occurs=n) for n in range(3)] for h in case.anti_patterns]
    reached = []
    for chosen in product(*options):
        for anti_patterns in product(*occurs):
            whole = replace(case, counted=tuple(chosen), anti_patterns=tuple(anti_patterns))
            reached.append(scored(whole))
            assert scored(whole, "proven") == scored(whole, "at_most")
    assert low == min(reached)
    assert high == max(reached)


@given(cases(), st.data())
def test_7_information_never_widens_the_interval(case: Case, data: st.DataObject) -> None:
    """Settling one open answer keeps the new interval inside the old one."""
    index = data.draw(st.integers(0, len(case.counted) - 1))
    old = case.counted[index]
    if old.level is None:
        settled = with_element(case, index, lambda e: replace(e, level=data.draw(st.integers(0, 4)), has_evidence=True))
    else:
        settled = with_element(case, index, lambda e: replace(e, has_evidence=True))
    assert scored(case, "proven") <= scored(settled, "proven")
    assert scored(settled, "at_most") <= scored(case, "at_most")


@settings(max_examples=60)
@given(st.data())
def test_8_losses_sum_exactly(data: st.DataObject) -> None:
    """The points lost add up to possible minus earned."""
    made, answers, anti_patterns = _rubric_and_answers(data)
    result = assess(
        a_rubric(made, [an_anti_pattern("h0", 1), an_anti_pattern("h1", 2)]), some_answers(answers, anti_patterns)
    )
    reported = result.score.reported
    assert sum(element.points_lost for element in result.elements) == reported.possible - reported.earned


@given(cases())
def test_9_rounding_never_flatters(case: Case) -> None:
    """A printed score is never above the exact one, and less than a point below it."""
    for reading in READINGS:
        total = read(case, reading).total
        assert total.printed is not None
        assert total.exact is not None
        assert total.printed <= total.exact < total.printed + 1


@given(cases(), st.data())
def test_9_ties_are_broken_by_id_alone(case: Case, data: st.DataObject) -> None:
    """A shuffled case gives the same steps, improvements and questions."""
    shuffled = replace(
        case, counted=tuple(data.draw(st.permutations(case.counted))), anti_patterns=case.anti_patterns[::-1]
    )
    assert steps(shuffled) == steps(case)
    assert improvements(shuffled, read(shuffled, "reported")) == improvements(case, read(case, "reported"))
    assert find_out_first(shuffled) == find_out_first(case)
    for band in (3, 4):
        assert way_to(shuffled, band) == way_to(case, band)


@given(cases())
def test_10_a_missing_precondition_keeps_the_band_low(case: Case) -> None:
    """An essential element at 0-1 keeps the band at 2 or lower; locks change the band, never the score."""
    lowest = [e.level for e in case.counted if e.essential and e.level is not None]
    if lowest and min(lowest) <= 1:
        for reading in READINGS:
            assert (read(case, reading).band or 0) <= 2
    for group in case.groups:
        low = sum(e.level is not None and e.level <= 1 for e in case.counted if e.id in group.members)
        for reading in READINGS:
            assert (read(case, reading).band or 0) <= (2 if 2 * low >= len(group.members) else 3 if low else 4)
    freed = Case(tuple(replace(e, essential=False) for e in case.counted), case.anti_patterns, 0)
    for reading in READINGS:
        assert scored(freed, reading) == scored(case, reading)
        assert (read(freed, reading).band or 0) >= (read(case, reading).band or 0)


def _gains(found: Iterable[FoundStep | Question], case: Case) -> list[tuple[str, str, Fraction]]:
    return [(each.kind, each.id, Fraction(each.worth, case.all_possible)) for each in found]


@given(cases(), st.integers(2, 7))
def test_11_scaling_the_weights_changes_nothing(case: Case, factor: int) -> None:
    """All weights times the same number: the same scores, bands, order and promises."""
    scaled = replace(case, counted=tuple(replace(e, weight=e.weight * factor) for e in case.counted))
    for reading in READINGS:
        assert scored(scaled, reading) == scored(case, reading)
        assert read(scaled, reading).band == read(case, reading).band
    assert _gains(steps(scaled), scaled) == _gains(steps(case), case)
    assert _gains(find_out_first(scaled), scaled) == _gains(find_out_first(case), case)
    assert equal_weight(scaled) == equal_weight(case)


@settings(max_examples=30)
@given(cases(), st.data())
def test_12_draws_agree_with_drawing_one_by_one(case: Case, data: st.DataObject) -> None:
    """The packed draws give what 500 separate sums give, in any order of the elements."""
    reads = readings_of(case)
    reported, found = reads["reported"], robustness(case, reads, "r1")
    shuffled = replace(case, counted=tuple(data.draw(st.permutations(case.counted))))
    assert found == robustness(shuffled, readings_of(shuffled), "r1")
    low, high, same = [], [], 0
    for draw in range(500):
        drawn = replace(
            case,
            counted=tuple(
                replace(e, weight=drawn_factors("r1", "e:" + e.id)[draw] * drawn_factors("r1", "c:" + e.context)[draw])
                for e in case.counted
            ),
        )
        low.append(read(drawn, "proven").total.printed or 0)
        high.append(read(drawn, "at_most").total.printed or 0)
        same += read(drawn, "reported").band == reported.band
    assert found is not None
    assert (found.low, found.high, found.same_band) == (sorted(low)[25], sorted(high)[474], same)


RANGES = st.lists(
    st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda pair: (min(pair), max(pair))), min_size=1, max_size=8
)


@given(RANGES)
def test_12_certainly_ahead_is_an_order(ranges: list[tuple[int, int]]) -> None:
    """Certainly ahead is never mutual, is transitive, and the rank intervals follow from it."""
    for a, b, c in product(ranges, repeat=3):
        assert not (certainly_ahead(a, b) and certainly_ahead(b, a))
        if certainly_ahead(a, b) and certainly_ahead(b, c):
            assert certainly_ahead(a, c)
    for own, (best, worst) in zip(ranges, rank_intervals(ranges), strict=True):
        assert 1 <= best <= worst <= len(ranges)
        assert best == 1 + sum(certainly_ahead(other, own) for other in ranges)


@given(small_cases())
def test_13_shortest_way_equals_brute_force(case: Case) -> None:
    """The shortest way reaches its band, and no smaller set of steps does."""
    for band in (2, 3, 4):
        way = way_to(case, band)
        assert way is not None
        moved = reference.after(case, [(s.kind, s.id) for s in way.steps])
        assert reference.outcome(moved, "reported").band >= band
        assert reference.outcome(moved, "reported").score == way.score
        assert len(way.steps) == reference.fewest_steps(case, band)


@given(small_cases(), st.integers(0, 6))
def test_13_best_steps_are_best(case: Case, number: int) -> None:
    """The first n steps gain the most of all n steps, and all steps together reach the contour."""
    found = steps(case)
    gains = sorted((Fraction(step.worth, case.all_possible) for step in found), reverse=True)
    first = reference.after(case, [(s.kind, s.id) for s in found[:number]])
    assert unclipped(first) == unclipped(case) + sum(gains[:number])
    assert scored(reference.after(case, [(s.kind, s.id) for s in found])) == 100


@given(cases())
def test_14_promises_of_find_out_first_hold(case: Case) -> None:
    """Settling a question with evidence takes exactly the promised points off the unclipped interval."""
    for question in find_out_first(case):
        if question.kind == "anti_pattern":
            anti_patterns = tuple(replace(h, occurs=1) if h.id == question.id else h for h in case.anti_patterns)
            settled = replace(case, anti_patterns=anti_patterns)
        else:
            counted = tuple(
                replace(e, level=1 if e.level is None else e.level, has_evidence=True) if e.id == question.id else e
                for e in case.counted
            )
            settled = replace(case, counted=counted)
        before = unclipped(case, "at_most") - unclipped(case, "proven")
        now = unclipped(settled, "at_most") - unclipped(settled, "proven")
        assert before - now == Fraction(question.worth, case.all_possible) > 0


NAMES = ("x", "y", "z")


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    chosen = st.lists(st.sampled_from(NAMES), unique=True).map(tuple)
    start = draw(st.none() | st.integers(14, 27))
    end = draw(st.none() | st.integers(start or 14, 30))
    ages = None if start is None and end is None else Ages(from_=start, to=end)
    return Profile(target_groups=draw(chosen), ages=ages, goals=draw(chosen), phases=draw(chosen))


@given(profiles(), profiles(), st.data())
def test_15_a_wider_profile_never_asks_less(one: Profile, other: Profile, data: st.DataObject) -> None:
    """Adding values to a profile, or leaving a field empty, never lowers a requirement."""

    def both(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
        return (*a, *b) if a and b else ()

    starts, ends = (one.ages, other.ages) if one.ages and other.ages else (None, None)
    ages = None
    if starts and ends:
        low = None if None in (starts.from_, ends.from_) else min(starts.from_ or 0, ends.from_ or 0)
        high = None if None in (starts.to, ends.to) else max(starts.to or 0, ends.to or 0)
        ages = Ages(from_=low, to=high)
    wider = Profile(
        target_groups=both(one.target_groups, other.target_groups),
        ages=ages,
        goals=both(one.goals, other.goals),
        phases=both(one.phases, other.phases),
    )
    when = Condition(
        target_groups=data.draw(st.lists(st.sampled_from(NAMES), min_size=1).map(tuple)),
        ages=data.draw(st.none() | st.just(Ages(from_=23))),
        goals=data.draw(st.lists(st.sampled_from(NAMES)).map(tuple)),
    )
    raised = {"when": when, "to": 4, "section": "3"}
    rubric = a_rubric([an_element("e", required=3, raises=(raised,))])
    [widest], [narrow] = contour_of(rubric, wider, "full"), contour_of(rubric, one, "full")
    assert widest.required >= narrow.required


@given(cases())
def test_16_unanswered_is_blamed_for_nothing(case: Case) -> None:
    """What was not answered earns nothing, is no improvement point, and its locks are shown as unknown."""
    unanswered = {e.id for e in case.counted if e.level is None}
    reported = read(case, "reported")
    assert not unanswered & {point.id for point in improvements(case, reported) if point.kind == "element"}
    at_most = found_locks(read(case, "at_most"))
    assert not {(kind, name) for kind, name, _ in at_most if kind == "precondition" and name in unanswered}


def test_nothing_possible_is_no_score() -> None:
    """Without elements that count there is no score, no band, no step."""
    empty = Case((), (CountedAntiPattern("h", 2, 2),), 3)
    assert read(empty, "reported").band is None
    assert Sum(0, 0, 4).printed is None
    assert not steps(empty)
    assert not improvements(empty, read(empty, "reported"))
    assert not find_out_first(empty)
    assert way_to(empty, 3) is None
    assert robustness(empty, readings_of(empty), "1") is None
