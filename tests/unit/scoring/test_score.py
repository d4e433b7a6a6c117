"""The sum, its locks and bands at their borders, on cases written out by hand (docs/scoring.md sections 4-6 and 8)."""

import pytest

from tests.builders import a_rubric, an_element, some_answers
from verbetertool.scoring.applicability import case_of
from verbetertool.scoring.case import READINGS, Case, Counted, CountedAntiPattern, ReadingName
from verbetertool.scoring.robustness import Robustness, robustness
from verbetertool.scoring.score import FoundLock, equal_weight, read, readings_of


def an_answer(level: int | None, **fields: object) -> Counted:
    """An element of weight 1 that asks level 3, in context `c`, answered without evidence."""
    known: dict[str, object] = {"id": "e", "context": "c", "weight": 1, "required": 3, "essential": False}
    return Counted(**{**known, "level": level, "has_evidence": False, **fields})  # type: ignore[arg-type]


def a_case(*counted: Counted, anti_patterns: tuple[CountedAntiPattern, ...] = ()) -> Case:
    """A case in which nothing was set aside."""
    return Case(counted, anti_patterns, 0)


@pytest.mark.parametrize(
    ("level", "locks"),
    [
        (0, (FoundLock("precondition", "e", 2),)),
        (1, (FoundLock("precondition", "e", 2),)),
        (2, (FoundLock("precondition", "e", 3),)),
        (3, ()),
        (4, ()),
        (None, (FoundLock("precondition", "e", 2),)),
    ],
)
def test_a_missing_precondition_limits_the_band(level: int | None, locks: tuple[FoundLock, ...]) -> None:
    """Level 0 and 1 allow band 2, level 2 allows band 3, and from level 3 on there is no lock."""
    assert read(a_case(an_answer(level, essential=True)), "reported").locks == locks


@pytest.mark.parametrize(
    ("levels", "limit"),
    [
        ((0, 0, 0), 2),
        ((1, 1, 2), 2),
        ((2, 1, 2), 3),
        ((2, 2, 2), 3),
        ((3, 2, 2), None),
        ((0, 0), None),
    ],
)
def test_a_weak_context_allows_one_band_above_its_own(levels: tuple[int, ...], limit: int | None) -> None:
    """Below 75 a context of at least three counted elements allows the band above its own, in order of contexts."""
    counted = [an_answer(level, context="zwak") for level in levels] + [an_answer(3, context="sterk")] * 30
    found = read(a_case(*counted), "reported").locks
    assert found == (() if limit is None else (FoundLock("weak_context", "zwak", limit),))


def test_a_context_of_exactly_75_is_not_weak() -> None:
    """The border itself is strong."""
    counted = [an_answer(3, required=4) for _ in range(3)]
    assert read(a_case(*counted), "reported").locks == ()


@pytest.mark.parametrize(("deduction", "occurs", "limit"), [(2, 2, 2), (2, 1, 3), (2, 0, None), (1, 2, None)])
def test_a_harmful_anti_pattern_limits_the_band(deduction: int, occurs: int, limit: int | None) -> None:
    """Only what costs two points a step: usually allows band 2, sometimes band 3."""
    found = read(a_case(an_answer(3), anti_patterns=(CountedAntiPattern("h", deduction, occurs),)), "reported")
    assert found.locks == (() if limit is None else (FoundLock("harmful", "h", limit),))
    assert found.total.deduction == deduction * occurs


def test_the_lowest_lock_decides_the_band() -> None:
    """The band is that of the score, or the lowest that a lock allows."""
    good = [an_answer(4, id=f"g{number}", required=4) for number in range(9)]
    assert read(a_case(*good), "reported").band == 4
    assert read(a_case(*good, an_answer(2, essential=True)), "reported").band == 3
    both = a_case(*good, an_answer(2, essential=True), anti_patterns=(CountedAntiPattern("h", 2, 2),))
    assert read(both, "reported").band == 2


@pytest.mark.parametrize(
    ("reading", "level", "evidence", "worth"),
    [
        ("proven", 4, False, 2),
        ("proven", 1, False, 1),
        ("proven", 4, True, 4),
        ("proven", None, False, 0),
        ("reported", 4, False, 4),
        ("reported", None, False, 0),
        ("at_most", None, False, 3),
        ("at_most", 1, False, 1),
    ],
)
def test_what_an_answer_is_worth(reading: ReadingName, level: int | None, evidence: bool, worth: int) -> None:
    """Without evidence a level is proven up to 2; an open answer is worth nothing, and at most what is asked."""
    assert an_answer(level, has_evidence=evidence).levels[READINGS.index(reading)] == worth


def test_sums_per_context_and_in_all() -> None:
    """Weight times level up to what is asked, of weight times what is asked; the whole is the sum of the contexts."""
    counted = (
        an_answer(4, context="a", weight=3),
        an_answer(1, context="a", weight=2, required=4),
        an_answer(None, context="b", weight=2, required=2),
    )
    found = read(
        a_case(*counted, anti_patterns=(CountedAntiPattern("h", 1, 2), CountedAntiPattern("i", 2, 1))), "reported"
    )
    assert {name: (part.earned, part.possible, part.deduction) for name, part in found.contexts.items()} == {
        "a": (11, 17, 0),
        "b": (0, 4, 0),
    }
    assert (found.total.earned, found.total.possible, found.total.deduction) == (11, 21, 4)
    assert found.total.printed == 48


def test_equal_weight_leaves_the_weights_out_and_the_deductions_in() -> None:
    """The reported levels, up to what is asked, each weighing one; levels without evidence count in full."""
    counted = (an_answer(4, weight=3), an_answer(1, weight=1, required=4), an_answer(None, weight=2))
    assert (
        equal_weight(a_case(*counted, anti_patterns=(CountedAntiPattern("h", 2, 1), CountedAntiPattern("i", 1, None))))
        == 38
    )
    assert equal_weight(a_case()) is None


def test_what_does_not_apply_is_set_aside_with_its_weight() -> None:
    """Each one leaves the sum with weight times what it asks; an open answer stays, and is not shown."""
    rubric = a_rubric(
        [
            an_element("een", weight=3, required=3),
            an_element("twee", weight=2, required=4),
            an_element("drie"),
            an_element("kern", core=True),
        ]
    )
    given = {"een": "not_applicable", "twee": "not_applicable", "kern": "4e"}
    case = case_of(rubric, some_answers(given))
    assert case.excluded == 3 * 3 + 2 * 4
    assert [(each.id, each.level, each.has_evidence) for each in case.counted] == [
        ("drie", None, False),
        ("kern", 4, True),
    ]
    quick = case_of(rubric, some_answers(given, scope="quick"))
    assert [each.id for each in quick.counted] == ["kern"]


def test_many_small_deductions_keep_a_score_out_of_the_highest_band_in_every_draw() -> None:
    """Six anti-patterns that usually occur take 12 points off a contour that is met: 88, whatever the weights."""
    counted = tuple(an_answer(3, id=f"e{n}", context=f"c{n}", has_evidence=True) for n in range(4))
    case = a_case(*counted, anti_patterns=tuple(CountedAntiPattern(f"h{n}", 1, 2) for n in range(6)))
    reads = readings_of(case)
    assert (reads["reported"].band, reads["reported"].total.printed) == (3, 88)
    assert robustness(case, reads, "1") == Robustness(88, 88, 500)
