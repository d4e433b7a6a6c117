"""The verbetertool: how close a project is to what is known to work, and what to improve first.

`load_rubric`, `load_answers` and `assess` are the way in for programs; nothing is loaded until it is asked for.
"""

from __future__ import annotations

from verbetertool._version import __version__

TYPE_CHECKING = False  # as in typing, whose import takes longer than the rest of `--version`

__all__ = ["__version__", "assess", "load_answers", "load_rubric"]

if TYPE_CHECKING:
    from typing import Any

    from verbetertool.api import assess, load_answers, load_rubric


def __getattr__(name: str) -> Any:
    if name in __all__:
        from verbetertool import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
