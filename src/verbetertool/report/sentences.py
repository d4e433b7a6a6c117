"""A problem or a failure in words: the sentence of its code, filled in, and where it stands in the file."""

from collections.abc import Iterable, Mapping

from verbetertool.errors import Place, Problem, VerbetertoolError
from verbetertool.language import _, in_words
from verbetertool.report.failures import FAILURES
from verbetertool.report.form_problems import IN_CELLS
from verbetertool.report.oddities import ANSWERS, CHARACTER_REMEDIES, CHARACTERS, KIND_HINTS, KINDS, PERSONAL
from verbetertool.report.problems import PROBLEMS
from verbetertool.report.reasons import reason_words
from verbetertool.report.text import clean, one_line


def sentence(problem: Problem) -> str:
    """What is wrong and how to fix it, in a few short sentences."""
    return " ".join(part for part in problem_and_remedy(problem) if part)


def problem_and_remedy(problem: Problem) -> tuple[str, str]:
    """What is wrong, and how to fix it, apart: the first sentence of the text, and the rest."""
    values = problem.values
    texts = IN_CELLS if problem.place.sheet and problem.code in IN_CELLS else PROBLEMS
    what, _dot, remedy = _(texts[problem.code]).partition(". ")
    if remedy:
        what += "."
    what, remedy = _filled(what, values), _filled(remedy, values)
    if isinstance(odd := values.get("odd"), str):
        what += " " + _filled(_(CHARACTERS[odd]), values)
        remedy = _filled(_(CHARACTER_REMEDIES[odd]), values)
    elif suggestion := values.get("suggestion"):
        remedy += " " + _("Bedoelde u «{suggestion}»?").format(suggestion=one_line(str(suggestion)))
    return what, remedy.strip()


def failure(error: VerbetertoolError) -> str:
    """The sentence for an exception."""
    text = _filled(_(FAILURES[error.code]), error.values)
    if suggestion := error.values.get("suggestion"):
        text += " " + _("Bedoelde u «{suggestion}»?").format(suggestion=one_line(str(suggestion)))
    return text


def _filled(text: str, values: Mapping[str, object]) -> str:
    shown = {name: _shown(value) for name, value in values.items()}
    if isinstance(personal := values.get("personal"), list):
        shown["personal"] = in_words([_(PERSONAL[kind]) for kind in personal])
    if "reason" in shown:
        shown["reason"] = reason_words(shown["reason"])
    if (kind := shown.get("kind")) in KINDS:
        shown |= {"kind": _(KINDS[kind]), "hint": _(KIND_HINTS.get(kind, ANSWERS))}
    if (wanted := shown.get("wanted")) in KINDS:
        shown["wanted"] = _(KINDS[wanted])
    return text.format_map(shown)


def _shown(value: object) -> str:
    return one_line(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def render_problem(problem: Problem) -> str:
    """A problem as lines of text: place, sentence, and the line of the file with a caret."""
    place = problem.place
    where = one_line(place.file)
    if place.sheet:
        where += f", {cell_words(place)}"
    elif place.line:
        where += f":{place.line}:{max(1, place.column)}"
    kind = _("fout") if problem.severity == "error" else _("let op")
    lines = [f"{where}: {kind}: {sentence(problem)}"]
    if place.excerpt.strip():
        lines.extend(_excerpt(place.line, place.column, place.excerpt))
    return "\n".join(lines)


def render_problems(problems: Iterable[Problem]) -> str:
    """Problems as text, one after the other."""
    return "\n".join(render_problem(problem) for problem in problems)


def cell_words(place: Place) -> str:
    """Where something stands in a workbook: `blad «Onderwijs», cel I5`."""
    if not place.line:
        return _("blad «{sheet}»").format(sheet=one_line(place.sheet))
    letters, number = "", max(1, place.column)
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return _("blad «{sheet}», cel {cell}").format(sheet=one_line(place.sheet), cell=f"{letters}{place.line}")


_WIDTH = 96


def _excerpt(line: int, column: int, text: str) -> Iterable[str]:
    """The line with a caret below the column; a long line is cut around it."""
    start = max(0, column - 1 - _WIDTH // 2) if len(text) > _WIDTH else 0
    before = clean(text[start : max(start, column - 1)].replace("\t", " "))
    after = clean(text[max(start, column - 1) : start + _WIDTH].replace("\t", " "))
    number = str(line)
    yield f"  {number} | {before}{after}"
    yield f"  {' ' * len(number)} | {' ' * len(before)}^"
