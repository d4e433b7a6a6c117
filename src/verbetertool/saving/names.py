"""Names of files: safe ones for what a person called something, and those of what stands beside a file of a person."""

import os
import re
import unicodedata
from hashlib import sha256
from pathlib import Path

_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin", "conout", "clock"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
MAX_NAME = 80
_MOST_BYTES = 255
"""Of a name in nearly every file system."""


def safe_name(text: str) -> str:
    """A file name, without ending, for a text of any kind: ASCII letters, digits and hyphens; never empty.

    No path, no dot, no name that Windows keeps for itself, at most `MAX_NAME` characters.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_NAME].strip("-")
    if not name:
        return "project"
    return f"project-{name}" if name in _RESERVED else name


def beside(path: Path, ending: str) -> Path:
    """A hidden name of ours beside a file, which shows which file it belongs to; never too long for the system."""
    name = f".{path.name}{ending}"
    if len(name.encode(errors="surrogateescape")) > _MOST_BYTES:
        name = f".{sha256(path.name.encode(errors='surrogateescape')).hexdigest()[:32]}{ending}"
    return path.with_name(name)


def kept_beside(path: Path) -> Path:
    """A free name beside a file, for a version of it that is kept. No .yaml: that would be read as another project."""
    number = 1
    while os.path.lexists(kept := path.with_name(f"{path.name}.bewaard-{number}")):
        number += 1
    return kept
