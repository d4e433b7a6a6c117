"""What must hold for the contours and bands of a rubric, said by its authors and proven by `rubric check`."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from verbetertool.model.base import Id, LevelNumber, Model, RequiredLevel, SectionNumber
from verbetertool.model.contour import Profile

BandNumber = Annotated[int, Field(ge=1, le=4)]


class Statement(Model):
    """Either about a band or about a contour, of one profile: the id of a reference profile, or written out.

    About a band: what a project gets that is exactly at its contour, with evidence and without anti-patterns, but for
    the levels in `except`. About a contour: what it asks of one element.
    """

    id: Id
    section: SectionNumber
    profile: Id | Profile
    except_: Annotated[dict[Id, LevelNumber], Field(max_length=100)] = Field(default={}, alias="except")
    band_at_most: BandNumber | None = None
    band_at_least: BandNumber | None = None
    element: Id | None = None
    at_least: RequiredLevel | None = None
    at_most: RequiredLevel | None = None
    at_least_as: Id | Profile | None = None
    """At least what the contour of this other profile asks of the element."""

    @model_validator(mode="after")
    def _one_statement(self) -> Self:
        about_band = self.band_at_most is not None or self.band_at_least is not None
        asked = (self.at_least, self.at_most, self.at_least_as) != (None, None, None)
        about_contour = self.element is not None and asked
        mixed = (self.element is not None or asked) if about_band else bool(self.except_)
        if about_band == about_contour or mixed:
            raise ValueError("bad_statement")
        return self
