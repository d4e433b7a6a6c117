"""What to improve first (docs/scoring.md section 7): which answers become improvement points, and in which order."""

from fractions import Fraction

from tests.builders import a_rubric, an_anti_pattern, an_element, some_answers
from verbetertool.model.assessment import Assessment
from verbetertool.scoring.assess import assess
from verbetertool.scoring.case import Case, Counted, CountedAntiPattern
from verbetertool.scoring.gaps import shortest_way, steps
from verbetertool.scoring.score import read


def points(result: Assessment) -> list[str]:
    return [point.id for point in result.improvements]


def test_what_locks_comes_before_what_gains_more() -> None:
    """A precondition and a harmful anti-pattern with small gains stand before an element that gains most."""
    rubric = a_rubric(
        [
            an_element("a", weight=3, required=4),
            an_element("z", weight=1, essential=True),
            *(an_element(f"k{n}", weight=3) for n in range(9)),
        ],
        [an_anti_pattern("h", 2), an_anti_pattern("g", 1)],
    )
    answers = {"a": 0, "z": 2, **{f"k{n}": 3 for n in range(9)}}
    result = assess(rubric, some_answers(answers, {"h": "sometimes", "g": "usually"}))
    assert points(result) == ["h", "z", "a", "g"]
    assert [point.locks for point in result.improvements] == [True, True, False, False]


def test_ties_go_to_elements_and_then_to_the_id() -> None:
    """At the same gain an element stands before an anti-pattern, and the lower id first."""
    rubric = a_rubric(
        [an_element(name, context=name, weight=1, required=2) for name in ("zb", "za", *(f"k{n}" for n in range(48)))],
        [an_anti_pattern("ab", 1), an_anti_pattern("aa", 1)],
    )
    answers = {"zb": 1, "za": 1, **{f"k{n}": 2 for n in range(48)}}
    result = assess(rubric, some_answers(answers, {"ab": "sometimes", "aa": "sometimes"}))
    assert {point.gain.value for point in result.improvements} == {1.0}
    assert points(result) == ["za", "zb", "aa", "ab"]
    assert [step.id for step in result.steps] == ["za", "zb", "aa", "ab"]


def test_at_the_same_gain_what_lifts_a_lock_comes_first() -> None:
    """A step of an essential element up to level 3, and every step of an anti-pattern with d = 2."""
    counted = (
        Counted("x", "x", 2, 4, True, 0, True),
        Counted("a", "a", 2, 4, False, 2, True),
        *(Counted(f"k{n}", f"k{n}", 3, 4, False, 4, True) for n in range(7)),
    )
    case = Case(counted, (CountedAntiPattern("z", 2, 2),), 0)
    found = steps(case)
    assert {Fraction(step.worth, case.all_possible) for step in found} == {Fraction(2)}
    assert [(step.id, step.start, step.end, step.lifting) for step in found] == [
        ("x", 0, 1, True),
        ("x", 1, 2, True),
        ("x", 2, 3, True),
        ("z", 2, 1, True),
        ("z", 1, 0, True),
        ("a", 2, 3, False),
        ("a", 3, 4, False),
        ("x", 3, 4, False),
    ]


def test_at_most_five_and_never_what_is_not_answered() -> None:
    """Seven answers fall short, one is unknown and one unanswered: the best five answers are listed."""
    rubric = a_rubric([an_element(f"e{n}", context=f"c{n}", weight=1 + n % 3) for n in range(9)])
    answers = {f"e{n}": 1 for n in range(7)} | {"e8": "unknown"}
    result = assess(rubric, some_answers(answers))
    assert points(result) == ["e2", "e5", "e1", "e4", "e0"]
    assert {"e7", "e8"} <= {question.id for question in result.find_out_first}


def test_an_anti_pattern_without_deduction_is_no_point() -> None:
    """Mixed evidence costs nothing, so there is nothing to gain; it is still shown that it occurs."""
    rubric = a_rubric([an_element("a")], [an_anti_pattern("h", 0)])
    result = assess(rubric, some_answers({"a": 3}, {"h": "usually"}))
    assert points(result) == []
    assert result.anti_patterns[0].occurs == "usually"


def test_a_context_just_below_75_is_lifted_on_the_way_to_the_highest_band() -> None:
    """26 of 35 is 74.3: one step in that context, though the score by itself would do."""
    lagging = (
        Counted("a", "zwak", 3, 4, False, 1, True),
        Counted("b", "zwak", 3, 4, False, 4, True),
        Counted("c", "zwak", 3, 3, False, 3, True),
        Counted("d", "zwak", 1, 2, False, 2, True),
    )
    strong = tuple(Counted(f"k{n}", f"k{n}", 3, 4, False, 4, True) for n in range(12))
    case = Case(lagging + strong, (), 0)
    reported = read(case, "reported")
    assert (reported.total.printed, reported.band) == (94, 3)
    way = shortest_way(case, reported, 4, steps(case))
    assert way is not None
    assert [(step.id, step.start, step.end) for step in way.steps] == [("a", 1, 2)]
    assert way.score == Fraction(100 * 173, 179)
