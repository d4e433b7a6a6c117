"""Every state of a project: all sections in every format, intentions worded as such, and the same steps everywhere."""

import json
import re
from functools import cache

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.builders import (
    a_rubric,
    an_anti_pattern,
    an_element,
    explained,
    html_of,
    markdown_of,
    report_of,
    shown,
    some_answers,
)
from tests.golden.states import assessments
from verbetertool import assess, load_rubric
from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric
from verbetertool.report.documents.explanation import explanation_of
from verbetertool.report.documents.summary import summary_document

RUBRIC = load_rubric()
STATES = assessments()
SECTIONS = [
    "In het kort",
    "Uw verbeterpunten",
    "Uw project naast het streefbeeld",
    "Werkt niet, of is onzeker",
    "Beeld per onderdeel",
    "Wat al goed gaat",
    "Wat nog uit te zoeken is",
    "Alle verschillen",
    "Let ook op",
    "Waaraan ziet u dat het werkt",
    "Alle antwoorden",
    "Zo is dit berekend",
]


def terminal(assessment: Assessment, rubric: Rubric = RUBRIC) -> str:
    """The summary where no line is broken."""
    return shown(summary_document(assessment, rubric))


@cache
def summary(name: str) -> str:
    return terminal(STATES[name])


@cache
def explanation(name: str) -> str:
    return explained(STATES[name], RUBRIC)


def plain(page: str) -> str:
    """The text of a page, on one line."""
    return " ".join((LexborHTMLParser(page).root.text(separator=" ")).split())  # type: ignore[union-attr]


def test_a_note_about_the_file_stands_in_the_heading() -> None:
    """Who filled the file in and from what is read before anything else."""
    rubric = a_rubric([an_element("e")])
    page = markdown_of(assess(rubric, some_answers({"e": 3}, note="Niet door het project ingevuld")), rubric)
    assert "- Goed om te weten: Niet door het project ingevuld\n" in page.partition("\n## ")[0]
    assert "Goed om te weten" not in markdown_of(assess(rubric, some_answers({"e": 3})), rubric)


def unescaped(markdown: str) -> str:
    return re.sub(r"\\(.)", r"\1", markdown)


@pytest.mark.parametrize("name", STATES)
def test_every_section_is_there(name: str) -> None:
    """All sections stand in HTML and Markdown, in the same order, and none of them is empty."""
    expected = list(SECTIONS)
    if STATES[name].project.status == "plan":
        expected[expected.index("Wat al goed gaat")] = "Wat op papier al goed is"
    if STATES[name].project.summary or STATES[name].facts:
        expected.insert(expected.index("Alle antwoorden"), "Over het project")
    page = LexborHTMLParser(html_of(STATES[name], RUBRIC))
    assert [heading.text() for heading in page.css("h2")] == expected
    assert all(len(section.css("p, ul, table, details")) > 0 for section in page.css("main > section"))
    parts = re.split(r"^## (.*)$", markdown_of(STATES[name], RUBRIC), flags=re.M)
    assert parts[1::2] == [*expected, "Herkomst"]
    assert all(part.strip() for part in parts[2::2])


@pytest.mark.thorough
@pytest.mark.parametrize("name", STATES)
def test_the_shortest_way_is_the_same_everywhere(name: str) -> None:
    """The JSON's steps, their number and the score are shown alike by HTML, Markdown and `explain`."""
    result = json.loads(report_of("json", STATES[name], RUBRIC))
    texts = {
        "html": plain(html_of(STATES[name], RUBRIC)),
        "md": unescaped(markdown_of(STATES[name], RUBRIC)),
        "explain": explanation(name),
    }
    band = result["score"]["reported"]["band"]
    if band == 4:
        assert not [text for text in texts.values() if "kortste weg naar «" in text]
        return
    way = result["shortest_way"][str(band + 1)]
    target = {1: "In opbouw", 2: "Goed op weg", 3: "Volgens het streefbeeld"}[band]
    number = "stap" if len(way["steps"]) == 1 else "stappen"
    sentence = (
        rf"kortste weg naar «{target}» (kost )?{len(way['steps'])} {number}\. De score wordt dan {way['score']}\."
    )
    assert [format for format, text in texts.items() if not re.search(sentence, text)] == []
    if "undetermined" in result["score"]["labels"]:
        return
    needed = rf"Voor «{target}» (is|zijn) minstens {len(way['steps'])} {number} nodig\."
    assert re.search(needed, summary(name))
    assert re.search(needed, texts["html"])
    titles = {item.id: item.title for item in (*RUBRIC.elements, *RUBRIC.anti_patterns)}
    ends = {step["id"]: step["to"] for step in way["steps"]}
    words = ("nooit", "soms")
    for step in way["steps"]:
        end = words[ends[step["id"]]] if step["kind"] == "anti_pattern" else str(ends[step["id"]])
        line = re.compile(re.escape(titles[step["id"]]) + rf": [^:]*\b(?:naar|niveau) {end}\b")
        assert [format for format, text in texts.items() if not line.search(text)] == []


@pytest.mark.thorough
@pytest.mark.parametrize("name", STATES)
def test_improvement_points_are_the_same_everywhere(name: str) -> None:
    """The JSON's points stand in the same order in HTML, Markdown and `explain`, with what they bring.

    A quick scan has the first three; so has the terminal, where there is enough to say something to do.
    """
    result = json.loads(report_of("json", STATES[name], RUBRIC))
    titles = {item.id: item.title for item in RUBRIC.elements}
    titles |= {item.id: f"Minder: {item.title}" for item in RUBRIC.anti_patterns}
    points = result["improvements"][: 3 if result["scope"] == "quick" else None]
    expected = [f"{n}. {titles[point['id']]}" for n, point in enumerate(points, 1)]
    page = LexborHTMLParser(html_of(STATES[name], RUBRIC))
    articles = page.css("section[aria-labelledby=punten] article:not(:has(#weg))")
    assert [article.css_first("h3").text() for article in articles] == expected  # type: ignore[union-attr]
    markdown = unescaped(markdown_of(STATES[name], RUBRIC)).split("## Werkt niet, of is onzeker")[0]
    assert re.findall(r"^### (\d\. .*)$", markdown, flags=re.M) == expected
    explained_points = explanation(name)
    assert [line.rsplit(" (", 1)[0] for line in re.findall(r"^\d\. .*$", explained_points, flags=re.M)] == expected
    summed_up = re.findall(r"^\d\. .*$", summary(name).split("Begin hier")[-1], flags=re.M)
    if "undetermined" not in result["score"]["labels"]:
        assert [line[: len(point)] for line, point in zip(summed_up, expected, strict=False)] == expected[:3]
    for point, article in zip(points, articles, strict=True):
        gain = f"{point['gain']['value']} punten.".replace(".", ",", 1)
        assert gain in article.text()
        assert f"{gain}\n" in markdown
        assert f"{gain}\n" in explained_points


def test_a_plan_is_worded_as_a_plan() -> None:
    """Nowhere does a plan's report say that the project does something now; each level is called part of the plan."""
    plan = STATES["plan"]
    page = html_of(plan, RUBRIC)
    texts = {
        "html": plain(page),
        "md": unescaped(markdown_of(plan, RUBRIC)),
        "terminal": terminal(plan),
        "explain": explained(plan, RUBRIC),
    }
    facts = (
        "U staat nu op",
        "Komt voor:",
        "uw niveau",
        "U antwoordde",
        "er komen",
        "volgens uw antwoorden",
        "komt wel voor",
    )
    assert [(name, fact) for name, text in texts.items() for fact in facts if fact in text] == []
    said = "Alle niveaus in dit rapport zijn voornemens"
    assert [name for name, text in texts.items() if said not in text] == ["terminal"]
    assert "alles geldt alleen op papier" in texts["terminal"]
    cells = LexborHTMLParser(page).css("section[aria-labelledby=antwoorden] tbody tr td:nth-child(2)")
    levels = [cell.text() for cell in cells if "niveau" in cell.text()]
    assert len(levels) == len(plan.elements)
    assert all(level.startswith("plan: niveau") for level in levels)
    assert not re.search(r"x\.yaml:\d+: niveau", texts["explain"])
    one = shown(explanation_of(plan, RUBRIC, "x.yaml", plan.elements[0].id))
    assert "uw plan" in one
    assert "uw antwoord" not in one


def test_unanswered_is_never_called_a_weakness() -> None:
    """With nothing answered there is no improvement point, and what to find out is said to be no weakness."""
    page = plain(html_of(STATES["nothing-answered"], RUBRIC))
    assert "Wat hier openstaat, is geen zwakte." in page
    assert "blijft achter" not in page
    assert "blijven achter" not in page
    assert "nog niet op orde" not in page


def test_nothing_that_counts_is_no_score() -> None:
    """Where every element is not applicable there is no score, and every format says so and still has its sections."""
    rubric = a_rubric([an_element("a"), an_element("b")], [an_anti_pattern("h", 2)])
    result = assess(rubric, some_answers({"a": "not_applicable", "b": "not_applicable"}, {"h": "usually"}))
    page = html_of(result, rubric)
    sentence = "Er is geen score: voor dit project telt geen enkele vraag mee."
    for text in (plain(page), unescaped(markdown_of(result, rubric)), terminal(result, rubric)):
        assert sentence in text
    assert "Er telt niets mee, dus er is geen score." in explained(result, rubric)
    assert [heading.text() for heading in LexborHTMLParser(page).css("h2")] == [
        section for section in SECTIONS if section != "Waaraan ziet u dat het werkt"
    ]


def test_a_practice_is_described_once() -> None:
    """A second improvement point with the same practice refers to the first."""
    practice = {
        "id": "p",
        "title": "Voorbeeld",
        "kind": "project",
        "description": "Zo gaat het.",
        "shows": ({"element": "a", "basis": "said"}, {"element": "b", "basis": "said"}),
        "sections": ("3.1",),
    }
    rubric = a_rubric([an_element("a"), an_element("b")], practices=(practice,))
    text = markdown_of(assess(rubric, some_answers({"a": 1, "b": 1})), rubric)
    assert text.count("Zo gaat het.") == 1
    assert "Voorbeeld: dit staat bij verbeterpunt 1." in text


def test_the_sum_below_zero_is_shown_as_it_is() -> None:
    """A deduction larger than what was earned: the sum says that it is below 0 and the score 0."""
    rubric = a_rubric([an_element("a")], [an_anti_pattern("h", 2)])
    text = explained(assess(rubric, some_answers({"a": 0}, {"h": "usually"})), rubric)
    assert "Volgens opgave: 100 × 0 / 3 − 4 is minder dan 0. De score is dan 0" in text
