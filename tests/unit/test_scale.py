"""The scale that elements share: its texts, the level that a count gives, and texts that say none."""

import pytest

from tests.builders import SCALE, a_rubric, an_element, on_scale
from verbetertool.model.base import is_older
from verbetertool.model.scale import Count, Scale

RUBRIC = a_rubric([on_scale("a"), an_element("b")], scale=SCALE, none_texts=("Geen", "volgt nog", "n.v.t.", "?"))


def test_the_texts_of_an_element_on_the_scale() -> None:
    """Those of the scale with what is counted; its own words stand behind the first and the last."""
    assert RUBRIC.level_texts(RUBRIC.element_by_id["a"]) == (
        "Nee. a is er niet.",
        "Soms. Bij minder dan 1 op de 5 jongeren.",
        "Voor een deel. Bij minstens 1 en minder dan 4 op de 5 jongeren.",
        "Gewoon. Bij minstens 4 op de 5 jongeren.",
        "Geborgd. Als 3, en ook: a staat vast.",
    )


def test_the_texts_of_an_element_with_own_levels() -> None:
    """They are shown as they stand."""
    assert RUBRIC.level_texts(RUBRIC.element_by_id["b"]) == tuple(f"b niveau {level}" for level in range(5))


@pytest.mark.parametrize(
    ("yes", "of", "level"),
    [(0, 7, 0), (1, 1000, 1), (1, 6, 1), (1, 5, 2), (20, 100, 2), (79, 100, 2), (31, 39, 2), (4, 5, 3), (40, 40, 3)],
)
def test_the_level_that_a_count_gives(yes: int, of: int, level: int) -> None:
    """Nobody 0, under a fifth 1, under four fifths 2, else 3: exactly, without rounding."""
    assert Scale.model_validate(SCALE).level_of(Count.told(yes, of)) == level


@pytest.mark.parametrize(("level", "count", "agrees"), [(3, "4/5", True), (4, "4/5", True), (4, "3/5", False)])
def test_level_four_is_stated_beside_a_count(level: int, count: str, agrees: bool) -> None:
    """No count gives it; it can stand beside one that gives level 3."""
    assert Scale.model_validate(SCALE).agrees(level, Count.read(count)) is agrees


def test_a_count_of_fewer_than_ten_is_small() -> None:
    """One more or less is then much."""
    assert [Count.told(1, of).small for of in (1, 9, 10)] == [True, True, False]


@pytest.mark.parametrize("text", ["", "  ", "geen", " GEEN. ", "Volgt nog.", "n.v.t", "N.V.T.", "?", "? "])
def test_a_text_that_says_none(text: str) -> None:
    """Case, outer blanks and a closing dot make no difference."""
    assert RUBRIC.says_none(text)


@pytest.mark.parametrize("text", ["geen jaarverslag", "volgt nog..", "??", "."])
def test_another_text_says_something(text: str) -> None:
    """Only the whole text counts, and only what the rubric lists."""
    assert not RUBRIC.says_none(text)


def test_the_digest_of_the_level_texts() -> None:
    """It changes with the practice, the own texts, what is counted and the scale; not with the question."""
    digest = RUBRIC.text_digests["a"]
    assert a_rubric([on_scale("a", question="Anders?")], scale=SCALE).text_digests["a"] == digest
    for changed in ({"practice": "Anders."}, {"absent": "Anders."}, {"per": "werkgevers"}):
        assert a_rubric([{**on_scale("a"), **changed}], scale=SCALE).text_digests["a"] != digest
    other = {**SCALE, "texts": {**SCALE["texts"], "2": "Half"}}  # type: ignore[dict-item]
    assert a_rubric([on_scale("a")], scale=other).text_digests["a"] != digest


def test_versions_are_compared_by_their_numbers() -> None:
    """2.0.0 comes before 10.0.0, and a version is not older than itself."""
    assert is_older("2.0.0", "10.0.0")
    assert is_older("1.9", "2.0.0")
    assert not is_older("2.0.0", "2.0.0")
    assert not is_older("2.0.1", "2.0.0")
