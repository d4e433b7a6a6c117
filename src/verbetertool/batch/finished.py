"""A round that was finished, read back from its folder for what comes after it: letters and memos."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from verbetertool.batch.job import OWN, REPORTS
from verbetertool.batch.manifest import load_manifest, option_of
from verbetertool.batch.outputs import ERRORS, RESULTS
from verbetertool.errors import UsageError
from verbetertool.model.assessment import Assessment, from_json
from verbetertool.model.manifest import Manifest
from verbetertool.model.portfolio import Signal
from verbetertool.model.record import record
from verbetertool.reading.results import MAX_LINE
from verbetertool.report.formats.tables import safe_cell


@record
class Scored:
    """A project of a finished round."""

    key: str
    report: str
    """The name of its reports, without ending."""
    name: str
    organisation: str
    signals: tuple[Signal, ...]


@record
class Finished:
    """A finished round."""

    folder: Path
    manifest: Manifest
    scored: tuple[Scored, ...]
    problems: Mapping[str, tuple[tuple[str, str, str], ...]]
    """By the key of a file that was rejected or passed over, as a CSV has it: line, what is wrong, and what to do."""

    def problems_of(self, key: str) -> Sequence[tuple[str, str, str]]:
        """What was wrong in the file with this key; empty where nothing was."""
        return self.problems.get(safe_cell(key), ())

    def result(self, project: Scored) -> Assessment:
        """The result of a project, as its own report has it. Raises UsageError where it can't be read."""
        return self._read(self.folder / REPORTS / f"{project.report}.json")

    def own_result(self, project: Scored) -> Assessment | None:
        """The result under the project's own profile, where the funder set another. Raises UsageError as `result`."""
        if self.manifest.profile is None:
            return None
        return self._read(self.folder / REPORTS / f"{project.report}{OWN}.json")

    def _read(self, path: Path) -> Assessment:
        try:
            return from_json(path.read_bytes())
        except (OSError, ValueError) as error:
            raise UsageError("bad_results", file=str(path), line=1) from error

    @property
    def about(self) -> Path | None:
        """The file about the round that its command names."""
        return option_of(self.manifest.command, "--round")


def load_finished(folder: Path) -> Finished:
    """The round in a folder. Raises UsageError where there is none, or where it can't be read."""
    return Finished(folder, load_manifest(folder), tuple(_scored(folder / RESULTS)), _problems(folder / ERRORS))


def chosen_of(finished: Finished, keys: Iterable[str]) -> list[Scored]:
    """The projects with these keys, in that order. Raises UsageError for one that there is not.

    Each text is a key, or else several with commas between them: a key may hold a comma.
    """
    by_key = {project.key: project for project in finished.scored}
    found = []
    parts = (part for text in keys for part in ([text] if text.strip() in by_key else text.split(",")))
    for key in dict.fromkeys(filter(None, (part.strip() for part in parts))):
        if key not in by_key:
            from verbetertool.reading.validation import suggestion

            raise UsageError("no_such_key", key=key, suggestion=suggestion(key, by_key))
        found.append(by_key[key])
    if not found:
        raise UsageError("no_keys")
    return found


def _scored(path: Path) -> Iterator[Scored]:
    number = 0
    try:
        with path.open("rb") as lines:
            while line := lines.readline(MAX_LINE):
                number += 1
                yield _project(json.loads(line))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise UsageError("bad_results", file=str(path), line=number) from error


def _project(document: Any) -> Scored:
    project = document["project"]
    signals = tuple(
        Signal(
            each["kind"], tuple(each["ids"]), each["number"], each["level"] or 0, tuple(each["others"]), each["more"]
        )
        for each in document["signals"]
    )
    report = Path(str(document["report"])).stem
    return Scored(str(document["key"]), report, str(project["name"]), str(project["organisation"] or ""), signals)


def _problems(path: Path) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for key, _file, line, _column, what, remedy in list(csv.reader(lines, delimiter=";"))[1:]:
                found.setdefault(key, []).append((line, what, remedy))
    except (OSError, ValueError, csv.Error) as error:
        raise UsageError("bad_results", file=str(path), line=1) from error
    return {key: tuple(each) for key, each in found.items()}
