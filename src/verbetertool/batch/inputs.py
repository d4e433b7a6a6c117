"""Which files a round is about, and how their reports are called."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from glob import glob, has_magic
from pathlib import Path, PurePosixPath

from verbetertool.batch.keys import number_of, readable, report_names, unique_keys
from verbetertool.errors import UsageError
from verbetertool.model.record import record
from verbetertool.reading.filetypes import is_kept_by_programs
from verbetertool.reading.readers import may_be_answers
from verbetertool.saving import safe_name


@record
class Found:
    """The files that the paths of a command mean, each once and in a fixed order."""

    files: tuple[Path, ...]
    """Folders among them can't be opened, or have the name of a file: they become remarks."""
    outside: frozenset[Path] = frozenset()
    """Those of `files` that are links to a place outside the folder they were found in."""
    skipped: tuple[Path, ...] = ()
    """What stands in the folders and is no answer file by its name, and folders that are links."""
    hidden: tuple[Path, ...] = ()
    """Answer files and folders that programs keep for themselves: `._jim.yaml`, `__MACOSX`. They are not read."""
    root: Path = Path()
    """The folder in which all of it lies, seen from which a file has the same path in every round."""

    def path_of(self, file: Path) -> str:
        """The path of a file from `root`, with slashes: the same on every system."""
        try:
            return Path(os.path.relpath(_absolute(file), _absolute(self.root))).as_posix()
        except ValueError:  # on another drive of Windows
            return file.as_posix()


@record
class Task:
    """One file of a run, its key, the name of its reports, and the digest of the content they were made of before."""

    file: str
    """A path; as text, since ten thousand objects for paths take five megabytes."""
    report: str
    key: str = ""
    path: str = ""
    """From the folder of the round."""
    made_of: str | None = None
    """None where no earlier round made them."""
    outside: bool = False
    """Whether it is a link to a place outside the folder it was found in: such a file is not opened."""


def find_files(paths: Sequence[Path], apart: Collection[Path] = (), not_sent: Collection[Path] = ()) -> Found:
    """Every file that the paths mean: files as they are, folders with all answer files below, globs.

    What stands in the folders `apart` is left alone, and so are the files in `not_sent`, which the funder put there. A
    file that does not exist stays in the list: it becomes a remark, like every file that can't be read. Raises
    UsageError for a folder or glob in which nothing is found.
    """
    files, outside, skipped, hidden = set[Path](), set[Path](), set[Path](), set[Path]()
    for path in paths:
        found = [each for one in meant(path) for each in _files_of(one, apart, outside, skipped, hidden)]
        if not found:
            raise UsageError("nothing_found", path=str(path))
        files.update(found)
    own = {_absolute(path) for path in not_sent}
    in_order = sorted((file for file in _each_once(files) if _absolute(file) not in own), key=lambda file: file.parts)
    left_out = sorted(path for path in skipped if _absolute(path) not in own)
    kept = tuple(sorted(hidden - files))
    return Found(tuple(in_order), frozenset(outside), tuple(left_out), kept, root_of(paths))


def tasks_of(found: Found, made: Mapping[str, str] | None = None) -> list[Task]:
    """A task per file, each with a key and a report name of its own."""
    paths = [readable(found.path_of(file)) for file in found.files]
    numbers = [None if file in found.outside else number_of(file) for file in found.files]
    keys = unique_keys([number or path for number, path in zip(numbers, paths, strict=True)])
    plain = [
        safe_name(key if number else key.removesuffix(PurePosixPath(path).suffix))
        for key, number, path in zip(keys, numbers, paths, strict=True)
    ]
    names = report_names(plain, keys)
    return [
        Task(str(file), name, key, path, (made or {}).get(name), file in found.outside)
        for file, name, key, path in zip(found.files, names, keys, paths, strict=True)
    ]


def root_of(paths: Sequence[Path]) -> Path:
    """The folder that the paths have in common: a folder is itself, a file lies in its folder.

    A pattern lies in the folders before its first sign, so that it makes no difference how many files it finds.
    """
    roots = [path if path.is_dir() else _before_pattern(path) for path in paths]
    if len(roots) == 1:
        return roots[0]
    try:
        return Path(os.path.commonpath([_absolute(root) for root in roots]))
    except ValueError:  # on several drives of Windows
        return Path()


def _before_pattern(path: Path) -> Path:
    if os.path.lexists(path):
        return path.parent
    magic = (number for number, part in enumerate(path.parts[:-1]) if has_magic(part))
    return Path(*path.parts[: next(magic, len(path.parts) - 1)])


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links


def meant(path: Path) -> list[Path]:
    """The paths that a pattern means; a name that is there is that name, whatever signs it holds."""
    if os.path.lexists(path) or not has_magic(str(path)):
        return [path]
    found = [Path(path.anchor)]
    for part in path.relative_to(path.anchor).parts:
        found = [each for place in found for each in _below(place, part)]
    return list(dict.fromkeys(each for each in found if os.path.lexists(each)))


def _below(place: Path, part: str) -> list[Path]:
    """What one part of a pattern means in a place; hidden files are meant by a pattern with a dot alone."""
    if not has_magic(part) or os.path.lexists(place / part):
        return [place / part]
    return [place / match for match in glob(part, root_dir=place, recursive=True)]  # noqa: PTH207 - knows `**` alone


def _files_of(
    path: Path, apart: Collection[Path], outside: set[Path], skipped: set[Path], hidden: set[Path]
) -> set[Path]:
    """The path itself, or what stands below it; adds to `outside`, `skipped` and `hidden`."""
    if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir() raises where a folder is closed
        return {path}
    found, closed, home = set[Path](), set[Path](), path.resolve()
    for place, folders, names in os.walk(path, onerror=lambda error: closed.add(Path(error.filename))):
        parent = Path(place)
        hidden.update(parent / name for name in folders if is_kept_by_programs(name))
        folders[:] = [name for name in folders if not is_kept_by_programs(name)]
        links = [name for name in folders if (parent / name).is_symlink()]
        folders[:] = [name for name in folders if name not in links and not _is_one_of(parent / name, apart)]
        for each in (parent / name for name in (*links, *names)):
            if is_kept_by_programs(each.name):
                if may_be_answers(each):
                    hidden.add(each)
            elif may_be_answers(each):
                found.add(each)
                if each.is_symlink() and not _leads_inside(each, home):
                    outside.add(each)
            else:
                skipped.add(each)
        found.update(parent / name for name in folders if may_be_answers(parent / name))
    # A folder with the name of a file is worth a remark only if there is nothing in it.
    return (found - {parent for each in found for parent in each.parents}) | closed


def _leads_inside(link: Path, home: Path) -> bool:
    try:
        return link.resolve().is_relative_to(home)
    except (OSError, RuntimeError):
        return True  # a link to itself: reading it says what is wrong


def _is_one_of(folder: Path, folders: Collection[Path]) -> bool:
    return any(each.exists() and folder.samefile(each) for each in folders)


def _each_once(paths: set[Path]) -> Iterator[Path]:
    """The paths without those that are another way to write one of them; the shortest stays."""
    seen = set[str]()
    for path in sorted(paths, key=lambda path: (len(str(path)), str(path))):
        place = _absolute(path)
        if place not in seen:
            seen.add(place)
            yield path
