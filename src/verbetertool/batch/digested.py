"""Files that grow during a round, whose digest is known when they are whole."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from io import BufferedRandom
from pathlib import Path

from verbetertool.errors import OutputError
from verbetertool.saving import GrowingFile
from verbetertool.saving.failures import not_written


class DigestedFile:
    """A growing file that keeps count of its own digest. Every method but `drop` raises OutputError."""

    def __init__(self, path: Path) -> None:
        self._file = GrowingFile(path)
        self._hash = sha256()

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)

    def finish(self) -> str:
        """Gives the file its name. Returns its SHA-256."""
        self._file.finish()
        return self._hash.hexdigest()

    def drop(self) -> None:
        """Takes away what is not complete."""
        self._file.drop()


def write_digested(path: Path, data: bytes | Iterable[bytes]) -> str:
    """Writes a file whole or not at all. Returns its SHA-256; raises OutputError."""
    file = DigestedFile(path)
    try:
        for part in (data,) if isinstance(data, bytes) else data:
            file.write(part)
        return file.finish()
    finally:
        file.drop()


class Spool:
    """Lines that are kept on disk until the round is done, in the folder of the round. Raises OutputError."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f".verbetertool-{os.urandom(8).hex()}"
        self._file: BufferedRandom | None = None

    def add(self, line: bytes) -> None:
        """Keeps a line, which holds no line end."""
        try:
            if self._file is None:
                self._file = open(self._path, "x+b")  # noqa: SIM115, PTH123 - closed by `drop`; Path has no such type
            self._file.write(line + b"\n")
        except OSError as error:
            raise not_written(self._path, error) from error

    def lines(self) -> Iterator[bytes]:
        """The lines, in order, without their ends."""
        if self._file is None:
            return
        try:
            self._file.seek(0)
            for line in self._file:
                yield line.removesuffix(b"\n")
        except OSError as error:
            raise not_written(self._path, error) from error

    def drop(self) -> None:
        """Takes it away."""
        with suppress(OSError, OutputError):
            if self._file is not None:
                self._file.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
