"""A new file in the place of an old one, without taking the old one's owner, group, rights or links from it.

As a rule the new file takes the name of the old one in one step. Where that would change more than the content (the
owner is someone else, the file has more names, it is a place where something is mounted), the content is written into
the old file instead: first the new file stands whole and durable beside it, under a name that the next start looks
for, and it goes when the old file holds it all.
"""

import errno
import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from verbetertool.errors import OutputError, system_reason
from verbetertool.saving.names import beside

_COPY = ".verbetertool-kopie"
_AT_ONCE = 1024 * 1024
_NOT_REPLACED = frozenset(["EBUSY", "EACCES", "EPERM", "EXDEV"])
"""What systems say where a file can be written but not replaced: a mounted one, or one of others in a shared folder."""


def copy_of(path: Path) -> Path:
    """Where the whole content stands while `path` itself is being written."""
    return beside(path, _COPY)


def left_copy(path: Path) -> Path | None:
    """The whole copy that is there because writing `path` was cut off, or None."""
    copy = copy_of(path)
    return copy if copy.is_file() else None


def put_in_place(new: Path, path: Path, before: os.stat_result | None, *, durable: bool) -> None:
    """Gives `path` the content of `new`, a whole file beside it, which is gone after that.

    `before` is the file that stood there, None if none did. Raises OSError with nothing changed, or OutputError
    `half_written` with the name of the whole copy.
    """
    if before is None or (before.st_nlink == 1 and _looks_like(new, path, before)):
        try:
            new.replace(path)
        except OSError as error:
            if before is None or sys.platform == "win32" or _name_of(error) not in _NOT_REPLACED:
                raise
        else:
            if durable:
                sync_folder(path.parent)
            return
    with _signals_wait():
        _overwrite(new, path, durable=durable)


def sync_folder(folder: Path) -> None:
    """Sees to it that the names in a folder outlive a power cut, where a system has that."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # not every file system knows it
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _looks_like(new: Path, path: Path, before: os.stat_result) -> bool:
    """Gives the new file the owner, group, rights and other attributes of the old one; whether that worked."""
    if sys.platform == "win32":
        return True
    try:
        made = new.stat()
        if (made.st_uid, made.st_gid) != (before.st_uid, before.st_gid):
            os.chown(new, before.st_uid, before.st_gid)
        new.chmod(stat.S_IMODE(before.st_mode))  # after chown, which takes some of them away
        _copy_attributes(path, new)
        made = new.stat()
    except OSError:
        return False
    return (made.st_uid, made.st_gid, made.st_mode) == (before.st_uid, before.st_gid, before.st_mode)


def _copy_attributes(old: Path, new: Path) -> None:
    """Access lists and the like; raises OSError where one can't be given."""
    if sys.platform != "linux":
        return
    wanted, present = _attributes(old), _attributes(new)
    for name in present.keys() - wanted.keys():
        os.removexattr(new, name)
    for name, value in wanted.items():
        if present.get(name) != value:
            os.setxattr(new, name, value)


if sys.platform == "linux":

    def _attributes(path: Path) -> dict[str, bytes]:
        try:
            names = os.listxattr(path)
        except OSError:  # a file system without any
            return {}
        return {name: os.getxattr(path, name) for name in names}


def _overwrite(new: Path, path: Path, *, durable: bool) -> None:
    copy = copy_of(path)
    new.replace(copy)
    if durable:
        sync_folder(path.parent)
    begun = False
    try:
        with copy.open("rb") as source, _open_as_it_is(path) as target:
            _make_room(target.fileno(), os.fstat(source.fileno()).st_size)
            begun = True
            while data := source.read(_AT_ONCE):
                left = memoryview(data)
                while left:
                    left = left[target.write(left) :]
            target.truncate()
            if durable:
                os.fsync(target.fileno())
    except OSError as error:
        if begun:
            raise OutputError("half_written", file=str(path), copy=str(copy), reason=system_reason(error)) from error
        with suppress(OSError):
            copy.unlink()
        raise
    copy.unlink()


def _open_as_it_is(path: Path) -> FileIO:
    """An existing file for writing, with its content still in it."""
    return FileIO(path, "w", opener=lambda name, _flags: os.open(name, os.O_WRONLY | getattr(os, "O_BINARY", 0)))


def _make_room(descriptor: int, size: int) -> None:
    """Asks for the room that a longer content takes, before anything is written over. Raises OSError where it isn't."""
    before = os.fstat(descriptor).st_size
    if size <= before or not hasattr(os, "posix_fallocate"):
        return
    try:
        os.posix_fallocate(descriptor, 0, size)
    except OSError as error:
        os.ftruncate(descriptor, before)
        if _name_of(error) in ("ENOSPC", "EDQUOT", "EFBIG"):
            raise


@contextmanager
def _signals_wait() -> Iterator[None]:
    """Signals that end the program come after this."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _name_of(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "")
