"""Writing files: whole or not at all, under safe names, and never over what we did not make."""

import os
import re
import stat
import sys
import tempfile
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from io import FileIO
from pathlib import Path

from verbetertool.errors import OutputError

_SIGNATURE_WITHIN = 2000
"""Bytes from the beginning of a file within which the signature of what we made stands."""
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin", "conout", "clock"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
_TEMPORARY = re.compile(r"\.verbetertool-[0-9a-f]{16}")
MAX_NAME = 80


def safe_name(text: str) -> str:
    """A file name, without ending, for a text of any kind: ASCII letters, digits and hyphens; never empty.

    No path, no dot, no name that Windows keeps for itself, at most `MAX_NAME` characters.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_NAME].strip("-")
    if not name:
        return "project"
    return f"project-{name}" if name in _RESERVED else name


class GrowingFile:
    """A file that is written bit by bit beside its place, and takes its name when all is there.

    Nothing is opened before the first `write`, so that who holds it can always `drop` it, after a signal too. Every
    method but `drop` raises OutputError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # Named before it is made: a signal at any moment finds it by its name.
        self._temporary = path.with_name(f".verbetertool-{os.urandom(8).hex()}")
        self._file: FileIO | None = None
        self._mode: int | None = None
        self._is_whole = False

    def write(self, data: bytes) -> None:
        """Adds to it."""
        left = memoryview(data)
        try:
            while left:
                left = left[self._open().write(left) :]
        except OSError as error:
            raise _not_written(self._path, error) from error

    def finish(self, *, durable: bool = True) -> None:
        """Gives it its name, and with `durable` sees to it that it outlives a power cut."""
        try:
            file = self._open()
            if durable:
                os.fsync(file.fileno())
            file.close()
            if self._mode is not None:
                self._temporary.chmod(self._mode)
            self._temporary.replace(self._path)
            self._is_whole = True
        except OSError as error:
            raise _not_written(self._path, error) from error

    def drop(self) -> None:
        """Takes away what is not complete; after `finish` nothing is left to take away."""
        if self._is_whole:
            return
        with suppress(OSError):
            if self._file is not None:
                self._file.close()
        with suppress(OSError):
            self._temporary.unlink(missing_ok=True)

    def _open(self) -> FileIO:
        if self._file is None:
            try:
                before = self._path.stat().st_mode
            except OSError:
                before = None
            if before is not None and not stat.S_ISREG(before):  # a device or a pipe would be replaced by a file
                raise OutputError("not_a_file", file=str(self._path))
            self._mode = None if before is None else stat.S_IMODE(before)
            self._file = _opened(self._temporary, 0o666 if self._mode is None else self._mode)
        return self._file


def write_atomically(path: Path, data: bytes | Iterable[bytes], *, durable: bool = True) -> None:
    """Writes a file whole or not at all, and with `durable` also through a power cut. Raises OutputError."""
    file = GrowingFile(path)
    try:
        for part in (data,) if isinstance(data, bytes) else data:
            file.write(part)
        file.finish(durable=durable)
    finally:
        file.drop()


def _opened(path: Path, mode: int) -> FileIO:
    """A new file, without a buffer between it and us, in a folder that is made if it is not there yet."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, mode)

    try:
        return FileIO(path, "x", opener=opener)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return FileIO(path, "x", opener=opener)


def write_result(
    path: Path, data: bytes | Iterable[bytes], *, ours: Collection[bytes], force: bool, durable: bool = True
) -> None:
    """Writes what we make. Where a file stands without one of our signatures, with `force` only. Raises OutputError."""
    if not force and path.exists() and not is_ours(path, ours):
        raise OutputError("exists", file=str(path))
    write_atomically(path, data, durable=durable)


def remove_leftovers(folder: Path) -> None:
    """Takes away what a write left in this folder when the process was killed in the middle of it."""
    with suppress(OSError), os.scandir(folder) as entries:  # one by one: there may be thirty thousand
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name):
                Path(entry).unlink()


def write_new(path: Path, data: bytes, *, force: bool) -> None:
    """Writes a file that must not exist yet, or with `force` may. Raises OutputError."""
    if not force and path.exists():
        raise OutputError("exists_already", file=str(path))
    write_atomically(path, data)


def check_writable(path: Path) -> None:
    """Makes sure that a file can be written here, without touching it. Raises OutputError."""
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(None, "Permission denied")
        with tempfile.NamedTemporaryFile(prefix=".verbetertool-", dir=path.parent) as probe:
            probe.write(b"verbetertool\n" * 1000)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        raise _not_written(path, error) from error


@contextmanager
def locked(path: Path, shown: str) -> Iterator[None]:
    """Nobody else has this file locked while this holds; `shown` is what a person calls the file.

    The system holds the lock (on a file beside this one) and drops it when the process ends, however it ends. Raises
    OutputError `in_use` with the process that has the file now.
    """
    beside = path.with_name(f".{path.name}.lock")
    descriptor = _locked_descriptor(beside, path, shown)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows: first close, then remove
            beside.unlink()
        os.close(descriptor)
        if sys.platform == "win32":
            with suppress(OSError):
                beside.unlink()


def _locked_descriptor(beside: Path, path: Path, shown: str) -> int:
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(beside, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise _not_written(path, error) from error
        try:
            _take(descriptor)
        except OSError as error:
            holder = os.read(descriptor, 200).decode("utf-8", "replace").split()
            os.close(descriptor)
            process, since = (*holder, "?", "?")[:2]
            raise OutputError("in_use", file=shown, process=process, since=since.replace("T", " ")) from error
        if _is_still_there(descriptor, beside):
            break
        os.close(descriptor)  # whoever had it before us removed it just now
    os.truncate(descriptor, 0)
    os.write(descriptor, f"{os.getpid()} {datetime.now().isoformat(timespec='minutes')}\n".encode())
    return descriptor


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


def _not_written(path: Path, error: OSError) -> OutputError:
    return OutputError("not_written", file=str(path), reason=error.strerror or str(error))


def is_ours(path: Path, signatures: Collection[bytes]) -> bool:
    """Whether a file is one that we made: one of the signatures stands near its beginning."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            beginning = file.read(_SIGNATURE_WITHIN)
            return any(signature in beginning for signature in signatures)
    except OSError:
        return False
