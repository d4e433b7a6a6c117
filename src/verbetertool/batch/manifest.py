"""The manifest of a round: what came in, what was made of it, and whether both are still as they were.

Nothing in it depends on when or where a round was run, or on how many times it was stopped: the same round gives the
same manifest.
"""

import json
import os
import shlex
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import Literal

from verbetertool._version import __version__
from verbetertool.batch.inputs import Found, find_files, root_of
from verbetertool.batch.job import Job
from verbetertool.batch.keys import readable
from verbetertool.errors import UsageError
from verbetertool.model.manifest import FORMAT, Input, Manifest, Output, from_json
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric

MANIFEST = "manifest.json"
_BLOCK = 1024 * 1024

How = Literal["changed", "missing", "new"]


@record
class Difference:
    """A file that is not what the manifest says."""

    what: Literal["input", "output"]
    path: str
    how: How


def manifest_lines(
    job: Job, rubric: Rubric, command: str, inputs: Iterable[Input], outputs: Iterable[Output]
) -> Iterator[bytes]:
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
    ins = ({"path": x.path, "key": x.key, "sha256": x.sha256, "outcome": x.outcome, "reason": x.reason} for x in inputs)
    outs = ({"path": each.path, "sha256": each.sha256} for each in outputs)
    for name, values in (("inputs", ins), ("outputs", outs)):
        yield f",\n  {json.dumps(name)}: [".encode()
        for number, value in enumerate(values):
            yield f"{',' if number else ''}\n    {_json(value)}".encode()
        yield b"\n  ]"
    yield b"\n}\n"


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


def _as_path(path: Path) -> str:
    text = str(path)
    return f"./{text}" if text.startswith("-") else text


def load_manifest(output: Path) -> Manifest | None:
    """The manifest in a folder; None where there is none that can be read."""
    with suppress(OSError, ValueError):
        if (output / MANIFEST).is_file():
            return from_json((output / MANIFEST).read_bytes())
    return None


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a regular file of any size; None where it can't be read."""
    hashed = sha256()
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            while part := file.read(_BLOCK):
                hashed.update(part)
    except (OSError, ValueError):
        return None
    return hashed.hexdigest()


def verify(output: Path, paths: Sequence[Path]) -> list[Difference]:
    """What in a round is no longer what its manifest says: files that came in, and files that were made of them.

    `paths` mean the files that came in, where they stand now; without them they are those of its command. Raises
    UsageError where there is no manifest.
    """
    manifest = load_manifest(output)
    if manifest is None:
        raise UsageError("no_manifest", folder=str(output))
    paths = paths or paths_of(manifest.command)
    return [*_inputs(manifest, paths, output), *_outputs(manifest, output)]


def _inputs(manifest: Manifest, paths: Sequence[Path], output: Path) -> Iterator[Difference]:
    found = Found((), root=root_of(paths))
    with suppress(UsageError):  # nothing is there any more
        found = find_files(paths, output)
    files = {readable(found.path_of(file)): file for file in (*found.files, *found.skipped)}
    for each in manifest.inputs:
        file = files.pop(each.path, found.root / each.path)
        if not os.path.lexists(file):
            yield Difference("input", each.path, "missing")
        elif each.sha256 is not None and digest_of(file) != each.sha256:
            yield Difference("input", each.path, "changed")
    for path, file in files.items():
        if os.path.lexists(file):
            yield Difference("input", path, "new")


def _outputs(manifest: Manifest, output: Path) -> Iterator[Difference]:
    for each in manifest.outputs:
        path = output / each.path
        if not path.is_file():
            yield Difference("output", each.path, "missing")
        elif digest_of(path) != each.sha256:
            yield Difference("output", each.path, "changed")
