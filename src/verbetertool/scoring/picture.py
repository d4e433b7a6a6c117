"""The picture of a contour for which nobody answered yet (docs/scoring.md section 3)."""

from verbetertool.model.contour import Profile
from verbetertool.model.picture import AskedLevel, Picture, picture_of
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.applicability import contour_of


def picture_for(rubric: Rubric, profile: Profile) -> Picture:
    """What the ideal-typical project for this profile has, whole."""
    asked = [AskedLevel(each.element.id, each.weight, each.required) for each in contour_of(rubric, profile, "full")]
    return picture_of(rubric, profile, asked)
