"""Which files a round is about, and how their reports are called."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from glob import glob, has_magic
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import Literal

from verbetertool.batch.kept import in_order, kept
from verbetertool.batch.keys import number_of, path_key, readable, report_names, unique_keys
from verbetertool.errors import UsageError
from verbetertool.model.record import record
from verbetertool.reading.filetypes import is_kept_by_programs
from verbetertool.reading.readers import may_be_answers
from verbetertool.saving import safe_name

_What = Literal["file", "passed_over", "hidden"]


@record
class Found:
    """The files that the paths of a command mean, each once and in a fixed order."""

    files: Sequence[Path]
    """Folders among them can't be opened, or have the name of a file: they become remarks."""
    outside: frozenset[Path] = frozenset()
    """Those of `files` that are links to a place outside the folder they were found in."""
    passed_over: Sequence[Path] = ()
    """What stands in the folders and is no answer file by its name, and folders that are links."""
    hidden: Sequence[Path] = ()
    """What programs and systems keep for themselves: `._jim.yaml`, `.DS_Store`, a folder `__MACOSX`. It is not read."""
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
    number: str = ""
    """Of the application, as far as it can be read before the work on the file."""
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
    own = {_absolute(path) for path in not_sent}
    outside, named = set[Path](), set[Path]()
    # What is the same comes together, the shortest first: what is passed over as it is written, all else however it is.
    seen = in_order(
        (what, str(each) if what == "passed_over" else _absolute(each), len(str(each)), str(each))
        for what, each in _seen(paths, apart, outside, named)
    )
    once = kept((what, next(same)[3]) for (what, _place), same in groupby(seen, itemgetter(0, 1)))

    own_or_named = own | {_absolute(path) for path in named}

    def those(wanted: _What) -> Iterator[Path]:
        others = own_or_named if wanted == "hidden" else own
        return (path for what, each in once if what == wanted and _absolute(path := Path(each)) not in others)

    files = kept(Path(each) for _parts, each in in_order((path.parts, str(path)) for path in those("file")))
    passed_over, hidden = (kept(in_order(those(what))) for what in ("passed_over", "hidden"))
    return Found(files, frozenset(outside), passed_over, hidden, root_of(paths))


def tasks_of(found: Found, made: Mapping[str, str] | None = None) -> Sequence[Task]:
    """A task per file, each with a key and a report name of its own."""
    paths = kept(readable(found.path_of(file)) for file in found.files)
    numbers = kept(None if file in found.outside else number_of(file) for file in found.files)
    keys = kept(unique_keys(kept(number or path_key(path) for number, path in zip(numbers, paths, strict=True))))
    plain = kept(
        safe_name(key if number else key.removesuffix(PurePosixPath(path).suffix))
        for key, number, path in zip(keys, numbers, paths, strict=True)
    )
    names = report_names(plain, keys)
    return kept(
        Task(str(file), name, key, path, number or "", (made or {}).get(name), file in found.outside)
        for file, name, key, path, number in zip(found.files, names, keys, paths, numbers, strict=True)
    )


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


def _seen(
    paths: Iterable[Path], apart: Collection[Path], outside: set[Path], named: set[Path]
) -> Iterator[tuple[_What, Path]]:
    """What the paths mean, one by one; fills `outside`, and `named` with what is hidden in a folder and named itself.

    Raises UsageError where one means nothing.
    """
    for path in paths:
        is_found = False
        for one in meant(path):
            if not _is_folder(one):
                is_found = True
                if is_kept_by_programs(one.name):
                    named.add(one)
                yield "file", one
                continue
            for what, each in _below_folder(one, apart, outside):
                is_found = is_found or what == "file"
                yield what, each
        if not is_found:
            raise UsageError("nothing_found", path=str(path))


def _below_folder(path: Path, apart: Collection[Path], outside: set[Path]) -> Iterator[tuple[_What, Path]]:
    """What stands below a folder; a folder that programs keep for themselves stands for all in it.

    A folder with the name of a file is worth a remark only if there is nothing in it.
    """
    closed, home = set[Path](), path.resolve()
    empty = set[Path]()
    for place, folders, names in os.walk(path, onerror=lambda error: closed.add(Path(error.filename))):
        parent = Path(place)
        for name in filter(is_kept_by_programs, folders):
            if not _is_one_of(parent / name, apart):
                yield "hidden", parent / name
        folders[:] = [name for name in folders if not is_kept_by_programs(name)]
        links = [name for name in folders if (parent / name).is_symlink()]
        folders[:] = [name for name in folders if name not in links and not _is_one_of(parent / name, apart)]
        for each in (parent / name for name in (*links, *names)):
            if is_kept_by_programs(each.name):
                yield "hidden", each
            elif not may_be_answers(each):
                yield "passed_over", each
            else:
                empty.difference_update(each.parents if empty else ())
                if each.is_symlink() and not _leads_inside(each, home):
                    outside.add(each)
                yield "file", each
        for each in (parent / name for name in folders if may_be_answers(parent / name)):
            empty.difference_update(each.parents)
            empty.add(each)
    for each in empty | closed:
        yield "file", each


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir() raises where a folder is closed


def _leads_inside(link: Path, home: Path) -> bool:
    try:
        return link.resolve().is_relative_to(home)
    except (OSError, RuntimeError):
        return True  # a link to itself: reading it says what is wrong


def _is_one_of(folder: Path, folders: Collection[Path]) -> bool:
    return any(each.exists() and folder.samefile(each) for each in folders)
