"""Text from files is data everywhere: with hostile text a document has the structure that it has with calm text.

The reference implementation is a parser of the format itself, never a regular expression over its source.
"""

import csv
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pyte
import pytest
import tinycss2
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from tests.blocks import a_document
from tests.builders import report_of, shown
from tests.injection.cases import CALM, HOSTILE, a_rubric_of, assessed, problems_with, row_with
from tests.unit.report.test_tables import csv_of, xlsx_of
from verbetertool.model.assessment import from_json
from verbetertool.model.rubric import Rubric
from verbetertool.report.answer_template import render_template
from verbetertool.report.document import Document
from verbetertool.report.documents.explanation import explanation_document, explanation_of
from verbetertool.report.documents.portfolio import GroupLink, portfolio_document
from verbetertool.report.documents.portfolio_page import Frame
from verbetertool.report.documents.portfolio_rows import error_headings, error_rows, project_rows
from verbetertool.report.documents.project import project_document
from verbetertool.report.documents.rejected import Rejected
from verbetertool.report.documents.returned import returned_document
from verbetertool.report.documents.rubric import item_document, rubric_document
from verbetertool.report.documents.summary import summary_document
from verbetertool.report.formats import FORMATS
from verbetertool.report.sentences import render_problem
from verbetertool.report.text import one_line
from verbetertool.scoring.portfolio import portfolio_of

TEXTS = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


def portfolio(text: str) -> Document:
    """The page of a round in which every text is `text`."""
    row, rubric = row_with(text)
    # An address in a text is a question to the applicant, which a calm text does not give.
    row = replace(row, signals=tuple(signal for signal in row.signals if signal.kind != "personal_data"))
    frame = Frame(part=text[:60], submitted=2, unread=1, reports="rapporten", passed_over=1, up="../")
    apart = [Rejected(problem, 2, "terug/x.html") for problem in problems_with(text)]
    groups = [GroupLink(text, "groepen/x.html", 1)]
    return portfolio_document(portfolio_of([row, row], rubric), rubric, frame, apart, groups)


DOCUMENTS: dict[str, Callable[[str], Document]] = {
    "report": lambda text: project_document(*assessed(text)),
    "portfolio": portfolio,
    "returned": lambda text: returned_document(f"{text[:80]}.yaml", problems_with(text)),
    "every block": lambda text: a_document(lambda _way: text),
}


@cache
def page(name: str, format: str, text: str) -> str:
    """A document in which every text is `text`."""
    return FORMATS[format].render(DOCUMENTS[name](text), "").decode()


def elements_of(page: str) -> list[tuple[int, str, tuple[tuple[str, str], ...]]]:
    """Every element and comment in order: depth, name and attributes; hashes differ by right."""
    found = []
    depths: dict[int, int] = {}
    for node in LexborHTMLParser(page).root.traverse():  # type: ignore[union-attr]
        depths[node.mem_id] = depth = depths.get(node.parent.mem_id, 0) + 1 if node.parent else 0
        attributes = {
            key: re.sub("sha256-[^']+|[0-9a-f]{16,}", "", value or "") for key, value in node.attributes.items()
        }
        found.append((depth, node.tag or "", tuple(attributes.items())))
    return found


def text_of(page: str) -> str:
    """All text, on one line."""
    return " ".join(LexborHTMLParser(page).text().split())


@pytest.mark.parametrize("name", DOCUMENTS)
@TEXTS
def test_html(name: str, text: str) -> None:
    """No element, attribute or comment comes from a text; the text itself is there to be read."""
    made = page(name, "html", text)
    assert elements_of(made) == elements_of(page(name, "html", CALM))
    assert_no_control(made)
    assert one_line(text)[:60] in text_of(made)


@TEXTS
def test_style_rules(text: str) -> None:
    """The rules of a page that name its headings are the same rules, whatever the headings say."""

    def rules(text: str) -> list[str]:
        css = LexborHTMLParser(page("portfolio", "html", text)).css("style")[0].text()
        return [_kinds(rule) for rule in tinycss2.parse_stylesheet(css, skip_whitespace=True)]

    assert rules(text) == rules(CALM)


def _kinds(node: Any) -> str:
    """A rule as its selectors and the kinds of its tokens; what strings say is left out."""
    if node.type == "string":
        return "string"
    parts = [*(getattr(node, "prelude", None) or ()), *(getattr(node, "content", None) or ())]
    return f"{node.type}({' '.join(map(_kinds, parts))})" if parts else str(getattr(node, "value", node.type))


def tokens_of(page: str) -> list[tuple[str, str, int, tuple[tuple[str, Any], ...]]]:
    """What a parser of Markdown with HTML and tables finds, block and inline; texts are left out."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = []
    for block in parser.parse(page):
        for token in (block, *(block.children or ())):
            if token.type != "text":
                found.append((token.type, token.tag, token.level, tuple(token.attrs.items())))
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
@TEXTS
def test_markdown(name: str, text: str) -> None:
    """No heading, list, cell, link, picture, code or HTML comes from a text."""
    made, calm = page(name, "md", text), page(name, "md", CALM)
    assert tokens_of(made) == tokens_of(calm)
    assert_no_control(made)
    assert len(made.splitlines()) == len(calm.splitlines())


def terminal_texts(text: str) -> dict[str, str]:
    """All that the program shows of a text on a terminal."""
    result, rubric = assessed(text)
    documents = {
        "summary": summary_document(result, rubric),
        "rubric": rubric_document(rubric),
        "explanation": explanation_document(result, rubric, text),
        **{f"explanation of {id}": explanation_of(result, rubric, text, id) for id in ("a1", "b1", "harm")},
        **{f"item {id}": item_document(rubric, id) for id in ("a1", "b1", "harm", "p")},
        "every block": DOCUMENTS["every block"](text[:400]),  # a terminal in Python reads slowly
    }
    found = {name: shown(made, 80) for name, made in documents.items()}
    found["every block in a pipe"] = shown(documents["every block"])
    return {**found, "problems": "\n".join(map(render_problem, problems_with(text)))}


@TEXTS
def test_terminal(text: str) -> None:
    """A terminal that gets these texts draws and goes to the next line, and does nothing else."""
    for name, printed in terminal_texts(text).items():
        assert_no_control(printed)
        events = StringIO()
        screen: Any = pyte.DebugScreen(events)
        pyte.Stream(screen).feed(printed)
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
    document = json.loads(report_of("json", result, rubric))
    assert document["project"]["summary"] == text
    assert document["elements"][0]["note"] == text
    assert from_json(json.dumps(document)) == result


FORMULA = re.compile(r"""["\s]*(?:[=@\uff1d\uff20]|[-+\uff0d\uff0b][\w(])""")


def tables_of(text: str) -> dict[str, list[tuple[Any, ...]]]:
    """The tables of a round."""
    row, rubric = row_with(text)
    return {
        "projects": list(project_rows(portfolio_of([row, row], rubric), rubric)),
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
        kinds = [kind for kind in kinds if kind[0] != "col"]  # as wide as the text
        assert not {"f", "hyperlink"} & {tag for tag, _kind in kinds}
        return names, kinds

    made, calm = (parts(xlsx_of(tables_of(each)[table])) for each in (text, CALM))
    assert made == calm


@pytest.mark.parametrize("name", ["report", "every block"])
@TEXTS
def test_docx(name: str, text: str) -> None:
    """The paragraphs, runs, tables, links and pictures are those of calm text; its only field is the contents."""
    docx = pytest.importorskip("docx")

    def parts(data: bytes) -> tuple[list[str], list[str]]:
        document = docx.Document(BytesIO(data))
        tags = [node.tag.rpartition("}")[2] for node in document.element.body.iter() if isinstance(node.tag, str)]
        assert not {"fldSimple", "object", "altChunk"} & set(tags)
        assert {node.text for node in document.element.body.xpath("//w:instrText")} == {'TOC \\o "1-1" \\h \\z'}
        leads_to = sorted(part.target_ref for part in document.part.rels.values() if part.is_external)
        # Line ends and tabs of a text are what they are in Word too; all else must be equal.
        return [tag for tag in tags if tag not in ("t", "br", "cr", "tab", "noBreakHyphen")], leads_to

    made, calm = (FORMATS["docx"].render(DOCUMENTS[name](each), "") for each in (text, CALM))
    assert parts(made) == parts(calm)


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
