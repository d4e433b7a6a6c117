"""A real pseudo-terminal with `verbetertool audit` in it, for tests."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

PROMPT = "hulp): "
THINKING = 0.35
"""Seconds that a person takes at least to read a question; who types sooner has pasted."""


class Terminal:
    """A command that runs in a terminal of its own."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        columns: int = 80,
        environment: Mapping[str, str] | None = None,
        command: str = "audit",
    ) -> None:
        self._own, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        program = Path(sys.executable).with_name("verbetertool")
        inherited = {
            key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "ACCESSIBLE", "COLUMNS")
        }
        # The shell opens the terminal itself, and so gets it as its controlling terminal: Ctrl-C and SIGHUP arrive.
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", 'exec "$0" "$@" <>"$TTY" >&0 2>&0', str(program), command, *arguments],
            cwd=folder,
            env={**inherited, "TERM": "xterm", "TTY": os.ttyname(other), **(environment or {})},
            start_new_session=True,
        )
        self._other = other
        self._asked = 0.0
        self._typed_at: int | None = None
        self.bytes = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        self.hang_up()

    @property
    def text(self) -> str:
        """Everything on screen so far, without colour."""
        plain = re.sub(r"\x1b\[[0-9;?]*[a-z]", "", self.bytes.decode("utf-8", "replace"))
        return plain.replace("\r\n", "\n")

    def until(self, ending: str, seconds: float = 10) -> str:
        """What comes on screen, since keys were pressed, until it ends in `ending`."""
        start = len(self.text) if self._typed_at is None else self._typed_at
        self._typed_at = None
        limit = time.monotonic() + seconds
        while not self.text[start:].endswith(ending):
            left = limit - time.monotonic()
            assert left > 0, f"not seen: {ending!r} in {self.text[start:][-600:]!r}"
            if select.select([self._own], [], [], left)[0]:
                try:
                    self.bytes += os.read(self._own, 65536)
                except OSError:
                    raise AssertionError(f"ended before {ending!r}: {self.text[start:]!r}") from None
        self._asked = time.monotonic()
        return self.text[start:]

    def keys(self, keys: str | bytes, thinking: float = THINKING) -> None:
        """Presses keys, not before the question could be read."""
        time.sleep(max(0, self._asked + thinking - time.monotonic()))
        if self._typed_at is None:
            self._typed_at = len(self.text)
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            if select.select([], [self._own], [], 0)[1]:
                data = data[os.write(self._own, data[:500]) :]
            if select.select([self._own], [], [], 0)[0]:
                self.bytes += os.read(self._own, 65536)

    def line(self, line: str, ending: str = PROMPT) -> str:
        """Types a line, and gives what comes on screen until the next prompt."""
        self.keys(line + "\r")
        return self.until(ending)

    def end(self, seconds: float = 10) -> int:
        """Reads to the end of the program, and gives its exit code."""
        limit = time.monotonic() + seconds
        while self.process.poll() is None or select.select([self._own], [], [], 0)[0]:
            assert time.monotonic() < limit, self.text[-600:]
            if select.select([self._own], [], [], 0.05)[0]:
                self.bytes += os.read(self._own, 65536)
        return self.process.returncode

    def hang_up(self) -> None:
        """Closes the window."""
        for descriptor in (self._own, self._other):
            if descriptor >= 0:
                os.close(descriptor)
        self._own = self._other = -1
