"""Writing files whole or not at all; that nothing spoils them is tried with real processes in tests/e2e."""

import errno
import os
import stat
import sys
from io import FileIO
from pathlib import Path

import pytest

from verbetertool.errors import OutputError
from verbetertool.report.failures import FAILURES
from verbetertool.report.reasons import reason_words
from verbetertool.report.sentences import failure
from verbetertool.saving import check_writable, files, replacing, write_atomically, write_result
from verbetertool.saving.failures import not_written
from verbetertool.saving.locking import locked
from verbetertool.saving.names import beside

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX")


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


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_that_is_taken_in_bits_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system may take less than it is given."""
    monkeypatch.setattr(files, "FileIO", Slow)
    parts = [bytes(range(256)) * 10, b"", b"slot"]
    write_atomically(tmp_path / "map" / "bestand", parts)
    assert (tmp_path / "map" / "bestand").read_bytes() == b"".join(parts)
    assert names(tmp_path / "map") == ["bestand"]


def test_a_disk_that_is_full_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file from before stays, and nothing stays beside it."""
    (tmp_path / "bestand").write_bytes(b"van eerder")
    monkeypatch.setattr(files, "FileIO", Full)
    with pytest.raises(OutputError, match="not_written"):
        write_atomically(tmp_path / "bestand", b"x" * 5000)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"bestand": b"van eerder"}


@POSIX
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    """Also through a second link, and where the file is not there yet; a loop is reported."""
    (tmp_path / "ver").mkdir()
    for name, target in (("een", "twee"), ("twee", "ver/echt"), ("lus", "lus")):
        (tmp_path / name).symlink_to(target)
    for content in (b"nieuw", b"nieuwer"):
        write_atomically(tmp_path / "een", content)
        assert (tmp_path / "ver" / "echt").read_bytes() == content
    assert (tmp_path / "een").readlink() == Path("twee")
    with pytest.raises(OutputError, match="not_written"):
        write_atomically(tmp_path / "lus", b"x")
    assert (names(tmp_path), names(tmp_path / "ver")) == (["een", "lus", "twee", "ver"], ["echt"])


@POSIX
@pytest.mark.parametrize("content", [b"kort", b"veel langer dan wat er stond" * 1000])
def test_a_file_with_two_names_stays_one_file(tmp_path: Path, content: bytes) -> None:
    """It is written over in place; the copy beside it is gone after that."""
    (tmp_path / "een").write_bytes(b"wat er stond")
    os.link(tmp_path / "een", tmp_path / "twee")
    write_atomically(tmp_path / "een", content)
    assert (tmp_path / "twee").read_bytes() == content
    assert (tmp_path / "een").samefile(tmp_path / "twee")
    assert names(tmp_path) == ["een", "twee"]


@POSIX
def test_writing_over_that_is_cut_off_leaves_a_whole_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails halfway: the message names the copy, and the next write says no more of it."""
    (tmp_path / "een").write_bytes(b"wat er stond")
    os.link(tmp_path / "een", tmp_path / "twee")
    monkeypatch.setattr(replacing, "FileIO", Full)
    with pytest.raises(OutputError, match="half_written") as caught:
        write_atomically(tmp_path / "een", b"x" * 5000)
    copy = replacing.left_copy(tmp_path / "een")
    assert copy is not None
    assert copy.read_bytes() == b"x" * 5000
    assert str(copy) in failure(caught.value)
    monkeypatch.undo()
    write_atomically(tmp_path / "een", b"heel")
    assert replacing.left_copy(tmp_path / "een") is None
    assert (tmp_path / "twee").read_bytes() == b"heel"


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o4755])
def test_rights_stay(tmp_path: Path, mode: int) -> None:
    """Whatever the umask, and nobody can read more of it on the way."""
    path = tmp_path / "bestand"
    path.write_bytes(b"x")
    path.chmod(mode)
    write_atomically(path, b"y")
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert names(tmp_path) == ["bestand"]


@pytest.mark.skipif(sys.platform != "linux", reason="extended attributes")
def test_attributes_stay(tmp_path: Path) -> None:
    """What the system keeps with a file, such as an access list, goes along."""
    path = tmp_path / "bestand"
    path.write_bytes(b"x")
    try:
        os.setxattr(path, "user.proef", b"1")
    except OSError:
        pytest.skip("no extended attributes here")
    write_atomically(path, b"y")
    assert os.getxattr(path, "user.proef") == b"1"
    assert path.read_bytes() == b"y"


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_root_leaves_a_file_with_its_owner(tmp_path: Path) -> None:
    """A private file of someone else stays theirs."""
    path = tmp_path / "bestand"
    path.write_bytes(b"x")
    path.chmod(0o600)
    os.chown(path, 12345, 23456)
    write_atomically(path, b"y")
    found = path.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (12345, 23456, 0o600)


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written_stays(tmp_path: Path) -> None:
    """It could be replaced, but its owner said that it may not be changed."""
    path = tmp_path / "bestand"
    path.write_bytes(b"x")
    path.chmod(0o444)
    with pytest.raises(OutputError) as caught:
        write_result(path, b"y", ours=(), force=True)
    assert caught.value.values["reason"] == "read_only"
    assert path.read_bytes() == b"x"


def a_failure(number: int, winerror: int | None = None) -> OSError:
    error = OSError(number, os.strerror(number))
    if winerror is not None:
        error.winerror = winerror  # type: ignore[attr-defined,unused-ignore]
    return error


@pytest.mark.parametrize(
    ("error", "beside_it", "said"),
    [
        (a_failure(errno.EACCES, 32), None, "open in een ander programma"),
        (a_failure(errno.EACCES), "~$rapport.xlsx", "open in een ander programma"),
        (a_failure(errno.EPERM), ".~lock.rapport.xlsx#", "open in een ander programma"),
        (a_failure(errno.ETXTBSY), None, "open in een ander programma"),
        (a_failure(errno.EACCES), None, "geen rechten"),
        (a_failure(errno.ENOSPC), None, "schijf is vol"),
        (a_failure(errno.EDQUOT), None, "uw deel van de schijf"),
        (a_failure(errno.ESTALE), None, "netwerkschijf"),
        (a_failure(errno.EIO), "~$rapport.xlsx", "schijf geeft een fout"),
    ],
)
def test_the_reason_is_the_true_one(tmp_path: Path, error: OSError, beside_it: str | None, said: str) -> None:
    """A file that Excel holds open is no matter of rights, and missing rights are no matter of Excel."""
    path = tmp_path / "rapport.xlsx"
    path.write_bytes(b"x")
    if beside_it:
        (tmp_path / beside_it).touch()
    assert said in failure(not_written(path, error))


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_closed_folder_is_told_as_such(tmp_path: Path) -> None:
    """The file may be open to all; it is the folder that takes nothing new."""
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "bestand").write_bytes(b"x")
    (tmp_path / "map").chmod(0o555)
    with pytest.raises(OutputError) as caught:
        check_writable(tmp_path / "map" / "bestand")
    assert caught.value.values["reason"] == "closed_folder"


@POSIX
def test_two_locks_of_one_file(tmp_path: Path) -> None:
    """The second is refused with the process that has it; after the first it is free, and nothing stays."""
    with locked(tmp_path / "p.yaml", "p.yaml") as reason:
        assert reason is None
        with pytest.raises(OutputError, match="in_use") as caught, locked(tmp_path / "p.yaml", "p.yaml"):
            pass
        assert str(os.getpid()) in failure(caught.value)
    with locked(tmp_path / "p.yaml", "p.yaml"):
        pass
    assert names(tmp_path) == []


@POSIX
@pytest.mark.parametrize("name", ["ENOLCK", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EBADF", "EINVAL", "EIO"])
def test_a_system_without_locks_is_no_other_window(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a network drive says to a lock, the work goes on, the reason is there to show, and nothing stays."""
    import fcntl

    def refuse(*_arguments: object) -> None:
        raise a_failure(getattr(errno, name))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with locked(tmp_path / "p.yaml", "p.yaml") as reason:
        assert reason == os.strerror(getattr(errno, name))
        assert reason_words(reason) != reason
    assert names(tmp_path) == []


@POSIX
@pytest.mark.parametrize(
    ("holder", "said"),
    [
        (b"", "Iemand anders heeft «p.yaml» open"),
        (
            b"123 2026-11-24T10:00 een-andere-computer\n",
            "andere computer (een-andere-computer, sinds 2026-11-24 10:00)",
        ),
        (b"123 2026-11-24T10:00\n", "ander venster (proces 123"),
        (b"\xff\xfe", "Iemand anders"),
    ],
)
@pytest.mark.parametrize("number", [errno.EAGAIN, errno.EACCES])
def test_who_has_the_lock(
    number: int, holder: bytes, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a network drive the process of another computer says nothing here: the computer is named."""
    import fcntl

    def refuse(*_arguments: object) -> None:
        raise a_failure(number)

    beside(tmp_path / "p.yaml", ".lock").write_bytes(holder)
    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(OutputError) as caught, locked(tmp_path / "p.yaml", "p.yaml"):
        pass
    assert said in failure(caught.value)


@POSIX
def test_a_drive_that_never_shows_the_same_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some number their files anew each time."""
    monkeypatch.setattr(os.path, "samestat", lambda *_: False)
    with locked(tmp_path / "p.yaml", "p.yaml") as reason:
        assert reason is not None


def test_a_name_beside_a_long_name_fits(tmp_path: Path) -> None:
    """A name of 255 bytes leaves no room for more."""
    path = tmp_path / ("é" * 125 + ".yaml")
    with locked(path, "p.yaml"):
        write_atomically(path, b"x")
    assert names(tmp_path) == [path.name]


def test_each_reason_ends_as_the_others_do() -> None:
    """A reason is part of a sentence that has a full stop of its own."""
    for text in FAILURES.values():
        assert "{reason}" not in text or "{reason}." in text
