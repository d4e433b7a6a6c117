"""The only place that looks for shipped files: rubrics, examples."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from verbetertool.errors import UsageError

DEFAULT_RUBRIC = "jongeren-naar-werk"


def _shipped(in_wheel: str, in_checkout: str) -> Traversable:
    """A folder that a wheel carries inside the package and a checkout has at its root."""
    package = files("verbetertool")
    if (inside := package / in_wheel).is_dir():
        return inside
    if isinstance(package, Path) and (outside := package.parents[1] / in_checkout).is_dir():
        return outside
    raise UsageError("files_missing", folder=in_checkout)


def builtin_rubrics() -> Traversable:
    """The folder with the shipped rubrics."""
    return _shipped("builtin_rubrics", "rubrics")


def examples() -> Traversable:
    """The folder with the shipped example answer files."""
    return _shipped("builtin_examples", "examples")
