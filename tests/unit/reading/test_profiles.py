"""Reading the profile of a funder."""

from pathlib import Path

import pytest

from tests.builders import a_rubric, an_element
from verbetertool.errors import InvalidInputError
from verbetertool.model.contour import Profile
from verbetertool.reading.profiles import load_profile

RUBRIC = a_rubric([an_element("een")], goals=({"id": "werk", "title": "Werk", "description": "werk"},))


def profile(tmp_path: Path, text: str) -> Profile:
    file = tmp_path / "profiel.yaml"
    file.write_text(text, encoding="utf-8")
    return load_profile(file, RUBRIC)


@pytest.mark.parametrize(
    "line",
    [
        *(f"{key}: {empty}" for key in ("target_groups", "goals", "phases") for empty in ("", "null", "[]")),
        *(f"ages: {empty}" for empty in ("", "null", "{}", "{from: , to: }")),
    ],
)
def test_an_empty_key_counts_as_every_value(tmp_path: Path, line: str) -> None:
    """What is empty is as good as absent (docs/scoring.md section 3), as in an answer file."""
    assert profile(tmp_path, f"{line}\n") == Profile()


def test_an_empty_key_that_does_not_belong_is_reported(tmp_path: Path) -> None:
    """A misspelt key is reported, empty or not, and so is a value that the rubric does not have."""
    with pytest.raises(InvalidInputError) as refused:
        profile(tmp_path, "goal:\ngoals: [werk]\n")
    assert [(p.code, p.values["suggestion"]) for p in refused.value.problems] == [("unknown_key", "goals")]
    with pytest.raises(InvalidInputError) as refused:
        profile(tmp_path, "ages: 16-27\ngoals: [werkt]\ngoals: [werk]\nfase: [x]\nphases: [y]\n")
    assert [p.code for p in refused.value.problems] == [
        "not_ages",
        "not_a_choice",
        "duplicate_key",
        "unknown_key",
        "not_a_choice",
    ]
    with pytest.raises(InvalidInputError) as refused:
        profile(tmp_path, "target_groups:\ngoals: [werkt]\n")
    assert [(p.code, p.place.line) for p in refused.value.problems] == [("not_a_choice", 2)]
