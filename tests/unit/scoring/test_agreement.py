"""How far two assessors agree: by hand, and against the formulas written out."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_rubric, an_element, some_answers
from verbetertool.scoring.agreement import (
    Assessed,
    assessed_project,
    context_agreements,
    intraclass,
    kappa,
    own_beside,
    score_agreement,
)
from verbetertool.scoring.assess import assess

RUBRIC = a_rubric(
    [an_element("e0", "a", essential=True), *(an_element(f"e{n}", "ab"[n > 10]) for n in range(1, 14))], []
)
LEVEL = st.integers(0, 4)


def test_kappa_by_hand() -> None:
    """Ten pairs of which one is a level apart: observed 1/10, expected 1/2 of what chance gives."""
    pairs = [(0, 0)] * 5 + [(1, 1)] * 4 + [(0, 1)]
    # Of twenty, eleven are 0 and nine are 1: chance differs in 2 x 11 x 9 of 400.
    assert kappa(pairs) == 1 - Fraction(2, 20) / Fraction(2 * 11 * 9, 400)
    assert kappa(pairs[1:]) is None
    assert kappa([(2, 2)] * 20) is None
    assert kappa([(0, 4), (4, 0)] * 5) == -1


@given(st.lists(st.tuples(LEVEL, LEVEL), min_size=10, max_size=30))
def test_kappa_is_the_formula_and_knows_no_first(pairs: list[tuple[int, int]]) -> None:
    """1 - sum(w x observed) / sum(w x expected), with w the distance; who is named first makes no difference."""
    found = kappa(pairs)
    assert found == kappa([(second, first) for first, second in pairs])
    table = [[0.0] * 5 for _ in range(5)]
    for first, second in pairs:
        table[first][second] += 0.5 / len(pairs)
        table[second][first] += 0.5 / len(pairs)
    share = [sum(row) for row in table]
    cells = [(i, j) for i in range(5) for j in range(5)]
    expected = sum(abs(i - j) * share[i] * share[j] for i, j in cells)
    if expected == 0:
        assert found is None
    else:
        assert found is not None
        assert float(found) == pytest.approx(1 - sum(abs(i - j) * table[i][j] for i, j in cells) / expected)


def test_intraclass_by_hand() -> None:
    """Means 1 and 5 around 3; within each pair a difference of 2."""
    pairs = [(Fraction(0), Fraction(2)), (Fraction(4), Fraction(6))]
    # Between: 2 x (4 + 4) / 1 = 16; within: (2 + 2) / 2 = 2.
    assert intraclass(pairs) == Fraction(16 - 2, 16 + 2)
    assert intraclass(pairs[:1]) is None
    assert intraclass([(Fraction(1), Fraction(1))] * 3) is None
    assert intraclass([(Fraction(0), Fraction(1))] * 3) == -1


@given(st.lists(st.tuples(st.integers(-20, 100), st.integers(-20, 100)), min_size=2, max_size=8))
def test_intraclass_knows_no_first(pairs: list[tuple[int, int]]) -> None:
    """Between -1 and 1, and 1 only where every pair is one score."""
    exact = [(Fraction(first, 3), Fraction(second, 3)) for first, second in pairs]
    found = intraclass(exact)
    assert found == intraclass([(second, first) for first, second in exact])
    if found is not None:
        assert -1 <= found <= 1
        assert (found == 1) == all(first == second for first, second in exact)


def a_project(own: Mapping[str, Any], *assessors: Mapping[str, Any]) -> Assessed:
    answers = tuple(some_answers(dict(each)) for each in assessors)
    results = tuple(assess(RUBRIC, each) for each in answers)
    files = tuple(f"{n}.yaml" for n in range(len(assessors)))
    return Assessed("k", assess(RUBRIC, some_answers(dict(own))), files, answers, results)


def test_side_by_side() -> None:
    """Own and assessors' levels, also where one said nothing; who rates itself higher is counted over all assessors."""
    project = a_project({"e0": 4, "e1": 2}, {"e0": 3, "e1": 2}, {"e0": 2, "e1": "unknown"})
    found = assessed_project(project, RUBRIC)
    assert [(each.own, each.assessors) for each in found.elements[:3]] == [
        (4, (3, 2)),
        (2, (2, None)),
        (None, (None, None)),
    ]
    assert [(each.id, each.pairs, each.higher, each.lower) for each in own_beside([project])] == [
        ("e0", 2, 2, 0),
        ("e1", 1, 0, 0),
    ]
    assert found.own is not None
    assert len(found.scores) == 2


def test_disputes_that_move_the_band_come_first() -> None:
    """A precondition at 1 or 3 decides about the band; an element that weighs as much does not."""
    high = {f"e{n}": 3 for n in range(14)}
    project = a_project(high, high, high | {"e0": 1, "e1": 1})
    first, second = assessed_project(project, RUBRIC).disputes
    assert (first.id, first.lowest, first.highest) == ("e0", 1, 3)
    assert first.band_highest > first.band_lowest == 2
    assert (second.id, second.band_lowest, second.band_highest) == ("e1", 2, 2)
    assert first.points == second.points


def test_per_context_and_over_the_round() -> None:
    """Pairs of all projects together; incomplete ones, and projects with one assessor, are left out."""
    levels = {f"e{n}": n % 4 for n in range(14)}
    projects = [
        a_project(levels, levels, levels | {"e3": "unknown"}),
        a_project(levels, levels, levels | {"e1": 2}),
        a_project(levels, levels),
    ]
    first, second = context_agreements(projects, RUBRIC)
    assert (first.id, first.pairs, second.id, second.pairs) == ("a", 21, "b", 6)
    assert first.kappa is not None
    assert second.kappa is None
    assert first.kappa.value == int(100 * Fraction(first.kappa.numerator, first.kappa.denominator)) / 100
    assert score_agreement(projects).projects == 2
