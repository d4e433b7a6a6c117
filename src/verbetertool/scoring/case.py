"""A project as the scoring sees it: what each answer is worth in every reading, and the steps that are left."""

from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from typing import Literal

from verbetertool.model.record import record
from verbetertool.model.thresholds import ESSENTIAL_ASKS, UNSHOWN_LEVEL

ReadingName = Literal["proven", "reported", "at_most"]
READINGS: tuple[ReadingName, ...] = ("proven", "reported", "at_most")
PROVEN, REPORTED, AT_MOST, SETTLED = range(len(READINGS) + 1)
"""The place of each among the `READINGS`, and behind them that of proven with all settled that is open (section 6)."""

Kind = Literal["element", "anti_pattern"]


@record
class FoundStep:
    """One level up of an element, or one step down of an anti-pattern (section 7)."""

    kind: Kind
    id: str
    start: int
    end: int
    lifting: bool
    """Whether it helps to lift a precondition or a harmful lock."""
    worth: int
    """What the score gains by it, times the points possible."""
    context: str = ""
    """Where the element belongs."""
    order: tuple[int, bool, bool, str, int] = field(init=False, compare=False)
    """At equal gain first what lifts a lock, then elements, then by id, then the nearest step."""

    def __post_init__(self) -> None:
        down = self.kind == "anti_pattern"
        order = (-self.worth, not self.lifting, down, self.id, -self.start if down else self.start)
        object.__setattr__(self, "order", order)


@record
class Counted:
    """An element that counts: its weight (1-3), required level (2-4) and answer (`level` is None if there is none).

    The rest follows from these, and is worked out once for all projects that give the same answer.
    """

    id: str
    context: str
    weight: int
    required: int
    essential: bool
    level: int | None
    has_evidence: bool
    possible: int = field(init=False, compare=False)
    """The points that it can earn."""
    levels: tuple[int, ...] = field(init=False, compare=False)
    """The level (0-4) that the answer is worth in each of the `READINGS` (section 5), and settled."""
    earned: tuple[int, ...] = field(init=False, compare=False)
    """The points that it earns in each of the `READINGS`, and settled."""
    steps: tuple[FoundStep, ...] = field(init=False, compare=False)
    """Its steps up to the required level; without an answer from level 0."""

    def __post_init__(self) -> None:
        levels = self._levels()
        earned = tuple([self.weight * min(level, self.required) for level in levels])
        object.__setattr__(self, "possible", self.weight * self.required)
        object.__setattr__(self, "levels", levels)
        object.__setattr__(self, "earned", earned)
        steps = [
            _step(self.id, self.context, self.weight, self.essential, level)
            for level in range(self.level or 0, self.required)
        ]
        object.__setattr__(self, "steps", tuple(steps))

    def _levels(self) -> tuple[int, int, int, int]:
        if self.level is None:
            return 0, 0, self.required, self.required
        shown = self.level if self.has_evidence else min(self.level, UNSHOWN_LEVEL)
        return shown, self.level, self.level, shown


@lru_cache(maxsize=1024)
def _step(id: str, context: str, weight: int, essential: bool, level: int) -> FoundStep:
    lifting = essential and level + 1 <= ESSENTIAL_ASKS
    return FoundStep("element", id, level, level + 1, lifting, 100 * weight, context)


@record
class CountedAntiPattern:
    """An anti-pattern: its deduction d (0-2) and how often it occurs (0-2, None if not known)."""

    id: str
    deduction: int
    occurs: int | None


@record
class Group:
    """Elements that limit the band together, of which enough count for this project (section 6)."""

    id: str
    members: frozenset[str]
    """Those that count."""


@record
class Case:
    """All that scoring needs of one project."""

    counted: tuple[Counted, ...]
    anti_patterns: tuple[CountedAntiPattern, ...]
    excluded: int
    """weight x required of the elements that are not applicable."""
    groups: tuple[Group, ...] = ()
    possible: Mapping[str, int] = field(init=False, compare=False)
    """Per context the points that its elements can earn."""
    sizes: Mapping[str, int] = field(init=False, compare=False)
    """Per context the number of its elements."""

    def __post_init__(self) -> None:
        possible: dict[str, int] = {}
        sizes: dict[str, int] = {}
        for element in self.counted:
            context = element.context
            possible[context] = possible.get(context, 0) + element.possible
            sizes[context] = sizes.get(context, 0) + 1
        object.__setattr__(self, "possible", possible)
        object.__setattr__(self, "sizes", sizes)

    @property
    def all_possible(self) -> int:
        """The points that all elements can earn."""
        return sum(self.possible.values())
