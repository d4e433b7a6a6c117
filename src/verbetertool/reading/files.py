"""The bytes of a file that somebody names: a regular one, of a size that is ours; nothing of the system's gets out."""

import os
import stat
import sys
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import BinaryIO

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.answer_file import MAX_BYTES
from verbetertool.reading.filetypes import kind_of

_AT_ONCE = 64 * 1024
"""Bytes that are read at once: room for a megabyte, made for each file, takes longer than to read it."""

STDIN = Path("-")
"""In the place of a file: what the command gets through a pipe."""


def read_bytes(path: Path | Traversable, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file of at most `limit`, or for `STDIN` what comes through the pipe.

    Raises InvalidInputError for a missing, unreadable, special or larger file; OSError never gets out.
    """
    name = str(path)
    try:
        if path == STDIN:
            data = _piped(sys.stdin.buffer, limit)
        elif isinstance(path, Path):
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            try:
                mode = os.fstat(descriptor).st_mode
                if not stat.S_ISREG(mode):
                    raise _refused(name, "is_folder" if stat.S_ISDIR(mode) else "not_regular")
                data = _start_of(descriptor, limit)
            finally:
                os.close(descriptor)
        else:
            data = path.read_bytes()
    except FileNotFoundError:
        raise _refused(name, "not_found") from None
    except PermissionError:
        raise _refused(name, "no_permission") from None
    except (OSError, ValueError) as error:
        raise _refused(name, "unreadable", reason=getattr(error, "strerror", None) or str(error)) from None
    if len(data) > limit:
        if (kind := kind_of(data)) is not None:
            raise _refused(name, "other_kind", kind=kind)
        raise _refused(name, "too_large", limit=limit // 1024)
    return data


@lru_cache(maxsize=1)
def _piped(stream: BinaryIO, limit: int) -> bytes:
    """What comes through a pipe, or somewhat more than `limit` of it; once read it is gone, so it is kept."""
    return stream.read(limit + 1)


def _start_of(descriptor: int, limit: int) -> bytes:
    """What an open file holds, or of a file that is too large somewhat more than `limit`."""
    parts = []
    left = limit + 1
    while left > 0 and (part := os.read(descriptor, _AT_ONCE)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _refused(file: str, code: str, **values: object) -> InvalidInputError:
    return InvalidInputError([Problem(code, Place(file), values)])
