"""An export of an online form, one row a project, to the same trees as answer files: by a map of its columns.

docs/file-formats.md describes the map.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.base import Id, Model
from verbetertool.model.project import FORMAT
from verbetertool.model.record import record
from verbetertool.model.rubric import Choice, Rubric
from verbetertool.reading.answers import Submission
from verbetertool.reading.cells import Cells, evidence_of, text_of, word_of
from verbetertool.reading.files import read_bytes
from verbetertool.reading.filetypes import kind_of
from verbetertool.reading.filled import Filled
from verbetertool.reading.findings import UNREADABLE, Finding, Path_
from verbetertool.reading.spreadsheet import MAX_CELLS, MAX_ROWS, Cell, read_sheets
from verbetertool.reading.validation import errors_of, findings_of, shown, suggestion
from verbetertool.reading.workbook import is_our_workbook
from verbetertool.reading.yamlfile import parse_yaml

MAP_FORMAT: Literal["verbetertool-map/1"] = "verbetertool-map/1"
MAX_EXPORT = 16 * 1024 * 1024
"""Bytes of an export: it holds many projects."""
ABOUT_PROJECT = ("name", "id", "organisation", "summary", "status")
LISTS = ("target_groups", "goals", "phases", "phases_by_others")
AGES = ("from", "to", "few_from_23")
ABOUT_AUDIT = ("date", "perspective", "assessor", "shown", "scope")
BESIDE = ("count", "note", "evidence", "reason")
"""What a column can be beside the answer itself: `peers.note`."""

_Heading = Annotated[str, StringConstraints(max_length=5000)]


class ExportMap(Model):
    """A map as a person fills it in: columns of an export against what they are of an answer file."""

    format: Literal["verbetertool-map/1"]
    rubric: Id | None = None
    columns: Annotated[dict[_Heading, str | None], Field(max_length=1000)]
    """By heading: `project.name`, `peers` or `peers.note`; empty for a column that is not read."""
    words: Annotated[dict[_Heading, str | int | None], Field(max_length=1000)] = Field(default={})
    """What the words of the online form are: a level, an id of a choice, or one of our own words."""


@record
class Table:
    """An export: its headings, each once, and its rows with the place of each cell."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 2
    """The number of the first of `rows` in the file."""
    sheet: str = ""

    def place(self, row: int, column: int = 0) -> Place:
        """The place of a cell, by its row and column from 0. The line of a CSV is its row, as spreadsheets show it."""
        return Place(self.file, row + self.first_row, column + 1, sheet=self.sheet)


def is_export(path: Path) -> bool:
    """Whether a file is a table that is no form of ours: a CSV by its name, or another workbook.

    Raises InvalidInputError where it can't be read.
    """
    if path.suffix.casefold() in (".csv", ".tsv"):
        return True
    if path.suffix.casefold() != ".xlsx":
        return False
    data = read_bytes(path, MAX_EXPORT)
    return kind_of(data) == "xlsx" and not is_our_workbook(str(path), data)


def read_table(path: Path) -> Table:
    """The export. Raises InvalidInputError where it can't be read or has no rows."""
    file, data = str(path), read_bytes(path, MAX_EXPORT)
    kind = kind_of(data)
    if kind == "xlsx":
        sheet = next((each for each in read_sheets(file, data) if each.rows), None)
        rows = list(sheet.rows) if sheet else []
        name = sheet.name if sheet else ""
    elif kind is not None:
        raise InvalidInputError([Problem("other_kind", Place(file), {"kind": kind})])
    else:
        rows, name = list(_csv(file, data)), ""
    if len(rows) < 2:
        raise InvalidInputError([Problem("export_empty", Place(file))])
    return Table(file, _each_once(rows[0]), tuple(rows[1:]), sheet=name)


def load_map(path: Path, rubric: Rubric) -> ExportMap:
    """The map in a YAML file. Raises InvalidInputError with every problem of it."""
    parsed = parse_yaml(str(path), read_bytes(path))
    value = parsed.value
    if not isinstance(value, dict):
        form = f"format: {MAP_FORMAT}"
        raise InvalidInputError(parsed.located([Finding("not_mapping", (), {"value": shown(value), "form": form})]))
    wrong = [*findings_of(errors_of(ExportMap, value), ExportMap), *_wrong_columns(value.get("columns"), rubric)]
    if (named := value.get("rubric")) not in (None, rubric.id):
        wrong.append(Finding("other_rubric", ("rubric",), {"id": shown(named), "known": rubric.id}))
    if parsed.problems or wrong:
        raise InvalidInputError(parsed.located(wrong))
    return ExportMap.model_validate(value)


def _wrong_columns(columns: object, rubric: Rubric) -> Iterator[Finding]:
    """Columns that are nothing of an answer file, or the same thing twice; a map without the name of the project."""
    known = set(targets_of(rubric))
    seen: dict[str, str] = {}
    for heading, target in columns.items() if isinstance(columns, dict) else ():
        if not isinstance(target, str) or not target:
            continue
        if target not in known:
            values = {"id": target, "suggestion": suggestion(target, known)}
            yield Finding("map_unknown_target", ("columns", heading), values)
        elif target in seen:
            yield Finding("map_twice", ("columns", heading), {"id": target, "other": seen[target]})
        seen.setdefault(target, heading)
    if isinstance(columns, dict) and "project.name" not in seen:
        yield Finding("map_without_name", ("columns",), {}, key=True)


def targets_of(rubric: Rubric) -> Iterator[str]:
    """Everything that a column can be."""
    yield from (f"project.{name}" for name in (*ABOUT_PROJECT, *LISTS))
    yield from (f"project.ages.{name}" for name in AGES)
    yield from (f"audit.{name}" for name in ABOUT_AUDIT)
    yield from (f"project.facts.{fact.id}" for fact in rubric.facts)
    for name in LISTS:
        yield from (f"project.{name}.{choice.id}" for choice in _choices(rubric, name))
    for element in rubric.elements:
        yield from (element.id, *(f"{element.id}.{part}" for part in BESIDE))
    for anti_pattern in rubric.anti_patterns:
        yield from (anti_pattern.id, f"{anti_pattern.id}.note", f"{anti_pattern.id}.evidence")


def submissions_of(table: Table, map_: ExportMap, rubric: Rubric) -> Iterator[tuple[int, Submission]]:
    """The number of each row that holds something, and the answers in it.

    Raises InvalidInputError for a column that is not there.
    """
    missing = [heading for heading, target in map_.columns.items() if target and heading not in table.headings]
    if missing:
        values = {"heading": shown(missing[0]), "suggestion": suggestion(missing[0], table.headings)}
        raise InvalidInputError([Problem("map_column_missing", table.place(-1), values)])
    columns = [(table.headings.index(heading), target) for heading, target in map_.columns.items() if target]
    for y, row in enumerate(table.rows):
        if any(x < len(row) and row[x] is not None for x, _target in columns):
            yield y + table.first_row, Submission(_Row(table, y, map_, rubric).read(columns), "")


class _Row:
    """Reads one project."""

    def __init__(self, table: Table, y: int, map_: ExportMap, rubric: Rubric) -> None:
        self._table = table
        self._y = y
        self._words = {word_of(word): value for word, value in map_.words.items() if value is not None}
        self._rubric = rubric
        self._cells = Cells()
        self._places: dict[Path_, Place] = {(): table.place(y)}
        self._lines: dict[tuple[str, ...], int] = {}
        self._project: dict[str, Any] = {}
        self._audit: dict[str, Any] = {"scope": "full"}
        self._sections: dict[str, dict[str, Any]] = {"answers": {}, "anti_patterns": {}}

    def read(self, columns: Sequence[tuple[int, str]]) -> Filled:
        row = self._table.rows[self._y]
        reasons: list[tuple[str, str, Place]] = []
        for x, target in columns:
            cell, place = row[x] if x < len(row) else None, self._table.place(self._y, x)
            if target in ("project.name", "audit.date"):
                self._places[tuple(target.split("."))] = place
            if cell is None:
                continue
            if target.startswith(("project.", "audit.")):
                self._about(target.split(".", 2), cell, place)
            elif target.endswith(".reason"):
                reasons.append((target.removesuffix(".reason"), text_of(cell), place))
            else:
                self._answer(target, cell, place)
        for id, reason, place in reasons:
            self._reason(id, reason, place)
        if "name" not in self._project:
            self._cells.found("project_without_name", self._places[("project", "name")])
            self._project["name"] = UNREADABLE
        version = self._rubric.version
        head = {"format": FORMAT, "rubric": self._rubric.id, "rubric_version": version, "project": self._project}
        value = {**head, "audit": self._audit, **self._sections}
        return Filled(self._table.file, value, self._places, tuple(self._cells.problems), (), self._lines)

    def _about(self, steps: Sequence[str], cell: Cell, place: Place) -> None:
        """What a cell says of the project, or of who filled in the form."""
        self._places[tuple(steps)] = place
        match steps:
            case ["project", key, chosen]:
                if key == "ages":
                    self._places.setdefault(("project", "ages"), place)
                    read = self._cells.truth if chosen == "few_from_23" else self._cells.age
                    self._project.setdefault("ages", {})[chosen] = read(cell, place)
                elif key == "facts":
                    self._project.setdefault("facts", {})[chosen] = self._fact(chosen, cell, place)
                elif self._cells.truth(self._worded(cell), place) is True:
                    self._project[key] = (*self._project.get(key, ()), chosen)
            case ["project", key] if key in LISTS:
                self._project[key] = tuple(self._several(key, cell, place))
            case ["project", "id"]:
                self._project["id"] = self._cells.number_as_typed(cell, place)
            case ["project", "status"]:
                self._project["status"] = self._one(("plan", "uitvoering", "afgerond"), {}, cell)
            case ["audit", "perspective"]:
                titles = {word_of(each.title): each.id for each in self._rubric.perspectives}
                self._audit["perspective"] = self._one([*titles.values()], titles, cell)
            case ["audit", "date"]:
                self._audit["date"] = self._cells.day(cell, place)
            case ["audit", "scope"]:
                self._audit["scope"] = self._one(("full", "quick"), {}, cell)
            case ["audit", key]:
                self._audit[key] = self._cells.truth(self._worded(cell), place)
            case [_section, key]:
                self._project[key] = text_of(cell)

    def _fact(self, id: str, cell: Cell, place: Place) -> Any:
        fact = next(each for each in self._rubric.facts if each.id == id)
        match fact.kind:
            case "number":
                return self._cells.number(cell, place)
            case "count":
                return self._cells.count(cell, place)
            case "choice":
                titles = {word_of(each.title): each.id for each in fact.choices}
                return self._one([*titles.values()], titles, cell)
            case "text":
                return text_of(cell)

    def _several(self, key: str, cell: Cell, place: Place) -> Iterator[str]:
        """The ids of what is chosen in one cell, which most online forms part with a comma, some with a semicolon."""
        choices = _choices(self._rubric, key)
        titles = {word_of(each.title): each.id for each in choices}
        titles |= {word_of(f"{each.title}. {each.description}"): each.id for each in choices}
        text = text_of(cell)
        parts = [part for part in re.split(r"[;\n]", text) if part.strip()]
        known = {*titles, *self._words, *(choice.id for choice in choices)}
        if len(parts) == 1 and word_of(text) not in known:
            parts = list(_parted(text, known))
        for number, part in enumerate(parts):
            self._places[("project", key, number)] = place
            yield self._one([choice.id for choice in choices], titles, part)

    def _one(self, ids: Sequence[str], titles: Mapping[str, str], cell: Cell) -> str:
        """The id that a cell means, by itself, by its title, or by a word of the map; else what it says."""
        given = self._worded(cell)
        word = word_of(given)
        return next((id for id in ids if word == word_of(id)), titles.get(word, text_of(given)))

    def _worded(self, cell: Cell) -> Cell:
        """What the map says for a word of the online form; else the cell itself."""
        found = self._words.get(word_of(cell))
        return cell if found is None else float(found) if isinstance(found, int) else found

    def _answer(self, target: str, cell: Cell, place: Place) -> None:
        id, _dot, part = (target, "", "") if target in self._ids else target.rpartition(".")
        section = "answers" if id in self._rubric.element_by_id else "anti_patterns"
        answer = self._sections[section].setdefault(id, {})
        self._lines[(section, id)] = self._y + self._table.first_row
        key = part or ("level" if section == "answers" else "occurs")
        self._places[(section, id, key)] = place
        self._places.setdefault((section, id), place)
        match part:
            case "note":
                answer["note"] = text_of(cell)
            case "evidence":
                answer["evidence"] = evidence_of(cell)
            case "count":
                answer["count"] = self._cells.count(cell, place)
            case _ if section == "answers":
                answer.update(self._cells.answer(self._worded(cell), place))
            case _:
                answer["occurs"] = self._cells.occurs(self._worded(cell), place)

    @property
    def _ids(self) -> set[str]:
        return {*self._rubric.element_by_id, *self._rubric.anti_pattern_by_id}

    def _reason(self, id: str, reason: str, place: Place) -> None:
        answer = self._sections["answers"].get(id, {})
        if "not_applicable" in answer:
            answer["not_applicable"] = reason
        else:
            self._cells.found("reason_without_answer", place, value=shown(reason))


def _choices(rubric: Rubric, name: str) -> tuple[Choice, ...]:
    choices: tuple[Choice, ...] = getattr(rubric, "phases" if name == "phases_by_others" else name)
    return choices


def _parted(text: str, known: set[str]) -> Iterator[str]:
    """The choices in a text between commas; one of them may hold a comma itself."""
    pieces = text.split(",")
    while pieces:
        length = next((n for n in range(len(pieces), 0, -1) if word_of(",".join(pieces[:n])) in known), 1)
        if whole := ",".join(pieces[:length]).strip():
            yield whole
        pieces = pieces[length:]


def _each_once(row: Sequence[Cell]) -> tuple[str, ...]:
    """The headings on one line each; the second of one is called `Heading (2)`."""
    seen: Counter[str] = Counter()
    found = []
    for cell in row:
        heading = " ".join(text_of(cell).split())
        seen[heading] += 1
        found.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})".strip())
    return tuple(found)


def _csv(file: str, data: bytes) -> Iterator[tuple[Cell, ...]]:
    """The rows of a CSV file, whatever encoding and separator the program that made it likes."""
    text = _decoded(data)
    if "\x00" in text:
        raise InvalidInputError([Problem("binary", Place(file))])
    first = text[:10_000].split("\n", 1)[0]
    separator = max((";", ",", "\t"), key=first.count)
    cells = 0
    try:
        for number, row in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator)):
            cells += len(row)
            if number > MAX_ROWS:
                raise InvalidInputError([Problem("too_many_rows", Place(file), {"limit": MAX_ROWS})])
            if cells > MAX_CELLS:
                raise InvalidInputError([Problem("too_many_cells", Place(file), {"limit": MAX_CELLS})])
            yield tuple(cell if cell.strip() else None for cell in row)
    except csv.Error as error:
        raise InvalidInputError([Problem("broken_csv", Place(file))]) from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what Excel saves a CSV as
