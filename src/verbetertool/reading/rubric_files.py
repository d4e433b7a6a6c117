"""Which files of a folder are a rubric: to read them, and to see whether a wheel has the same as JSON."""

from importlib.resources.abc import Traversable
from pathlib import Path

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.reading.filetypes import is_kept_by_programs


def rubric_files(folder: Path | Traversable) -> list[Path | Traversable]:
    """The files of a rubric, by name. Raises InvalidInputError for a folder without any."""
    try:
        files = sorted((f for f in folder.iterdir() if _is_part(f.name)), key=lambda f: f.name)
    except OSError:
        files = []
    if not files:
        raise InvalidInputError([Problem("no_rubric", Place(str(folder)))])
    return files


def _is_part(name: str) -> bool:
    """Whether a file of a rubric's folder is part of it; not what an editor or a system keeps beside it."""
    return name.endswith((".yaml", ".yml")) and not is_kept_by_programs(name)
