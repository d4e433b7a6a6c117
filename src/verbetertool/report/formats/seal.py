"""The seal in a file of ours: what it was made of, and a digest by which is seen whether somebody edited it since.

So a report can be renewed without losing what a person wrote in it (docs/decisions/0019-replacing-reports.md).
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from tempfile import SpooledTemporaryFile

from verbetertool.model.record import record
from verbetertool.report.document import Document

SIGNATURE = "verbetertool-rapport"
"""Of every format that is not the data itself."""
_SEAL = re.compile(SIGNATURE.encode() + rb" ([0-9a-f]{16}) ([0-9a-f]{64})")
_EMPTY = "0" * 64
_BLOCK = 64 * 1024
_IN_MEMORY = 1024 * 1024


@record
class Seal:
    """What the seal of a file says."""

    source: str
    """Of what it was made: sixteen hexadecimal digits."""
    whole: bool
    """Whether the file is as we wrote it."""


def source_of(document: Document) -> str:
    """Of what a document was made, in sixteen hexadecimal digits: the same for a later one of the same file and day."""
    parts = (document.label or "", document.source or document.name, document.date or "")
    return sha256("\0".join(parts).encode(errors="replace")).hexdigest()[:16]


def open_seal(document: Document) -> str:
    """The seal that a format puts into a file, for `sealed` to close."""
    return f"{SIGNATURE} {source_of(document)} {_EMPTY}"


def sealed(data: bytes) -> bytes:
    """The file with its first seal closed: the digest of all of it, with zeros in the place of the digest."""
    found = _SEAL.search(data)
    assert found, "every format of ours has a seal"
    start, end = found.span(2)
    return data[:start] + sha256(data).hexdigest().encode() + data[end:]


def sealed_in_parts(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same for a file in parts: a large one is kept on disk until its digest is known. Raises OSError."""
    hashed = sha256()
    with SpooledTemporaryFile(_IN_MEMORY) as whole:
        for part in parts:
            hashed.update(part)
            whole.write(part)
        whole.seek(0)
        first = whole.read(_BLOCK)
        found = _SEAL.search(first)
        assert found, "every format of ours has a seal at its beginning"
        start, end = found.span(2)
        yield first[:start] + hashed.hexdigest().encode() + first[end:]
        while some := whole.read(_BLOCK):
            yield some


def seal_of(data: bytes) -> Seal | None:
    """The seal of a file; None where it has none."""
    found = _SEAL.search(data)
    if not found:
        return None
    start, end = found.span(2)
    digest = sha256(data[:start] + _EMPTY.encode() + data[end:]).hexdigest()
    return Seal(found[1].decode(), digest == found[2].decode())
