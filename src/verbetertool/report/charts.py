"""What the bullet bars show: numbers of the view, and the same in words. Drawn by the template."""

from dataclasses import dataclass

from verbetertool.language import _
from verbetertool.report.view import ReportView


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar on a scale of 0-100; None where nothing counts."""

    title: str
    proven: int | None
    reported: int | None
    at_most: int | None
    words: str


def bars_of(view: ReportView) -> tuple[Bar, ...]:
    """A bar per context, in the order of the rubric."""
    found = []
    for context in view.contexts:
        if context.reported is None:
            words = _("Telt niet mee.")
        else:
            words = _(
                "Volgens opgave {reported}, bewezen {proven}, hoogstens {at_most}; het streefbeeld is 100."
            ).format(reported=context.reported, proven=context.proven, at_most=context.at_most)
        found.append(Bar(context.title, context.proven, context.reported, context.at_most, words))
    return tuple(found)
