"""Markdown and HTML, from one view and a template each."""

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
from verbetertool.report.charts import bars_of
from verbetertool.report.text import clean, markdown
from verbetertool.report.view import view_of


def render_html(assessment: Assessment, rubric: Rubric) -> str:
    """One HTML file that needs no network and no JavaScript."""
    view = view_of(assessment, rubric)
    style = _shipped("report.css")
    template = _html_environment().get_template("report.html.j2")
    return template.render(
        view=view,
        bars=bars_of(view),
        language=language.current_language(),
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )


def render_markdown(assessment: Assessment, rubric: Rubric) -> str:
    """GitHub-flavoured Markdown, readable as plain text."""
    template = _markdown_environment().get_template("report.md.j2")
    return template.render(view=view_of(assessment, rubric), link=lambda address: Markup("<{}>").format(address)) + "\n"


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
