"""How the many small values of a result are declared."""

from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """A dataclass with slots that nothing may change: the type checker sees to that, not the run.

    A frozen dataclass takes six times as long to make, and a batch makes some five hundred values per file.
    """
    return _with_repr(dataclass(slots=True, unsafe_hash=True, repr=False)(cls))


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def shared(cls: type[T]) -> type[T]:
    """A record that is equal to itself alone: it is found at once, and made known to Python in half the time.

    For what is made once and used in many places, and for what nobody compares.
    """
    return _with_repr(dataclass(slots=True, eq=False, repr=False)(cls))


def _with_repr(cls: type[T]) -> type[T]:
    """One `repr` for all of them: a dataclass would compile one for each, and there are a hundred."""
    cls.__repr__ = _repr  # type: ignore[method-assign]
    return cls


def _repr(self: Any) -> str:
    shown = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in fields(self))
    return f"{self.__class__.__qualname__}({shown})"
