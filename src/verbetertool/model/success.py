"""What success is, seen by whom, and what one could ask or count of it."""

from pydantic import Field

from verbetertool.model.base import Id, Model, Named, SectionNumber, Text


class SuccessView(Named):
    """One of the ways to look at success, for the projects with one of its goals."""

    text: Text
    goals: tuple[Id, ...] = Field(min_length=1)
    section: SectionNumber


class Perspective(Named):
    """Somebody from whose point of view a project can succeed."""

    id: Id
    title: Text
    informal: bool = False
    """Whether they are spoken to with "je"."""
    by_profession: bool = False
    """Whether who answers does so by profession: then one person alone may agree to be shown."""


class SuccessCriterion(Model):
    """A sign of success, seen from one perspective."""

    id: Id
    perspective: Id
    text: Text
    goals: tuple[Id, ...] = ()
    """The goals that it fits best; none is every goal."""
    section: SectionNumber


class Indicator(Model):
    """Something about a young person that one could ask or count."""

    id: Id
    text: Text
    goals: tuple[Id, ...] = ()
    """The goals that it fits best; none is every goal."""


class IndicatorColumn(Named):
    """A group of outcome indicators."""

    section: SectionNumber
    indicators: tuple[Indicator, ...] = Field(min_length=1)
