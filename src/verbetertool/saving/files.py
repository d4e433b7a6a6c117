"""Writing files: whole or not at all, and never over what we did not make."""

import os
import re
import stat
from collections.abc import Collection, Iterable
from contextlib import suppress
from errno import EACCES
from io import FileIO
from pathlib import Path

from verbetertool.errors import OutputError
from verbetertool.saving.failures import not_written
from verbetertool.saving.replacing import put_in_place

_SIGNATURE_WITHIN = 2000
"""Bytes from the beginning of a file within which the signature of what we made stands."""
_TEMPORARY = re.compile(r"\.verbetertool-[0-9a-f]{16}")


class GrowingFile:
    """A file that is written bit by bit beside its place, and takes its name when all is there.

    A link is followed: the file that it leads to gets the content. Nothing is opened before the first `write`, so that
    who holds it can always `drop` it, after a signal too. Every method but `drop` raises OutputError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._temporary: Path | None = None
        self._file: FileIO | None = None
        self._before: os.stat_result | None = None
        self._is_whole = False

    def write(self, data: bytes) -> None:
        """Adds to it."""
        left = memoryview(data)
        try:
            while left:
                left = left[self._open().write(left) :]
        except OSError as error:
            raise not_written(self._path, error) from error

    def settle(self) -> None:
        """Sees to it that what was written outlives a power cut; some systems say only now that there is no room."""
        try:
            os.fsync(self._open().fileno())
        except OSError as error:
            raise not_written(self._path, error) from error

    def finish(self, *, durable: bool = True) -> None:
        """Gives it its name, and with `durable` sees to it that it outlives a power cut."""
        if durable:
            self.settle()
        try:
            file = self._open()
            assert self._temporary is not None
            file.close()
            put_in_place(self._temporary, self._path, self._before, durable=durable)
            self._is_whole = True
        except OSError as error:
            raise not_written(self._path, error) from error

    def drop(self) -> None:
        """Takes away what is not complete; after `finish` nothing is left to take away."""
        if self._is_whole:
            return
        with suppress(OSError):
            if self._file is not None:
                self._file.close()
        with suppress(OSError):
            if self._temporary is not None:
                self._temporary.unlink(missing_ok=True)

    def _open(self) -> FileIO:
        if self._file is None:
            self._before = self._look()
            # Named before it is made: a signal at any moment finds it by its name.
            self._temporary = self._path.with_name(f".verbetertool-{os.urandom(8).hex()}")
            # What stood there may be for few eyes; it gets its own rights at the end.
            self._file = _opened(self._temporary, 0o666 if self._before is None else 0o600)
        return self._file

    def _look(self) -> os.stat_result | None:
        """What stands at the place now, None if nothing does; from here on the path is where its links lead."""
        try:
            before = self._path.lstat()
        except FileNotFoundError:
            return None
        if stat.S_ISLNK(before.st_mode):
            self._path = Path(os.path.realpath(self._path))
            try:
                before = self._path.stat()
            except FileNotFoundError:
                return None
        if not stat.S_ISREG(before.st_mode):  # a device or a pipe would be replaced by a file
            raise OutputError("not_a_file", file=str(self._path), reason="not_a_file")
        if not os.access(self._path, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))
        return before


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
    probe = GrowingFile(path)
    try:
        probe.write(b"verbetertool\n" * 1000)
        probe.settle()
    finally:
        probe.drop()


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
