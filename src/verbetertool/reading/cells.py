"""What a person wrote in a cell of a form, as a value of an answer file.

What office programs change when they save is expected: numbers as text, text as numbers, dates, unseen spaces,
curly quotes and dashes. What can't be read becomes a problem at the cell.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from verbetertool.errors import Place, Problem
from verbetertool.model.project import MAX_EVIDENCE, OCCURS
from verbetertool.reading import dutch
from verbetertool.reading.decoding import CONTROL
from verbetertool.reading.findings import MAX_PROBLEMS, UNREADABLE
from verbetertool.reading.how_to_write import date_of
from verbetertool.reading.spreadsheet import Cell
from verbetertool.reading.unseen import plain_text
from verbetertool.reading.validation import shown, suggestion

_LEVEL = re.compile(r"(?:niveau\s*)?([0-4])(?:[.,]0+)?(?:\s*[=:-].*)?")
_COUNT = re.compile(r"([0-9]{1,6})\s*(?:/|van de|van|of|uit)\s*([0-9]{1,6})")
_NUMBER = re.compile(r"[0-9]{1,7}(?:[.,][0-9]{1,6})?")
_AGE = re.compile(r"([0-9]{1,3})(?:[.,]0+)?(?: ?jaar)?")
_EXACT = 10**15
"""Numbers below it are whole in a spreadsheet, which keeps fifteen digits."""
_YES = frozenset(["x", "j", "ja", "yes", "waar", "true", "1"])
_NO = frozenset(["n", "nee", "no", "onwaar", "false", "0"])
_NOT_A_NUMBER = (bool, date, time, timedelta)


class Cells:
    """Reads cells, and collects what is wrong with them.

    `words` gives more words than the Dutch ones, in the form of `word_of`: for `unknown`, `not_applicable`, `never`,
    `sometimes`, `usually`, `yes` and `no`.
    """

    def __init__(self, words: Mapping[str, str] | None = None) -> None:
        self.problems: list[Problem] = []
        meanings = {word: meaning for meaning, word in (words or {}).items()}
        always = {
            **{word: word for word in ("unknown", "not_applicable", *OCCURS)},
            **dict.fromkeys(dutch.UNKNOWN, "unknown"),
            **dict.fromkeys(dutch.NOT_APPLICABLE, "not_applicable"),
            **dutch.OCCURS,
            **dict.fromkeys(_YES, "yes"),
            **dict.fromkeys(_NO, "no"),
        }
        self._meanings = {**always, **meanings}

    def answer(self, cell: Cell, place: Place) -> dict[str, Any]:
        """A level, a count, unknown or not applicable, under the key that an answer file has for it."""
        if cell is None:
            return {}
        text = word_of(cell)
        if not isinstance(cell, _NOT_A_NUMBER):
            if found := _LEVEL.fullmatch(text):
                return {"level": int(found[1])}
            if found := _COUNT.fullmatch(text):
                return {"count": f"{int(found[1])}/{int(found[2])}"}
            match self._meanings.get(text):
                case "unknown":
                    return {"level": "unknown"}
                case "not_applicable":
                    return {"not_applicable": True}
        return {"level": self.wrong("cell_not_a_level", cell, place)}

    def asked(self, cell: Cell, place: Place) -> dict[str, Any]:
        """What somebody says to a question in words of their own: ja, soms or nee, or that they don't know."""
        match self._meanings.get(word_of(cell)):
            case "unknown":
                return {"level": "unknown"}
            case "yes" | "sometimes" | "no" as meaning:
                return {"asked": {"yes": "ja", "sometimes": "soms", "no": "nee"}[meaning]}
        return {"level": self.wrong("cell_not_asked", cell, place)}

    def count(self, cell: Cell, place: Place) -> Any:
        """A count, such as 34/40 or 34 van 40."""
        found = _COUNT.fullmatch(word_of(cell)) if isinstance(cell, str) else None
        return f"{int(found[1])}/{int(found[2])}" if found else self.wrong("cell_not_a_count", cell, place)

    def occurs(self, cell: Cell, place: Place) -> Any:
        """How often something occurs."""
        found = self._meanings.get(word_of(cell))
        if found in (*OCCURS, "unknown"):
            return found
        known = [word for word, meaning in self._meanings.items() if meaning in OCCURS]
        return self.wrong("cell_not_an_occurrence", cell, place, suggestion=suggestion(word_of(cell), known))

    def truth(self, cell: Cell, place: Place) -> Any:
        """Yes or no."""
        if isinstance(cell, bool):
            return cell
        found = self._meanings.get(word_of(cell))
        return found == "yes" if found in ("yes", "no") else self.wrong("cell_not_yes", cell, place)

    def age(self, cell: Cell, place: Place) -> Any:
        """A whole number of years."""
        found = None if isinstance(cell, _NOT_A_NUMBER) else _AGE.fullmatch(word_of(cell))
        return int(found[1]) if found else self.wrong("cell_not_an_age", cell, place)

    def number(self, cell: Cell, place: Place) -> Any:
        """A number from 0."""
        text = word_of(cell)
        if not isinstance(cell, _NOT_A_NUMBER) and _NUMBER.fullmatch(text):
            return as_number(float(text.replace(",", ".")))
        return self.wrong("cell_not_a_number", cell, place)

    def number_as_typed(self, cell: Cell, place: Place) -> Any:
        """The number of an application as text; one of which a spreadsheet may have made another is a problem."""
        is_whole = isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT
        return text_of(cell) if is_whole or isinstance(cell, str) else self.wrong("cell_not_as_typed", cell, place)

    def day(self, cell: Cell, place: Place) -> Any:
        """A date, as year-month-day; what stands behind it, such as a time, is left out."""
        if isinstance(cell, date):
            return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
        text = re.sub(r"[ T][0-9]{1,2}:[0-9]{2}.*", "", plain_text(text_of(cell)))
        return date_of(text) or self.wrong("cell_not_a_date", cell, place)

    def found(self, code: str, place: Place, **values: object) -> None:
        """Notes a problem, up to as many as are shown of a file."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(code, place, values))

    def goal(self, cell: Cell, place: Place) -> Any:
        """What an action is for: a level, or how often an anti-pattern."""
        if found := _LEVEL.fullmatch(word_of(cell)):
            return int(found[1])
        often = self._meanings.get(word_of(cell))
        return often if often in OCCURS else self.wrong("cell_not_in_list", cell, place)

    def wrong(self, code: str, cell: Cell, place: Place, **values: object) -> Any:
        """Notes a problem with a cell. Gives what stands for its value."""
        if isinstance(cell, date) and code in ("cell_not_a_level", "cell_not_a_count"):
            code = "cell_date_for_count"
        self.found(code, place, value=shown(text_of(cell)), **values)
        return UNREADABLE


def evidence_of(cell: Cell) -> tuple[str, ...]:
    """The pieces of evidence in a cell, one a line; of far too many somewhat more than may be."""
    lines = text_of(cell).split("\n", 2 * MAX_EVIDENCE)[: 2 * MAX_EVIDENCE]
    return tuple(line.strip() for line in lines if line.strip())


def word_of(value: object) -> str:
    """What a cell says as words are compared: in one case, without what an office program changes."""
    return plain_text(text_of(value)).casefold()


def text_of(value: object) -> str:
    """What a cell says, as text without the blanks around it and at the end of its lines."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case float():
            return str(as_number(value))
        case datetime():
            return value.strftime("%d-%m-%Y" if value.time() == time() else "%d-%m-%Y %H:%M")
        case date():
            return value.strftime("%d-%m-%Y")
        case str():
            lines = CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
            return "\n".join(line.rstrip() for line in lines).strip()
        case _:
            return str(value)


def as_number(value: float) -> int | float:
    """A number of a spreadsheet, which has no whole ones."""
    return int(value) if value.is_integer() else value
