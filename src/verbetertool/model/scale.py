"""How far a project is with an element: five levels, told in five own texts or on the scale that elements share."""

import re
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from verbetertool.model.base import Model, Text, closed_record
from verbetertool.model.thresholds import SMALL_COUNT_BELOW

LEVELS = (0, 1, 2, 3, 4)
MAX_SCALE_TEXT = 300
"""Characters in one text of a scale, which stands at every element."""
STATED_LEVEL = 4
"""What no count gives: it is stated beside a count that gives the level below (docs/scoring.md section 1)."""

COUNT = "[0-9]{1,6} ?/ ?[0-9]{1,6}"
CountText = Annotated[str, Field(pattern=f"^{COUNT}$")]
"""A count as an answer file writes it: `34/40`."""
_ENDS = re.compile(r"[.:;,!?…]\Z")

ShareText = Annotated[str, Field(pattern=r"^[0-9]{1,3}/[1-9][0-9]{0,2}$")]
"""An exact fraction as a rubric writes it: `1/5`."""


@closed_record
class Count:
    """Of how many something holds: `yes` of `of`, as counted by the project."""

    yes: int
    of: int
    small: bool
    """Whether so few were counted that one more or less is much."""

    @classmethod
    def told(cls, yes: int, of: int) -> Self:
        return cls(yes, of, of < SMALL_COUNT_BELOW)

    @classmethod
    def read(cls, text: str) -> Self:
        """The count that a `CountText` says."""
        yes, of = text.split("/")
        return cls.told(int(yes), int(of))

    @property
    def text(self) -> str:
        return f"{self.yes}/{self.of}"


class Levels(Model):
    """Five texts, lowest first."""

    level_0: Text = Field(alias="0")
    level_1: Text = Field(alias="1")
    level_2: Text = Field(alias="2")
    level_3: Text = Field(alias="3")
    level_4: Text = Field(alias="4")

    def __getitem__(self, level: int) -> str:
        return (self.level_0, self.level_1, self.level_2, self.level_3, self.level_4)[level]


LevelTexts = tuple[str, str, str, str, str]
"""The texts of the five levels as they are shown, lowest first."""


class Scale(Model):
    """The scale of every element that asks of how many something holds (docs/scoring.md section 1).

    `shares` are the two shares from which level 2 and level 3 begin. `texts` are read once; `{per}` in them stands for
    what an element counts. The first comes before the element's own `absent`, the last before its `secured`.
    """

    shares: tuple[ShareText, ShareText]
    texts: Levels

    @model_validator(mode="after")
    def _shares_in_order(self) -> Self:
        low, high = self._limits
        if not 0 < low < high <= 1:
            raise ValueError("shares_not_in_order")
        return self

    @model_validator(mode="after")
    def _short_texts(self) -> Self:
        if any(len(self.texts[level]) > MAX_SCALE_TEXT or self.texts[level].count("{per}") > 1 for level in LEVELS):
            raise ValueError("scale_text")
        return self

    @cached_property
    def _limits(self) -> tuple[Fraction, Fraction]:
        return Fraction(self.shares[0]), Fraction(self.shares[1])

    def level_of(self, count: Count) -> int:
        """The level (0-3) that a count gives, by exact fractions; `of` is above 0."""
        if not count.yes:
            return 0
        share = Fraction(count.yes, count.of)
        return 1 + sum(share >= limit for limit in self._limits)

    def agrees(self, level: int, count: Count) -> bool:
        """Whether a stated level can stand beside a count."""
        given = self.level_of(count)
        return level == given or (level == STATED_LEVEL and given == STATED_LEVEL - 1)

    def texts_for(self, per: str, absent: str, secured: str) -> LevelTexts:
        """The five texts of an element on this scale."""
        no, seldom, partly, usually, always = (self.texts[level].strip().replace("{per}", per) for level in LEVELS)
        return (
            f"{_ended(no, '.')} {absent}",
            _ended(seldom, "."),
            _ended(partly, "."),
            _ended(usually, "."),
            f"{_ended(always, ':')} {secured}",
        )


def _ended(text: str, mark: str) -> str:
    """The text with a mark at its end, unless it has one."""
    return text if _ENDS.search(text) else text + mark
