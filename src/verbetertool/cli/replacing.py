"""Which file of ours a new one may replace: one that nobody edited, made of the same answer file and round.

The rule and why: docs/decisions/0019-replacing-reports.md.
"""

import json
from pathlib import Path

from verbetertool.errors import UsageError


def check_replaceable(target: Path, data: bytes) -> None:
    """Raises UsageError where a file stands that `data` may not replace; it says what that file is."""
    if target.is_file() and (code := why_kept(target.read_bytes(), data)):
        raise UsageError(code, file=str(target))


def write_over(target: Path, data: bytes, *, force: bool) -> None:
    """Writes a file in place of one that it may replace, or with `force` of any. Raises UsageError and OutputError."""
    from verbetertool.saving import write_atomically

    if not force:
        check_replaceable(target, data)
    write_atomically(target, data)


def is_of_another(target: Path, data: bytes) -> bool:
    """Whether what stands there is a report of ours of another answer file or round: then another name is wanted."""
    return target.is_file() and why_kept(target.read_bytes(), data) == "exists_of_another"


def why_kept(before: bytes, after: bytes) -> str | None:
    """The code of the reason why a file is kept; None where the new one may take its place."""
    from verbetertool.report.formats import SIGNATURES
    from verbetertool.report.formats.seal import seal_of

    seal, new = seal_of(before), seal_of(after)
    if new is None:
        return _why_data_is_kept(before, after)
    if seal is None:
        return "exists_older" if any(signature in before[:4000] for signature in SIGNATURES) else "exists"
    if not seal.whole:
        return "exists_edited"
    return None if seal.source == new.source else "exists_of_another"


def _why_data_is_kept(before: bytes, after: bytes) -> str | None:
    """The same for JSON, in which every byte is data: it is as we wrote it where we would write it so again."""
    from verbetertool.model.assessment import FORMAT

    made_now = json.loads(after)
    try:
        there = json.loads(before)
    except ValueError:
        return "exists"
    if not isinstance(there, dict) or there.get("format", "") != made_now.get("format"):
        is_ours = isinstance(there, dict) and str(there.get("format")).startswith("verbetertool-")
        return "exists_older" if is_ours else "exists"
    if there["format"] != FORMAT:
        return None
    try:
        if _written_again(before, with_since="since" in there).strip() != before.strip():
            return "exists_edited"
    except ValueError:
        return "exists_older"
    same = all(there[key] == made_now[key] for key in ("input_file", "date"))
    return None if same else "exists_of_another"


def _written_again(document: bytes, *, with_since: bool) -> bytes:
    """A result document as we would write it. Raises ValueError for another document."""
    if with_since:
        from verbetertool.model import comparison

        return comparison.to_json(comparison.result_from_json(document), indent=2)
    from verbetertool.model.assessment import from_json, to_json

    return to_json(from_json(document), indent=2)
