"""Two results side by side, with parts and moves that were worked out on paper (docs/scoring.md section 10)."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.builders import a_rubric, an_anti_pattern, an_element, some_answers
from verbetertool.model.assessment import Amount
from verbetertool.model.comparison import Comparison, Moment, Planned
from verbetertool.model.project import Answered, NotApplicable, Occurrence, Unanswered
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.assess import assess
from verbetertool.scoring.comparison import compare, compared

GOALS = tuple({"id": g, "title": g, "description": g} for g in ("werk", "school"))


def rubric_of(elements: list[dict[str, Any]], d: int = 1, version: str = "1", **rest: Any) -> Rubric:
    return a_rubric(elements, [an_anti_pattern("h", d)], version, goals=GOALS, **rest)


RUBRIC = rubric_of(
    [
        an_element("a", weight=2),
        an_element("b"),
        an_element("c", raises=({"when": {"goals": ("school",)}, "to": 4, "section": "3"},)),
        an_element("d", applies_when={"goals": ("school",)}),
    ]
)
WORK, SCHOOL = {"goals": ("werk",)}, {"goals": ("school",)}


def moment(answers: dict[str, Any], h: str = "never", rubric: Rubric = RUBRIC, **fields: Any) -> Moment:
    return Moment.of(assess(rubric, some_answers(answers, {"h": h}, **{"project": WORK, **fields})))


def exact(amount: Amount | None) -> Fraction | None:
    return None if amount is None else Fraction(amount.numerator, amount.denominator)


def parts(found: Comparison) -> list[Fraction | None]:
    """Rubric, profile, new questions, answers; they add up to the total."""
    change = found.change
    four = [exact(part) for part in (change.rubric, change.profile, change.new_questions, change.answers)]
    if exact(change.total) is not None:
        assert sum(part or 0 for part in four) == exact(change.total)
    return four


def moves(found: Comparison) -> Mapping[str, str]:
    return {each.id: each.move for each in found.elements} | {each.id: each.move for each in found.anti_patterns}


def test_answers_alone() -> None:
    """The same questions: all of the change is in the answers, and the unclipped score falls below 0 too."""
    before = moment({"a": 0, "b": 1}, "usually")
    found = compare(before, moment({"a": "3e", "b": "unknown", "c": 2}), RUBRIC)
    assert exact(found.before.score) == Fraction(100, 12) - 2
    assert exact(found.after.score) == Fraction(800, 12)
    assert parts(found) == [0, 0, 0, Fraction(700, 12) + 2]
    assert moves(found) == {"a": "up", "b": "no_longer_known", "c": "newly_known", "h": "up"}
    assert [each.evidence for each in found.elements] == ["gained", "same", "same"]
    low = compare(moment({"a": 0}, "usually"), before, RUBRIC)
    assert exact(low.before.score) == -2


def test_another_profile() -> None:
    """What the contour asks more, and a question that it adds, are two parts; answers are the rest."""
    before, after = moment({"a": 3, "b": 3, "c": 3}), moment({"a": 3, "b": 2, "c": 3, "d": 3}, project=SCHOOL)
    found = compare(before, after, RUBRIC)
    # then 12/12; with the other profile 12 of 16; with d 15 of 16; now 14 of 16
    assert parts(found) == [0, Fraction(1200, 16) - 100, Fraction(300, 16), Fraction(-100, 16)]
    assert moves(found) == {"a": "same", "b": "down", "c": "same", "d": "new_question", "h": "same"}
    assert moves(compare(after, before, RUBRIC))["d"] == "dropped"


def test_an_answer_to_what_was_not_asked_is_no_old_answer() -> None:
    """It stood in the old file already, and counts as an answer to a new question."""
    before = moment({"a": 3, "b": 3, "c": 3, "d": 3})
    found = compare(before, moment({"a": 3, "b": 3, "c": 3, "d": 3}, project=SCHOOL), RUBRIC)
    assert parts(found) == [0, Fraction(1200, 16) - 100, Fraction(300, 16), 0]


def test_another_version_of_the_rubric() -> None:
    """Old answers under the new rubric, with its weights, requirements and deductions; the new question apart."""
    new = rubric_of([an_element("a", weight=1), an_element("b", required=4), an_element("e")], 2, "2")
    before = moment({"a": 3, "b": 3, "c": 0}, "sometimes")
    found = compare(before, moment({"a": 3, "b": 4, "e": 1}, "never", new), new)
    # then 9/12 - 1; under the new rubric 6/10 - 2; with e 7/10 - 2; now 8/10
    assert parts(found) == [60 - 2 - (75 - 1), 0, 10, 10 + 2]
    assert moves(found) == {"a": "same", "b": "up", "e": "new_question", "c": "dropped", "h": "up"}


def test_rubric_and_profile_at_once() -> None:
    """The rubric is settled under the old profile, and needs the new rubric for that."""
    new = rubric_of(
        [
            an_element("a", weight=2, raises=({"when": {"goals": ("school",)}, "to": 4, "section": "3"},)),
            an_element("b", weight=3),
        ],
        version="2",
    )
    before, after = moment({"a": 3, "b": 0}), moment({"a": 3, "b": 0}, rubric=new, project=SCHOOL)
    found = compare(before, after, new)
    # then 6/12; under the new rubric 6/15; under the new profile 6/17
    assert parts(found) == [40 - 50, Fraction(600, 17) - 40, 0, 0]
    open_ = compare(before, after, RUBRIC)
    assert parts(open_) == [None] * 4
    assert exact(open_.change.total) is None
    assert (open_.comparable, open_.why_not) == (True, ("rubric_not_at_hand",))


def test_the_rubric_of_two_old_results_is_not_needed() -> None:
    """Two results of one rubric say all by themselves, whatever rubric is at hand."""
    other = rubric_of([an_element("x")], version="9")
    before, after = moment({"a": 3}), moment({"a": 1, "d": 4}, project=SCHOOL)
    assert compare(before, after, other) == compare(before, after, RUBRIC)


def test_scope_and_rubric_can_not_differ() -> None:
    """Then nothing but moves is said."""
    before = moment({"a": 1, "b": 2})
    quick = replace(before, scope="quick")
    other = replace(before, rubric=replace(before.rubric, id="anders"))
    for after, why in ((quick, "other_scope"), (other, "other_rubric")):
        found = compare(before, after, RUBRIC)
        assert (found.comparable, found.why_not, found.common) == (False, (why,), None)
        assert parts(found) == [None] * 4
        assert set(moves(found).values()) == {"same"}


def test_without_a_score() -> None:
    """Where nothing counts before, after or in between there is no change to split."""
    nothing = moment(dict.fromkeys("abc", "not_applicable"))
    something = moment({"a": 3})
    for before, after, why in (
        (nothing, something, "no_score_before"),
        (something, nothing, "no_score_after"),
    ):
        found = compare(before, after, RUBRIC)
        assert found.why_not == (why, "nothing_in_common")
        assert exact(found.change.total) is None
    old = rubric_of([an_element("d", applies_when={"goals": ("school",)}), an_element("f")])
    gone = rubric_of([an_element("d", applies_when={"goals": ("school",)})], version="3")
    found = compare(moment({"f": 3}, rubric=old), moment({"d": 3}, rubric=gone, project=SCHOOL), gone)
    assert "no_score_between" in found.why_not
    assert found.change.profile is None


def test_the_common_core() -> None:
    """Asked in the same words and answered both times, with what is asked now, without deductions."""
    before = moment({"a": 1, "b": 3, "c": 3}, "usually")
    after = moment({"a": 3, "b": "unknown", "c": 3, "d": 0}, project=SCHOOL)
    core = compare(before, after, RUBRIC).common
    assert core is not None
    assert (core.elements, exact(core.before), exact(core.after)) == (2, Fraction(500, 10), Fraction(900, 10))
    reworded = an_element("a", levels={str(level): f"anders {level}" for level in range(5)})
    new = rubric_of([reworded, an_element("c")], version="2")
    core = compare(before, moment({"a": 3, "c": 3}, rubric=new), new).common
    assert core is not None
    assert core.elements == 1
    assert exact(core.before) == 100


def test_an_answer_to_older_texts_is_not_in_the_common_core() -> None:
    """It was kept, but the question changed since: it was not asked in the same words."""
    now = moment({"a": 3, "b": 2})
    then = replace(now, elements=tuple(replace(each, rubric_version="0.9") for each in now.elements))
    assert compare(then, now, RUBRIC).why_not == ("nothing_in_common",)


def test_results_of_before_have_no_common_core() -> None:
    """Without digests nobody knows whether the texts were the same."""
    now = moment({"a": 3, "b": 2})
    then = replace(now, elements=tuple(replace(each, text_digest=None) for each in now.elements))
    found = compare(then, now, RUBRIC)
    assert (found.common, found.why_not, found.comparable) == (None, ("no_text_digests",), True)
    assert parts(found) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("then", "now", "move"),
    [
        (1, 3, "up"),
        (3, 1, "down"),
        (3, "3e", "same"),
        ("unknown", 0, "newly_known"),
        (0, "unknown", "no_longer_known"),
        (None, "unknown", "same"),
        (None, 4, "newly_known"),
        (2, "not_applicable", "now_not_applicable"),
        ("unknown", "not_applicable", "now_not_applicable"),
        (None, "not_applicable", "now_not_applicable"),
        ("not_applicable", 2, "applicable_again"),
        ("not_applicable", "unknown", "applicable_again"),
        ("not_applicable", None, "applicable_again"),
        ("not_applicable", "not_applicable", "same"),
    ],
)
def test_moves(then: Any, now: Any, move: str) -> None:
    """What became of an answer, in each of its kinds."""

    def with_a(value: Any) -> Moment:
        return moment({"b": 3} | ({} if value is None else {"a": value}))

    assert moves(compare(with_a(then), with_a(now), RUBRIC))["a"] == move


@pytest.mark.parametrize(
    ("then", "now", "move"),
    [
        ("usually", "sometimes", "up"),
        ("never", "sometimes", "down"),
        ("unknown", "never", "newly_known"),
        ("usually", "unknown", "no_longer_known"),
        ("sometimes", "sometimes", "same"),
    ],
)
def test_moves_of_an_anti_pattern(then: str, now: str, move: str) -> None:
    """Less of it is better; both words stand beside the move."""
    [found] = compare(moment({"a": 1}, then), moment({"a": 1}, now), RUBRIC).anti_patterns
    assert (found.before, found.after, found.move) == (then, now, move)


def test_what_was_answered_stands_beside_the_move() -> None:
    """Status, level, what is asked and what that costs, at each moment."""
    found = compare(moment({"c": 2}), moment({"c": 3}, project=SCHOOL), RUBRIC).elements[2]
    assert found.before is not None
    assert found.after is not None
    assert (found.before.level, found.before.required, found.before.points_lost) == (2, 3, 1)
    assert (found.after.level, found.after.required, found.after.points_lost) == (3, 4, 1)


def test_earlier_ids() -> None:
    """A renamed element is the same question; of merged ones the lowest level counts, and none of them is gone."""
    old = rubric_of([an_element("x"), an_element("y"), an_element("z")])
    new = rubric_of([an_element("n", was=("z",)), an_element("m", was=("x", "y"))], version="2")
    before = moment({"x": 3, "y": 1, "z": 2}, rubric=old)
    found = compare(before, moment({"m": 3, "n": 2}, rubric=new), new)
    assert moves(found) == {"m": "up", "n": "same", "h": "same"}
    assert parts(found) == [50 - Fraction(600, 9), 0, 0, Fraction(200, 6)]


def test_an_earlier_id_of_what_is_not_asked_now() -> None:
    """What was asked then under another name, and is not asked any more, is dropped under the name that it had."""
    old = rubric_of([an_element("x"), an_element("y")])
    new = rubric_of([an_element("n", was=("x",), applies_when={"goals": ("school",)}), an_element("y")], version="2")
    found = compare(moment({"x": 3, "y": 1}, rubric=old), moment({"y": 1}, rubric=new), new)
    assert moves(found) == {"x": "dropped", "y": "same", "h": "same"}


def test_a_split_element() -> None:
    """The old answer holds for both, until there is one to the element as it is now."""
    old = rubric_of([an_element("x"), an_element("y")])
    new = rubric_of([an_element("x", changed="2"), an_element("n", was=("x",), changed="2")], version="2")
    found = compare(moment({"x": 3, "y": 0}, rubric=old), moment({"x": 3, "n": 1}, rubric=new), new)
    assert moves(found) == {"x": "same", "n": "down", "y": "dropped", "h": "same"}


def test_not_applicable_under_the_new_rubric() -> None:
    """An old «not applicable» that the new rubric does not take counts as unknown there, and the other way round."""
    free, strict = an_element("a"), an_element("a", essential=True)
    old, new = rubric_of([free, an_element("b")]), rubric_of([strict, an_element("b")], version="2")
    answers = {"a": "not_applicable", "b": 3}
    found = compare(moment(answers, rubric=old), moment(answers, rubric=new), new)
    assert parts(found) == [50 - 100, 0, 0, 0]
    found = compare(moment(answers, rubric=new), moment(answers, rubric=old), old)
    assert parts(found) == [100 - 50, 0, 0, 0]


def test_an_old_result_says_what_the_old_file_says() -> None:
    """The new rubric finds in the old result what it finds in the answers themselves."""
    new = rubric_of([an_element("a", weight=3), an_element("c", essential=True)], 2, "2")
    answers = some_answers({}, project=WORK)
    answers = replace(
        answers,
        answers={"a": Answered(1), "b": Answered(4), "c": NotApplicable("geen"), "d": Unanswered()},
        anti_patterns={"h": Occurrence("sometimes")},
    )
    old_result, read_anew = Moment.of(assess(RUBRIC, answers)), Moment.of(assess(new, answers))
    found = compare(old_result, read_anew, new)
    assert parts(found) == [exact(found.change.total), 0, 0, 0]


def test_the_plan() -> None:
    """Each action with what became of its element or anti-pattern, and those of neither."""
    plan = (Planned("done", "a"), Planned("open", anti_pattern="h"), Planned("doing"), Planned("open", "weg"))
    before, after = moment({"a": 1}, "usually"), replace(moment({"a": 2}, "never"), plan=plan)
    found = compare(before, after, RUBRIC).plan
    assert [(each.element, each.anti_pattern, each.status) for each in found] == [
        ("a", None, "done"),
        (None, "h", "open"),
        (None, None, "doing"),
        ("weg", None, "open"),
    ]
    assert (found[1].before, found[1].after) == ("usually", "never")
    assert (found[2].before, found[3].after) == (None, None)
    assert not isinstance(found[0].after, str)
    assert found[0].after is not None
    assert found[0].after.level == 2


def test_a_plan_of_then() -> None:
    """The actions of then, each with its status of now; what was planned since is for the next time."""
    then = (Planned("open", "a", action="bellen"), Planned("open", action="praten"))
    now = (Planned("open", "b", action="nieuw"), Planned("done", "a", action="bellen"))
    before, after = replace(moment({"a": 1}), plan=then), replace(moment({"a": 2}), plan=now)
    found = compared(before, after, RUBRIC)
    assert [(each.element, each.status) for each in found.comparison.plan] == [("a", "done"), (None, "open")]
    assert [each.action for each in found.plan] == ["bellen", "praten"]
