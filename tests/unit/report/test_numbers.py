"""The numbers of a report are the same in chart, table, prose, Markdown and JSON, for every state and example."""

import re
from functools import cache

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.builders import html_of, markdown_of, report_of
from tests.golden.states import assessments
from verbetertool import load_rubric
from verbetertool.model.assessment import Assessment, ContextResult, from_json

RUBRIC = load_rubric()
STATES = {name: from_json(report_of("json", assessment, RUBRIC)) for name, assessment in assessments().items()}
"""The results as a program reads them back from JSON; everything below is compared with these."""


@cache
def page(name: str) -> LexborHTMLParser:
    return LexborHTMLParser(html_of(STATES[name], RUBRIC))


@cache
def markdown(name: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(markdown_of(STATES[name], RUBRIC))


def words(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text(separator=" ").split())


def one(parent: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    found = parent.css(selector)
    assert len(found) == 1, selector
    return found[0]


def readings(assessment: Assessment) -> list[tuple[int | None, int | None, int | None]]:
    """Of each context; nothing of one that has no score to show."""
    return [
        (None, None, None) if no_score(c) else (c.proven.score, c.reported.score, c.at_most.score)
        for c in assessment.contexts
    ]


def no_score(context: ContextResult) -> str | None:
    """What is said of a context instead of its score: that it does not count, or that too little was answered."""
    if context.reported.score is None:
        return "telt niet mee"
    few = context.answered < 3 and context.answered < context.counted
    return "nog te weinig beantwoord" if few else None


def _shown(context: ContextResult) -> list[str]:
    """Proven, reported and at most in a row of a table."""
    if words := no_score(context):
        return [words, "", ""]
    return [str(reading.score) for reading in (context.proven, context.reported, context.at_most)]


def drawn(bullet: LexborNode) -> tuple[float | None, float | None, float | None]:
    """Proven, reported and at most as they are drawn on a scale of 100."""
    if not bullet.css("rect.bar"):
        return (None, None, None)
    interval, bar = one(bullet, "rect.interval").attributes, one(bullet, "rect.bar").attributes
    start = float(interval["x"] or 0)
    return (start, float(bar["width"] or 0), start + float(interval["width"] or 0))


def in_words(text: str) -> tuple[int, ...]:
    """The three readings in a description of a chart, in the same order as `readings`."""
    found = re.fullmatch(r"Volgens opgave (\d+), bewezen (\d+), hoogstens (\d+)\. Het streefbeeld is 100\.", text)
    assert found, text
    return int(found[2]), int(found[1]), int(found[3])


@pytest.mark.parametrize("name", STATES)
def test_bars_and_table_of_the_contexts(name: str) -> None:
    """What a bar draws, what its description says, and its row in the table are the numbers of the result."""
    expected = readings(STATES[name])
    bars = page(name).css(".bars li")
    assert [drawn(one(bar, "svg")) for bar in bars] == expected
    described = [words(one(bar, "desc")) for bar in bars]
    shown = [(text, numbers) for text, numbers in zip(described, expected, strict=True) if numbers[1] is not None]
    assert [in_words(text) for text, _numbers in shown] == [numbers for _text, numbers in shown]
    printed = [words(one(bar, "b")) for bar in bars]
    contexts = STATES[name].contexts
    assert printed == [no_score(context) or str(context.reported.score) for context in contexts]
    rows = [[words(cell) for cell in row.css("td")] for row in page(name).css("table.figures tbody tr")]
    assert rows == [[*_shown(context), f"{context.answered} van {context.counted}"] for context in contexts]


@pytest.mark.parametrize("name", STATES)
def test_score_on_the_scale_and_in_the_sum(name: str) -> None:
    """The mark, the interval and the words of the scale are the score of the result, and so is the sum."""
    score = STATES[name].score
    expected = (score.proven.score, score.reported.score, score.at_most.score)
    if expected[0] is None or expected[2] is None:
        assert not page(name).css(".scale")
        return
    scale = one(page(name), ".scale")
    interval = one(scale, "svg.zones > rect.interval").attributes
    assert interval["x"] == f"{expected[0]}%"
    assert interval["width"] == f"{expected[2] - expected[0]}%"
    marks = [part.attributes["x"] for part in scale.css("svg.zones > svg") if part.css("path.mark")]
    texts = [words(item) for item in scale.css("ul:first-of-type li")]
    if "undetermined" in score.labels:
        assert not marks
        assert not [text for text in texts if "Uw score" in text]
    else:
        assert marks == [f"{expected[1]}%"]
        assert re.fullmatch(rf"Uw score volgens uw (antwoorden|plan): {expected[1]} van de 100", texts[0])
    if expected[0] != expected[2]:
        assert f"Van {expected[0]} (voorzichtig geteld) tot {expected[2]} (" in texts[-1]
    here = [words(zone) for zone in scale.css("ul:last-of-type strong")]
    assert here == ([] if "undetermined" in score.labels else [words(one(scale, ".band")).split(": ")[1].split(",")[0]])
    sums = [words(p) for p in page(name).css("section[aria-labelledby=berekend] > p")][:3]
    assert tuple(int(re.findall(r"\d+", line)[-1]) for line in sums) == expected


@pytest.mark.parametrize("name", STATES)
def test_strip_and_row_of_every_element(name: str) -> None:
    """The cells and the line of a strip, its name, and the words and points beside it are those of the result."""
    rows = page(name).css("section[aria-labelledby=antwoorden] tbody tr")
    assert len(rows) == len(STATES[name].elements) + len(STATES[name].anti_patterns)
    by_title = {element.title: element.id for element in RUBRIC.elements}
    results = {element.id: element for element in STATES[name].elements}
    for row in rows[: len(results)]:
        element = results.pop(by_title[words(one(row, "th"))])
        answer, _explanation, points = (words(cell) for cell in row.css("td"))
        if element.level is None:
            assert not row.css("svg")
            continue
        parts = [use.attributes["href"] for use in row.css("svg use")]
        level = [f"#level{element.level}"] if element.level else []
        assert parts == ["#cells", *level, f"#asked{element.required}"]
        label = one(row, "svg title")
        assert [int(n) for n in re.findall(r"\d+", words(label))] == [element.level, 4, element.required]
        answer = answer.removesuffix(words(label))
        assert [int(n) for n in re.findall(r"\d+", answer)] == [element.level, element.required]
        weight, counted, earned, possible, *missed = (int(n) for n in re.findall(r"\d+", points))
        assert (weight, weight * counted, weight * element.required) == (element.weight, earned, possible)
        assert (missed or [0]) == [element.points_lost] == [possible - earned]
    assert not results


@pytest.mark.parametrize("name", STATES)
def test_cells_of_the_strips(name: str) -> None:
    """What strips are put together from has as many squares as its number says, and the line its place."""
    assert (one(page(name), "#cells").attributes["d"] or "").count("M") == 4
    for number in range(1, 5):
        assert (one(page(name), f"#level{number}").attributes["d"] or "").count("M") == number
        assert (one(page(name), f"#asked{number}").attributes["d"] or "").startswith(f"M{number * 12 - 1} ")


@pytest.mark.thorough
@pytest.mark.parametrize("name", STATES)
def test_markdown_holds_the_same_tables(name: str) -> None:
    """The tables of the Markdown hold the numbers of those of the HTML: the contexts, the points of each answer."""
    tables: list[list[list[str]]] = []
    for number, token in enumerate(markdown(name)):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type in ("th_open", "td_open"):
            tables[-1][-1].append(markdown(name)[number + 1].content)
    contexts = next(table for table in tables if table[0][0] == "Onderdeel")
    assert [row[1:4] for row in contexts[1:]] == [_shown(context) for context in STATES[name].contexts]
    points = [row[3] for table in tables if table[0][1:3] == ["Antwoord", "Toelichting"] for row in table[1:]]
    assert points == [words(row.css("td")[2]) for row in page(name).css("section[aria-labelledby=antwoorden] tbody tr")]


@pytest.mark.parametrize("name", STATES)
def test_every_chart_has_a_name_and_a_table(name: str) -> None:
    """Each SVG that is shown is an image with a title (and charts a description), and a table follows the bars."""
    for chart in page(name).css("svg:not([aria-hidden]):not(svg svg)"):
        assert chart.attributes["role"] == "img"
        assert words(one(chart, "title"))
        if chart.attributes.get("class") in ("bullet", "zones"):
            labels = (chart.attributes["aria-labelledby"] or "").split()
            assert [one(page(name), f"#{label}").tag for label in labels] == ["title", "desc"]
            assert words(one(chart, "desc"))
    headings = [node.tag for node in page(name).css("section[aria-labelledby=beeld] > *")]
    assert headings[-2:] == ["ul", "table"]
