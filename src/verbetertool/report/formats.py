"""The formats of a report of one project."""

from collections.abc import Callable

from verbetertool.model.assessment import Assessment, to_json
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric


@record
class Format:
    """How to make a report as text in UTF-8, and the ending of its file name."""

    ending: str
    render: Callable[[Assessment, Rubric], bytes]


@record
class Document:
    """How to make a report as bytes, and the ending of its file name; with an extra or a browser."""

    ending: str
    render: Callable[[Assessment, Rubric, str], bytes]
    """Takes the rules of a house style too; empty for ours."""


def _html(assessment: Assessment, rubric: Rubric) -> bytes:
    from verbetertool.report.templated import render_html

    return render_html(assessment, rubric)


def _markdown(assessment: Assessment, rubric: Rubric) -> bytes:
    from verbetertool.report.templated import render_markdown

    return render_markdown(assessment, rubric)


def _json(assessment: Assessment, _rubric: Rubric) -> bytes:
    return to_json(assessment, indent=2) + b"\n"


def _pdf(assessment: Assessment, rubric: Rubric, house_style: str) -> bytes:
    from verbetertool.report.pdf import render_pdf

    return render_pdf(assessment, rubric, house_style)


def _docx(assessment: Assessment, rubric: Rubric, house_style: str) -> bytes:
    from verbetertool.report.docx import render_docx

    return render_docx(assessment, rubric, house_style)


FORMATS: dict[str, Format] = {
    "html": Format(".html", _html),
    "md": Format(".md", _markdown),
    "json": Format(".json", _json),
}
DOCUMENTS: dict[str, Document] = {
    "pdf": Document(".pdf", _pdf),
    "docx": Document(".docx", _docx),
}


def ending_of(name: str) -> str:
    """The ending of a format's file name."""
    return DOCUMENTS[name].ending if name in DOCUMENTS else FORMATS[name].ending


def report_bytes(name: str, assessment: Assessment, rubric: Rubric, house_style: str = "") -> bytes:
    """A report as it is written to a file. Raises UsageError where a format needs something that is not there."""
    if name in DOCUMENTS:
        return DOCUMENTS[name].render(assessment, rubric, house_style)
    if name == "html" and house_style:
        from verbetertool.report.templated import render_html

        return render_html(assessment, rubric, house_style)
    return FORMATS[name].render(assessment, rubric)
