"""The formats of a report of one project."""

from collections.abc import Callable
from dataclasses import dataclass

from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Format:
    """How to make a report, and the ending of its file name."""

    ending: str
    render: Callable[[Assessment, Rubric], str]


def _html(assessment: Assessment, rubric: Rubric) -> str:
    from verbetertool.report.templated import render_html

    return render_html(assessment, rubric)


def _markdown(assessment: Assessment, rubric: Rubric) -> str:
    from verbetertool.report.templated import render_markdown

    return render_markdown(assessment, rubric)


def _json(assessment: Assessment, _rubric: Rubric) -> str:
    return assessment.model_dump_json(by_alias=True, indent=2) + "\n"


FORMATS: dict[str, Format] = {
    "html": Format(".html", _html),
    "md": Format(".md", _markdown),
    "json": Format(".json", _json),
}
