"""Whatever stands beside what in a line of Markdown, a reader of it finds the texts, and no markup but ours."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from verbetertool.report.document import Aside, Own, Span, Strong
from verbetertool.report.formats.markdown import templates
from verbetertool.report.text import one_line

PARTS = st.sampled_from(
    ["http", "HTTPS", "mailto", "www", "WWW", ":", ".", "//a.example", ".a.example", "1", "12", ")", "-", "+", "=", "#"]
    + [
        "*",
        "_",
        "`",
        "|",
        "<b>",
        "&amp;",
        "\\",
        "~",
        "[a](b)",
        "!",
        "$x$",
        "@",
        " ",
        "  ",
        "\n",
        "\t",
        "\u200b",
        "a",
        "é",
    ]
)
TEXTS = st.lists(PARTS, max_size=4).map("".join)
SPANS = st.one_of(TEXTS, TEXTS.map(Own), TEXTS.map(Aside))
LINES = st.lists(SPANS, min_size=2, max_size=5).map(tuple)
READER = MarkdownIt("gfm-like", {"linkify": False}).enable(["table", "strikethrough"])


def words_of(line: tuple[Span, ...]) -> str:
    """What a reader should find, without white space."""
    texts = [
        span if isinstance(span, str) else f"({span.text})" if isinstance(span, Aside) else span.text for span in line
    ]  # type: ignore[union-attr]
    return "".join("".join(one_line(text).split()) for text in texts)


@given(LINES)
def test_a_line_reads_back_to_its_texts(line: tuple[Span, ...]) -> None:
    """By itself, in a list and in a cell it is one paragraph of text, and nothing in it becomes a link by itself."""
    shown = str(templates().shown(line))
    for source in (shown, f"- {shown}", f"| a |\n| --- |\n| {shown} |"):
        inline = [token for token in READER.parse(source) if token.type == "inline"]
        leaves = [leaf for token in inline[-1:] for leaf in token.children or []]
        assert {leaf.type for leaf in leaves} <= {"text", "text_special"}, source
        assert "".join("".join(leaf.content for leaf in leaves).split()) == words_of(line), source
    assert not re.search(r"(?i)\b(?:https?|ftp|mailto|xmpp):|\bwww\.", shown)


@given(TEXTS, TEXTS.filter(str.strip))
def test_bold_words_are_bold(before: str, text: str) -> None:
    """Also where white space stands at either end of them."""
    shown = str(templates().shown((before, " ", Strong(text), ".")))
    if one_line(text):
        kinds = [leaf.type for token in READER.parse(f"a {shown}") for leaf in token.children or []]
        assert kinds.count("strong_open") == kinds.count("strong_close") == 1
