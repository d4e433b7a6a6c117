"""The plan as a calendar, as rows, and in the report."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import report_of
from tests.golden.states import EXAMPLE, assessments
from verbetertool import load_rubric
from verbetertool.model.project import PlanItem
from verbetertool.model.redaction import without_notes
from verbetertool.report.document import Document
from verbetertool.report.documents.plan import days, plan_document, rows
from verbetertool.report.formats.calendar import calendar

PLAN = Document(label="Plan", title="Proef", intro=(), sections=(), language="nl", skip_link="", date="2026-11-23")
UNSEEN = st.characters(exclude_categories=["Cs"])


def unfolded(data: bytes) -> list[str]:
    """The content lines of a calendar, as RFC 5545 reads them."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in physical)
    lines: list[bytes] = []
    for line in physical:
        if line.startswith(b" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode() for line in lines]


def value_of(lines: list[str], name: str) -> str:
    """The text of the first property of this name, unescaped."""
    text = next(line for line in lines if line.startswith(f"{name}:")).partition(":")[2]
    found, characters = "", iter(text)
    for character in characters:
        if character == "\\":
            character = next(characters)
            found += "\n" if character in "nN" else character
        else:
            assert character not in ";,"
            found += character
    return found


@given(st.text(UNSEEN, max_size=200), st.text(UNSEEN, max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_stays_one_property_of_a_calendar(title: str, text: str) -> None:
    """Whatever it holds: no line longer than 75 octets, no broken character, and no property of its own."""
    lines = unfolded(calendar([("2027-03-01", title, text)], PLAN))
    names = [line.partition(":")[0].partition(";")[0] for line in lines]
    assert names.count("SUMMARY") == names.count("UID") == names.count("DTSTART") == 1
    assert set(names) <= {
        *("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART", "DTEND"),
        *("SUMMARY", "DESCRIPTION", "TRANSP", "ACTION", "TRIGGER"),
    }


def test_text_comes_back_as_it_was() -> None:
    """Backslashes, commas, semicolons and line ends, and letters of more bytes where a line is folded."""
    text = "a\\b; c, d: e\nregel " + "é" * 80
    lines = unfolded(calendar([("2027-03-01", text, text)], PLAN))
    assert value_of(lines, "SUMMARY") == value_of(lines, "DESCRIPTION") == text
    assert "DTSTART;VALUE=DATE:20270301" in lines
    assert "DTEND;VALUE=DATE:20270302" in lines


def test_an_action_keeps_its_name_in_the_calendar_when_its_day_moves() -> None:
    """So that a calendar moves it; two of the same title are two."""
    first, moved = (unfolded(calendar([(day, "Bellen", "")], PLAN)) for day in ("2027-03-01", "2027-04-01"))
    assert value_of(first, "UID") == value_of(moved, "UID")
    twice = unfolded(calendar([("2027-03-01", "Bellen", ""), ("2027-03-02", "Bellen", "")], PLAN))
    assert len({line for line in twice if line.startswith("UID")}) == 2


def test_only_what_is_open_and_has_a_day_stands_in_the_calendar() -> None:
    """A table has all of it."""
    rubric = load_rubric()
    plan = (
        PlanItem(action="open", by="2027-03-01"),
        PlanItem(action="zonder dag"),
        PlanItem(action="klaar", by="2027-03-01", status="done"),
    )
    assessment = replace(assessments()[EXAMPLE], plan=plan)
    assert [day.title for day in days(assessment, rubric)] == ["open"]
    assert [row[1] for row in rows(assessment, rubric)][1:] == ["open", "zonder dag", "klaar"]
    titles = [section.id for section in plan_document(assessment, rubric).sections]
    assert titles == ["open", "klaar"]


def test_report_says_who_and_when() -> None:
    """In the three first actions and in the table of the plan; without notes it says neither."""
    rubric, assessment = load_rubric(), assessments()["brief-en-sanctie"]
    first = assessment.improvements[0]
    about = {"element": first.id} if first.kind == "element" else {"anti_pattern": first.id}
    item = PlanItem.model_validate({**about, "action": "Wij bellen zelf", "who": "Samira", "by": "2027-03-01"})
    planned = replace(assessment, plan=(item, PlanItem(action="Eigen actie", who="Jan")))
    assert planned.planned(first.id) == item
    report = report_of("md", planned, rubric).decode()
    assert report.count("| Wij bellen zelf | ") >= 2
    assert "| Samira | 1 maart 2027 |" in report
    assert "Eigen actie" in report
    bare = report_of("md", without_notes(planned, rubric), rubric).decode()
    assert not any(word in bare for word in ("Wij bellen zelf", "Samira", "Eigen actie", "Jan |"))
