"""The manifest of a round: what came in, what was made of it, and whether both are still as they were.

Nothing in it depends on when or where a round was run, or on how many times it was stopped: the same round gives the
same manifest.
"""

import json
import os
import shlex
import stat
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Literal

from verbetertool._version import __version__
from verbetertool.batch.inputs import Found, find_files, root_of
from verbetertool.batch.job import AGREED, GROUPS, REPORTS, RETURNED, Job
from verbetertool.batch.keys import readable
from verbetertool.errors import UsageError
from verbetertool.model.manifest import FORMAT, Input, Manifest, Output, Role, Used, from_json
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.reading.filetypes import is_kept_by_programs

MANIFEST = "manifest.json"
_BLOCK = 1024 * 1024

_FILLED = (REPORTS, GROUPS, RETURNED, AGREED)
"""The folders in which nobody but us puts anything; the files to agree in are filled in by people."""

How = Literal["changed", "missing", "new"]


@record
class Difference:
    """A file that is not what the manifest says."""

    what: Literal["input", "assessment", "used", "output"]
    path: str
    how: How


@record
class Contents:
    """Every file that a manifest names; of assessors and of the funder beside those of applicants."""

    inputs: Iterable[Input]
    assessments: Iterable[Input]
    used: Iterable[Used]
    outputs: Iterable[Output]


def manifest_lines(job: Job, rubric: Rubric, command: str, contents: Contents) -> Iterator[bytes]:
    """The manifest as JSON, bit by bit: a file on each line, so that two of them are easily laid side by side."""
    head = {
        "format": FORMAT,
        "tool_version": __version__,
        "rubric": {"id": rubric.id, "version": rubric.version, "digest": rubric.digest},
        "round": job.info.model_dump(mode="json") if job.info else None,
        "profile": job.profile.model_dump(mode="json", by_alias=True) if job.profile else None,
        "command": command,
    }
    yield b"{\n" + b",\n".join(f"  {json.dumps(key)}: {_json(value)}".encode() for key, value in head.items())
    outs = ({"path": each.path, "sha256": each.sha256} for each in contents.outputs)
    used = ({"role": each.role, "path": each.path, "sha256": each.sha256} for each in contents.used)
    lists: tuple[tuple[str, Iterable[object]], ...] = (
        ("used", used),
        ("inputs", map(_input, contents.inputs)),
        ("assessments", map(_input, contents.assessments)),
        ("outputs", outs),
    )
    for name, values in lists:
        yield f",\n  {json.dumps(name)}: [".encode()
        number = -1
        for number, value in enumerate(values):
            yield f"{',' if number else ''}\n    {_json(value)}".encode()
        yield b"]" if number < 0 else b"\n  ]"
    yield b"\n}\n"


def _input(x: Input) -> dict[str, str | None]:
    return {"path": x.path, "key": x.key, "sha256": x.sha256, "outcome": x.outcome, "reason": x.reason}


def used_files(files: Mapping[Role, Path]) -> tuple[Used, ...]:
    """The files of the funder with their digests; of what comes through a pipe there is none."""
    return tuple(
        Used(role, readable(str(path)), digest_of(path) if path.is_file() else None) for role, path in files.items()
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def command_line(paths: Sequence[Path], options: Iterable[tuple[str, str]], switches: Sequence[str] = ()) -> str:
    """The command of a round on one line, without what makes no difference to its outcome: where to, and how fast."""
    words = ["verbetertool", "batch", *(_as_path(path) for path in paths)]
    words += [word for option in options for word in option]
    return readable(shlex.join([*words, *switches]))


def paths_of(command: str) -> list[Path]:
    """The paths in the command of a round; empty where it holds none."""
    words = shlex.split(command)[2:]
    return [Path(word) for word in takewhile(lambda word: not word.startswith("-"), words)]


def option_of(command: str, name: str) -> Path | None:
    """The path behind an option in the command of a round; None where it has none."""
    words = shlex.split(command)
    return Path(words[words.index(name) + 1]) if name in words[:-1] else None


def _as_path(path: Path) -> str:
    text = str(path)
    return f"./{text}" if text.startswith("-") else text


def load_manifest(output: Path) -> Manifest:
    """The manifest in a folder. Raises UsageError where there is none, or where it can't be read."""
    path = output / MANIFEST
    try:
        return from_json(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError("no_manifest", folder=str(output)) from None
    except (OSError, ValueError):
        raise UsageError("bad_manifest", file=str(path)) from None


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a regular file of any size; None where it can't be read."""
    hashed = sha256()
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            while part := file.read(_BLOCK):
                hashed.update(part)
    except (OSError, ValueError):
        return None
    return hashed.hexdigest()


def verify(output: Path, paths: Sequence[Path], places: Mapping[str, Path]) -> list[Difference]:
    """What in a round is no longer what its manifest says: files that came in or were used, and what was made of them.

    `paths` mean the files that came in, where they stand now; without them they are those of its command. So it is with
    `places`: the folder of `assessments`, and the files of the funder by their role. Raises UsageError without a
    manifest that can be read.
    """
    manifest = load_manifest(output)
    paths = paths or paths_of(manifest.command)
    assessed = places.get("assessments") or option_of(manifest.command, "--assessments")
    apart = [output, *filter(None, [assessed])]
    seen = set[str]()
    differences = list(_came_in("input", manifest.inputs, paths, apart, seen))
    if manifest.assessments and assessed is not None:
        differences += _came_in("assessment", manifest.assessments, [assessed], [output], seen)
    used = dict.fromkeys(_used(manifest, places, seen))  # one file may have had two roles
    return [*differences, *used, *_outputs(manifest, output)]


def _came_in(
    what: Literal["input", "assessment"],
    recorded: Iterable[Input],
    paths: Sequence[Path],
    apart: Sequence[Path],
    seen: set[str],
) -> Iterator[Difference]:
    """Adds to `seen` every file that it compared."""
    found = Found((), root=root_of(paths))
    with suppress(UsageError):  # nothing is there any more
        found = find_files(paths, apart)
    files = {readable(found.path_of(file)): file for file in (*found.files, *found.passed_over)}
    for each in recorded:
        file = files.pop(each.path, found.root / each.path)
        if each.outcome == "passed_over" and is_kept_by_programs(PurePosixPath(each.path).name):
            continue  # programs change and remove these whenever somebody looks into the folder
        if each.sha256 is not None:
            seen.add(os.path.realpath(file))
        if not os.path.lexists(file):
            yield Difference(what, each.path, "missing")
        elif each.sha256 is not None and digest_of(file) != each.sha256:
            yield Difference(what, each.path, "changed")
    for path, file in files.items():
        if os.path.lexists(file):
            yield Difference(what, path, "new")


def _used(manifest: Manifest, places: Mapping[str, Path], seen: Container[str]) -> Iterator[Difference]:
    for each in manifest.used:
        place = _place_of(each, manifest.command, places)
        if each.sha256 is None or os.path.realpath(place) in seen:  # what stood among the inputs is on record there
            continue
        if not place.is_file():
            yield Difference("used", readable(str(place)), "missing")
        elif digest_of(place) != each.sha256:
            yield Difference("used", readable(str(place)), "changed")


def _place_of(used: Used, command: str, places: Mapping[str, Path]) -> Path:
    """Where a file of the funder stands now; one that the file about the round names goes where that goes."""
    if used.role in places:
        return places[used.role]
    about = option_of(command, "--round")
    is_named = used.role == "style" or (used.role == "profile" and option_of(command, "--profile") is None)
    if "round" in places and about is not None and is_named:
        with suppress(ValueError):  # on another drive of Windows
            moved = places["round"].parent / os.path.relpath(used.path, about.parent)
            return moved if moved.is_file() else Path(used.path)
    return Path(used.path)


def _outputs(manifest: Manifest, output: Path) -> Iterator[Difference]:
    for each in manifest.outputs:
        path = output / each.path
        if not path.is_file():
            yield Difference("output", each.path, "missing")
        elif digest_of(path) != each.sha256:
            yield Difference("output", each.path, "changed")
    known = {each.path for each in manifest.outputs}
    for name in _FILLED:
        for path in sorted(_below(output / name)):
            place = path.relative_to(output)
            shown = readable(place.as_posix())
            # A file to agree in that is not on record although its project is: a person filled it in before the round.
            is_of_people = name == AGREED and f"{REPORTS}/{place.stem}.json" in known
            if shown not in known and not is_of_people:
                yield Difference("output", shown, "new")


def _below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, and links to folders; not what programs keep there for themselves."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not is_kept_by_programs(name)]
        links = [name for name in folders if Path(place, name).is_symlink()]
        yield from (Path(place, name) for name in (*names, *links) if not is_kept_by_programs(name))
