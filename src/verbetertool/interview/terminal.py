"""The thin edge of the questionnaire: printing wrapped text, and reading one line.

Nothing is ever repainted. On a real terminal lines are read key by key, since the terminal's own line mode cuts a line
at 4,095 characters without a word; everything else (a pipe, Windows) is read as lines.
"""

import codecs
import os
import select
import sys
import time
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from textwrap import wrap
from typing import Protocol, TextIO

from verbetertool.errors import UsageError
from verbetertool.interview.blocks import Block, Blocks

MAX_WIDTH = 100
"""Longer lines read badly, however wide the terminal is."""
MAX_LINE = 1_000_000
"""Characters of a line that are kept; far more than any answer may have, so that the dialogue says it is too long."""
BURST = 0.03
"""Seconds within which a next line of a text can't have been typed by hand."""
TOO_SOON = 0.3
"""Seconds after a question within which nobody begins to type a choice: it was pasted, or meant for something else."""
_PASTE_ON, _PASTE_OFF = "\x1b[?2004h", "\x1b[?2004l"
_WIDE_MARKS = ("\udcff\udcfe", "\udcfe\udcff")
"""How UTF-16 begins."""
_PASTE_STARTS, _PASTE_ENDS = "200~", "201~"


@dataclass(frozen=True, slots=True)
class Typed:
    """A line; `more` says that further lines of the same paste follow, `too_soon` that it can't answer the question."""

    text: str
    more: bool = False
    too_soon: bool = False


@dataclass(frozen=True, slots=True)
class Pasted:
    """More lines at once than were asked for, or one that was pasted; all of them have been thrown away."""

    more: bool = True
    too_soon: bool = False


class Reader(Protocol):
    """Reads what a person types; None is the end of the input."""

    def read(self, *, text: bool, one_line: bool = False) -> Typed | Pasted | None: ...


class Screen:
    """Prints blocks of text."""

    def __init__(
        self, out: TextIO, *, plain: bool, bold: bool, width: Callable[[], int], clean: Callable[[str], str]
    ) -> None:
        self._out = out
        self._plain = plain
        self._bold = bold and not plain
        self._width = width
        self._clean = clean

    def say(self, blocks: Blocks) -> None:
        """Prints the blocks; in plain mode without wrapping."""
        width = None if self._plain else max(20, min(MAX_WIDTH, self._width() - 1))
        for block in blocks:
            if block.gap or block.heading:
                self._out.write("\n")
            lines = list(_lines(block, self._clean(block.text), width))
            if block.heading and self._bold:
                lines = [f"\x1b[1m{line}\x1b[0m" for line in lines]
            self._out.write("".join(f"{line}\n" for line in lines))
        self._out.flush()

    def ask(self, prompt: str) -> None:
        """Prints the prompt; the cursor stays behind it."""
        self._out.write(f"{prompt} ")
        self._out.flush()

    def echo(self, line: str) -> None:
        """Ends the line of a prompt, with what a script answered."""
        self._out.write(f"{self._clean(line)}\n")
        self._out.flush()


def _lines(block: Block, text: str, width: int | None) -> Iterator[str]:
    start = f"{block.label} " if block.label else ""
    indent = " " * len(start) if len(start) <= 12 else "  "
    for paragraph in text.split("\n"):
        if width is None or not paragraph.strip():
            yield start + paragraph
        else:
            yield from wrap(
                paragraph,
                width,
                initial_indent=start,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
            )
        start = indent if block.label else ""


class LineReader:
    """Reads lines of a stream: a script, or a console without keys of its own."""

    def __init__(
        self, stream: TextIO, waiting: Callable[[], bool] = lambda: False, clock: Callable[[], float] | None = None
    ) -> None:
        """With `clock`, on a console, a whole line within `TOO_SOON` is one that nobody can have typed.

        `read` raises UsageError for a line that is not in the encoding of the stream; a stream of a script hands on
        such bytes as lone surrogates.
        """
        self._stream = stream
        self._number = 0
        self._waiting = waiting
        self._clock = clock

    def read(self, *, text: bool, one_line: bool = False) -> Typed | Pasted | None:
        asked = self._clock() if self._clock else 0
        line = self._stream.readline(MAX_LINE)
        if not line:
            return None
        self._number += 1
        self._check(line)
        rest = line
        while rest and not rest.endswith("\n"):
            rest = self._stream.readline(MAX_LINE)
        more = self._waiting()
        if more and not text:
            while self._waiting():
                self._stream.readline()
            return Pasted()
        too_soon = self._clock is not None and self._clock() - asked < TOO_SOON
        return Typed(line.removesuffix("\n"), more, too_soon)

    def _check(self, line: str) -> None:
        if line.isascii() and "\0" not in line:
            return
        if "\0" in line or line.startswith(_WIDE_MARKS):
            raise UsageError("input_is_wide", line=self._number)
        lost = next((character for character in line if "\udc80" <= character <= "\udcff"), None)
        if lost is not None:
            raise UsageError("input_not_utf8", line=self._number, byte=f"0x{ord(lost) - 0xDC00:02X}")


class KeyReader:
    """Reads a terminal key by key, echoes, and knows the few keys of a line: Backspace, Ctrl-U, Ctrl-W, Ctrl-D."""

    def __init__(
        self,
        descriptor: int,
        out: TextIO,
        encoding: str,
        *,
        bracketed: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._descriptor = descriptor
        self._out = out
        self._clock = clock
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._bracketed = bracketed
        self._keys: deque[str] = deque()
        self._in_paste = False
        self._after_return = False
        self._began: float | None = None
        """When the first key of the line came."""
        self._began_in_paste = False
        self._goes_on = False
        """Whether the line before said that more of the same text follows."""

    def read(self, *, text: bool, one_line: bool = False) -> Typed | Pasted | None:
        """One line. With `text` a paste comes line by line; without, more than one line at once is thrown away.

        So is one line that begins inside a paste, unless a text of `one_line` is asked.
        """
        asked = self._clock()
        if self._bracketed:
            self._out.write(_PASTE_ON)
        try:
            line = self._line()
            if line is None:
                return None
            goes_on, self._goes_on = self._goes_on, False
            too_soon = self._began is not None and self._began - asked < TOO_SOON and not goes_on
            more = self._in_paste or self._waiting(BURST if text else 0)
            if not text and (more or (self._began_in_paste and not one_line)):
                self._drain()
                return Pasted(more, too_soon)
            self._goes_on = more
            return Typed(line, more, too_soon)
        finally:
            if self._bracketed:
                self._out.write(_PASTE_OFF)
                self._out.flush()

    def _line(self) -> str | None:
        line: list[str] = []
        self._began, self._began_in_paste = None, False
        self._out.flush()
        while (key := self._key()) is not None:
            if not line and key != "\x1b":
                self._began, self._began_in_paste = self._clock(), self._in_paste
            after_return, self._after_return = self._after_return, key == "\r"
            if key == "\n" and after_return:
                continue
            if key in "\r\n":
                self._echo("\n")
                return "".join(line)
            if key == "\x04" and not line:
                return None
            if key in "\x7f\b":
                self._rub_out(line, 1)
            elif key == "\x15":
                self._rub_out(line, len(line))
            elif key == "\x17":
                kept = "".join(line).rstrip().rpartition(" ")[0]
                self._rub_out(line, len(line) - len(kept))
            elif key == "\x1b":
                self._escape()
            elif key >= " " or key == "\t":
                line.append(" " if key == "\t" else key)
                self._echo(line[-1])
        return None

    def _key(self) -> str | None:
        while not self._keys:
            self._out.flush()
            try:
                data = os.read(self._descriptor, 65536)
            except OSError:  # the terminal is gone
                return None
            if not data:
                return None
            self._keys.extend(self._decoder.decode(data))
        return self._keys.popleft()

    def _waiting(self, seconds: float) -> bool:
        if not self._keys:
            return bool(select.select([self._descriptor], [], [], seconds)[0])
        return not (len(self._keys) == 1 and self._after_return and self._keys[0] == "\n")

    def _escape(self) -> None:
        """Swallows the keys of an escape sequence (arrows and the like); notes where a paste begins and ends."""
        if not self._waiting(BURST):
            return
        key = self._key()
        if key == "O":
            self._key()
        if key != "[":
            return
        sequence = ""
        while (key := self._key()) is not None:
            sequence += key
            if "@" <= key <= "~":
                break
        if sequence == _PASTE_STARTS:
            self._in_paste = True
        elif sequence == _PASTE_ENDS:
            self._in_paste = False

    def _drain(self) -> None:
        self._keys.clear()
        self._in_paste = self._after_return = False
        while self._waiting(2 * BURST):
            try:
                if not os.read(self._descriptor, 65536):
                    break
            except OSError:
                break
        self._decoder.reset()

    def _echo(self, text: str) -> None:
        self._out.write(text)

    def _rub_out(self, line: list[str], number: int) -> None:
        """Takes characters off the end, each with the marks that stand on it."""
        for _ in range(number):
            if not line:
                return
            character = line.pop()
            while line and unicodedata.combining(character):
                character = line.pop()
            wide = unicodedata.east_asian_width(character) in "WF"
            self._echo("\b \b" * (2 if wide else 1))


@contextmanager
def terminal_reader(out: TextIO, *, plain: bool) -> Iterator[Reader]:
    """Reads the terminal that stdin is, and leaves it as it was found."""
    if sys.platform == "win32":
        import msvcrt

        yield LineReader(sys.stdin, msvcrt.kbhit, time.monotonic)
    else:
        with _keys_of(sys.stdin.fileno()):
            encoding = sys.stdin.encoding or "utf-8"
            yield KeyReader(sys.stdin.fileno(), out, encoding, bracketed=not plain and out.isatty())


if sys.platform != "win32":

    @contextmanager
    def _keys_of(descriptor: int) -> Iterator[None]:
        """Key by key and without echo, but with Ctrl-C; again after Ctrl-Z and `fg`, and undone at the end."""
        import signal
        import termios

        before = termios.tcgetattr(descriptor)
        keys = termios.tcgetattr(descriptor)
        keys[0] &= ~(termios.ICRNL | termios.INLCR)
        keys[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
        keys[6][termios.VMIN], keys[6][termios.VTIME] = 1, 0

        def use(*_: object) -> None:
            termios.tcsetattr(descriptor, termios.TCSADRAIN, keys)

        continued = signal.signal(signal.SIGCONT, use)
        use()
        try:
            yield
        finally:
            signal.signal(signal.SIGCONT, continued)
            with suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
