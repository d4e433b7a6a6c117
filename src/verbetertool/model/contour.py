"""The contour: which elements count for a project, and what each one asks of it (docs/scoring.md section 3)."""

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, field_validator, model_validator

from verbetertool.model.base import Id, Ids, Model, SectionNumber, Text
from verbetertool.model.thresholds import OLDER_FROM

ProfileField = Literal["target_groups", "ages", "goals", "phases"]

MAX_AGE = 120
Age = Annotated[int, Field(ge=0, le=MAX_AGE)]


class AgeRange(Model):
    """An age range in whole years, both ends included. A missing end is open."""

    from_: Age | None = Field(default=None, alias="from")
    to: Age | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ is not None and self.to is not None and self.from_ > self.to:
            raise ValueError("ages_reversed")
        return self

    def overlaps(self, other: "AgeRange") -> bool:
        """Whether some age lies in both ranges."""
        starts = [ages.from_ for ages in (self, other) if ages.from_ is not None]
        ends = [ages.to for ages in (self, other) if ages.to is not None]
        return not starts or not ends or max(starts) <= min(ends)


class Ages(AgeRange):
    """How old the young people of a project are."""

    few_from_23: bool | None = None
    """Whether fewer than one in five of them are 23 or older: what is asked from that age on is then not asked."""

    @model_validator(mode="after")
    def _some_are_younger(self) -> Self:
        if self.few_from_23 and self.from_ is not None and self.from_ >= OLDER_FROM:
            raise ValueError("few_but_all_older")
        return self

    def meets(self, condition: AgeRange) -> bool:
        """Whether a condition on the age holds for the project."""
        for_older = condition.from_ is not None and condition.from_ >= OLDER_FROM
        return not (self.few_from_23 and for_older) and self.overlaps(condition)


class Condition(Model):
    """For which projects a rule holds. Within a key any value will do; all keys given must hold."""

    target_groups: tuple[Id, ...] = ()
    ages: AgeRange | None = None
    goals: tuple[Id, ...] = ()
    phases: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.target_groups or self.ages or self.goals or self.phases):
            raise ValueError("empty_condition")
        return self


class Raise(Model):
    """For the projects that meet `when`, the contour asks level `to`; `section` says where the dossier says so."""

    when: Condition
    to: Literal[3, 4]
    section: SectionNumber


class Profile(Model):
    """The facts of a project that decide its contour. An empty field counts as every value."""

    target_groups: Ids = ()
    ages: Ages | None = None
    goals: Ids = ()
    phases: Ids = ()

    @field_validator("ages")
    @classmethod
    def _without_ends_is_empty(cls, ages: Ages | None) -> Ages | None:
        return ages if ages and (ages.few_from_23 or (ages.from_, ages.to) != (None, None)) else None

    @property
    def assumed(self) -> tuple[ProfileField, ...]:
        """The fields that are empty, and so count as every value."""
        return tuple(name for name in get_args(ProfileField) if not getattr(self, name))

    def meets(self, condition: Condition) -> bool:
        """Whether a condition holds for this profile (docs/scoring.md section 3)."""
        return (
            _any(condition.target_groups, self.target_groups)
            and _any(condition.goals, self.goals)
            and _any(condition.phases, self.phases)
            and (condition.ages is None or self.ages is None or self.ages.meets(condition.ages))
        )


def _any(asked: tuple[Id, ...], present: tuple[Id, ...]) -> bool:
    return not asked or not present or not set(asked).isdisjoint(present)


class ReferenceProfile(Model):
    """A typical project, used to check that the contours of a rubric are in balance."""

    id: Id
    title: Text
    profile: Profile
