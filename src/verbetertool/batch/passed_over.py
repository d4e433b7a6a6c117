"""Files that came in and are no answer file by their name: what each of them is, and what its sender can do."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from verbetertool.batch.inputs import Found, Task
from verbetertool.batch.job import Outcome, rejected
from verbetertool.batch.keys import free_name, more_keys, readable
from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.language import _
from verbetertool.reading.files import read_bytes
from verbetertool.reading.filetypes import kind_of
from verbetertool.reading.readers import known_endings
from verbetertool.saving import safe_name

OTHER_WORKBOOK = "not_our_workbook"
"""The problem of a workbook that is no form of ours, such as a budget: only its content shows that it is an annex."""


def passed_over(found: Found, tasks: Sequence[Task]) -> Iterator[Outcome]:
    """An outcome for each such file, with a key and a name for its page of its own: none that one of the tasks has."""
    names = {task.report for task in tasks} if found.passed_over else set()
    keys = more_keys((task.key for task in tasks), (readable(found.path_of(file)) for file in found.passed_over))
    for file, key in zip(found.passed_over, keys, strict=True):
        path = readable(found.path_of(file))
        name = free_name(safe_name(path), names)
        names.add(name)
        task = Task(str(file), name, key, path)
        yield rejected(task, [problem_of(file)])


def of_system() -> str:
    """Why a file that no person sent is passed over."""
    return _("van een programma of van het systeem")


def problem_of(file: Path) -> Problem:
    """Why a file is no answer file."""
    place = Place(str(file))
    if file.is_dir():
        return Problem("linked_folder", place)
    try:
        kind = kind_of(read_bytes(file))
    except InvalidInputError as error:
        if error.problems[0].code != "too_large":
            return error.problems[0]
        kind = None
    if kind:
        return Problem("other_kind", place, {"kind": kind})
    return Problem("not_yaml_name", place, {"endings": known_endings()})
