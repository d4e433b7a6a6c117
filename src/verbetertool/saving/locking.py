"""One window at a time: a lock that the system holds on a file beside the one that is being worked on."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from verbetertool.errors import OutputError, system_reason
from verbetertool.saving.failures import not_written
from verbetertool.saving.names import beside

_HELD = frozenset([errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK])
"""What systems say where someone else has the lock. Whatever else they say, nobody is known to have it."""
_TRIES = 20
"""Some network drives never show a file as the one that was opened just now."""


@contextmanager
def locked(path: Path, shown: str) -> Iterator[str | None]:
    """Nobody else has this file locked while this holds; `shown` is what a person calls the file.

    The system drops the lock when the process ends, however it ends. Gives None, or where there can be no lock what
    the system says about it: then the work goes on without. Raises OutputError `in_use`, `in_use_elsewhere` or
    `in_use_by_someone` with what is known of who has the file now, and `not_written` where no file can be made.
    """
    lock = beside(path, ".lock")
    descriptor, reason = _descriptor(lock, path, shown)
    try:
        yield reason
    finally:
        if descriptor is not None:
            with suppress(OSError):  # Windows: first close, then remove
                lock.unlink()
            os.close(descriptor)
            if sys.platform == "win32":
                with suppress(OSError):
                    lock.unlink()


def _descriptor(lock: Path, path: Path, shown: str) -> tuple[int | None, str | None]:
    """The locked file, or the reason why there is no lock."""
    for _try in range(_TRIES):
        try:
            descriptor = _opened(lock)
        except OSError as error:
            if os.path.lexists(lock):  # someone else's, and closed to us
                return None, system_reason(error)
            raise not_written(path, error) from error
        try:
            _take(descriptor)
        except OSError as error:
            holder = _holder(descriptor)
            os.close(descriptor)
            if error.errno in _HELD:
                raise _in_use(shown, holder) from error
            if not holder:
                with suppress(OSError):
                    lock.unlink()
            return None, system_reason(error)
        if _is_still_there(descriptor, lock):
            _write_holder(descriptor)
            return descriptor, None
        os.close(descriptor)  # whoever had it before us removed it just now
    return None, system_reason(OSError(errno.ESTALE, ""))


def _opened(lock: Path) -> int:
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        return os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError as error:
        try:
            # The lock of another user, or in a folder for all where no one may open another's file to make it.
            return os.open(lock, os.O_RDONLY)
        except FileNotFoundError:
            raise error from None


def _holder(descriptor: int) -> list[str]:
    with suppress(OSError):
        return os.read(descriptor, 500).decode("utf-8", "replace").split()
    return []


def _write_holder(descriptor: int) -> None:
    """Who has the lock, for whoever is refused; that it can't be written is no reason to stop."""
    line = f"{os.getpid()} {datetime.now().isoformat(timespec='minutes')} {_computer()}\n"
    with suppress(OSError):
        os.truncate(descriptor, 0)
        os.write(descriptor, line.encode(errors="replace"))


def _in_use(shown: str, holder: list[str]) -> OutputError:
    if len(holder) < 2:
        return OutputError("in_use_by_someone", file=shown)
    process, since = holder[0], holder[1].replace("T", " ")
    computer = holder[2] if len(holder) > 2 else _computer()
    if computer != _computer():
        return OutputError("in_use_elsewhere", file=shown, computer=computer, since=since)
    return OutputError("in_use", file=shown, process=process, since=since)


def _computer() -> str:
    """The name of this computer, as one word."""
    if sys.platform == "win32":
        name = os.environ.get("COMPUTERNAME", "")
    else:
        name = os.uname().nodename
    return "".join(name.split()) or "?"


def _is_still_there(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        """Locks a byte far behind the text, since a locked byte can't be read by others."""
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
