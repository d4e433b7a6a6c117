"""The picture beside any answers to any rubric says what the result says."""

import json

from hypothesis import given

from tests.properties.test_files import read_files
from verbetertool.model.assessment import Assessment
from verbetertool.model.picture import picture_beside, side_by_side, to_json
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.case import Case


@given(read_files())
def test_marks_agree_with_the_losses(made: tuple[Case, Rubric, Assessment]) -> None:
    """What meets loses nothing, what falls short loses a part or all, and what is not known loses all of it."""
    _case, rubric, result = made
    marks = {
        element["id"]: element["mark"] for element in json.loads(to_json(picture_beside(rubric, result)))["elements"]
    }
    assert list(marks) == [element.id for element in result.elements]
    for element in result.elements:
        whole = element.weight * element.required
        expected = {
            "meets": element.points_lost == 0 and element.status == "answered",
            "short": 0 < element.points_lost <= whole and element.status == "answered",
            "unknown": element.points_lost == whole and element.status in ("unknown", "unanswered"),
            "not_applicable": element.points_lost == 0 and element.status == "not_applicable",
        }
        assert [mark for mark, holds in expected.items() if holds] == [marks[element.id]]


@given(read_files())
def test_a_picture_beside_itself_differs_in_nothing(made: tuple[Case, Rubric, Assessment]) -> None:
    """All four lists are empty."""
    _case, rubric, result = made
    picture = picture_beside(rubric, result)
    found = side_by_side(picture, picture)
    assert (found.only_left, found.only_right, found.more_left, found.more_right) == ((), (), (), ())
