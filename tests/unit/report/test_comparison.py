"""What the page about two moments says: the words for each kind of change, and the numbers of the comparison."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from tests.builders import a_rubric, an_anti_pattern, an_element, shown, some_answers
from tests.golden.states import assessments, two_moments
from verbetertool import load_rubric
from verbetertool.language import decimal
from verbetertool.model.comparison import Moment, Planned
from verbetertool.model.scale import Count
from verbetertool.report.charts import Point, Stroke, course
from verbetertool.report.document import (
    Column,
    Course,
    Courses,
    Dumbbell,
    Dumbbells,
    Paragraph,
    Section,
    Table,
    text_of,
)
from verbetertool.report.documents.comparison import comparison_document, parts, since_section
from verbetertool.report.documents.course import course_document
from verbetertool.report.documents.summary import summary_document
from verbetertool.report.formats.bar_picture import HEIGHT, WIDTH, dumbbell_png
from verbetertool.scoring.assess import assess
from verbetertool.scoring.comparison import compared

RUBRIC = a_rubric(
    [an_element("a", weight=2), an_element("b"), an_element("c", "d")],
    [an_anti_pattern("h", 1)],
    goals=({"id": "werk", "title": "Werk", "description": "Werk"},),
)


def moment(answers: dict[str, Any], h: str = "never", **fields: Any) -> Moment:
    return Moment.of(assess(RUBRIC, some_answers(answers, {"h": h}, **fields)))


def said(before: Moment, after: Moment) -> str:
    """The whole page, in whole lines."""
    return shown(comparison_document(compared(before, after, RUBRIC), RUBRIC))


def section(text: str, title: str) -> str:
    """What stands under one title."""
    return text.split(f"\n{title}\n")[1].lstrip("\n").split("\n\n")[0]


def test_only_known_and_only_proven_are_no_progress() -> None:
    """Each answer stands under what happened to it, and evidence alone is said to change nothing for young people."""
    text = said(moment({"a": 3, "b": "unknown", "c": 1}), moment({"a": "3e", "b": 3, "c": 2}))
    assert "Titel c" in text.split("\nDit ging vooruit\n")[1].split("\nDit is nu bekend\n")[0]
    assert "Titel b" in text.split("\nDit is nu bekend\n")[1].split("\nHier veranderde alleen")[0]
    proven = section(text, "Hier veranderde alleen de onderbouwing")
    assert "Voor jongeren veranderde dus niets." in proven
    assert "Titel a (niveau 3)" in proven
    overview = text.split("Wat voor verandering")[1].split("\n\n")[0]
    assert [line.split()[0] for line in overview.splitlines()[1:]] == ["Vooruit", "Alleen", "Alleen"]


def test_the_old_and_the_new_words() -> None:
    """A level that moved stands with its own text, then and now; an anti-pattern with how often it occurs."""
    rows = section(said(moment({"a": 1}, "usually"), moment({"a": 2}, "sometimes")), "Dit ging vooruit")
    assert "niveau 1. a niveau 1" in rows
    assert "niveau 2. a niveau 2" in rows
    assert "komt meestal voor" in rows
    assert "komt soms voor" in rows


def test_a_question_that_changed_is_no_progress() -> None:
    """A higher level to other texts is said apart, and the old text is not given."""
    before, after = moment({"a": 1}), moment({"a": 3})
    other = tuple(replace(each, text_digest="anders") for each in before.elements)
    text = said(replace(before, elements=other), after)
    assert "Dit ging vooruit" not in text
    assert "de vraag was toen anders" in text.split("\nHier veranderde de vraag\n")[1]
    unknown = tuple(replace(each, text_digest=None) for each in before.elements)
    assert "Dit ging vooruit" in said(replace(before, elements=unknown), after)


def test_a_count_that_moved_within_its_level() -> None:
    """It is no progress by the levels, and yet it is told."""
    before, after = moment({"a": 2}), moment({"a": 2})

    def counted(moment: Moment, yes: int) -> Moment:
        first, *rest = moment.elements
        return replace(moment, elements=(replace(first, count=Count.told(yes, 40)), *rest))

    text = said(counted(before, 10), counted(after, 20))
    assert "10 van 40, 25" in text.split("Hier bleef het niveau gelijk, maar de telling niet")[1]
    assert "Hier bleef het niveau" not in said(counted(before, 10), counted(after, 10))


def test_nothing_changed() -> None:
    """Then that is what it says, and no table of parts stands there."""
    same = moment({"a": 3, "b": 2})
    text = said(same, same)
    assert "Alle antwoorden zijn gelijk aan die van de vorige keer." in text
    assert "De score bleef" in text
    assert "Waardoor de score anders is" not in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"scope": "quick"}, "Deze twee zijn niet te vergelijken. Nu was het een snelle scan"),
        ({"date": "2020-01-01"}, "Bedoelde u het andersom?"),
        ({"project": "Een ander"}, "«Proefproject» en «Een ander»"),
        ({"is_plan": True}, "voor jongeren veranderde nog niets"),
    ],
)
def test_what_must_be_known_first(changes: dict[str, Any], words: str) -> None:
    """It stands before every figure."""
    before = moment({"a": 1}, date="2025-01-01")
    text = said(before, replace(moment({"a": 2}, date="2026-01-01"), **changes))
    assert words in text
    assert "van de 100" not in text.split(words)[0]


def test_bands_that_were_not_known() -> None:
    """Each way from and to a picture that can't be determined."""
    little, much = moment({"b": 3}), moment({"a": 3, "b": 3, "c": 3})
    assert "was nog niet te bepalen, en dat is nog zo" in said(little, little)
    assert "Nu is het «Volgens het streefbeeld»" in said(little, much)
    assert "Nu is het nog niet te bepalen" in said(much, little)
    assert "ging van «Aan het begin» naar «Volgens het streefbeeld»" in said(moment({"a": 0, "b": 0, "c": 0}), much)


def test_without_a_score() -> None:
    """No figures stand beside each other where one of them is missing."""
    nothing = moment(dict.fromkeys("abc", "not_applicable"))
    text = said(nothing, moment({"a": 3}))
    assert "De vorige keer was er geen score" in text
    assert "De score ging" not in text
    assert "gold toen niet voor het project, en telt nu mee" in text


def test_below_zero() -> None:
    """The split is that of scores before they are clipped, and says so."""
    before, after = moment({"a": 0, "b": 0, "c": 0}, "usually"), moment({"a": 0, "b": 0, "c": 0}, "sometimes")
    text = said(before, after)
    assert "De score bleef 0 van de 100." in text
    assert "+1,0 punten" in text
    assert "nooit onder 0" in text


def test_every_number_is_that_of_the_comparison() -> None:
    """The parts, the common core, and both scores of every context: in chart and table alike."""
    found, rubric = two_moments(), load_rubric()
    text = shown(comparison_document(found, rubric))
    change = found.comparison.change
    for part in (change.total, change.profile, change.new_questions, change.answers):
        assert part is not None
        assert ("+" if part.numerator > 0 else "\N{MINUS SIGN}") + decimal(abs(part.value)) in text
    assert found.comparison.common is not None
    assert decimal(found.comparison.common.after.value) in text
    contexts = next(blocks for id, _title, blocks in parts(found, rubric) if id == "onderdelen")
    [chart] = [block for block in contexts if isinstance(block, Dumbbells)]
    [table] = [block for block in contexts if isinstance(block, Table)]
    scores = [(each.before, each.after) for each in chart.dumbbells]
    assert scores == [row[1:] for row in table.rows]
    result = assessments()["meerdere-problemen"]
    assert found.after.context_scores == {
        each.id: each.reported.score for each in result.contexts if each.reported.score is not None
    }


def test_the_report_says_the_same() -> None:
    """The section of a report has the words of the page, and the summary its beginning."""
    found, rubric = two_moments(), load_rubric()
    page = comparison_document(found, rubric)
    in_report = since_section(found, rubric).blocks
    assert [block for part in page.sections for block in part.blocks if block not in in_report] == []
    summary = summary_document(assessments()["meerdere-problemen"], rubric, since=found)
    [since] = [section for section in summary.sections if section.id == "sinds"]
    *sentences, numbers = since.blocks
    assert numbers == Paragraph(
        "Vooruit: 2; Achteruit: 3; Anders geteld: 1; Alleen nu bekend: 3; Niet meer bekend: 1; "
        "Alleen beter aangetoond: 2; Minder goed aangetoond: 1."
    )
    said = " ".join(text_of(block.line) for block in in_report if isinstance(block, Paragraph))
    assert all(text_of(each.line) in said for each in sentences if isinstance(each, Paragraph))
    assert len(sentences) == 3


def test_the_plan_is_in_the_words_of_the_project() -> None:
    """An action with its stand and its element; without words the title of what it is about."""
    plan = (Planned("done", "a", action="Elke week bellen"), Planned("open", "b"), Planned("doing", action="Iets"))
    text = said(moment({"a": 1, "b": 2}), replace(moment({"a": 3, "b": 2}), plan=plan))
    rows = section(text, "Wat er van het plan kwam").splitlines()[1:]
    assert [" ".join(row.split()) for row in rows] == [
        "Elke week bellen gedaan niveau 1 niveau 3",
        "Titel b nog niet begonnen niveau 2 niveau 2",
        "Iets bezig",
    ]


def test_the_course() -> None:
    """A round that can't be compared with the last has no figures and is in no line."""
    first, second = moment({"a": 1}, date="2024-01-01"), moment({"a": 2}, date="2025-01-01")
    quick, last = replace(second, scope="quick", date="2025-06-01"), moment({"a": 3}, date="2026-01-01")
    document = course_document([compared(*pair, RUBRIC) for pair in pairwise([first, second, quick, last])], RUBRIC)
    text = shown(document)
    assert "1 juni 2025 niet te vergelijken" in [" ".join(line.split()) for line in text.splitlines()]
    lines = [block for part in document.sections for block in part.blocks if isinstance(block, Courses)]
    assert [len(each.values) for block in lines for each in block.courses] == [3] * (1 + 2)


def test_the_geometry_of_a_course() -> None:
    """A gap has no point and no line to it; higher is further up."""
    points, strokes = course([0, 100, None, 50])
    assert points == [Point(12.5, 90), Point(37.5, 10), Point(87.5, 50)]
    assert strokes == [Stroke(Point(12.5, 90), Point(37.5, 10))]
    assert course([]) == ([], [])


def test_a_dumbbell_on_a_terminal() -> None:
    """In the row of the table that follows: then, the way, and now."""
    ends = [(0, 100), (100, 0), (50, 50), (None, 10), (20, None), (None, None)]
    drawn = tuple(Dumbbell("t", then, now, "", "") for then, now in ends)
    table = Table("figures", "", (), tuple((str(number),) for number in range(len(ends))))
    page = replace(
        comparison_document(compared(moment({"a": 1}), moment({"a": 1}), RUBRIC), RUBRIC),
        sections=(Section("s", "S", (Dumbbells("n", drawn, ("toen", "nu")), replace(table, columns=(Column("k"),)))),),
    )
    rows = [line.split()[1:] for line in shown(page).splitlines()[-len(ends) :]]
    assert rows == [
        ["o------------------#"],
        ["#------------------o"],
        [".........#.........."],
        [".#.................."],
        ["...o................"],
        [],
    ]


def test_a_dumbbell_as_a_picture() -> None:
    """Of its own size, whole at both ends, and another one for other values."""
    pictures = {
        dumbbell_png(Dumbbell("", then, now, "", ""), (50, 75, 90))
        for then, now in [(0, 100), (100, 0), (50, 50), (None, 50), (50, None), (None, None)]
    }
    assert len(pictures) == 6
    for picture in pictures:
        assert picture.startswith(b"\x89PNG")
        assert (int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")) == (WIDTH, HEIGHT)


def test_a_course_in_words() -> None:
    """Whoever can't see the line reads its values."""
    found = course_document([compared(moment({"a": 1}), moment({"a": 3}), RUBRIC)] * 2, RUBRIC)
    [first] = [block for block in found.sections[0].blocks if isinstance(block, Courses)]
    assert isinstance(first.courses[0], Course)
    assert "16, 50, 50" in first.courses[0].words
