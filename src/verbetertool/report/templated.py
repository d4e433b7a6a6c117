"""Markdown and HTML, from one view and a template each."""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from markupsafe import Markup, escape

from verbetertool import language
from verbetertool.language import _
from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric
from verbetertool.report.charts import Bar, Strip, bars_of, strips_of, total_bar
from verbetertool.report.environments import html_environment, markdown_environment, template_source
from verbetertool.report.parts import (
    AnswerGroup,
    AnswerWords,
    ContextView,
    Criteria,
    Fact,
    HarmView,
    Lead,
    OpenItem,
    Point,
    PracticeView,
    ReportView,
    Strength,
    StrengthGroup,
    Watch,
    WayView,
)
from verbetertool.report.phrases import forget_phrases
from verbetertool.report.pieces import BLOCK, MARKS, NUMBER, Kind, Line, Pieces
from verbetertool.report.report_pieces import ReportPieces, Said, own_texts
from verbetertool.report.text import clean_all, markdown_all
from verbetertool.report.view import view_of

HOUSE_STYLE = "/* house style */"
"""Where the variables of an organisation come in report.css: before the rules for print, which stay in force."""
_ROWS = Markup("\x01")
"""Where the rows of a long table come. No text that is shown can hold it: `clean` takes every control character out."""

P = TypeVar("P", bound=Pieces)

_NUMBERS = f"{NUMBER}-{chr(ord(BLOCK) - 1)}"
_BLOCKS = f"{BLOCK}-{MARKS[-1]}"
_LINE_ENDS = re.compile(rf"(?<=[>{_BLOCKS}])\n+(?=[<{_BLOCKS}])")
_OPTIONAL_TAGS = re.compile(
    r"</(?:td|th|tr|li|dt|dd|thead|tbody|head|body|html)>|<head>|<body>"
    r"|</p>(?=<(?:p|ul|ol|dl|div|h[1-6]|table|details|article|/article|/td|/dd|/section|/div|/header)\b"
    rf"|[{_BLOCKS}]|\Z)"
)
"""The tags that HTML lets us leave out; the end of a paragraph before what ends it, as every part of a page does."""
_PLAIN_VALUES = re.compile(rf'="([\w.#{_NUMBERS}-]+)"(?=[ >])')

_KINDS: dict[type[Any], Kind] = {
    ReportView: Kind(
        own=(
            *("project", "summary", "band", "disclaimer", "intentions", "points_intro", "harms_intro"),
            *("contexts_intro", "strengths_title", "strengths_intro", "find_out_intro", "find_out_more"),
            *("answers_intro", "score", "proven", "at_most"),
        ),
        left_out=(
            *("facts", "profile", "lead", "in_short", "notices", "points", "way", "harms", "contexts", "strengths"),
            *("find_out", "not_applicable", "open_counts", "watch", "success_views", "criteria", "indicators"),
            *("groups", "harm_rows", "sum_lines", "lock_lines", "method", "digests", "file"),
        ),
        inline=("total", "watching"),
    ),
    Line: Kind(own=("text",)),
    Fact: Kind(own=("value",), texts=("label",)),
    Lead: Kind(own=("why", "action"), texts=("heading", "title", "link")),
    Point: Kind(
        own=("gain", "lock"),
        texts=("title", "now", "now_text", "next", "next_text", "why", "support", "action"),
        left_out=("id", "practice"),
    ),
    PracticeView: Kind(texts=("title", "text")),
    WayView: Kind(own=("intro", "steps")),
    HarmView: Kind(
        own=("note", "point"),
        texts=("title", "occurs", "said", "strength", "why", "alternative", "cost", "caveat"),
        left_out=("id",),
    ),
    ContextView: Kind(own=("proven", "reported", "at_most", "counted", "answered"), texts=("title",), left_out=("id",)),
    Bar: Kind(own=("proven", "reported", "at_most", "open", "words"), texts=("title",)),
    Strip: Kind(),
    StrengthGroup: Kind(texts=("title",), left_out=("items",)),
    Strength: Kind(texts=("title", "text", "level")),
    OpenItem: Kind(own=("text",), texts=("title",), left_out=("id",)),
    Watch: Kind(texts=("title", "text")),
    Criteria: Kind(own=("items",), texts=("title",)),
    AnswerGroup: Kind(texts=("title",), left_out=("rows", "id")),
    AnswerWords: Kind(texts=("title", "section", "answer", "text", "points", "lost"), inline=("said",)),
    Said: Kind(own=("reason", "note", "evidence")),
}
"""Per part of a report what is the project's own, and what is text of the rubric or the catalogue."""


def render_html(assessment: Assessment, rubric: Rubric, house_style: str = "") -> bytes:
    """One HTML file that needs no network and no JavaScript; `house_style` is what `style.check_style` gave."""
    return html_page(view_of(assessment, rubric), html_pieces(language.current_language()), house_style)


def html_page(view: ReportView, pieces: ReportPieces, house_style: str = "") -> bytes:
    """A report as HTML, from the macros in `pieces`."""
    strips, total, bars = strips_of(view), total_bar(view), bars_of(view)
    style, style_hash = _style(house_style)
    with pieces.escaped_ahead([*own_texts(view), total.words, *[bar.words for bar in bars]]):
        return _page(
            view,
            pieces,
            (language.current_language(), style, style_hash),
            strips=pieces.each("strip_level", _different(strips, "level"))
            + pieces.each("strip_required", _different(strips, "required"))
            + pieces.each("strip_symbol", strips),
            total=pieces.fill("bullet", total, "totaal"),
            bars=b"".join([pieces.fill("context_bar", bar, number) for number, bar in enumerate(bars, 1)]),
        )


def render_markdown(assessment: Assessment, rubric: Rubric) -> bytes:
    """GitHub-flavoured Markdown, readable as plain text."""
    return markdown_page(view_of(assessment, rubric), markdown_pieces(language.current_language()))


def markdown_page(view: ReportView, pieces: ReportPieces) -> bytes:
    """A report as Markdown, from the macros in `pieces`."""
    with pieces.escaped_ahead(own_texts(view)):
        return _page(view, pieces)


def _page(view: ReportView, pieces: ReportPieces, fixed: tuple[object, ...] = (), **blocks: bytes) -> bytes:
    """A report, put together from its parts: the macros of both templates have the same names."""
    fill, each, lines = pieces.fill, pieces.each, pieces.lines

    def improvement(number: int, point: Point) -> bytes:
        practice = fill("practice", point.practice) if point.practice else b""
        return fill("improvement", point, number=number, practice=practice)

    groups = [fill("answer_group", group, len(group.rows), rows=pieces.answers(group.rows)) for group in view.groups]
    if view.harm_rows:
        harms = AnswerGroup("", _("Wat niet werkt"), view.harm_rows)
        groups.append(fill("harm_group", harms, len(harms.rows), rows=pieces.answers(harms.rows)))
    return fill(
        "page",
        view,
        *fixed,
        **blocks,
        watching=len(view.watch),
        facts=each("fact", view.facts),
        lead=fill("lead_box", view.lead) if view.lead else b"",
        in_short=lines("sentence", view.in_short),
        notices=lines("notice", view.notices),
        points=b"".join([improvement(number, point) for number, point in enumerate(view.points, 1)]),
        way=fill("way_to_band", view.way) if view.way else b"",
        harms=each("harm", view.harms),
        contexts=each("context_row", view.contexts),
        strengths=b"".join(
            [fill("strength_group", group, items=each("strength", group.items)) for group in view.strengths]
        ),
        open_counts=lines("item", view.open_counts),
        find_out=b"".join([fill("open_question", item, number=number) for number, item in enumerate(view.find_out, 1)]),
        not_applicable=each("not_applicable_item", view.not_applicable),
        watch=pieces.kept("watch_item", view.watch),
        success=pieces.kept("success_view", view.success_views),
        criteria=pieces.kept("criteria_list", view.criteria),
        indicators=pieces.kept("indicator_list", view.indicators),
        groups=b"".join(groups),
        profile=each("fact", view.profile),
        sum_lines=lines("sum_line", view.sum_lines),
        lock_lines=lines("item", view.lock_lines),
        method=lines("method_line", view.method),
        digests=each("digest", view.digests),
    )


def _different(strips: Iterable[Strip], field: str) -> list[Strip]:
    """One strip for each different value of the field."""
    return list({getattr(strip, field): strip for strip in strips}.values())


def _lean(page: str) -> str:
    """HTML without what it lets us leave out: some end tags, line ends, and quotes around plain values.

    A tenth of the size. For parts that come back in many pages; a page that is made once takes more time than that is
    worth. Escaped text holds no `<`, `>` or `"`, so only markup is touched.
    """
    page = _LINE_ENDS.sub("", page)
    page = _OPTIONAL_TAGS.sub("", page)
    return _PLAIN_VALUES.sub(r"=\1", page)


@cache
def html_pieces(_language: str) -> ReportPieces:
    """The macros of the report in HTML, in the language in use."""
    return page_pieces("report.html.j2", _KINDS, ReportPieces)


@cache
def markdown_pieces(_language: str) -> ReportPieces:
    """The macros of the report in Markdown, in the language in use."""
    return markdown_pieces_of("report.md.j2", _KINDS, ReportPieces)


def markdown_pieces_of(template: str, kinds: Mapping[type[Any], Kind], of: type[P]) -> P:
    """The macros of a Markdown template; `kinds` says which fields of their parts are a project's own."""
    return of(markdown_environment().get_template(template), kinds, markdown_all)


def forget_pieces() -> None:
    """Lets go of what was kept for more reports, ten megabytes after a round; the next report makes it anew."""
    html_pieces.cache_clear()
    markdown_pieces.cache_clear()
    forget_phrases()


def _escape_all(texts: Sequence[str]) -> list[str]:
    """Each text as HTML. `clean_all` leaves no NUL in them, so that they can be told apart again."""
    return str(escape("\0".join(clean_all(texts)))).split("\0") if texts else []


@cache
def _style(house_style: str) -> tuple[Markup, str]:
    """The style sheet, and its hash for the page's security policy."""
    style = _compact(template_source("report.css")).replace(HOUSE_STYLE, house_style)
    return Markup(style), b64encode(sha256(style.encode()).digest()).decode()  # noqa: S704 - our own file


def page_pieces(template: str, kinds: Mapping[type[Any], Kind], of: type[P]) -> P:
    """The macros of an HTML template; `kinds` says which fields of their parts are a project's own."""
    return of(html_environment().get_template(template), kinds, _escape_all, _lean)


def render_html_page(template: str, own_style: str, view: object, extra_style: str = "") -> tuple[str, str]:
    """A page other than a report, in the same house style: one file, no network, no JavaScript.

    What comes before the rows of its long table, and what comes after: the rows are most of a page.
    """
    style = _compact(template_source("report.css") + template_source(own_style)).replace(HOUSE_STYLE, "") + extra_style
    page = (
        html_environment()
        .get_template(template)
        .render(
            view=view,
            language=language.current_language(),
            style=Markup(style),  # noqa: S704 - our own file
            style_hash=b64encode(sha256(style.encode()).digest()).decode(),
            rows=_ROWS,
        )
    )
    return _around_rows(page)


def render_markdown_page(template: str, view: object) -> tuple[str, str]:
    """A page other than a report, as Markdown: before the rows of its long table, and after."""
    page = markdown_environment().get_template(template)
    return _around_rows(page.render(view=view, rows=_ROWS) + "\n")


def _around_rows(page: str) -> tuple[str, str]:
    before, _mark, after = page.partition(_ROWS)
    return before, after


@cache
def _compact(style: str) -> str:
    """CSS without its indentation and its comments; the place of a house style stays."""
    style = re.sub(r"/\*(?! house).*?\*/", "", style, flags=re.S)
    style = re.sub(r"\s*([{};,>])\s*|\n\s*", r"\1", style)
    return re.sub(r"(?<=[a-z]): ", ":", style).replace(";}", "}")
