"""The `results.jsonl` of an earlier round: what is needed to see whether a project proves less than it did.

Result documents of before (`verbetertool-result/1`) are read too: what a comparison needs stands in the same places.
"""

import json
import os
import stat
from pathlib import Path
from typing import Any

from verbetertool.errors import UsageError
from verbetertool.model.assessment import FORMAT
from verbetertool.model.portfolio import Earlier, family_of
from verbetertool.reading.filetypes import kind_of

READ = ("verbetertool-result/1", FORMAT)
"""The formats of result documents that can be compared with."""
_LOOKED_AT = 64 * 1024
MAX_LINE = 8 * 1024 * 1024
"""Bytes of one result; that of a file of 1 MiB is smaller."""


def load_results(path: Path) -> list[Earlier]:
    """What each result says, in the order of the file.

    Raises UsageError where there is no file, and for one that is no `results.jsonl` with the line at which that shows.
    """
    found: list[Earlier] = []
    number = at = 0
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as lines:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ValueError("not a regular file")
            if (kind := kind_of(lines.peek(_LOOKED_AT))) is not None:
                raise UsageError("results_other_kind", file=str(path), kind=kind)
            while line := lines.readline(MAX_LINE):
                number += 1
                found.append(_earlier(json.loads(line), at))
                at += len(line)
    except FileNotFoundError as error:
        raise UsageError("no_results", file=str(path)) from error
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise UsageError("bad_results", file=str(path), line=number) from error
    return found


def _earlier(document: Any, at: int) -> Earlier:
    """What one result document says. Raises ValueError, LookupError or TypeError for anything else."""
    if document["format"] not in READ:
        raise ValueError("not a result document")
    project, score = document["project"], document["score"]["proven"]["score"]
    if score is not None and not (type(score) is int and 0 <= score <= 100):
        raise ValueError("not a score")
    elements = [_text(element["id"]) for element in document["elements"]]
    goals = [_text(goal) for goal in project["goals"] or ()]
    rubric = document["rubric"]
    family = family_of(_text(rubric["id"]), _text(rubric["version"]), _text(document["scope"]), goals, elements)
    key = document.get("key") or project.get("id") or document["input_file"]
    return Earlier(
        _text(key), _text(project["name"]), _text(document.get("input_digest", "")), family, score, _range(document), at
    )


def _range(document: Any) -> tuple[int, int] | None:
    found = document["score"].get("robust_range")
    low, high = (found["low"], found["high"]) if found is not None else (None, None)
    return (low, high) if type(low) is int and type(high) is int else None


def result_at(path: Path, at: int) -> bytes:
    """The result document that begins at this byte of a file that `load_results` read. Raises OSError."""
    with path.open("rb") as file:
        file.seek(at)
        return file.readline(MAX_LINE)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
