"""The way in: answers `--version` at once, then hands over to the commands inside the one error boundary."""

import sys
from collections.abc import Sequence


def main() -> int:
    """Runs the command line and returns the exit code (product.md, "Commands")."""
    if sys.argv[1:] == ["--version"]:
        from verbetertool import __version__

        print(f"verbetertool {__version__}")
        return 0
    from verbetertool.cli.boundary import guarded

    return guarded(sys.argv[1:], _commands)


def _commands(arguments: Sequence[str]) -> int:
    """Imported here, since the help texts are worded on import, and the language is known only now."""
    from verbetertool.cli.app import run

    return run(arguments)
