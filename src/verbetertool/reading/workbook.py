"""A filled-in workbook to the same tree as an answer file in YAML, with the sheet and the cell of everything in it.

Only what can't be read is a problem here; what it means is checked where every answer file is (`answers.py`).
docs/file-formats.md describes the form.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.project import FORMAT
from verbetertool.model.record import record
from verbetertool.reading.cells import Cells, evidence_of, text_of, word_of
from verbetertool.reading.filled import Filled
from verbetertool.reading.findings import UNREADABLE, Path_
from verbetertool.reading.form_keys import WORDS, is_sheet_of_form, keys_of
from verbetertool.reading.spreadsheet import Cell, Sheet, read_sheets
from verbetertool.reading.validation import shown, suggestion

_LISTS = ("target_groups", "goals", "phases", "phases_by_others")
_SECTIONS = {"answers": ("count", "note", "evidence", "reason"), "anti_patterns": ("note", "evidence")}
"""The columns that a sheet must have beside id and answer."""
_PLAN = ("about", "to", "action", "who", "by", "status", "note")


def read_workbook(file: str, data: bytes) -> Filled:
    """The answers in a filled-in form. Raises InvalidInputError where it can't be read, or is no form of ours."""
    return read_form(file, read_sheets(file, data))


def read_form(file: str, sheets: Sequence[Sheet]) -> Filled:
    """The answers on the sheets of a form. Raises InvalidInputError where it is none of ours."""
    if not any(is_sheet_of_form(sheet) for sheet in sheets):
        raise InvalidInputError([Problem("not_our_workbook", Place(file))])
    return _Reader(file, sheets).read()


def is_our_workbook(file: str, data: bytes) -> bool:
    """Whether a workbook is a form of ours. Raises InvalidInputError where it can't be read."""
    return any(is_sheet_of_form(sheet) for sheet in read_sheets(file, data))


@record
class _Table:
    """A sheet with questions: in which column of it everything stands."""

    sheet: Sheet
    section: str
    columns: Mapping[str, int]


class _Reader:
    """Reads the sheets of one form, and collects what is wrong on the way."""

    def __init__(self, file: str, sheets: Sequence[Sheet]) -> None:
        self._file = file
        self._sheets = sheets
        keys = next((found for sheet in sheets if (found := keys_of(sheet))), {})
        self._keys = {**{key: word for key, word in WORDS.items() if key not in keys}, **keys}
        self._has_keys = bool(keys)
        self._own_words = "own_words" in keys
        self._headings = {
            word_of(word): key.removeprefix("heading ")
            for key, word in self._keys.items()
            if key.startswith("heading ")
        }
        self._places: dict[Path_, Place] = {}
        self._lines: dict[tuple[str, ...], int] = {}
        words = {
            key.removeprefix("word "): word_of(word) for key, word in self._keys.items() if key.startswith("word ")
        }
        self._cells = Cells(words)
        self._remarks: list[Problem] = []
        self._sections: dict[str, dict[str, Any]] = {"answers": {}, "anti_patterns": {}}
        self._project: dict[str, Any] = {}
        self._audit: dict[str, Any] = {}
        self._plan: list[dict[str, Any]] = []

    def read(self) -> Filled:
        if not self._has_keys:
            self._cells.problems.append(Problem("sheet_missing", Place(self._file), {"sheet": self._start}))
        seen = [self._sheet(sheet) for sheet in self._sheets]
        for name in self._missing():
            self._remarks.append(Problem("part_missing", Place(self._file), {"sheet": name}, "warning"))
        if "project" not in seen:
            self._cells.problems.append(Problem("sheet_missing", Place(self._file), {"sheet": self._named("project")}))
        elif "name" not in self._project:
            place = self._places.get(("project", "name"), Place(self._file))
            self._cells.problems.append(Problem("project_without_name", place))
        self._project.setdefault("name", UNREADABLE)
        settled = {key: self._keys[f"audit.{key}"] for key in ("scope", "perspective") if f"audit.{key}" in self._keys}
        value = {
            "format": FORMAT,
            "rubric": self._keys.get("rubric", UNREADABLE),
            "rubric_version": self._keys.get("rubric_version"),
            "project": self._project,
            "audit": {**settled, **self._audit},
            **self._sections,
            **({"plan": tuple(self._plan)} if self._plan else {}),
        }
        return Filled(self._file, value, self._places, tuple(self._cells.problems), tuple(self._remarks), self._lines)

    @property
    def _start(self) -> str:
        return self._named("start")

    def _named(self, sheet: str) -> str:
        return self._keys.get(f"sheet {sheet}", sheet.capitalize())

    def _missing(self) -> Iterator[str]:
        """The sheets with questions that the form had, and that are gone."""
        present = {word_of(sheet.name) for sheet in self._sheets}
        for key, name in self._keys.items():
            if key.startswith("part ") and word_of(name) not in present:
                yield name

    def _sheet(self, sheet: Sheet) -> str | None:
        """Reads one sheet. Returns which kind it is; None for one that is not of the form."""
        if keys_of(sheet):
            return "start"
        columns: dict[str, int] = {}
        for x, cell in enumerate(sheet.row(0)):
            key = self._headings.get(word_of(cell))
            if key is not None and key in columns:
                self._found("column_twice", sheet, 0, x, heading=text_of(cell))
            elif key is not None:
                columns[key] = x
        name = word_of(sheet.name)
        is_part = name in {word_of(word) for key, word in self._keys.items() if key.startswith("part ")}
        if "given" in columns or name == word_of(self._named("project")):
            return self._of_project(sheet, columns)
        if name == word_of(self._named("plan")) and ("action" in columns or not {"id", "answer"} <= columns.keys()):
            self._of_plan(sheet, columns)
            return "plan"
        if (
            not is_part
            and name != word_of(self._keys["sheet anti_patterns"])
            and not {"id", "answer"} <= columns.keys()
        ):
            if any(cell is not None for row in sheet.rows for cell in row):
                place = Place(self._file, sheet=sheet.name)
                self._remarks.append(Problem("sheet_not_read", place, {"sheet": sheet.name}, "warning"))
            return None
        is_anti = name == word_of(self._keys["sheet anti_patterns"]) or not (is_part or "count" in columns)
        section = "anti_patterns" if is_anti else "answers"
        wanted = ("note",) if self._own_words else _SECTIONS[section]
        if "question" not in columns:
            values = {"heading": self._keys["heading question"]}
            self._remarks.append(Problem("column_gone", Place(self._file, sheet=sheet.name), values, "warning"))
        if self._has_columns(sheet, columns, ("id", "answer", *wanted)):
            self._table(_Table(sheet, section, columns))
        return section

    def _has_columns(self, sheet: Sheet, columns: Mapping[str, int], wanted: Sequence[str]) -> bool:
        """Whether a sheet has the columns without which it can't be read; says which it has not."""
        headings = [text_of(cell) for cell in sheet.row(0) if cell is not None and word_of(cell) not in self._headings]
        for key in wanted:
            if key not in columns:
                heading = self._keys.get(f"heading {key}", key)
                self._found("column_missing", sheet, 0, 0, heading=heading, suggestion=suggestion(heading, headings))
        return {"id", "answer"} <= columns.keys()

    def _table(self, table: _Table) -> None:
        """Reads a sheet with questions, a row each."""
        for merged in table.sheet.merged:
            self._merged(table, merged)
        for y, row in enumerate(table.sheet.rows):
            if y == 0 or all(cell is None for cell in row):
                continue
            cells = {key: row[x] for key, x in table.columns.items()}
            id = text_of(cells.get("id")).strip()
            given = [key for key in ("answer", *_SECTIONS[table.section]) if cells.get(key) is not None]
            if not id:
                if given:
                    self._found("row_without_id", table.sheet, y, table.columns[given[0]])
                continue
            path = (table.section, id)
            if path in self._places:
                if given:
                    x = table.columns[given[0]]
                    self._found("row_twice", table.sheet, y, x, id=id, row=self._places[path].line)
                continue
            self._places[path] = self._place(table.sheet, y, table.columns["answer"])
            self._lines[path] = y + 1
            for key in _SECTIONS[table.section]:
                if key in table.columns:
                    name = "not_applicable" if key == "reason" else key
                    self._places[(*path, name)] = self._place(table.sheet, y, table.columns[key])
            main = "level" if table.section == "answers" else "occurs"
            self._places[(*path, main)] = self._places[path]
            answer = self._answer(table, y, cells) if main == "level" else self._occurrence(table, y, cells)
            if answer:
                self._sections[table.section][id] = answer

    def _merged(self, table: _Table, merged: tuple[int, int, int, int]) -> None:
        """Cells made one over several rows: all but the first are empty."""
        top, left, bottom, right = merged
        read = [x for key, x in table.columns.items() if key == "answer" or key in _SECTIONS[table.section]]
        if bottom > top and bottom > 0 and any(left <= x <= right for x in read):
            place = self._place(table.sheet, top, left)
            values = {"rows": f"{top + 1}-{bottom + 1}"}
            self._remarks.append(Problem("cells_merged", place, values, "warning"))

    def _answer(self, table: _Table, y: int, cells: Mapping[str, Cell]) -> dict[str, Any]:
        cell, place = cells.get("answer"), self._place(table.sheet, y, table.columns["answer"])
        if self._own_words:
            return {**(self._cells.asked(cell, place) if cell is not None else {}), **_texts(cells)}
        found = self._cells.answer(cell, place)
        if (counted := cells.get("count")) is not None:
            found["count"] = self._cells.count(counted, self._place(table.sheet, y, table.columns["count"]))
        if reason := text_of(cells.get("reason")):
            if "not_applicable" in found:
                found["not_applicable"] = reason
            else:
                self._found("reason_without_answer", table.sheet, y, table.columns["reason"], value=shown(reason))
        return {**found, **_texts(cells)}

    def _occurrence(self, table: _Table, y: int, cells: Mapping[str, Cell]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if (cell := cells.get("answer")) is not None:
            found["occurs"] = self._cells.occurs(cell, self._place(table.sheet, y, table.columns["answer"]))
        return {**found, **_texts(cells)}

    def _of_plan(self, sheet: Sheet, columns: Mapping[str, int]) -> None:
        """Reads the sheet with the plan, an action each row."""
        self._has_columns(sheet, columns, _PLAN)
        about = {word_of(title): key.split(" ", 2)[1:] for key, title in self._keys.items() if key.startswith("about ")}
        states = {word_of(self._keys[f"word {state}"]): state for state in ("open", "doing", "done", "dropped")}
        for y, row in enumerate(sheet.rows):
            given = {key: row[x] for key, x in columns.items() if key in _PLAN and row[x] is not None}
            if y == 0 or not given:
                continue
            path = ("plan", len(self._plan))
            self._places[path] = self._place(sheet, y, 0)
            item: dict[str, Any] = {}
            for key, cell in given.items():
                place = self._place(sheet, y, columns[key])
                match key:
                    case "about":
                        section, id = about.get(word_of(cell), ("element", None))
                        item[section] = id or self._cells.wrong("cell_not_in_list", cell, place)
                        self._places[(*path, section)] = place
                    case "to":
                        item["to"] = self._cells.goal(cell, place)
                    case "by":
                        item["by"] = self._cells.day(cell, place)
                    case "status":
                        item["status"] = states.get(word_of(cell)) or self._cells.wrong("cell_not_in_list", cell, place)
                    case _:
                        item[key] = text_of(cell)
                self._places[(*path, key)] = place
            if UNREADABLE not in item.values():
                self._plan.append(item)

    def _of_project(self, sheet: Sheet, columns: Mapping[str, int]) -> str | None:
        """Reads the sheet about the project itself: a row each, or a row for each choice."""
        if not self._has_columns(sheet, columns, ("id", "answer")):
            return "project"
        x = columns["answer"]
        self._places[("project",)] = self._place(sheet, 0, x)
        for y, row in enumerate(sheet.rows):
            id, cell = text_of(row[columns["id"]]).strip(), row[x]
            if y == 0 or not id:
                if y and cell is not None:
                    self._found("row_without_id", sheet, y, x)
                continue
            path: Path_ = tuple(id.split(".", 2))
            if path in self._places and path != ("project",):
                self._found("row_twice", sheet, y, x, id=id, row=self._places[path].line)
                continue
            self._places[path] = self._place(sheet, y, x)
            if cell is not None:
                self._fact(sheet, y, x, id, path, cell)
        return "project"

    def _fact(self, sheet: Sheet, y: int, x: int, id: str, path: Path_, cell: Cell) -> None:
        """Takes over what is said about the project in one cell."""
        place = self._places[path]
        match path:
            case ("project", str(key), str(chosen)) if key in _LISTS:
                if self._cells.truth(cell, place) is True:
                    before = self._project.get(key, ())
                    self._places[("project", key, len(before))] = place
                    self._places.setdefault(("project", key), place)
                    self._project[key] = (*before, chosen)
            case ("project", "ages", "few_from_23"):
                self._project.setdefault("ages", {})["few_from_23"] = self._cells.truth(cell, place)
            case ("project", "ages", str(end)):
                self._places.setdefault(("project", "ages"), place)
                self._project.setdefault("ages", {})[end] = self._cells.age(cell, place)
            case ("project", "facts", str(name)):
                self._project.setdefault("facts", {})[name] = self._told(id, cell, place)
            case ("project", "id"):
                self._project["id"] = self._cells.number_as_typed(cell, place)
            case ("project", str(key)):
                self._project[key] = self._chosen(id, cell)
            case ("audit", "date"):
                self._audit["date"] = self._cells.day(cell, place)
            case ("audit", "assessor" | "shown" as key):
                self._audit[key] = self._cells.truth(cell, place)
            case ("audit", str(key)):
                self._audit[key] = self._chosen(id, cell)
            case _:
                self._found("row_unknown", sheet, y, x, id=id)

    def _chosen(self, id: str, cell: Cell) -> str:
        """A text, or the id of the choice that it is the text of."""
        text = text_of(cell)
        for key, choice in self._keys.items():
            if key.startswith(f"{id} ") and word_of(choice) == word_of(text):
                return key.removeprefix(f"{id} ")
        return text

    def _told(self, id: str, cell: Cell, place: Place) -> Any:
        """A fact of the kind that the rubric asks: a number, a count, a choice or a text."""
        match self._keys.get(f"kind {id}"):
            case "count":
                return self._cells.count(cell, place)
            case "number":
                return self._cells.number(cell, place)
            case _:
                return self._chosen(id, cell)

    def _place(self, sheet: Sheet, y: int, x: int) -> Place:
        return Place(self._file, y + 1, x + 1, sheet=sheet.name)

    def _found(self, code: str, sheet: Sheet, y: int, x: int, **values: object) -> None:
        self._cells.found(code, self._place(sheet, y, x), **values)


def _texts(cells: Mapping[str, Cell]) -> dict[str, Any]:
    """The note and the evidence of a row, if it has them."""
    texts = {"note": text_of(cells.get("note")), "evidence": evidence_of(cells.get("evidence"))}
    return {key: text for key, text in texts.items() if text}
