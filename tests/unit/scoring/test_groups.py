"""Lock groups (docs/scoring.md section 6): when they hold, what they allow, and what lifts them."""

from dataclasses import replace
from typing import Any

import pytest

from tests.builders import a_rubric, an_element, some_answers
from verbetertool import load_rubric
from verbetertool.model.assessment import Assessment, Lock
from verbetertool.model.contour import Profile
from verbetertool.scoring.applicability import unanswered_case
from verbetertool.scoring.assess import assess
from verbetertool.scoring.case import Case, Counted, Group
from verbetertool.scoring.gaps import shortest_way, steps
from verbetertool.scoring.score import read

SIX = tuple(f"g{number}" for number in range(6))
STRONG = tuple(f"s{number}" for number in range(12))
OLDER = {"ages": {"from": 23, "to": 27}}


def project_of(levels: dict[str, Any], project: dict[str, Any] | None = None, **group: Any) -> Assessment:
    """Six elements of a group beside twelve heavy ones that are at the contour; each in a context of its own."""
    fields = {"id": "groep", "title": "Groep", "section": "3.7", "elements": SIX, "only_from_age": 23, **group}
    rubric = a_rubric(
        [*(an_element(id, id) for id in SIX), *(an_element(id, id, weight=3) for id in STRONG)],
        lock_groups=(fields,),
    )
    answers = {**dict.fromkeys(SIX, "3e"), **dict.fromkeys(STRONG, "3e"), **levels}
    return assess(rubric, some_answers(answers, project=project or OLDER))


def group_locks(result: Assessment, reading: str = "reported") -> list[tuple[int, bool, str, int | None]]:
    locks: tuple[Lock, ...] = getattr(result.score, reading).locks
    return [(lock.limit, lock.binding, lock.because, lock.at_most) for lock in locks if lock.kind == "group"]


@pytest.mark.parametrize(("low", "limit"), [(0, None), (1, 3), (2, 3), (3, 2), (6, 2)])
def test_how_many_are_low_decides_the_limit(low: int, limit: int | None) -> None:
    """One at level 0-1 allows band 3, half of them or more band 2; there is one lock for the whole group."""
    result = project_of(dict.fromkeys(SIX[:low], "1e"))
    assert [found[0] for found in group_locks(result)] == ([] if limit is None else [limit])


@pytest.mark.parametrize(
    ("project", "holds"),
    [
        ({"ages": {"from": 23}}, True),
        ({"ages": {"from": 25, "to": 27}}, True),
        ({"ages": {"from": 22, "to": 27}}, False),
        ({"ages": {"to": 27}}, False),
        ({"ages": {"from": 18, "few_from_23": True}}, False),
        ({}, False),
    ],
)
def test_it_holds_from_the_age_that_a_project_states(project: dict[str, Any], holds: bool) -> None:
    """Not for an open range: only where everybody is of that age."""
    result = project_of({"g0": "0e"}, project or {"status": "uitvoering"})
    assert bool(group_locks(result)) is holds


def test_a_group_for_every_age() -> None:
    """A group that names no age holds for every project."""
    assert group_locks(project_of({"g0": "0e"}, {"name": "P"}, only_from_age=None))


def test_fewer_than_three_that_count_hold_nothing_back() -> None:
    """Those that do not apply leave the group; of three left one that is low is still under half."""
    three = dict.fromkeys(SIX[:3], "not_applicable")
    assert [found[0] for found in group_locks(project_of({**three, "g3": "0e"}))] == [3]
    assert group_locks(project_of({**three, "g3": "not_applicable", "g4": "0e"})) == []


def test_why_a_group_holds_back() -> None:
    """What is open lifts or softens it; without evidence the same levels are shown as low as they were said to be."""
    answered = project_of({"g0": "1e"})
    assert group_locks(answered) == [(3, True, "answered", 3)]
    softened = project_of({"g0": "1e", "g1": "unknown", "g2": "unknown"})
    assert group_locks(softened) == [(2, True, "unanswered", 3)]
    lifted = project_of({"g0": "unknown"})
    assert group_locks(lifted) == [(3, True, "unanswered", None)]
    assert group_locks(lifted, "proven") == [(3, True, "unanswered", None)]
    assert group_locks(project_of({"g0": 2}), "proven") == []


def test_its_low_members_are_improvement_points_first() -> None:
    """They hold the band back, though others gain more; who is not answered is no improvement point."""
    result = project_of({"g4": "1e", "g2": "unknown", "s0": "0e"})
    assert [(point.id, point.locks) for point in result.improvements] == [("g4", True), ("s0", False)]


def a_case(*members: tuple[str, str, int, int]) -> Case:
    """Members of one group as id, context, weight and level, beside elements that are at the contour."""
    group = tuple(Counted(id, context, weight, 3, False, level, True) for id, context, weight, level in members)
    strong = tuple(Counted(f"s{number}", f"s{number}", 3, 3, False, 3, True) for number in range(20))
    return Case((*group, *strong), (), 0, (Group("groep", frozenset(id for id, *_ in members)),))


def way(case: Case, band: int) -> list[tuple[str, int]]:
    found = shortest_way(case, read(case, "reported"), band, steps(case))
    assert found is not None
    return [(step.id, step.end) for step in found.steps]


def test_the_nearest_rise() -> None:
    """Of two that are low one has to rise for band 3: the one that needs a single step, though it is lighter."""
    case = a_case(("a", "k", 3, 0), ("b", "l", 1, 1), ("c", "m", 1, 2), ("d", "n", 1, 2))
    assert way(case, 3) == [("b", 2)]
    case = a_case(("a", "k", 1, 0), ("b", "k", 1, 1), ("c", "m", 1, 2), ("d", "n", 1, 2))
    assert way(case, 3) == [("b", 2)]


def test_at_equal_length_the_heaviest_rise() -> None:
    """Then by id."""
    case = a_case(("a", "k", 1, 1), ("b", "l", 3, 1), ("c", "m", 2, 2), ("d", "n", 3, 2))
    assert way(case, 3) == [("b", 2)]
    case = a_case(("b", "k", 2, 1), ("a", "l", 2, 1), ("c", "m", 2, 2), ("d", "n", 3, 2))
    assert way(case, 3) == [("a", 2)]


def test_for_the_highest_band_all_of_them_rise() -> None:
    """To level 2, before the largest gains."""
    case = a_case(("a", "k", 1, 1), ("b", "l", 3, 0), ("c", "m", 2, 2), ("d", "n", 3, 3))
    assert sorted(way(case, 4)[:3]) == [("a", 2), ("b", 1), ("b", 2)]


def test_what_lifts_a_context_too_rises_though_it_takes_more_steps() -> None:
    """The nearer member costs one step of its own; the farther one takes two that its weak context needs anyway."""
    near = Counted("a", "strong", 1, 3, False, 1, True)
    far = Counted("b", "weak", 3, 3, False, 0, True)
    rest = tuple(Counted(f"w{number}", "weak", 1, 3, False, 2, True) for number in range(3))
    strong = tuple(Counted(f"s{number}", "strong", 3, 3, False, 3, True) for number in range(12))
    members = frozenset(("a", "b", "w0", "w1"))
    case = Case((near, far, *rest, *strong), (), 0, (Group("groep", members),))
    assert way(case, 3) == [("b", 1), ("b", 2)]


def test_of_equals_the_one_in_a_weak_context_rises() -> None:
    """Both take one step and weigh as much; that of the weak context is needed there anyway."""
    members = (("a", "strong", 1), ("b", "weak", 1), ("c", "m", 2), ("d", "n", 2))
    group = tuple(Counted(id, context, 2, 3, False, level, True) for id, context, level in members)
    weak = tuple(Counted(f"w{number}", "weak", 1, 3, False, 1, True) for number in range(2))
    strong = tuple(Counted(f"s{number}", "strong", 3, 3, False, 3, True) for number in range(20))
    case = Case((*group, *weak, *strong), (), 0, (Group("groep", frozenset("abcd")),))
    assert way(case, 3) == [("b", 2)]


def test_one_that_two_groups_share_rises_for_both() -> None:
    """One step does what two would; of two shared ones the first by id."""
    case = a_case(("a", "k", 3, 1), ("b", "l", 1, 1), ("c", "m", 3, 1), ("d", "n", 1, 2), ("e", "o", 1, 2))
    groups = (Group("g1", frozenset("abde")), Group("g2", frozenset("bcde")))
    assert way(replace(case, groups=groups), 3) == [("b", 2)]
    case = a_case(("b", "k", 1, 1), ("a", "k", 1, 1), ("d", "m", 1, 2), ("e", "n", 1, 2))
    groups = (Group("g1", frozenset("abde")), Group("g2", frozenset("baed")))
    for order in (groups, groups[::-1]):
        assert way(replace(case, groups=order), 3) == [("a", 2)]


def test_an_unanswered_case_has_the_groups_of_its_ages() -> None:
    """A group from an age on is there for a profile from that age, and not for a younger one."""
    rubric = load_rubric()
    (late,) = [group for group in rubric.lock_groups if group.only_from_age is not None]
    for start, holds in ((late.only_from_age, True), (16, False)):
        profile = Profile.model_validate({"ages": {"from": start, "to": 27}})
        found = {group.id for group in unanswered_case(rubric, profile, "full").groups}
        assert (late.id in found) == holds
