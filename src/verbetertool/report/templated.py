"""Markdown and HTML, from one view and a template each."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from verbetertool import language
from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric
from verbetertool.report.charts import bars_of, strips_of, total_bar
from verbetertool.report.text import clean, markdown
from verbetertool.report.view import view_of

HOUSE_STYLE = "/* house style */"
"""Where the variables of an organisation come in report.css: before the rules for print, which stay in force."""


_LINE_ENDS = re.compile(r"(?<=>)\n+(?=<)")
_OPTIONAL_TAGS = re.compile(
    r"</(?:td|th|tr|li|dt|dd|thead|tbody|head|body|html)>|<head>|<body>"
    r"|</p>(?=<(?:p|ul|ol|dl|div|h[1-6]|table|details|article|/article|/td|/dd|/section|/div|/header)\b)"
)
"""The tags that HTML lets us leave out; the end of a paragraph only before what ends it."""


def render_html(assessment: Assessment, rubric: Rubric, house_style: str = "") -> str:
    """One HTML file that needs no network and no JavaScript; `house_style` is what `style.check_style` gave."""
    view = view_of(assessment, rubric)
    style = _compact(_shipped("report.css")).replace(HOUSE_STYLE, house_style)
    template = _html_environment().get_template("report.html.j2")
    page = template.render(
        view=view,
        bars=bars_of(view),
        strips=strips_of(view),
        total=total_bar(view),
        language=language.current_language(),
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )
    return _lean(page)


def render_markdown(assessment: Assessment, rubric: Rubric) -> str:
    """GitHub-flavoured Markdown, readable as plain text."""
    template = _markdown_environment().get_template("report.md.j2")
    return template.render(view=view_of(assessment, rubric), link=lambda address: Markup("<{}>").format(address)) + "\n"


def _lean(page: str) -> str:
    """The page without what HTML lets us leave out: some tags, line ends, and quotes around plain values.

    A tenth of the size. Text from files holds no `<`: it was escaped.
    """
    page = _LINE_ENDS.sub("", page)
    page = _OPTIONAL_TAGS.sub("", page)
    return re.sub(r"<[a-z][^<>]*>", lambda tag: re.sub(r'="([\w.#-]+)"(?=[ >])', r"=\1", tag[0]), page)


def render_html_page(template: str, own_style: str, view: object, extra_style: str = "") -> str:
    """A page other than a report, in the same house style: one file, no network, no JavaScript."""
    style = _compact(_shipped("report.css") + _shipped(own_style)).replace(HOUSE_STYLE, "") + extra_style
    page = (
        _html_environment()
        .get_template(template)
        .render(
            view=view,
            language=language.current_language(),
            style=Markup(style),  # noqa: S704 - our own file
            style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        )
    )
    return _lean(page)


def render_markdown_page(template: str, view: object) -> str:
    """A page other than a report, as Markdown."""
    page = _markdown_environment().get_template(template)
    return page.render(view=view, link=lambda address: Markup("<{}>").format(address)) + "\n"


@cache
def _compact(style: str) -> str:
    """CSS without its indentation and its comments; the place of a house style stays."""
    style = re.sub(r"/\*(?! house).*?\*/", "", style, flags=re.S)
    style = re.sub(r"\s*([{};,>])\s*|\n\s*", r"\1", style)
    return re.sub(r"(?<=[a-z]): ", ":", style).replace(";}", "}")


@cache
def _shipped(name: str) -> str:
    return (files("verbetertool.report") / "templates" / name).read_text(encoding="utf-8")


@cache
def _html_environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_shipped), autoescape=True, undefined=StrictUndefined, finalize=_clean_html
    )
    _install_language(environment)
    return environment


@cache
def _markdown_environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_shipped), autoescape=True, undefined=StrictUndefined, finalize=_escape_markdown
    )
    _install_language(environment)
    return environment


def _install_language(environment: Environment) -> None:
    environment.globals["_"] = language._


def _clean_html(value: Any) -> Any:
    return value if isinstance(value, Markup) else clean(str(value))


def _escape_markdown(value: Any) -> Markup:
    """Marked as safe, so that jinja does not escape it for HTML once more."""
    return value if isinstance(value, Markup) else Markup(markdown(str(value)))  # noqa: S704
