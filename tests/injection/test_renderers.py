"""Text from files is data everywhere: with hostile text a document has the structure that it has with calm text.

The reference implementation is a parser of the format itself, never a regular expression over its source.
"""

import csv
import json
import re
import unicodedata
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pyte
import pytest
import tinycss2
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from tests.injection.cases import CALM, HOSTILE, a_rubric_of, assessed, problems_with, row_with
from tests.unit.report.test_tables import csv_of, xlsx_of
from verbetertool.model.assessment import from_json
from verbetertool.model.rubric import Rubric
from verbetertool.report.answer_template import render_template
from verbetertool.report.explain import render_explanation, render_explanation_of
from verbetertool.report.formats import FORMATS, report_bytes
from verbetertool.report.portfolio import (
    Frame,
    Rejected,
    html_rows,
    markdown_rows,
    render_portfolio_html,
    render_portfolio_markdown,
    render_returned_html,
    view_of_portfolio,
)
from verbetertool.report.problems import render_problem
from verbetertool.report.rubric import render_item, rubric_rows
from verbetertool.report.tables import error_headings, error_rows, project_table
from verbetertool.report.terminal import a_console, show_summary, show_table
from verbetertool.report.text import clean, one_line
from verbetertool.scoring.portfolio import portfolio_of

TEXTS = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


def report(name: str, text: str) -> str:
    """A report of a project whose every text is `text`."""
    return FORMATS[name].render(*assessed(text)).decode()


def portfolio_page(text: str, kind: str = "html") -> str:
    """The page of a round in which every text is `text`."""
    row, rubric = row_with(text)
    frame = Frame(part=text[:60], submitted=2, unread=1, reports="rapporten", skipped=[text])
    apart = [Rejected(problem, 2, "terug/x.html") for problem in problems_with(text)]
    portfolio = portfolio_of([row, row], rubric)
    view = view_of_portfolio(portfolio, rubric, frame, apart)
    if kind == "html":
        return b"".join(render_portfolio_html(view, html_rows(portfolio, frame))).decode()
    return b"".join(render_portfolio_markdown(view, markdown_rows(portfolio, frame))).decode()


def returned_page(text: str) -> str:
    """The page for an applicant whose file can't be read."""
    return render_returned_html(f"{text[:80]}.yaml", problems_with(text))


PAGES = {"report": lambda text: report("html", text), "portfolio": portfolio_page, "returned": returned_page}


def elements_of(page: str) -> list[tuple[int, str, tuple[tuple[str, str], ...]]]:
    """Every element and comment in order: depth, name and attributes; the hash of the style differs by right."""
    found = []
    depths: dict[int, int] = {}
    for node in LexborHTMLParser(page).root.traverse():  # type: ignore[union-attr]
        depths[node.mem_id] = depth = depths.get(node.parent.mem_id, 0) + 1 if node.parent else 0
        attributes = {key: re.sub("sha256-[^']+", "", value or "") for key, value in node.attributes.items()}
        found.append((depth, node.tag or "", tuple(attributes.items())))
    return found


def text_of(page: str) -> str:
    """All text, on one line."""
    return " ".join(LexborHTMLParser(page).text().split())


@pytest.mark.parametrize("page", PAGES)
@TEXTS
def test_html(page: str, text: str) -> None:
    """No element, attribute or comment comes from a text; the text itself is there to be read."""
    made = PAGES[page](text)
    assert elements_of(made) == elements_of(PAGES[page](CALM))
    assert_no_control(made)
    assert one_line(text)[:60] in text_of(made)


@TEXTS
def test_style_rules(text: str) -> None:
    """The rules of a page that name its headings are the same rules, whatever the headings say."""

    def rules(page: str) -> list[str]:
        css = LexborHTMLParser(page).css("style")[0].text()
        return [_kinds(rule) for rule in tinycss2.parse_stylesheet(css, skip_whitespace=True)]

    assert rules(portfolio_page(text)) == rules(portfolio_page(CALM))


def _kinds(node: Any) -> str:
    """A rule as its selectors and the kinds of its tokens; what strings say is left out."""
    if node.type == "string":
        return "string"
    parts = [*(getattr(node, "prelude", None) or ()), *(getattr(node, "content", None) or ())]
    return f"{node.type}({' '.join(map(_kinds, parts))})" if parts else str(getattr(node, "value", node.type))


MARKDOWN_PAGES = {
    "report": lambda text: report("md", text),
    "portfolio": lambda text: portfolio_page(text, "md"),
}


def tokens_of(page: str) -> list[tuple[str, str, int, tuple[tuple[str, Any], ...]]]:
    """What a parser of Markdown with HTML and tables finds, block and inline; texts are left out."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = []
    for block in parser.parse(page):
        for token in (block, *(block.children or ())):
            if token.type != "text":
                found.append((token.type, token.tag, token.level, tuple(token.attrs.items())))
    return found


@pytest.mark.parametrize("page", MARKDOWN_PAGES)
@TEXTS
def test_markdown(page: str, text: str) -> None:
    """No heading, list, cell, link, picture, code or HTML comes from a text."""
    made = MARKDOWN_PAGES[page](text)
    assert tokens_of(made) == tokens_of(MARKDOWN_PAGES[page](CALM))
    assert_no_control(made)
    assert len(made.splitlines()) == len(MARKDOWN_PAGES[page](CALM).splitlines())


def terminal_texts(text: str) -> dict[str, str]:
    """All that the program shows of a text on a terminal."""
    result, rubric = assessed(text)
    summary, table = StringIO(), StringIO()
    show_summary(a_console(summary), result, rubric)
    show_table(a_console(table), *rubric_rows(rubric))
    item_ids = ["a1", "b1", "harm", "p"]
    return {
        "summary": summary.getvalue(),
        "table": table.getvalue(),
        # What the commands `explain` and `rubric show` print goes through `clean` at the edge.
        "explain": clean(render_explanation(result, rubric, text)),
        "explain one": clean("".join(render_explanation_of(result, rubric, text, id) for id in ("a1", "b1", "harm"))),
        "show": clean("".join(render_item(rubric, id) for id in item_ids)),
        "problems": "\n".join(map(render_problem, problems_with(text))),
    }


@TEXTS
def test_terminal(text: str) -> None:
    """A terminal that gets these texts draws and goes to the next line, and does nothing else."""
    for name, shown in terminal_texts(text).items():
        assert_no_control(shown)
        events = StringIO()
        screen: Any = pyte.DebugScreen(events)
        pyte.Stream(screen).feed(shown)
        done = {json.loads(line)[0] for line in events.getvalue().splitlines()}
        assert done <= {"draw", "linefeed", "tab", "reset"}, (name, done)


@TEXTS
def test_problems_keep_their_lines(text: str) -> None:
    """A problem is a sentence, the line of the file and a caret: three lines, whatever the file says."""
    for problem in problems_with(text):
        assert len(render_problem(problem).splitlines()) == 3


@TEXTS
def test_json(text: str) -> None:
    """The result document holds the texts as they are, and reads back to the same result."""
    result, rubric = assessed(text)
    document = json.loads(FORMATS["json"].render(result, rubric))
    assert document["project"]["summary"] == text
    assert document["elements"][0]["note"] == text
    assert from_json(json.dumps(document)) == result


FORMULA = re.compile(r"""["\s]*(?:[=@\uff1d\uff20]|[-+\uff0d\uff0b][\w(])""")


def tables_of(text: str) -> dict[str, list[tuple[Any, ...]]]:
    """The tables of a round."""
    row, rubric = row_with(text)
    return {
        "projects": list(project_table(portfolio_of([row, row], rubric), rubric)),
        "errors": [error_headings(), *error_rows(problems_with(text))],
    }


@pytest.mark.parametrize("table", ["projects", "errors"])
@TEXTS
def test_csv(table: str, text: str) -> None:
    """As many rows and cells as with calm text, and no cell is a formula, also where commas or tabs separate."""
    made, calm = tables_of(text)[table], tables_of(CALM)[table]
    lines = csv_of(made).decode("utf-8-sig")
    read = list(csv.reader(StringIO(lines, newline=""), delimiter=";"))
    assert [len(row) for row in read] == [len(row) for row in calm]
    for delimiter in (";", ",", "\t"):
        for row in csv.reader(StringIO(lines, newline=""), delimiter=delimiter):
            assert not list(filter(FORMULA.match, row)), delimiter


@pytest.mark.parametrize("table", ["projects", "errors"])
@TEXTS
def test_xlsx(table: str, text: str) -> None:
    """Every text is a text cell: no formula, no link, no other part than with calm text."""

    def parts(data: bytes) -> tuple[list[str], list[tuple[str, str | None]]]:
        with ZipFile(BytesIO(data)) as book:
            sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
            names = book.namelist()
        kinds = [(node.tag.rpartition("}")[2], node.get("t")) for node in sheet.iter()]
        assert not {"f", "hyperlink"} & {tag for tag, _kind in kinds}
        return names, kinds

    made, calm = (parts(xlsx_of(tables_of(each)[table])) for each in (text, CALM))
    assert made == calm


@TEXTS
def test_docx(text: str) -> None:
    """The paragraphs, runs, tables, links and pictures are those of calm text, and there is no field."""
    docx = pytest.importorskip("docx")

    def parts(data: bytes) -> tuple[list[str], list[str]]:
        document = docx.Document(BytesIO(data))
        tags = [node.tag.rpartition("}")[2] for node in document.element.body.iter() if isinstance(node.tag, str)]
        assert not {"instrText", "fldSimple", "object", "altChunk"} & set(tags)
        leads_to = sorted(part.target_ref for part in document.part.rels.values() if part.is_external)
        # Line ends and tabs of a text are what they are in Word too; all else must be equal.
        return [tag for tag in tags if tag not in ("t", "br", "cr", "tab", "noBreakHyphen")], leads_to

    made = report_bytes("docx", *assessed(text))
    assert parts(made) == parts(report_bytes("docx", *assessed(CALM)))


@TEXTS
def test_answer_template(text: str) -> None:
    """The template of somebody's rubric has the keys of its ids, and nothing else, whatever its texts say."""
    from verbetertool.reading.yamlfile import parse_yaml

    def value(rubric: Rubric) -> Any:
        found = parse_yaml("leeg.yaml", render_template(rubric, "full").encode()).value
        found.pop("rubric_version")
        return found

    assert value(a_rubric_of(text)) == value(a_rubric_of(CALM))
    assert_no_control(render_template(a_rubric_of(text), "full"))


def assert_no_control(shown: str) -> None:
    """No control character, none that turns the text round or can't be seen; the joiner only inside emoji."""
    for index, character in enumerate(shown):
        if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") and character not in "\n\t":
            assert character == "\u200d", f"U+{ord(character):04X}"
            assert shown[index - 1] > "\u203c"
