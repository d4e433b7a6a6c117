"""Whatever stands beside what in a line of Markdown, a reader of it finds the texts, and no markup but ours."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from verbetertool.report.document import Aside, Own, Span, Strong
from verbetertool.report.formats.markdown import templates
from verbetertool.report.text import one_line

ALPHABETS = (
    ("http", "WWW", "mailto", ":", ".", "//a.example", "a"),
    ("1", "-", "+", "=", "#", ")", ".", " ", "\n", "a"),
    ("*", "_", "`", "|", "~", "<b>", "&amp;", "\\", "[a](b)", "!", "$", "@", " ", "\u200b", "é"),
)
"""What makes links, what makes lists and headings at the beginning of a line, and what makes markup anywhere."""


def texts(alphabet: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(alphabet), max_size=3).map("".join)


def lines(alphabet: tuple[str, ...]) -> st.SearchStrategy[tuple[Span, ...]]:
    text = texts(alphabet)
    return st.lists(text | text.map(Own) | text.map(Aside), min_size=2, max_size=5).map(tuple)


LINES = st.sampled_from(ALPHABETS).flatmap(lines)
TEXTS = st.sampled_from(ALPHABETS).flatmap(texts)
READER = MarkdownIt("gfm-like", {"linkify": False}).enable(["table", "strikethrough"])


def words_of(span: Span) -> str:
    """What a reader should find, without white space."""
    match span:
        case str() | Own():
            text = span if isinstance(span, str) else span.text
        case Aside():
            text = f"({span.text})"
        case _:
            raise AssertionError(span)
    return "".join(one_line(text).split())


@given(LINES)
def test_a_line_reads_back_to_its_texts(line: tuple[Span, ...]) -> None:
    """By itself, in a list and in a cell it is one paragraph of text, and nothing in it becomes a link by itself."""
    shown = str(templates().shown(line))
    for source in (shown, f"- {shown}", f"| a |\n| --- |\n| {shown} |"):
        inline = [token for token in READER.parse(source) if token.type == "inline"]
        leaves = [leaf for token in inline[-1:] for leaf in token.children or []]
        assert {leaf.type for leaf in leaves} <= {"text", "text_special"}, source
        assert "".join("".join(leaf.content for leaf in leaves).split()) == "".join(map(words_of, line)), source
    assert not re.search(r"(?i)\b(?:https?|ftp|mailto|xmpp):|\bwww\.", shown)


@given(TEXTS, TEXTS.filter(str.strip))
def test_bold_words_are_bold(before: str, text: str) -> None:
    """Also where white space stands at either end of them."""
    shown = str(templates().shown((before, " ", Strong(text), ".")))
    if one_line(text):
        kinds = [leaf.type for token in READER.parse(f"a {shown}") for leaf in token.children or []]
        assert kinds.count("strong_open") == kinds.count("strong_close") == 1
