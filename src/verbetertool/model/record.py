"""How the many small values of a result are declared."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """A dataclass with slots that nothing may change: the type checker sees to that, not the run.

    A frozen dataclass takes six times as long to make, and a batch makes some five hundred values per file.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def shared(cls: type[T]) -> type[T]:
    """A record that is made once and then used in many places: equal to itself alone, so that it is found at once."""
    return dataclass(slots=True, eq=False)(cls)
