"""Statements about contours and bands: what holds gets no remark, what does not is reported with what was found."""

from typing import Any

import pytest

from tests.builders import a_rubric, an_anti_pattern, an_element
from verbetertool.checking.statements import statement_problems
from verbetertool.errors import Place

YOUNG = {"id": "jong", "title": "Jong", "profile": {"ages": {"from": 16, "to": 20}}}
OLDER = {"id": "ouder", "title": "Ouder", "profile": {"ages": {"from": 23, "to": 27}}}
GROUP = {"id": "groep", "title": "Groep", "section": "3.7", "elements": ("g0", "g1", "g2"), "only_from_age": 23}
FROM_23 = {"when": {"ages": {"from": 23}}, "to": 4, "section": "3.7"}


def remarks(**statement: Any) -> list[tuple[str, object, object]]:
    """What is found of one statement, in a rubric of twenty equal elements of which one locks the band."""
    elements = [
        an_element("vast", "vast", essential=True),
        an_element("meer", "meer", raises=(FROM_23,)),
        an_element("later", "later", applies_when={"ages": {"from": 23}}),
        *(an_element(f"g{number}", f"g{number}") for number in range(3)),
        *(an_element(f"e{number}", f"e{number}") for number in range(14)),
    ]
    rubric = a_rubric(
        elements,
        [an_anti_pattern("druk", 2)],
        reference_profiles=(YOUNG, OLDER),
        lock_groups=(GROUP,),
        statements=({"id": "stelling", "section": "3.1", **statement},),
    )
    return [(p.code, p.values.get("found"), p.values.get("limit")) for p in statement_problems(rubric, Place)]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ({"profile": "jong", "band_at_least": 4}, []),
        ({"profile": "jong", "except": {"e1": 0}, "band_at_least": 4}, []),
        ({"profile": "jong", "except": {"vast": 0}, "band_at_most": 2}, []),
        ({"profile": "jong", "except": {"vast": 0}, "band_at_least": 3}, [("statement_band_low", 2, 3)]),
        ({"profile": "jong", "except": {"e1": 0}, "band_at_most": 3}, [("statement_band_high", 4, 3)]),
        ({"profile": "jong", "except": {"g0": 0}, "band_at_least": 4}, []),
        ({"profile": "ouder", "except": {"g0": 0}, "band_at_most": 3, "band_at_least": 3}, []),
        ({"profile": {"ages": {"from": 24}}, "except": {"g0": 0, "g1": 1}, "band_at_most": 2}, []),
        ({"profile": "jong", "except": {"later": 0}, "band_at_most": 4}, [("statement_not_asked", None, None)]),
    ],
)
def test_a_statement_about_a_band(statement: dict[str, Any], found: list[tuple[str, int, int]]) -> None:
    """A project at its contour but for some levels: at most this band, or at least it."""
    assert remarks(**statement) == found


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ({"profile": "jong", "element": "meer", "at_least": 3}, []),
        ({"profile": "jong", "element": "meer", "at_least": 4}, [("statement_level_low", 3, 4)]),
        ({"profile": "ouder", "element": "meer", "at_most": 3}, [("statement_level_high", 4, 3)]),
        ({"profile": "ouder", "element": "meer", "at_least_as": "jong"}, []),
        ({"profile": "jong", "element": "meer", "at_least_as": "ouder"}, [("statement_level_low", 3, 4)]),
        (
            {"profile": "jong", "element": "meer", "at_least_as": {"ages": {"from": 25}}},
            [("statement_level_low", 3, 4)],
        ),
        ({"profile": "jong", "element": "later", "at_least": 2}, [("statement_level_low", 0, 2)]),
        ({"profile": "jong", "element": "later", "at_most": 2}, []),
    ],
)
def test_a_statement_about_a_contour(statement: dict[str, Any], found: list[tuple[str, int, int]]) -> None:
    """What a profile is asked of an element, by itself or beside another profile; not asked is less than anything."""
    assert remarks(**statement) == found


@pytest.mark.parametrize(
    "statement",
    [
        {"profile": "jong"},
        {"profile": "jong", "except": {"e1": 0}},
        {"profile": "jong", "element": "e1"},
        {"profile": "jong", "at_least": 3},
        {"profile": "jong", "element": "e1", "at_least": 3, "band_at_most": 3},
        {"profile": "jong", "element": "e1", "at_least": 3, "except": {"e1": 0}},
        {"profile": "jong", "except": {"e1": 5}, "band_at_most": 3},
    ],
)
def test_a_statement_says_one_thing(statement: dict[str, Any]) -> None:
    """About a band or about a contour, and whole."""
    with pytest.raises(ValueError, match="1 validation error"):
        remarks(**statement)
