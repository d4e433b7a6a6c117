"""The person's own terminal: whether there is one, what is shown and read there, and what can be typed in its shell."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbetertool.language import _

if TYPE_CHECKING:
    from verbetertool.interview.terminal import Reader, Screen

PlainOption = Annotated[bool, typer.Option("--plain", help=_("Zonder opmaak, zoals voor een schermlezer."))]
StdinOption = Annotated[bool, typer.Option("--stdin", help=_("Lees de antwoorden uit een pijp of bestand."))]


def screen_of(plain: bool) -> "Screen":
    """Where blocks of text are printed: standard output; `plain` is without layout, as for a screen reader."""
    from verbetertool.interview.terminal import Screen
    from verbetertool.report.text import clean

    return Screen(
        sys.stdout,
        plain=_is_plain(plain),
        bold=not os.environ.get("NO_COLOR") and sys.platform != "win32",
        width=lambda: shutil.get_terminal_size().columns,
        clean=clean,
    )


@contextmanager
def reader_of(plain: bool, stdin: bool) -> "Iterator[Reader]":
    """What a person types, or with `stdin` the lines of a script."""
    from verbetertool.interview.terminal import LineReader, terminal_reader

    if stdin:
        reconfigure: Any = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None:
            # A pipe says nothing of its encoding: it is UTF-8, and what is not is reported instead of guessed.
            own = {} if os.environ.get("PYTHONIOENCODING") else {"encoding": "utf-8-sig"}
            reconfigure(errors="surrogateescape", **own)
        yield LineReader(sys.stdin)
        return
    with terminal_reader(sys.stdout, plain=_is_plain(plain) or bool(os.environ.get("NO_COLOR"))) as reader:
        yield reader


def _is_plain(asked: bool) -> bool:
    accessible = os.environ.get("ACCESSIBLE", "") not in ("", "0")
    dumb = os.environ.get("TERM", "dumb") in ("", "dumb") and sys.platform != "win32"
    return asked or accessible or dumb or not is_terminal(sys.stdout)


def is_terminal(stream: Any) -> bool:
    """Whether a person sits behind a stream; None is a stream that is closed."""
    return stream is not None and not stream.closed and bool(stream.isatty())


def typed_command(name: str, file: Path, folder: Path | None) -> str:
    """A command as a person can type it in the own shell."""
    words = ["verbetertool", name, _as_name(file), *(["--rubric", _as_name(folder)] if folder else [])]
    if sys.platform == "win32":  # quotes that both of its shells know; a word without is the same to them
        return " ".join(word if re.fullmatch(r"[\w.:\\/-]+", word) else f'"{word}"' for word in words)
    return shlex.join(words)


def _as_name(path: Path) -> str:
    """A path that no command takes for an option."""
    return f".{os.sep}{path}" if str(path).startswith("-") else str(path)
