"""The way in: answers `--version` at once, then hands over to the commands inside the one error boundary."""

from __future__ import annotations

import gc
import sys

TYPE_CHECKING = False  # as in typing, whose import takes longer than the rest of `--version`

if TYPE_CHECKING:
    from collections.abc import Sequence

_SELDOM = (100_000, 10, 10)
"""New values after which Python looks for those that refer to themselves.

What a start makes stays: to look through it as often as Python is used to takes a thirtieth of `report`, and finds
nothing. A batch has a measure of its own.
"""


def main() -> int:
    """Runs the command line and returns the exit code (docs/file-formats.md, "Exit codes")."""
    try:
        if sys.argv[1:] == ["--version"] and _version():
            return 0
        gc.set_threshold(*_SELDOM)
        from verbetertool.cli.boundary import ending_in_order, guarded

        with ending_in_order():
            code = guarded(sys.argv[1:], _commands)
        gc.freeze()  # everything goes now: to look for circles in it first is a tenth of a short command
        return code
    except KeyboardInterrupt:  # before the boundary stands, or while it falls
        return 130


def _version() -> bool:
    """Whether the version could be printed; if not, the boundary tries again and says why."""
    from verbetertool._version import __version__

    try:
        print(f"verbetertool {__version__}", flush=True)
    except OSError:
        return False
    return sys.stdout is not None


def _commands(arguments: Sequence[str]) -> int:
    """Imported here, since the help texts are worded on import, and the language is known only now."""
    from verbetertool.cli.app import run

    return run(arguments)
