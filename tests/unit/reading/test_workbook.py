"""A filled-in workbook reads as an answer file: whatever an office program made of it, and with problems per cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbooks import cell_of, filled, form, row_of, save
from verbetertool.api import load_rubric, read_answers
from verbetertool.errors import InvalidInputError, Problem
from verbetertool.interview.form_questions import questions_of
from verbetertool.model.form import parts_of
from verbetertool.model.project import Answered, Answers, NotApplicable, Occurrence, Unknown
from verbetertool.model.scale import Count
from verbetertool.reading.answers import Submission, check_answers
from verbetertool.reading.findings import Finding
from verbetertool.reading.spreadsheet import Sheet, read_sheets
from verbetertool.reading.workbook import read_form, read_workbook
from verbetertool.report.forms.workbook import render_workbook
from verbetertool.report.sentences import cell_words, render_problem

GUIDE, TAILOR, JOB, PEERS = "vaste-begeleider", "maatwerk", "jobcarving", "peers"
LETTERS = "brieven-en-oproepen"


@pytest.fixture(scope="module")
def empty() -> bytes:
    return form()


def read(tmp_path: Path, answers: Mapping[Any, Any], **options: Any) -> tuple[Answers, list[Problem]]:
    path = save(tmp_path / "formulier.xlsx", answers, **options)
    found, _rubric, warnings = read_answers(path, load_rubric())
    return found, warnings


def refused(tmp_path: Path, answers: Mapping[Any, Any], **options: Any) -> list[tuple[str, str]]:
    """The codes and cells of the problems for which it is refused; each has a sentence."""
    with pytest.raises(InvalidInputError) as error:
        read(tmp_path, answers, **options)
    for problem in error.value.problems:
        assert "{" not in render_problem(problem)
    return [(p.code, cell_words(p.place) if p.place.sheet else "") for p in error.value.problems]


def test_everything_that_can_be_filled_in(tmp_path: Path, empty: bytes) -> None:
    """Each cell comes out as what an answer file says."""
    answers, warnings = read(
        tmp_path,
        {
            "project.id": 2026001.0,
            "project.organisation": "Stichting A",
            "project.summary": "Een.\nTwee.",
            "project.target_groups.lvb": "ja",
            "project.target_groups.buiten-beeld": "JA ",
            "project.goals.opleiding": "x",
            "project.goals.betaald-werk": "nee",
            "project.phases.begeleiden": True,
            "project.ages.from": 16,
            "project.ages.to": "27 jaar",
            "project.ages.few_from_23": "ja",
            "project.status": "Het project loopt.",
            "audit.date": datetime(2026, 11, 23),
            "audit.perspective": "De professional",
            "audit.assessor": "nee",
            "project.facts.afgemaakt": "31 van 40",
            "project.facts.deelname": "Beide, dat verschilt per jongere",
            "project.facts.weken-gepland": "12,5",
            (GUIDE, "Antwoord"): 3.0,
            (GUIDE, "Telling"): "34/40",
            (GUIDE, "Toelichting"): "Een noot ",
            (GUIDE, "Onderbouwing"): "jaarverslag 2025\n\n registratie",
            (TAILOR, "Antwoord"): "34 van de 40",
            (PEERS, "Antwoord"): "Weet ik niet",
            (JOB, "Antwoord"): "niet van toepassing",
            (JOB, "Reden"): "geen plaatsing",
            (LETTERS, "Antwoord"): "Soms",
            (LETTERS, "Onderbouwing"): 2025,
        },
        data=empty,
    )
    project = answers.project
    assert (project.name, project.id, project.organisation) == ("Samen op weg", "2026001", "Stichting A")
    assert project.summary == "Een.\nTwee."
    assert (project.target_groups, project.goals, project.phases) == (
        ("buiten-beeld", "lvb"),
        ("opleiding",),
        ("begeleiden",),
    )
    assert project.ages is not None
    assert (project.ages.from_, project.ages.to, project.ages.few_from_23) == (16, 27, True)
    assert (project.status, answers.date, answers.perspective) == ("uitvoering", "2026-11-23", "professional")
    assert (answers.scope, answers.assessor, answers.rubric_version) == ("full", False, load_rubric().version)
    assert project.facts == {"afgemaakt": "31/40", "deelname": "beide", "weken-gepland": 12.5}
    given = answers.answers
    count = Count.told(34, 40)
    assert given[GUIDE] == Answered(3, "Een noot", ("jaarverslag 2025", "registratie"), line=row_of(GUIDE), count=count)
    assert given[TAILOR] == Answered(3, line=row_of(TAILOR), count=count)
    assert given[PEERS] == Unknown(line=row_of(PEERS))
    assert given[JOB] == NotApplicable("geen plaatsing", line=row_of(JOB))
    assert answers.anti_patterns[LETTERS] == Occurrence("sometimes", None, ("2025",), line=row_of(LETTERS))
    assert {warning.code for warning in warnings} <= {"does_not_count"}


def on_the_scale(number: int) -> list[str]:
    """Elements that take a count, and may not apply."""
    found = [e.id for e in load_rubric().elements if e.on_scale and e.not_applicable.allowed and not e.essential]
    return found[:number]


def test_ways_to_write_a_level(tmp_path: Path, empty: bytes) -> None:
    """Numbers as text, text as numbers, spaces that nobody sees, and the beginning of the text itself."""
    ways = ["2", 2.0, " 2 ", "2,0", "niveau 2", "2 – Voor een deel", "\uff12", "2\u00a0"]
    cells = {(id, "Antwoord"): way for id, way in zip(on_the_scale(len(ways)), ways, strict=True)}
    answers = read(tmp_path, cells, data=empty)[0].answers
    levels = [answer.level for answer in answers.values() if isinstance(answer, Answered)]
    assert levels == [2] * len(ways)


def test_ways_to_write_a_count(tmp_path: Path, empty: bytes) -> None:
    """With a stroke of any kind or a word."""
    ways = ["34/40", "34 / 40", "34 van 40", "34 of 40", "34\u204440", " 34/40\u00a0"]
    cells = {(id, "Telling"): way for id, way in zip(on_the_scale(len(ways)), ways, strict=True)}
    answers = read(tmp_path, cells, data=empty)[0].answers
    counts = [answer.count for answer in answers.values() if isinstance(answer, Answered)]
    assert counts == [Count.told(34, 40)] * len(ways)


def test_ways_to_say_that_it_does_not_apply(tmp_path: Path, empty: bytes) -> None:
    """In the words of the form, or in those that people use; without a reason with a remark."""
    ways = ["n.v.t.", "NVT", "niet van toepassing"]
    cells = {(id, "Antwoord"): way for id, way in zip(on_the_scale(len(ways)), ways, strict=True)}
    answers, warnings = read(tmp_path, cells, data=empty)
    assert [type(answer) for answer in answers.answers.values()] == [NotApplicable] * len(ways)
    assert [warning.code for warning in warnings] == ["not_applicable_without_reason"] * len(ways)


WRONG: tuple[tuple[dict[Any, Any], str], ...] = (
    ({(GUIDE, "Antwoord"): "vier"}, "cell_not_a_level"),
    ({(GUIDE, "Antwoord"): 5}, "cell_not_a_level"),
    ({(GUIDE, "Antwoord"): 2.5}, "cell_not_a_level"),
    ({(GUIDE, "Antwoord"): True}, "cell_not_a_level"),
    ({(GUIDE, "Antwoord"): date(2026, 4, 3)}, "cell_date_for_count"),
    ({(TAILOR, "Telling"): date(2026, 4, 3)}, "cell_date_for_count"),
    ({(TAILOR, "Telling"): 0.85}, "cell_not_a_count"),
    ({(TAILOR, "Telling"): "41/40"}, "count_too_high"),
    ({(TAILOR, "Reden"): "kan niet"}, "reason_without_answer"),
    ({(LETTERS, "Antwoord"): "altijd"}, "cell_not_an_occurrence"),
    ({"project.target_groups.lvb": "misschien"}, "cell_not_yes"),
    ({"project.ages.from": "zestien"}, "cell_not_an_age"),
    ({"project.ages.from": 300}, "too_large_number"),
    ({"project.status": "begonnen"}, "not_a_choice"),
    ({"audit.date": "gisteren"}, "cell_not_a_date"),
    ({"project.facts.weken-gepland": "veel"}, "cell_not_a_number"),
    ({"project.facts.afgemaakt": date(2026, 4, 3)}, "cell_date_for_count"),
)


@pytest.mark.thorough
def test_what_no_cell_can_say(tmp_path: Path, empty: bytes) -> None:
    """A problem names the sheet and the cell, and what to write there; one workbook holds as many as fit in it."""
    left = [(cells, code, cell_of(next(iter(cells)))) for cells, code in WRONG]
    while left:
        chosen = {where: (cell, code) for cell, code, where in reversed(left)}
        cells = {key: value for cell, _code in chosen.values() for key, value in cell.items()}
        found = refused(tmp_path, cells, data=empty)
        assert sorted(found) == sorted((code, where) for where, (_cell, code) in chosen.items())
        left = [each for each in left if chosen[each[2]] != (each[0], each[1])]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("cell", "number"),
    [("007", "007"), ("1.10", "1.10"), (2026001, "2026001"), (2026001.0, "2026001"), ("2027-01", "2027-01")],
)
def test_the_number_of_an_application(tmp_path: Path, empty: bytes, cell: object, number: str) -> None:
    """As it was typed: text stays as it is, and a whole number has no decimals."""
    assert read(tmp_path, {"project.id": cell}, data=empty)[0].project.id == number


@pytest.mark.thorough
@pytest.mark.parametrize("cell", [1.1, date(2027, 1, 1), 2026001234567890123, True])
def test_a_number_that_a_spreadsheet_may_have_changed(tmp_path: Path, empty: bytes, cell: object) -> None:
    """1.10 becomes 1.1, 2027-01 a date, and from the sixteenth digit on there are zeros: that is asked again."""
    [(code, where)] = refused(tmp_path, {"project.id": cell}, data=empty)
    assert code == "cell_not_as_typed"
    assert "blad «Project»" in where


def test_all_problems_at_once(tmp_path: Path, empty: bytes) -> None:
    """In the order of the sheets, those of the cells and those of the rubric together."""
    codes = refused(
        tmp_path,
        {
            (LETTERS, "Antwoord"): "altijd",
            (GUIDE, "Antwoord"): 1,
            (GUIDE, "Telling"): "40/40",
            "project.ages.from": 30,
            "project.ages.to": 20,
        },
        data=empty,
    )
    assert [code for code, _where in codes] == ["ages_reversed", "level_against_count", "cell_not_an_occurrence"]


def headings(book: Any, sheet: str) -> dict[str, int]:
    return {cell.value: cell.column for cell in book[sheet][1]}


def sorted_rows(book: Any) -> None:
    sheet = book["Ondersteuning en begeleiding"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for y, row in enumerate(reversed(rows), 2):
        for x, value in enumerate(row, 1):
            sheet.cell(y, x).value = value
    sheet.delete_rows(3)


def test_rows_may_be_sorted_and_removed(tmp_path: Path, empty: bytes) -> None:
    """An answer goes with its row."""
    answers, warnings = read(tmp_path, {(GUIDE, "Antwoord"): 3}, data=empty, change=sorted_rows)
    assert isinstance(answers.answers[GUIDE], Answered)
    assert warnings == []


def renamed(book: Any) -> None:
    book["Onderwijs"].cell(1, headings(book, "Onderwijs")["Antwoord"]).value = "Antwoordt"


def without_id(book: Any) -> None:
    book["Onderwijs"].delete_cols(1)


def twice(book: Any) -> None:
    book["Onderwijs"].cell(1, headings(book, "Onderwijs")["Toelichting"]).value = "Antwoord"


def without_note(book: Any) -> None:
    book["Onderwijs"].delete_cols(headings(book, "Onderwijs")["Toelichting"])


def without_project(book: Any) -> None:
    del book["Project"]


def without_start(book: Any) -> None:
    del book["Start"]


def copied_row(book: Any) -> None:
    sheet = book["Onderwijs"]
    sheet.cell(20, 1).value = sheet.cell(2, 1).value
    sheet.cell(20, headings(book, "Onderwijs")["Antwoord"]).value = 1


def lost_id(book: Any) -> None:
    book["Onderwijs"].cell(20, headings(book, "Onderwijs")["Antwoord"]).value = 1


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (renamed, [("column_missing", "blad «Onderwijs», cel A1")]),
        (without_id, [("column_missing", "blad «Onderwijs», cel A1")]),
        (without_note, [("column_missing", "blad «Onderwijs», cel A1")]),
        (twice, [("column_missing", "blad «Onderwijs», cel A1"), ("column_twice", "blad «Onderwijs», cel K1")]),
        (without_project, [("sheet_missing", "")]),
        (without_start, [("sheet_missing", "")]),
        (copied_row, [("row_twice", "blad «Onderwijs», cel I20")]),
        (lost_id, [("row_without_id", "blad «Onderwijs», cel I20")]),
    ],
)
def test_what_a_form_can_not_do_without(
    tmp_path: Path, empty: bytes, change: Callable[[Any], None], expected: list[tuple[str, str]]
) -> None:
    """Columns, the first two sheets, and the id of a row with an answer."""
    path = tmp_path / "f.xlsx"
    path.write_bytes(filled({} if change is without_project else {"project.name": "A"}, empty, change))
    with pytest.raises(InvalidInputError) as error:
        read_answers(path, load_rubric())
    found = [(p.code, cell_words(p.place) if p.place.sheet else "") for p in error.value.problems]
    assert [each for each in found if each[0] != "row_without_id" or each in expected] == expected


def planned(book: Any) -> None:
    rows = (
        ("Vaste begeleider, één aanspreekpunt", "3", "iemand aannemen ", "Samira", "1 maart 2027", "Bezig", "let op"),
        (),
        (None, None, "eigen actie"),
        ("Brieven en algemene oproepen", "nooit", None, None, datetime(2027, 4, 1)),
    )
    for y, row in enumerate(rows, 2):
        for x, value in enumerate(row, 1):
            book["Plan"].cell(y, x).value = value


def test_the_plan(tmp_path: Path, empty: bytes) -> None:
    """Each row is an action: for a question, against what does not work, or of one's own."""
    path = save(tmp_path / "f.xlsx", {}, data=empty, change=planned)
    found = read_workbook("f.xlsx", path.read_bytes())
    assert found.problems == ()
    assert found.value["plan"] == (
        {
            "element": GUIDE,
            "to": 3,
            "action": "iemand aannemen",
            "who": "Samira",
            "by": "2027-03-01",
            "status": "doing",
            "note": "let op",
        },
        {"action": "eigen actie"},
        {"anti_pattern": LETTERS, "to": "never", "by": "2027-04-01"},
    )
    assert cell_words(found.problem(Finding("x", ("plan", 2, "to"))).place) == "blad «Plan», cel B5"


def wrongly_planned(book: Any) -> None:
    for x, value in enumerate(("iets", "9", "doen", "wij", "straks", "misschien"), 1):
        book["Plan"].cell(2, x).value = value


def test_what_a_plan_can_not_say(tmp_path: Path, empty: bytes) -> None:
    """Each cell that can't be read is named."""
    path = save(tmp_path / "f.xlsx", {}, data=empty, change=wrongly_planned)
    found = read_workbook("f.xlsx", path.read_bytes()).problems
    assert [(p.code, cell_words(p.place)) for p in found] == [
        ("cell_not_in_list", "blad «Plan», cel A2"),
        ("cell_not_in_list", "blad «Plan», cel B2"),
        ("cell_not_a_date", "blad «Plan», cel E2"),
        ("cell_not_in_list", "blad «Plan», cel F2"),
    ]


def test_questions_in_words_of_ones_own(tmp_path: Path) -> None:
    """Who is asked in their own words gets those alone, and answers ja, soms, nee or weet ik niet."""
    rubric = load_rubric()
    asked = [element for element in rubric.elements if "jongere" in element.asked_of]
    whole = questions_of(rubric, None, perspective="jongere")
    form = replace(whole, own_words=True, parts=parts_of(rubric, tuple(asked)), anti_patterns=())
    ids = [element.id for element in asked[:5]]
    words = ("Ja", "soms", "nee ", "weet ik niet", "best wel")
    cells = {(id, "Antwoord"): word for id, word in zip(ids, words, strict=True)}
    note = {(ids[1], "Toelichting"): "op maandag niet"}
    path = save(tmp_path / "f.xlsx", {**cells, **note}, data=render_workbook(form))
    sheets = {sheet.name: sheet for sheet in read_sheets("f.xlsx", path.read_bytes())}
    assert not {"Wat werkt niet", "Plan"} & sheets.keys()
    shown = {cell for sheet in sheets.values() for row in sheet.rows for cell in row}
    assert {element.asked_of["jongere"].question for element in asked} <= shown
    found = read_workbook("f.xlsx", path.read_bytes())
    assert [problem.code for problem in found.problems] == ["cell_not_asked"]
    given = found.value["answers"]
    assert [given[id] for id in ids[:4]] == [
        {"asked": "ja"},
        {"asked": "soms", "note": "op maandag niet"},
        {"asked": "nee"},
        {"level": "unknown"},
    ]
    assert found.value["audit"] == {"perspective": "jongere"}


def more_sheets(book: Any) -> None:
    book["Wat werkt niet"].delete_cols(2)
    book.create_sheet("Notities")["A1"] = "van mij"
    del book["Onderwijs"]
    sheet = book["Ondersteuning en begeleiding"]
    sheet.merge_cells("I3:I4")
    book["Wat werkt niet"].title = "Hoe wij werken"


def test_what_is_read_with_a_remark(tmp_path: Path, empty: bytes) -> None:
    """A sheet of one's own, a sheet that is gone, cells that were made one; a sheet may have another name."""
    answers, warnings = read(
        tmp_path, {(LETTERS, "Antwoord"): "nooit", (TAILOR, "Antwoord"): 2}, data=empty, change=more_sheets
    )
    assert sorted(warning.code for warning in warnings) == [
        "cells_merged",
        "column_gone",
        "part_missing",
        "sheet_not_read",
    ]
    assert answers.anti_patterns[LETTERS].occurs == "never"


def test_a_workbook_of_somebody_else(tmp_path: Path) -> None:
    """Nothing in it is taken for an answer."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "Begroting"
    book.save(tmp_path / "begroting.xlsx")
    with pytest.raises(InvalidInputError) as error:
        read_answers(tmp_path / "begroting.xlsx", None)
    assert [problem.code for problem in error.value.problems] == ["not_our_workbook"]


def test_an_empty_form_asks_for_the_name_alone(tmp_path: Path, empty: bytes) -> None:
    """As it was made, nothing else is wrong with it."""
    path = tmp_path / "leeg.xlsx"
    path.write_bytes(empty)
    with pytest.raises(InvalidInputError) as error:
        read_answers(path, None)
    assert [(p.code, cell_words(p.place)) for p in error.value.problems] == [
        ("project_without_name", cell_of("project.name"))
    ]
    assert read(tmp_path, {}, data=empty)[1][0].code == "nothing_answered"


_CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.text(max_size=20),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.sampled_from(
        ["3", "34/40", "nvt", "ja", "id", "Antwoord", "Telling", "form", "project.ages.from", "x" * 40_000]
    ),
)


@settings(max_examples=60, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 60), st.integers(0, 14), _CELLS), max_size=8))
def test_any_cell_may_hold_anything(changes: list[tuple[int, int, int, Any]]) -> None:
    """Whatever stands where, the form is read or refused with problems that have a sentence; nothing else happens."""
    sheets = [[list(row) for row in sheet.rows] for sheet in empty_sheets()]
    for sheet, row, column, cell in changes:
        if row < len(sheets[sheet]) and column < len(sheets[sheet][row]):
            sheets[sheet][row][column] = cell
    names = [sheet.name for sheet in empty_sheets()]
    changed = [Sheet(name, tuple(map(tuple, rows))) for name, rows in zip(names, sheets, strict=True)]
    try:
        found = read_form("f.xlsx", changed)
        _answers, warnings = check_answers(Submission(found, ""), load_rubric())
        problems: Sequence[Problem] = found.located(warnings)
    except InvalidInputError as error:
        problems = error.problems
    for problem in problems:
        assert render_problem(problem).startswith("f.xlsx")


@cache
def empty_sheets() -> list[Sheet]:
    return read_sheets("f.xlsx", form())


ENGLISH = {
    "Antwoord": "Answer",
    "Telling": "Count",
    "Toelichting": "Note",
    "Onderbouwing": "Evidence",
    "Reden": "Reason",
    "Gegeven": "Question",
    "weet ik niet": "don’t know",
    "ja": "yes",
    "Wat werkt niet": "What does not work",
    "nooit": "never",
}


def in_english(book: Any) -> None:
    """The form as a translation would make it: other words, of which its hidden columns tell."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                cell.value = ENGLISH.get(cell.value, cell.value)
        sheet.title = ENGLISH.get(sheet.title, sheet.title)


def test_a_form_in_another_language(tmp_path: Path, empty: bytes) -> None:
    """Its words stand in it, so that any program can read it."""
    cells = {
        (GUIDE, "Antwoord"): 3,
        (GUIDE, "Toelichting"): "A note",
        (PEERS, "Antwoord"): "weet ik niet",
        "project.target_groups.lvb": "ja",
        (LETTERS, "Antwoord"): "nooit",
    }
    answers, warnings = read(tmp_path, cells, data=empty, change=in_english)
    assert warnings == []
    assert answers.answers == {
        PEERS: Unknown(line=row_of(PEERS)),
        GUIDE: Answered(3, "A note", line=row_of(GUIDE)),
    }
    assert answers.project.target_groups == ("lvb",)
    assert answers.anti_patterns[LETTERS].occurs == "never"
