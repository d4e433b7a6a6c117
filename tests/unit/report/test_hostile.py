"""Text from an answer file is text everywhere: it opens no tag, heading, link, table cell or template."""

import re
from collections import Counter
from functools import cache

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser

from tests.builders import html_of, markdown_of
from tests.golden.states import COMPOUND, HOSTILE_TEXTS, assessments
from verbetertool import load_rubric
from verbetertool.report.text import clean, markdown, one_line

RUBRIC = load_rubric()
STATES = assessments()
HOSTILE = STATES["hostile"]


@cache
def page() -> LexborHTMLParser:
    return LexborHTMLParser(html_of(HOSTILE, RUBRIC))


@cache
def tokens(name: str) -> list[Token]:
    """The Markdown of a state, read with tables and struck text."""
    reader = MarkdownIt("gfm-like", {"linkify": False}).enable(["table", "strikethrough"])
    return reader.parse(markdown_of(STATES[name], RUBRIC))


def inside(name: str) -> list[Token]:
    return [child for token in tokens(name) for child in (token.children or [])]


def test_no_tag_from_a_file_is_in_the_page() -> None:
    """The page holds no script, image, frame or link that an answer file asked for, and no handler."""
    assert page().css("script, img, iframe, object, embed, form, base, link") == []
    known = {practice.link for practice in RUBRIC.practices}
    for link in page().css("a"):
        address = link.attributes["href"] or ""
        assert address.startswith("#") or address in known
    for node in page().css("*"):
        assert not [name for name in node.attributes if name.startswith("on") or name == "style"]


def test_every_text_of_the_file_is_shown_as_it_is() -> None:
    """Name, organisation, summary, reasons, notes and evidence stand in the page, to the letter, each in a `bdi`."""
    shown = {node.text() for node in page().css("bdi")}
    project = HOSTILE.project
    texts = [project.name, project.organisation, project.summary]
    for answer in HOSTILE.elements:
        texts += [answer.note, answer.reason, *answer.evidence]
    assert len(texts) > 100
    assert [text for text in texts if text and clean(text) not in shown] == []
    assert COMPOUND in (page().css_first("h1 bdi").text())  # type: ignore[union-attr]


def test_private_use_characters_are_only_text() -> None:
    """No character is a mark of ours: in a rubric they are characters like any other."""
    criteria = tuple(
        item.model_copy(update={"text": f"\U000f0000{item.text}\U000f2fff"}) for item in RUBRIC.success_criteria
    )
    rubric = RUBRIC.model_copy(update={"success_criteria": criteria})
    for report in (html_of(HOSTILE, rubric), markdown_of(HOSTILE, rubric)):
        assert report.count("\U000f0000") == report.count("\U000f2fff") == len(criteria) > 0


def test_a_template_is_not_run() -> None:
    """`{{ 7*7 }}` stays what it is, in HTML and in Markdown."""
    assert "{{ 7*7 }}" in page().html  # type: ignore[operator]
    assert r"\{\{ 7\*7 \}\}" in markdown_of(HOSTILE, RUBRIC)


@pytest.mark.thorough
def test_hostile_markdown_has_the_shape_of_plain_markdown() -> None:
    """The same headings, lists and tables as without the texts, but for the one extra heading over a summary."""

    def shape(name: str) -> list[str]:
        found = [
            f"{t.type} {t.tag}" for t in tokens(name) if t.type in ("heading_open", "html_block", "fence", "code_block")
        ]
        return found + [
            t.type for t in tokens(name) if t.type in ("blockquote_open", "hr", "ordered_list_open", "table_open")
        ]

    def counted(name: str) -> Counter[str]:
        return Counter(shape(name))

    hostile = counted("hostile")
    assert hostile["html_block "] == 1
    assert hostile["heading_open h1"] == 1
    without_evidence = 2  # of what is not shown: the first five, and the rest
    assert hostile["table_open"] == counted("mixed")["table_open"] - without_evidence
    assert not {"fence code", "code_block code", "blockquote_open", "hr"} & set(hostile)
    assert not [t for t in inside("hostile") if t.type in ("html_inline", "code_inline", "image", "s_open", "em_open")]


def test_hostile_markdown_has_no_links_of_its_own() -> None:
    """The only links are those of the practices."""
    known = {practice.link for practice in RUBRIC.practices}
    assert {t.attrs["href"] for t in inside("hostile") if t.type == "link_open"} <= known


def test_hostile_table_rows_have_their_cells() -> None:
    """Every row of a table has as many cells as its head: five of the contexts, four of all others."""
    cells: list[list[int]] = []
    for token in tokens("hostile"):
        if token.type == "table_open":
            cells.append([])
        elif token.type == "tr_open":
            cells[-1].append(0)
        elif token.type in ("td_open", "th_open"):
            cells[-1][-1] += 1
    assert sorted(map(tuple, map(set, cells))) == [(4,)] * (len(cells) - 1) + [(5,)]
    lines = [line for line in markdown_of(HOSTILE, RUBRIC).splitlines() if line.startswith("|")]
    pipes = [len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines]
    rows = len(next(table for table in cells if set(table) == {5})) + 1
    assert sorted(pipes) == [5] * (len(pipes) - rows) + [6] * rows


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_markdown_reads_back_to_the_text(text: str) -> None:
    """A text put through our escaping is read back by a Markdown parser as that text, in a paragraph and in a cell."""
    reader = MarkdownIt("gfm-like", {"linkify": False}).enable(["table", "strikethrough"])
    for source in (markdown(text), f"- {markdown(text)}", f"| a |\n| --- |\n| {markdown(text)} |"):
        leaves = [child for token in reader.parse(source) for child in (token.children or [])]
        assert {leaf.type for leaf in leaves} <= {"text", "text_special"}
        assert "".join(leaf.content for leaf in leaves).removeprefix("a") == one_line(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb\u202c", "ab"),
        ("a\u0000\u001b[31mb\u0007", "a[31mb"),
        ("a\u200bb\ufeff\u2066c\u2069", "abc"),
        ("👩\u200d👩\u200d👧 ❤\ufe0f", "👩\u200d👩\u200d👧 ❤\ufe0f"),
        ("مشروع 2026", "مشروع 2026"),
        ("twee\nregels\ten", "twee\nregels\ten"),
    ],
)
def test_clean_takes_only_what_is_invisible(text: str, shown: str) -> None:
    """Control, direction and zero-width characters go; emoji, other scripts, lines and tabs stay."""
    assert clean(text) == shown
