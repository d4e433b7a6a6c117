"""A contradiction: what two answers say that hardly go together, and the question that settles it."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import model_validator

from verbetertool.model.base import Id, LevelNumber, Model, Text


class Claim(Model):
    """Half of a contradiction: what an answer says of one element (from or up to a level) or one anti-pattern."""

    element: Id | None = None
    at_least: LevelNumber | None = None
    at_most: LevelNumber | None = None
    anti_pattern: Id | None = None
    occurs: Literal["sometimes", "usually"] | None = None
    """Occurs this often, or more."""

    @model_validator(mode="after")
    def _one_claim(self) -> Self:
        about_level = self.element is not None and (self.at_least is None) != (self.at_most is None)
        about_harm = self.anti_pattern is not None and self.occurs is not None
        of_element = (self.element, self.at_least, self.at_most) != (None, None, None)
        of_harm = (self.anti_pattern, self.occurs) != (None, None)
        if (of_element, of_harm) != (about_level, about_harm) or about_level == about_harm:
            raise ValueError("bad_claim")
        return self

    def holds(self, levels: Mapping[str, int | None], occurs: Mapping[str, str]) -> bool:
        """Whether answers say so: levels by element, and how often anti-patterns occur."""
        if self.element is not None:
            level = levels.get(self.element)
            if level is None:
                return False
            return level >= self.at_least if self.at_least is not None else level <= (self.at_most or 0)
        found = occurs.get(self.anti_pattern or "")
        return found == "usually" or (found == "sometimes" and self.occurs == "sometimes")


class Contradiction(Model):
    """Two answers that hardly go together, and the question that settles it. Never an accusation."""

    id: Id
    first: Claim
    second: Claim
    question: Text
