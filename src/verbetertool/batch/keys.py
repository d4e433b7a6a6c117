"""The key of each file of a round, by which tables, results and reports of it join.

A project that says its number (`project.id`) has that as its key, any other file its path in the folder of the round.
Both are cleaned as pages and tables clean every text, so that a key is the same text wherever it stands.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain, groupby, islice
from pathlib import Path

from verbetertool.batch.kept import in_order, kept
from verbetertool.errors import InvalidInputError
from verbetertool.model.project import MAX_NAME
from verbetertool.reading.files import read_bytes
from verbetertool.reading.readers import READERS, reader_of
from verbetertool.reading.yamlfile import text_in
from verbetertool.report.text import one_line

_MAY_HOLD_ID = re.compile(rb"""[\s{,"']id["']?\s*:""")
"""Most files have none: to look into each of them would cost a round a tenth."""


def readable(path: str) -> str:
    """A path in characters that can be shown, also where its bytes are no text."""
    shown = path.encode(errors="backslashreplace").decode()
    return path if shown == path else shown  # one object for both, where it can be


def path_key(path: str) -> str:
    """A path as a key, before it is made unique: on one line, without what can't be seen; never empty."""
    return one_line(path) or ascii(path)[1:-1]


def unique_keys(wanted: Sequence[str]) -> Iterator[str]:
    """The keys, each once: the second of one is called `KEY~2`, the third `KEY~3`."""
    if not _several(wanted):
        yield from wanted
        return
    taken = set[str]()
    for key in wanted:
        free = free_name(key, taken, "~")
        taken.add(free)
        yield free


def free_name(wanted: str, taken: Container[str], sign: str = "-") -> str:
    """The name itself, or where it is taken the first of NAME-2, NAME-3 and so on that is not; `sign` comes between."""
    number, free = 2, wanted
    while free in taken:
        number, free = number + 1, f"{wanted}{sign}{number}"
    return free


def more_keys(taken: Iterable[str], paths: Iterable[str]) -> Iterator[str]:
    """Keys for these paths beside those that are taken, each once."""
    before = kept(taken)
    return islice(unique_keys(kept(chain(before, map(path_key, paths)))), len(before), None)


def _several(texts: Iterable[str]) -> set[str]:
    """The texts that come more than once; of a large round all together would be megabytes."""
    return {text for text, same in groupby(in_order(texts)) if len(list(same)) > 1}


def number_of(file: Path) -> str | None:
    """The number of the application in a file (`project.id`), on one line; None where it has none that can be read."""
    try:
        data = read_bytes(file)
    except InvalidInputError:
        return None  # the work on the file says why
    number = _number_in(data)
    return one_line(number) or None if isinstance(number, str) and len(number) <= MAX_NAME else None


def _number_in(data: bytes) -> object:
    reader = reader_of(data)
    if reader is READERS["yaml"]:
        return text_in(data, "project", "id") if _MAY_HOLD_ID.search(data) else None
    try:
        value = reader.read("", data).value
    except InvalidInputError:
        return None  # the work on the file says why
    project = value.get("project") if isinstance(value, dict) else None
    return project.get("id") if isinstance(project, dict) else None


def report_names(plain: Sequence[str], keys: Sequence[str]) -> Iterator[str]:
    """A name for each: files of the same name never overwrite each other.

    Names depend on the key alone where names clash, so that one more file changes no other name.
    """
    clashing = _several(plain)
    taken = set(plain) if clashing else set()
    for name, key in zip(plain, keys, strict=True):
        if name in clashing:
            mark = sha256(key.encode()).hexdigest()
            length = 6
            while (marked := f"{name}-{mark[:length]}") in taken:
                length += 1
            taken.add(marked)
            name = marked
        yield name
