"""The results of a round: each result document with its key, its report and the questions that it raises."""

import json
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path

from verbetertool.batch.digested import DigestedFile, Spool
from verbetertool.model.portfolio import ProjectRow, Signal


class Results:
    """Takes in result documents, and writes them when all of them are known: a signal may be about two of them."""

    def __init__(self, path: Path) -> None:
        self._file = DigestedFile(path)
        self._folder = path.parent
        self._spool = Spool(path.parent)
        self._since: Spool | None = None

    def add(self, document: bytes) -> None:
        """Takes in one document of one line."""
        self._spool.add(document)

    def documents(self) -> Iterator[bytes]:
        """What was taken in, in order."""
        return self._spool.lines()

    def compare(self, lines: Iterable[bytes]) -> None:
        """Takes in what is said of each document beside an earlier one, in the same order."""
        self._since = Spool(self._folder)
        for line in lines:
            self._since.add(line)

    def finish(self, rows: Iterable[ProjectRow], ending: str) -> str:
        """Writes the file: a line per row, in the order in which they were taken in. Returns its SHA-256."""
        since = self._since.lines() if self._since is not None else repeat(None)
        for line in _lines(rows, self._spool.lines(), since, ending):
            self._file.write(line)
        self._drop_spools()
        return self._file.finish()

    def drop(self) -> None:
        """Takes away what is not complete."""
        self._drop_spools()
        self._file.drop()

    def _drop_spools(self) -> None:
        self._spool.drop()
        if self._since is not None:
            self._since.drop()


def _lines(
    rows: Iterable[ProjectRow], documents: Iterator[bytes], since: Iterator[bytes | None], ending: str
) -> Iterator[bytes]:
    for (row, document), change in zip(zip(rows, documents, strict=True), since, strict=False):
        before = {"key": row.key, "report": f"{row.report}{ending}"}
        signals = [signal_data(signal) for signal in row.signals]
        head, tail = _json(before).removesuffix("}"), _json(signals)
        more = b"" if change is None else b',"since":' + change
        yield head.encode() + b"," + document[1:-1] + more + b',"signals":' + tail.encode() + b"}\n"


def signal_data(signal: Signal) -> dict[str, object]:
    """A signal as keys and values: what is asked is looked up by its kind, or in the rubric."""
    return {
        "kind": signal.kind,
        "strength": signal.strength,
        "number": signal.number,
        "ids": signal.ids,
        "level": signal.level if signal.kind == "all_alike" else None,
        "others": signal.others,
        "more": signal.more,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
