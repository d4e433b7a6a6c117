"""Writing files: whole or not at all, under safe names, and never over what we did not make."""

import os
import re
import tempfile
import unicodedata
from pathlib import Path

from verbetertool.errors import OutputError

SIGNATURES = (b"verbetertool-rapport", b"verbetertool-result/")
"""Every report carries one of these near its beginning, so that we know our own; an answer file never does."""
_SIGNATURE_WITHIN = 2000
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin", "conout", "clock"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
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


def write_atomically(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all, and durably. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".verbetertool-", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError("not_written", file=str(path), reason=error.strerror or str(error)) from error


def write_result(path: Path, data: bytes, *, force: bool) -> None:
    """Writes a report. A file that we did not make is overwritten with `force` only. Raises OutputError."""
    if not force and path.exists() and not _is_ours(path):
        raise OutputError("exists", file=str(path))
    write_atomically(path, data)


def write_new(path: Path, data: bytes, *, force: bool) -> None:
    """Writes a file that must not exist yet, or with `force` may. Raises OutputError."""
    if not force and path.exists():
        raise OutputError("exists_already", file=str(path))
    write_atomically(path, data)


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            beginning = file.read(_SIGNATURE_WITHIN)
            return any(signature in beginning for signature in SIGNATURES)
    except OSError:
        return False


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
