"""The questionnaire as a workbook to fill in and mail: protected but for the cells to fill, and without a macro.

What the reader needs to know stands in hidden columns: ids, and on the first sheet the rubric, the words of the form
and the choices (docs/file-formats.md, "The workbook").
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from verbetertool.errors import UsageError
from verbetertool.language import N_, _
from verbetertool.model.anti_pattern import AntiPattern
from verbetertool.model.element import Element
from verbetertool.model.form import Field, Part, Questions
from verbetertool.model.scale import LEVELS
from verbetertool.report.forms.sheets import LINE, Column, Sheets, lines_in, sheet_names

FORMAT = "verbetertool-form/1"
HEADINGS = {
    "id": N_("id"),
    "question": N_("Vraag"),
    "practice": N_("Dit"),
    "level_text": N_("Niveau"),
    "answer": N_("Antwoord"),
    "count": N_("Telling"),
    "note": N_("Toelichting"),
    "evidence": N_("Onderbouwing"),
    "reason": N_("Reden"),
    "rulings": N_("Wat telt mee"),
    "given": N_("Gegeven"),
    "action": N_("Actie"),
    "who": N_("Wie"),
    "by": N_("Wanneer klaar"),
    "status": N_("Stand"),
    "about": N_("Waarover"),
    "to": N_("Naar niveau"),
}
"""The headings of columns, by what stands in them."""
SHEETS = {
    "start": N_("Start"),
    "project": N_("Project"),
    "anti_patterns": N_("Wat werkt niet"),
    "plan": N_("Plan"),
}
"""The sheets that are no context."""
WORDS = {
    "unknown": N_("weet ik niet"),
    "not_applicable": N_("niet van toepassing"),
    "never": N_("nooit"),
    "sometimes": N_("soms"),
    "usually": N_("meestal"),
    "yes": N_("ja"),
    "no": N_("nee"),
    "open": N_("open"),
    "doing": N_("bezig"),
    "done": N_("klaar"),
    "dropped": N_("vervalt"),
}
"""What can be chosen, by what it means."""
_CREATED = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same for every form, so that the same questions give the same bytes."""
_KEYS = 3
"""The first of two hidden columns of the first sheet, with keys and what they stand for."""
_START_WIDTH, _GIVEN_WIDTH = 75, 60
"""Characters in a line of the first sheet, and of the questions about the project."""
_SUMMARY_LINES = 4


def render_workbook(questions: Questions) -> bytes:
    """The form as XLSX. Raises UsageError without XlsxWriter."""
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError("xlsx_missing") from None
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": questions.rubric.rubric.title, "author": "verbetertool", "created": _CREATED})
    _Form(book, questions).write()
    book.close()
    return stream.getvalue()


_TEXT_COLUMNS = (Column("note", 40, True), Column("evidence", 40, True))
_ANTI_PATTERN_COLUMNS = (
    Column("id", 10, hidden=True),
    Column("question", 60, strong=True),
    Column("answer", 18, True),
    *_TEXT_COLUMNS,
)
_ELEMENT_COLUMNS = (
    Column("id", 10, hidden=True),
    Column("question", 30, strong=True),
    Column("practice", 30),
    *(Column(f"level_text {level}", 20) for level in LEVELS),
    Column("answer", 18, True),
    Column("count", 10, True),
    *_TEXT_COLUMNS,
    Column("reason", 30, True),
    Column("rulings", 60),
)
_IN_OWN_WORDS = (
    Column("id", 10, hidden=True),
    Column("question", 60, strong=True),
    Column("answer", 18, True),
    Column("note", 40, True),
)
_PLAN_COLUMNS = (
    Column("about", 40, True),
    Column("to", 14, True),
    Column("action", 50, True),
    Column("who", 20, True),
    Column("by", 16, True),
    Column("status", 12, True),
    Column("note", 40, True),
)
_PLAN_ROWS = 20


class _Form:
    """Writes one form into an open workbook."""

    def __init__(self, book: Any, questions: Questions) -> None:
        self._questions = questions
        self._sheets = Sheets(book, _(SHEETS["start"]))
        self._keys: list[tuple[str, str]] = []

    def write(self) -> None:
        self._project()
        own = [_(name) for name in SHEETS.values()]
        names = sheet_names([part.context.title for part in self._questions.parts], own)
        for part, name in zip(self._questions.parts, names, strict=True):
            self._part(part, name)
            self._keys.append((f"part {part.context.id}", name))
        self._anti_patterns()
        if not self._questions.own_words:
            self._plan()
        self._first_sheet()

    def _project(self) -> None:
        sheet = self._sheets.add_sheet(_(SHEETS["project"]), landscape=False)
        for x, (key, width) in enumerate((("given", _GIVEN_WIDTH), ("answer", 40), ("id", 10))):
            self._sheets.write(sheet, 0, x, _(HEADINGS[key]), self._sheets.heading)
            sheet.set_column(x, x, width, None, {"hidden": key == "id"})
        y = 1
        for field in self._questions.fields:
            y = self._field(sheet, y, field)

    def _field(self, sheet: Any, y: int, field: Field) -> int:
        """Writes what is asked of the project from row `y` on. Returns the next free row."""
        question = f"{field.question} {field.hint}".strip()
        if field.kind != "several":
            self._sheets.write(sheet, y, 0, question, self._sheets.strong)
            value = field.value if isinstance(field.value, str) else ""
            if field.kind == "yes_no":
                value = _(WORDS[value]) if value else ""
                self._sheets.choose(sheet, y, 1, [_(WORDS["yes"]), _(WORDS["no"])])
            elif field.kind == "one":
                value = dict(field.choices).get(value, "")
                self._keys.extend((f"{field.id} {id}", text) for id, text in field.choices)
                self._sheets.choose(sheet, y, 1, [text for _id, text in field.choices])
            self._sheets.write(sheet, y, 1, value, self._sheets.to_fill)
            self._sheets.write(sheet, y, 2, field.id, self._sheets.read_only)
            lines = max(lines_in(question, _GIVEN_WIDTH), _SUMMARY_LINES if field.kind == "text" else 1)
            sheet.set_row(y, LINE * lines)
            self._keys.append((f"kind {field.id}", field.kind))
            return y + 1
        self._sheets.write(sheet, y, 0, question, self._sheets.strong)
        sheet.set_row(y, LINE * (1 + lines_in(question, _GIVEN_WIDTH)))
        for y, (id, text) in enumerate(field.choices, y + 1):  # noqa: B020 - the row goes on
            chosen = id in (field.value or ())
            self._sheets.write(sheet, y, 0, text, self._sheets.read_only)
            self._sheets.choose(sheet, y, 1, [_(WORDS["yes"])])
            self._sheets.write(sheet, y, 1, _(WORDS["yes"]) if chosen else "", self._sheets.to_fill)
            self._sheets.write(sheet, y, 2, f"{field.id}.{id}", self._sheets.read_only)
            sheet.set_row(y, LINE * lines_in(text, _GIVEN_WIDTH))
        return y + 1

    def _part(self, part: Part, name: str) -> None:
        if self._questions.own_words:
            self._part_in_own_words(part, name)
            return
        sheet = self._table(name, _ELEMENT_COLUMNS, frozen=2)
        for y, element in enumerate(part.elements, 1):
            self._sheets.row(sheet, y, _ELEMENT_COLUMNS, self._texts_of(element))
            levels = [*map(str, LEVELS), _(WORDS["unknown"])]
            allowed = element.not_applicable.allowed and not element.essential
            closed = {"reason"} if not allowed else set()
            closed |= {"count"} if not element.on_scale else set()
            for x, column in enumerate(_ELEMENT_COLUMNS):
                if column.key == "answer":
                    self._sheets.choose(sheet, y, x, [*levels, _(WORDS["not_applicable"])] if allowed else levels)
                elif column.key in closed:
                    self._sheets.write(sheet, y, x, "", self._sheets.read_only)

    def _part_in_own_words(self, part: Part, name: str) -> None:
        """What somebody else is asked about these elements, and answers with yes, partly or no."""
        sheet = self._table(name, _IN_OWN_WORDS, frozen=2)
        words = [_(WORDS[word]) for word in ("yes", "sometimes", "no", "unknown")]
        for y, element in enumerate(part.elements, 1):
            question = element.asked_of[self._questions.perspective or ""].question
            self._sheets.row(sheet, y, _IN_OWN_WORDS, {"id": element.id, "question": question})
            self._sheets.choose(sheet, y, 2, words)

    def _plan(self) -> None:
        """Rows for what the project means to do, with or without a question that it is about."""
        sheet = self._table(_(SHEETS["plan"]), _PLAN_COLUMNS, frozen=0)
        about = []
        for element in (each for part in self._questions.parts for each in part.elements):
            about.append(element.title)
            self._keys.append((f"about element {element.id}", element.title))
        for anti_pattern in self._questions.anti_patterns:
            about.append(anti_pattern.title)
            self._keys.append((f"about anti_pattern {anti_pattern.id}", anti_pattern.title))
        goals = [*map(str, LEVELS[1:]), _(WORDS["sometimes"]), _(WORDS["never"])]
        states = [_(WORDS[word]) for word in ("open", "doing", "done", "dropped")]
        for y in range(1, _PLAN_ROWS + 1):
            self._sheets.row(sheet, y, _PLAN_COLUMNS, {})
            for x, choices in ((0, about), (1, goals), (5, states)):
                self._sheets.choose(sheet, y, x, choices)

    def _texts_of(self, element: Element) -> dict[str, str]:
        texts = self._questions.rubric.level_texts(element)
        rulings = [_("Telt mee: {ruling}").format(ruling=ruling) for ruling in element.counts]
        rulings += [_("Telt niet mee: {ruling}").format(ruling=ruling) for ruling in element.counts_not]
        example = element.not_applicable.example
        if element.not_applicable.allowed and not element.essential and example:
            rulings.append(_("Niet van toepassing kan, bijvoorbeeld: {example}").format(example=example))
        return {
            "id": element.id,
            "question": element.question,
            "practice": element.practice or "",
            **{f"level_text {level}": texts[level] for level in LEVELS},
            "rulings": "\n".join(rulings),
        }

    def _anti_patterns(self) -> None:
        if not self._questions.anti_patterns:
            return
        sheet = self._table(_(SHEETS["anti_patterns"]), _ANTI_PATTERN_COLUMNS, frozen=2)
        words = [_(WORDS[word]) for word in ("never", "sometimes", "usually", "unknown")]
        for y, each in enumerate(self._questions.anti_patterns, 1):
            self._sheets.row(sheet, y, _ANTI_PATTERN_COLUMNS, _texts_of(each))
            self._sheets.choose(sheet, y, 2, words)

    def _first_sheet(self) -> None:
        sheet, rubric = self._sheets.first, self._questions.rubric
        sheet.set_column(0, 0, _START_WIDTH)
        self._sheets.write(sheet, 0, 0, rubric.rubric.title, self._sheets.title)
        for y, text in enumerate(self._how(), 2):
            self._sheets.write(sheet, y, 0, text, self._sheets.plain)
            sheet.set_row(y, LINE * lines_in(text, _START_WIDTH) + LINE / 2)
        settled: list[tuple[str, str]] = [("audit.scope", self._questions.scope)]
        if self._questions.own_words:  # whoever answers is asked nothing else about themselves
            settled = [("own_words", "yes"), ("audit.perspective", self._questions.perspective or "")]
        keys = [
            ("form", FORMAT),
            ("rubric", rubric.id),
            ("rubric_version", rubric.version),
            *settled,
            *((f"heading {key}", _(word)) for key, word in HEADINGS.items()),
            *((f"sheet {key}", _(word)) for key, word in SHEETS.items()),
            *((f"word {key}", _(word)) for key, word in WORDS.items()),
            *self._keys,
        ]
        for y, (key, value) in enumerate(keys):
            self._sheets.write(sheet, y, _KEYS, key, self._sheets.read_only)
            self._sheets.write(sheet, y, _KEYS + 1, value, self._sheets.read_only)
        self._sheets.hide_from(_KEYS)
        sheet.print_area(0, 0, len(keys), 0)
        sheet.activate()

    def _how(self) -> Iterator[str]:
        if self._questions.own_words:
            yield _("Dit zijn een paar korte vragen. Er is geen goed of fout. Vul alleen de gele vakken in.")
            yield _("Kies bij elke vraag ja, soms, nee of weet ik niet. Achter een antwoord mag u iets schrijven.")
            yield _("Schrijf geen namen op, ook niet uw eigen naam.")
            yield _("Klaar? Bewaar het werkboek als .xlsx, en geef het terug.")
            return
        yield _("Met dit werkboek vertelt u hoe uw project werkt. U vult alleen de gele vakken in.")
        yield _("1. Vul het blad «Project» in. Dat bepaalt welke vragen meetellen.")
        yield _(
            "2. Ga daarna langs de andere bladen. Kies bij elke vraag het cijfer van de hoogste tekst die helemaal "
            "klopt. Doet u iets niet? Dan is het 0."
        )
        yield _("3. Weet u het niet? Kies «weet ik niet». Dat is iets anders dan 0.")
        yield _("4. Kan het bij uw project niet voorkomen? Kies «niet van toepassing», en schrijf bij «Reden» waarom.")
        yield _(
            "5. Hebt u het geteld? Schrijf bij «Telling» bij hoeveel van hoeveel het zo is, zoals 34/40. Die telling "
            "geeft het niveau. Kies dan alleen bij niveau 4 ook een cijfer."
        )
        yield _(
            "Tel wie krijgt wat de vraag vraagt. Mist bij bijna iedereen een deel? Dan is het hoogstens 2, en schrijft "
            "u geen telling. Twijfelt u? Achteraan staat bij elke vraag wat meetelt en wat niet."
        )
        yield _(
            "6. Schrijf bij «Onderbouwing» waar het uit blijkt: een stuk, een registratie of iemand van buiten. Zet "
            "elk stuk op een eigen regel (Alt+Enter)."
        )
        yield _("7. Hebt u plannen? Schrijf op het blad «Plan» wat u gaat doen, wie dat doet, en wanneer het klaar is.")
        yield _("Noem geen namen of gegevens van jongeren.")
        yield _("Laat de kolommen en de namen van de bladen zoals ze zijn. Rijen sorteren mag.")
        yield _("Klaar? Bewaar het werkboek als .xlsx, en stuur het terug.")
        heading = self._questions.rubric.rubric
        yield _("Rubriek: {title}, versie {version}.").format(title=heading.title, version=heading.version)

    def _table(self, name: str, columns: Sequence[Column], *, frozen: int) -> Any:
        """A new sheet with these columns; of a level its number stands in the heading."""
        keys = (column.key.partition(" ") for column in columns)
        headings = [f"{_(HEADINGS[key])} {level}".strip() for key, _space, level in keys]
        return self._sheets.add_table(name, columns, headings, frozen=frozen)


def _texts_of(anti_pattern: AntiPattern) -> dict[str, str]:
    return {"id": anti_pattern.id, "question": anti_pattern.question}
