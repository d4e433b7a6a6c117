"""The forms that people fill in without a terminal: everything that needs to know their formats asks here.

A form is one file in this folder and one entry in `FORMS`. It takes the questions as data (`questions.py`) and knows
the rubric's texts; which questions a profile leads to is decided before.
"""

from collections.abc import Callable

from verbetertool.model.record import record
from verbetertool.report.forms.questions import Questions


@record
class Form:
    """A way to put the questions to somebody."""

    ending: str
    """Of the file's name, with its dot."""
    render: Callable[[Questions], bytes]
    """Raises UsageError where the format needs something that is not there."""


def _xlsx(questions: Questions) -> bytes:
    from verbetertool.report.forms.workbook import render_workbook

    return render_workbook(questions)


FORMS: dict[str, Form] = {
    "xlsx": Form(".xlsx", _xlsx),
}
