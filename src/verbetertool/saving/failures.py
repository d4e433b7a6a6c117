"""Why a file could not be written: what the system says, or what stands behind it where that can be seen."""

import errno
import os
import sys
from pathlib import Path

from verbetertool.errors import OutputError, system_reason

_NO_RIGHTS = (errno.EACCES, errno.EPERM)
_IN_USE = (errno.EBUSY, errno.ETXTBSY)
_SHARING_VIOLATIONS = (32, 33)
"""Windows: another program has the file open, or a part of it locked."""
_WINDOWS_DENIES = 5
"""What Windows says both for missing rights and where a file that someone has open is to be replaced."""


def not_written(path: Path, error: OSError) -> OutputError:
    """The failure to write `path`, with its reason; missing rights are named only where they are the cause."""
    return OutputError("not_written", file=str(path), reason=_reason(path, error))


def _reason(path: Path, error: OSError) -> str:
    if _is_held_open(path, error):
        return "held_open"
    if error.errno in _NO_RIGHTS:
        folder = path.parent
        if os.path.isdir(folder) and not os.access(folder, os.W_OK | os.X_OK):  # noqa: PTH112 - Path's may raise
            return "closed_folder"
        if os.path.lexists(path) and not os.access(path, os.W_OK):
            return "read_only"
    return system_reason(error)


def _is_held_open(path: Path, error: OSError) -> bool:
    """Whether another program has the file open, as far as the system or that program itself says."""
    number = getattr(error, "winerror", None)
    if error.errno in _IN_USE or number in _SHARING_VIOLATIONS:
        return True
    if error.errno not in _NO_RIGHTS:
        return False
    if sys.platform == "win32" and number == _WINDOWS_DENIES and path.is_file() and os.access(path, os.W_OK):
        return True
    # What Excel and Word, and LibreOffice, leave beside a file as long as they have it open.
    owners = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return any(os.path.lexists(path.with_name(name)) for name in owners)
