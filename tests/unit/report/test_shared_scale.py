"""What is shown of counts, of levels on the shared scale, of facts, of the route, of locks and of outdated answers."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import (
    SCALE,
    a_rubric,
    an_anti_pattern,
    an_element,
    explained,
    markdown_of,
    on_scale,
    shown,
    some_answers,
)
from verbetertool import assess, load_answers, load_rubric
from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric
from verbetertool.model.scale import Count
from verbetertool.report.documents.locks import lock_sentences
from verbetertool.report.documents.portfolio import portfolio_document
from verbetertool.report.documents.portfolio_page import Frame
from verbetertool.report.documents.portfolio_rows import project_rows
from verbetertool.report.documents.summary import overview, summary_document
from verbetertool.report.documents.words import band_words, count_words
from verbetertool.report.formats import FORMATS
from verbetertool.scoring.portfolio import portfolio_of
from verbetertool.scoring.rows import row_of

CASE = Path(__file__).parents[2] / "cases" / "rubric-2"
COUNTED = """\
format: verbetertool/1
rubric: proef
project:
  name: Proef
  id: 2026-17
  ages: {from: 23}
  facts: {aantal: 40, afgemaakt: 31/40}
answers:
  begeleider: {level: 4, count: 34/40, evidence: dossiers}
  gesprek: 3/9
  afspraken: 1
anti_patterns: {brieven: sometimes}
"""
PHASES = tuple({"id": p, "title": p.capitalize(), "description": p} for p in ("bereiken", "leren", "nazorg"))
ROUTE = a_rubric([on_scale("vast")], scale=SCALE, phases=PHASES)


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_rubric(CASE)


def read(tmp_path: Path, rubric: Rubric, text: str) -> Assessment:
    path = tmp_path / "proef.yaml"
    path.write_text(text, encoding="utf-8")
    return assess(rubric, load_answers(path, rubric))


def said(assessment: Assessment, rubric: Rubric) -> str:
    """The report in Markdown as a reader sees it."""
    return markdown_of(assessment, rubric).replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def table_of(*assessments: Assessment, rubric: Rubric) -> list[dict[str, object]]:
    """The rows of portfolio.csv by their headings."""
    rows = [row_of(each, rubric, file=f"{n}.yaml", report=str(n)) for n, each in enumerate(assessments)]
    headings, *cells = project_rows(portfolio_of(rows, rubric), rubric)
    return [dict(zip(map(str, headings), row, strict=True)) for row in cells]


def page_of(*assessments: Assessment, rubric: Rubric) -> str:
    """The portfolio in Markdown."""
    rows = [row_of(each, rubric, file=f"{n}.yaml", report=str(n)) for n, each in enumerate(assessments)]
    frame = Frame(part=None, submitted=len(rows), unread=0)
    return FORMATS["md"].render(portfolio_document(portfolio_of(rows, rubric), rubric, frame), "").decode()


def test_the_words_of_a_count() -> None:
    """Its share is rounded down, and a count of fewer than ten is called small."""
    assert count_words(Count.told(34, 40), "jongeren").replace("\N{NO-BREAK SPACE}", " ") == "34 van 40 jongeren, 85 %"
    assert (
        count_words(Count.told(2, 3), None).replace("\N{NO-BREAK SPACE}", " ") == "2 van 3, 66 % (een kleine telling)"
    )


def test_counts_stand_where_answers_stand(tmp_path: Path, rubric: Rubric) -> None:
    """In the strengths, the improvement point, the table of answers, `explain`, and as a number in portfolio.csv."""
    result = read(tmp_path, rubric, COUNTED)
    text = said(result, rubric)
    strengths, answers = text.split("## Wat al goed gaat")[1], text.split("## Alle antwoorden")[1]
    points = text.split("## Uw verbeterpunten")[1].split("## Werkt niet, of is onzeker")[0]
    assert "Een vaste begeleider (niveau 4: 34 van 40 jongeren, 85 %)" in strengths
    assert "Telling: 3 van 9 jongeren, 33 % (een kleine telling)" in points
    assert "Telling: 34 van 40 jongeren, 85 %" in answers
    assert "Telling: 3 van 9 jongeren, 33 %" in explained(result, rubric)
    assert table_of(result, rubric=rubric)[0]["Antwoorden met een telling"] == 2


def test_a_level_on_the_scale_says_what_it_is_about(tmp_path: Path, rubric: Rubric) -> None:
    """Once in a card and once in a row of the table; levels in own words need none."""
    text = said(read(tmp_path, rubric, COUNTED), rubric)
    card = text.split("## Uw verbeterpunten")[1].split("\n## ")[0]
    assert card.count("De begeleider spreekt de jongere elke week.") == 1
    assert "Gewoon. Bij minstens 4 op de 5 jongeren." in card
    answers = text.split("## Alle antwoorden")[1]
    assert not any("Er is een afspraak met school en gemeente." in part for part in (card, answers))
    row = next(line for line in text.splitlines() if line.startswith("| Een vaste begeleider"))
    assert row.count("Elke jongere heeft een begeleider die blijft.") == 1
    assert "Geborgd. Als 3, en ook: De jongere kiest mee wie het is." in row


def test_an_anti_pattern_has_an_action_of_its_own(tmp_path: Path, rubric: Rubric) -> None:
    """It stands in its card; the general sentence only where the rubric gives none."""
    text = said(read(tmp_path, rubric, COUNTED), rubric)
    assert "Minder: Brieven zonder gesprek" in text
    assert "Bel deze week wie een brief kreeg." in text
    assert "Spreek deze week af" not in text
    general = a_rubric([an_element("vast")], [an_anti_pattern("druk")])
    assert "Spreek deze week af" in said(assess(general, some_answers({"vast": 3}, {"druk": "usually"})), general)


def test_facts_stand_beside_the_score(tmp_path: Path, rubric: Rubric) -> None:
    """Those that were told: in the report and in portfolio.csv, not in the summary; and so does the number."""
    result = read(tmp_path, rubric, COUNTED)
    text = said(result, rubric)
    about = text.split("## Over het project")[1].split("\n## ")[0]
    assert "Hoeveel jongeren doen mee: 40" in about
    assert "31 van 40 jongeren, 77 %" in about
    assert "2026-17" in text.split("## In het kort")[0]
    assert "31 van 40" not in shown(summary_document(result, rubric))
    row = table_of(result, rubric=rubric)[0]
    assert (row["Nummer van de aanvraag"], row["Hoeveel jongeren doen mee?"]) == ("2026-17", 40)
    assert str(row["Hoeveel jongeren maakten het af?"]).startswith("31 van 40 jongeren, 77")
    without = read(tmp_path, rubric, COUNTED.replace("  facts: {aantal: 40, afgemaakt: 31/40}\n", ""))
    assert "Feiten over het project" not in said(without, rubric)
    assert table_of(without, rubric=rubric)[0]["Hoeveel jongeren doen mee?"] is None


def a_project(**project: object) -> Assessment:
    return assess(ROUTE, some_answers({"vast": 3}, project=project))


def test_what_nobody_does_is_said() -> None:
    """In the profile always; as a notice where somebody does a phase before it and one after it."""
    gap = said(a_project(phases=("bereiken",), phases_by_others=("nazorg",)), ROUTE)
    assert "Niemand doet: Leren. U niet, en een partner ook niet." in gap
    assert "Fasen die een partner doet: Nazorg" in gap.replace("*", "")
    assert "Fasen die niemand doet: Leren" in gap.replace("*", "")
    end = said(a_project(phases=("bereiken", "leren")), ROUTE)
    assert "Niemand doet" not in end
    assert "Fasen die niemand doet: Nazorg" in end.replace("*", "")
    assert "niemand doet" not in said(a_project(), ROUTE)
    funders = replace(a_project(phases=("bereiken", "nazorg")), profile_by="funder")
    assert "iemand doet" not in said(funders, ROUTE)


def test_the_portfolio_says_who_does_which_phase() -> None:
    """In numbers of projects; what no project covers is said in words, but not while one names no phases."""
    first = a_project(phases=("bereiken",), phases_by_others=("leren", "bereiken"))
    second = a_project(phases=("bereiken", "leren"))
    page = page_of(first, second, rubric=ROUTE)
    assert "Niemand doet «Nazorg»." in page
    assert "| Bereiken | 2 | 0 | 0 | 0 |" in page
    assert "| Leren | 1 | 1 | 0 | 0 |" in page
    assert "| Nazorg | 0 | 0 | 2 | 0 |" in page
    assert "Niemand doet" not in page_of(first, a_project(), rubric=ROUTE)
    rows = table_of(first, second, rubric=ROUTE)
    assert [row["Fasen die een partner doet"] for row in rows] == ["Leren", ""]
    assert [row["Fasen die niemand doet"] for row in rows] == ["Nazorg", "Nazorg"]


def test_few_from_23_is_said_in_the_profile() -> None:
    """Since it takes questions away."""
    text = said(a_project(ages={"from": 16, "to": 27, "few_from_23": True}), ROUTE)
    assert "16 tot en met 27 jaar; minder dan 1 op de 5 is 23 jaar of ouder" in text
    assert "23 jaar of ouder" not in said(a_project(ages={"from": 16, "to": 27}), ROUTE)


LOCKED = a_rubric(
    [
        on_scale("vast", essential=True),
        *(on_scale(name, "groep") for name in ("schuld", "opvang", "inkomen")),
        *(on_scale(f"open-{number}", "deel") for number in range(7)),
    ],
    [an_anti_pattern("druk", 2)],
    scale=SCALE,
    lock_groups=(
        {
            "id": "samen",
            "title": "Samen",
            "section": "3.7",
            "elements": ("schuld", "opvang", "inkomen"),
            "only_from_age": 23,
        },
    ),
)


def locked(answers: dict[str, str | int]) -> Assessment:
    return assess(LOCKED, some_answers(dict(answers), {"druk": "never"}, project={"name": "P", "ages": {"from": 23}}))


ALL: dict[str, str | int] = {element.id: "3e" for element in LOCKED.elements}


def sentences(assessment: Assessment, reading: str = "reported") -> list[str]:
    return list(lock_sentences(getattr(assessment.score, reading).locks, assessment, LOCKED))


def test_a_lock_that_was_answered() -> None:
    """How far the project gets, why, and of a group which of its members; and so the improvement point says."""
    result = locked({**ALL, "schuld": "1e", "vast": "2e"})
    assert sentences(result) == [
        "Zolang dit zo blijft, komt u niet verder dan «Goed op weg». "
        "Deze randvoorwaarde is nog niet op orde: Titel vast.",
        "Zolang dit zo blijft, komt u niet verder dan «Goed op weg». "
        "Van deze voorwaarden mist er nog een of meer: Samen (Titel schuld).",
    ]
    point = said(result, LOCKED).split(". Titel schuld\n")[1]
    assert "Zolang dit zo blijft, komt u niet verder dan «Goed op weg»." in point.split("Waar het om gaat")[0]


def test_a_lock_that_is_unanswered_is_something_to_find_out() -> None:
    """Never a weakness, never «hoogstens» or «niet verder dan» for what can still go away."""
    open_ = {
        id: value for id, value in ALL.items() if id not in ("schuld", "opvang", "open-0", "open-1", "open-2", "open-3")
    }
    result = locked(open_)
    assert {lock.because for lock in result.score.reported.locks} == {"unanswered"}
    found = sentences(result)
    assert found
    assert all(text.startswith("Zoek dit nog uit: ") for text in found)
    assert any("Samen (Titel schuld; Titel opvang)" in text for text in found)
    assert not any("niet verder dan" in text or "oogstens" in text for text in found)
    softened = sentences(locked({**open_, "inkomen": "1e"}))
    assert any(text.endswith("Ook als het gunstig uitvalt, komt u niet verder dan «Goed op weg».") for text in softened)
    row = table_of(result, rubric=LOCKED)[0]
    assert row["Sloten"] == ""
    assert "Samen" in str(row["Sloten: nog uit te zoeken"])
    assert "| 0; " in page_of(result, rubric=LOCKED)


def test_a_lock_for_want_of_evidence_is_something_to_show() -> None:
    """It holds the proven picture alone."""
    result = locked({**ALL, "vast": 3})
    assert not sentences(result)
    shown_ = sentences(result, "proven")
    assert shown_ == ["Laat dit nog zien: Titel vast. Met onderbouwing houdt het uw bewezen beeld niet tegen."]
    assert shown_[0] in said(result, LOCKED).split("Wat daarnaast het bewezen beeld tegenhoudt")[1]
    assert table_of(result, rubric=LOCKED)[0]["Sloten: nog te laten zien"] == "Titel vast"


def everywhere(assessment: Assessment, rubric: Rubric) -> dict[str, str]:
    """What each place says of the picture: the report, the terminal, the list of projects, the portfolio, the CSV."""
    row = table_of(assessment, rubric=rubric)[0]
    return {
        "report": said(assessment, rubric).split("## Uw eerste")[0],
        "terminal": shown(summary_document(assessment, rubric)),
        "list": str(overview([assessment]).rows) + band_words(assessment),
        "portfolio": page_of(assessment, rubric=rubric).split("## Alle projecten")[1].split("| Project")[1],
        "csv": f"{row['Beeld: bewezen']} {row['Beeld: volgens opgave']} {row['Kanttekening']}",
    }


def test_settled_and_undetermined_never_stand_together() -> None:
    """In no place, not even for a result that says both. Settled is told as what open answers can't change."""
    settled = locked({**ALL, "open-0": "unknown", "vast": "0e"})
    assert "settled" in settled.score.labels
    told = everywhere(settled, LOCKED)
    for place in ("report", "terminal", "csv"):
        assert "Ook met wat nog openstaat blijft dit «In opbouw»" in told[place], place
    assert "In opbouw, ook met wat nog openstaat" in told["portfolio"]
    undetermined = locked({"vast": "0e"})
    assert undetermined.score.proven.band is not None
    both = replace(undetermined, score=replace(undetermined.score, labels=("undetermined", "settled")))
    for result in (undetermined, both):
        for place, text in everywhere(result, LOCKED).items():
            assert "ook met wat nog openstaat" not in text.lower(), place
            assert "nog niet te bepalen" in text, place


def test_a_picture_that_rests_on_old_answers_says_so(tmp_path: Path, rubric: Rubric) -> None:
    """It is undetermined because of them, and says which questions to look at again; the first is what to do first."""
    path = tmp_path / "proef.yaml"
    path.write_text(COUNTED, encoding="utf-8")
    answers = load_answers(path, rubric)
    old = {id: replace(answer, rubric_version="1.0.0") for id, answer in answers.answers.items()}
    result = assess(rubric, replace(answers, answers=old))
    assert "undetermined" in result.score.labels
    text = said(result, rubric)
    assert "Van wat meetelt, rust 100 % op antwoorden van voordat de vraag veranderde" in text
    assert "Kijk hier eerst opnieuw naar" in text
    again = text.split("### Kijk hier opnieuw naar")[1].split("##")[0]
    assert all(title in again for title in ("Een vaste begeleider", "Elke week een gesprek", "Afspraken met anderen"))
    assert "is 100 % beantwoord" not in text
    summary = shown(summary_document(result, rubric))
    first = summary.split("Kijk hier eerst opnieuw naar")[1]
    assert all(title in first for title in ("Een vaste begeleider", "Elke week een gesprek", "Afspraken met anderen"))
