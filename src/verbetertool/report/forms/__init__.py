"""The forms that people fill in without a terminal: everything that needs to know their formats asks here.

A form is one file in this folder and one entry in `FORMS`. It takes the questions as data (`questions.py`) and knows
the rubric's texts; which questions a profile leads to is decided before.
"""

from collections.abc import Callable

from verbetertool.model.form import Questions
from verbetertool.model.record import record


@record
class Form:
    """A way to put the questions to somebody."""

    ending: str
    """Of the file's name, with its dot."""
    render: Callable[[Questions], bytes]
    """Raises UsageError where the format needs something that is not there."""
    asks_itself: bool = False
    """Whether it holds every question, and shows those that the profile leads to while that is filled in."""


def _html(questions: Questions) -> bytes:
    from verbetertool.report.forms.html import render_page

    return render_page(questions)


def _xlsx(questions: Questions) -> bytes:
    from verbetertool.report.forms.workbook import render_workbook

    return render_workbook(questions)


FORMS: dict[str, Form] = {
    "html": Form(".html", _html, asks_itself=True),
    "xlsx": Form(".xlsx", _xlsx),
}
