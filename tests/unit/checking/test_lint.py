"""What `rubric check` remarks in a valid rubric: each fault on purpose, and nothing where nothing is wrong."""

from typing import Any

import pytest

from tests.builders import SCALE, a_rubric, an_anti_pattern, an_element, on_scale
from verbetertool.checking.lint import lint
from verbetertool.checking.trace import trace_problems
from verbetertool.errors import Place
from verbetertool.model.rubric import Rubric

TWENTY_ONE_WORDS = "Dit is een zin van " + "veel " * 15 + "woorden."
SIXTEEN_WORDS = "Dit is een zin van " + "veel " * 10 + "woorden."
LEVELS = {str(level): f"In {level} van de 4 gevallen" for level in range(5)}


def a_good_element(number: int, **fields: Any) -> dict[str, Any]:
    return an_element(f"vraag-{number}", **{"levels": LEVELS, "core": True, **fields})


def a_good_rubric(first: dict[str, Any] | None = None, **rest: Any) -> Rubric:
    """Twelve elements of equal weight, so that none is too heavy; the first one may be another."""
    elements = [first or a_good_element(0), *(a_good_element(number) for number in range(1, 12))]
    return a_rubric(elements, **rest)


def a_group(*elements: str) -> dict[str, Any]:
    return {"id": "groep", "title": "Groep", "section": "3.7", "elements": elements, "only_from_age": 23}


def remarks(rubric: Rubric) -> list[tuple[str, object]]:
    return [(problem.code, problem.values.get("id")) for problem in lint(rubric, Place)]


def test_a_good_rubric_gets_no_remark() -> None:
    """Nothing is said where nothing is wrong."""
    assert remarks(a_good_rubric()) == []


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("not_kebab", {"id": "vraag_nul"}),
        ("gap_disagrees", {"knowledge_gap": True}),
        ("advice_missing", {"advice": {"0": "Begin.", "1": "Ga door."}}),
        ("levels_alike", {"levels": {**LEVELS, "1": "Een deel doet overal mee", "2": "Een deel doet overal mee."}}),
        ("sentence_long", {"why": TWENTY_ONE_WORDS}),
        ("sentences_long", {"why": " ".join([SIXTEEN_WORDS] * 30)}),
        ("heavy_word", {"why": "Dit gebeurt middels een gesprek."}),
        ("essential_not_called", {"essential": True}),
        ("essential_thin", {"essential": True, "called_essential": {"word": "essentieel", "section": "3.1"}}),
        ("dead_element", {"applies_when": {"ages": {"from": 23}}}),
    ],
)  # fmt: skip
def test_a_fault_in_one_element_is_named_with_its_id(code: str, fields: dict[str, Any]) -> None:
    """Each fault is found, and at the element that has it."""
    young = {"id": "jong", "title": "Jong", "profile": {"ages": {"from": 16, "to": 20}}}
    rubric = a_good_rubric({**a_good_element(0), **fields}, reference_profiles=(young,))
    assert (code, fields.get("id", "vraag-0")) in remarks(rubric)


def a_short_element(number: int, **fields: Any) -> dict[str, Any]:
    return on_scale(f"vraag-{number}", core=True, **fields)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("code", "first", "rest"),
    [
        ("question_long", {"practice": "Hier staat veel. " * 25}, {}),
        ("sentence_long", {"absent": TWENTY_ONE_WORDS}, {}),
        ("heavy_word", {"measure": "Tel dit middels een lijst."}, {}),
        ("changed_later", {"changed": "2.0"}, {}),
        ("group_too_small", {}, {"lock_groups": (a_group("vraag-0", "vraag-1"),)}),
    ],
)
def test_a_fault_in_a_rubric_with_a_scale_is_named(code: str, first: dict[str, Any], rest: dict[str, Any]) -> None:
    """Each fault is found; without it nothing is said."""
    elements = [{**a_short_element(0), **first}, *(a_short_element(number) for number in range(1, 12))]
    assert code in [name for name, _ in remarks(a_rubric(elements, scale=SCALE, **rest))]
    assert remarks(a_rubric([a_short_element(number) for number in range(12)], scale=SCALE)) == []


@pytest.mark.thorough
def test_questions_that_are_long_together_are_named() -> None:
    """Each keeps to 75 words, but not to 60 on the average; the quick scan then takes more than ten minutes too."""
    elements = [a_short_element(number, why="Kort.") for number in range(40)]
    for element in elements:
        element["practice"] = "Hier staat veel. " * 20
    codes = [code for code, _ in remarks(a_rubric(elements, scale=SCALE))]
    assert codes == ["questions_long", "quick_scan_long"]


def test_a_precondition_on_which_research_is_lacking() -> None:
    """It may be one where the dossier calls it so; a thin one says why in its caveat."""
    gap = {"id": "lacune", "question": "Hoe?", "advice": "Meet het.", "sections": ("3.9",), "elements": ("vraag-0",)}
    called = {"word": "essentieel", "section": "3.1"}
    support = {"sections": ("3.1",), "status": "supported", "caveat": "Twee studies te weinig."}
    first = {**a_good_element(0), "essential": True, "knowledge_gap": True, "called_essential": called}
    assert remarks(a_good_rubric({**first, "support": support}, knowledge_gaps=(gap,))) == []


def test_an_essential_element_that_keeps_the_rules_gets_no_remark() -> None:
    """Called so by the dossier, two studies, ten mentions, no knowledge gap."""
    called = {"word": "essentieel", "section": "3.1"}
    support = {"sections": ("3.1",), "status": "supported", "studies": {"text": (1, 2), "appendix": ()}, "mentions": 10}
    rubric = a_good_rubric({**a_good_element(0), "essential": True, "called_essential": called, "support": support})
    assert not [code for code, _ in remarks(rubric) if code.startswith("essential")]


def test_more_than_eight_essential_elements_are_too_many() -> None:
    """With nine preconditions nearly every project would be locked."""
    elements = [a_good_element(number, essential=number < 9) for number in range(12)]
    assert ("too_many_essential", None) in remarks(a_rubric(elements))
    elements = [a_good_element(number, essential=number < 6) for number in range(12)]
    assert ("too_many_essential", None) not in remarks(a_rubric(elements))


def test_a_context_without_core_elements_is_named() -> None:
    """A quick scan would say nothing about it."""
    rubric = a_good_rubric({**a_good_element(0), "context": "leeg", "core": False})
    assert ("no_core", "leeg") in remarks(rubric)


def test_deductions_over_twenty_are_too_many() -> None:
    """Five patterns of 2 points that occur usually cost 20; a sixth one more than the method allows."""
    anti_patterns = [an_anti_pattern(f"patroon-{number}", 2) for number in range(6)]
    assert ("deductions_too_high", None) in remarks(a_good_rubric(anti_patterns=anti_patterns))
    assert ("deductions_too_high", None) not in remarks(a_good_rubric(anti_patterns=anti_patterns[:5]))


def test_an_element_over_a_tenth_of_the_points_is_too_heavy() -> None:
    """Of twelve elements one with weight 3 has 3 of 14 parts."""
    heavy = {**a_good_element(0), **{"support": an_element("x", weight=3)["support"]}}
    assert ("element_too_heavy", "vraag-0") in remarks(a_good_rubric(heavy))


def test_a_band_that_no_answers_reach_is_named() -> None:
    """With one element of three levels the score is 0, 50 or 100: never between 75 and 90."""
    found = lint(a_rubric([a_good_element(0, required=2)]), Place)
    assert [problem.values["band"] for problem in found if problem.code == "band_unreachable"] == [3, 3]


def _dossier(**fields: Any) -> dict[str, Any]:
    rows = {"literature": ("Rij A",), "focus_groups": ()}
    return {"sections": ("3.1", "3"), "appendix_rows": rows, **fields}


def _traced(dossier: dict[str, Any], **fields: Any) -> list[str]:
    support = {
        "sections": ("3.1",),
        "status": "supported",
        "studies": {"text": (1,), "appendix": ()},
        "mentions": None,
        "appendix_rows": {"literature": ("Rij A",), "focus_groups": ()},
        **fields,
    }
    rubric = a_rubric([an_element("vraag", support=support)], dossier=dossier)
    return [problem.code for problem in trace_problems(rubric, Place)]


def test_a_trace_without_holes_gets_no_remark() -> None:
    """Every row and section leads to an id, and every id to a place that exists."""
    assert _traced(_dossier()) == []


@pytest.mark.parametrize(
    ("code", "dossier", "support"),
    [
        ("section_not_traced", {"sections": ("3.1", "3", "3.9")}, {}),
        ("row_not_traced", {"appendix_rows": {"literature": ("Rij A", "Rij B"), "focus_groups": ()}}, {}),
        ("item_dangles", {"items": ({"place": "3.1", "item": "Iets", "ids": ("bestaat-niet",)},)}, {}),
        ("section_unknown", {}, {"sections": ("3.1", "3.7")}),
        ("row_unknown", {}, {"appendix_rows": {"literature": ("Rij A", "Rij Z"), "focus_groups": ()}}),
    ],
)
def test_each_hole_in_a_trace_is_named(code: str, dossier: dict[str, Any], support: dict[str, Any]) -> None:
    """A row or section that leads nowhere, and a place or id that does not exist."""
    assert code in _traced(_dossier(**dossier), **support)
