"""Writing files whole or not at all; that nothing spoils them is tried with real processes in tests/e2e."""

from io import FileIO
from pathlib import Path

import pytest

from verbetertool import saving
from verbetertool.errors import OutputError
from verbetertool.saving import write_atomically


class Slow(FileIO):
    """A file that takes a few bytes at a time, as a system may."""

    def write(self, data: memoryview) -> int:  # type: ignore[override]
        return super().write(data[:1000])


class Full(Slow):
    """A file on a disk that is full after the first bytes."""

    def write(self, data: memoryview) -> int:  # type: ignore[override]
        if self.tell():
            raise OSError(28, "No space left on device")
        return super().write(data)


def test_a_file_that_is_taken_in_bits_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system may take less than it is given."""
    monkeypatch.setattr(saving, "FileIO", Slow)
    parts = [bytes(range(256)) * 10, b"", b"slot"]
    write_atomically(tmp_path / "map" / "bestand", parts)
    assert (tmp_path / "map" / "bestand").read_bytes() == b"".join(parts)
    assert [path.name for path in (tmp_path / "map").iterdir()] == ["bestand"]


def test_a_disk_that_is_full_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file from before stays, and nothing stays beside it."""
    (tmp_path / "bestand").write_bytes(b"van eerder")
    monkeypatch.setattr(saving, "FileIO", Full)
    with pytest.raises(OutputError, match="not_written"):
        write_atomically(tmp_path / "bestand", b"x" * 5000)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"bestand": b"van eerder"}
