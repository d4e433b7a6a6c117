"""Which files a round is about, and how their reports are called."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path

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


@record
class Task:
    """One file of a run, the name of its reports, and the digest of the content they were made of before, if any."""

    file: str
    """A path; as text, since ten thousand objects for paths take five megabytes."""
    report: str
    made_of: str | None = None
    outside: bool = False
    """Whether it is a link to a place outside the folder it was found in: such a file is not opened."""


def find_files(paths: Sequence[Path], output: Path | None = None) -> Found:
    """Every file that the paths mean: files as they are, folders with all answer files below, globs.

    What stands in `output` is left alone. A file that does not exist stays in the list: it becomes a remark, like
    every file that can't be read. Raises UsageError for a folder or glob in which nothing is found.
    """
    files, outside, skipped, hidden = set[Path](), set[Path](), set[Path](), set[Path]()
    for path in paths:
        found = [each for one in meant(path) for each in _files_of(one, output, outside, skipped, hidden)]
        if not found:
            raise UsageError("nothing_found", path=str(path))
        files.update(found)
    in_order = sorted(_each_once(files), key=lambda file: file.parts)
    return Found(tuple(in_order), frozenset(outside), tuple(sorted(skipped)), tuple(sorted(hidden - files)))


def tasks_of(found: Found, made: Mapping[str, str] | None = None) -> list[Task]:
    """A task per file, each with a report name of its own: files of the same name never overwrite each other.

    Names depend on the file's path alone where names clash, so that one more file changes no other name.
    """
    plain = [safe_name(file.stem) for file in found.files]
    clashing = {name for name, count in Counter(plain).items() if count > 1}
    taken = set(plain)
    tasks = []
    for file, name in zip(found.files, plain, strict=True):
        if name in clashing:
            mark = sha256(file.as_posix().encode(errors="surrogateescape")).hexdigest()
            length = 6
            while (name := f"{safe_name(file.stem)}-{mark[:length]}") in taken:
                length += 1
            taken.add(name)
        tasks.append(Task(str(file), name, (made or {}).get(name), file in found.outside))
    return tasks


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


def _files_of(path: Path, output: Path | None, outside: set[Path], skipped: set[Path], hidden: set[Path]) -> set[Path]:
    """The path itself, or what stands below it; adds to `outside`, `skipped` and `hidden`."""
    if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir() raises where a folder is closed
        return {path}
    found, closed, home = set[Path](), set[Path](), path.resolve()
    for place, folders, names in os.walk(path, onerror=lambda error: closed.add(Path(error.filename))):
        parent = Path(place)
        hidden.update(parent / name for name in folders if is_kept_by_programs(name))
        folders[:] = [name for name in folders if not is_kept_by_programs(name)]
        links = [name for name in folders if (parent / name).is_symlink()]
        folders[:] = [name for name in folders if name not in links and not _same(parent / name, output)]
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


def _same(folder: Path, output: Path | None) -> bool:
    return output is not None and output.exists() and folder.samefile(output)


def _each_once(paths: set[Path]) -> Iterator[Path]:
    """The paths without those that are another way to write one of them; the shortest stays."""
    seen = set[str]()
    for path in sorted(paths, key=lambda path: (len(str(path)), str(path))):
        place = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links
        if place not in seen:
            seen.add(place)
            yield path
