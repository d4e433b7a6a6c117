"""Reading the bytes of a file: how large it may be, and what is said of what can't be opened."""

import errno
import os
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.answer_file import MAX_BYTES
from verbetertool.reading.files import read_bytes


def not_read(path: Any) -> Problem:
    with pytest.raises(InvalidInputError) as caught:
        read_bytes(path)
    [problem] = caught.value.problems
    assert problem.place == Place(str(path))
    return problem


def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path) -> None:
    """Exactly the limit is read as it is, a byte more is refused, and the limit is named."""
    path = tmp_path / "groot.yaml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert read_bytes(path) == b"#" * MAX_BYTES
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    problem = not_read(path)
    assert (problem.code, str(problem.values["limit"])) == ("too_large", "1024")


def test_no_more_of_a_large_file_is_read_than_the_limit(tmp_path: Path) -> None:
    """A file of any size costs little memory."""
    path = tmp_path / "groot.yaml"
    with path.open("wb") as file:
        file.truncate(32 * MAX_BYTES)
    tracemalloc.start()
    try:
        assert not_read(path).code == "other_kind"  # nothing but zeros
        assert tracemalloc.get_traced_memory()[1] < 8 * MAX_BYTES
    finally:
        tracemalloc.stop()


def test_what_can_not_be_opened_is_reported_with_its_name(tmp_path: Path) -> None:
    """A folder, a missing file, a pipe, and names that no system opens: each has its file, and a reason if known."""
    os.mkfifo(tmp_path / "pijp")
    assert not_read(tmp_path).code == "is_folder"
    assert not_read(tmp_path / "weg").code == "not_found"
    assert not_read(tmp_path / "pijp").code == "not_regular"
    long = not_read(tmp_path / ("x" * 300))
    assert (long.code, long.values) == ("unreadable", {"reason": os.strerror(errno.ENAMETOOLONG)})
    null = not_read(tmp_path / "a\0b")
    assert null.code == "unreadable"
    assert "embedded null" in str(null.values["reason"])  # in the words of the Python in use


def test_a_closed_file_is_reported_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without permission to read, the file is named and the reason is clear."""

    def denied(*_args: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", denied)
    assert not_read(tmp_path / "dicht.yaml").code == "no_permission"


def test_a_file_inside_a_package_is_read(tmp_path: Path) -> None:
    """What the wheel carries may lie in an archive; a file that is not there is reported, as on a disk."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("rubric.yaml", "a: 1\n")
    inside = zipfile.Path(tmp_path / "a.zip")
    assert read_bytes(inside / "rubric.yaml") == b"a: 1\n"
    assert not_read(inside / "weg.yaml").code == "not_found"
