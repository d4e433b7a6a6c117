"""What the charts show: numbers of the view, and the same in words. Drawn by the template."""

from verbetertool.language import _
from verbetertool.model.record import record
from verbetertool.report.parts import ReportView


@record
class Bar:
    """One bullet bar on a scale of 0-100; None where nothing counts."""

    title: str
    proven: int | None
    reported: int | None
    at_most: int | None
    open: int | None
    """From proven to at most."""
    words: str


@record
class Strip:
    """Four cells of which `level` are filled, with a line at the required level."""

    level: int
    required: int
    words: str


def total_bar(view: ReportView) -> Bar:
    """The bar of the score as a whole."""
    return _bar(_("De hele score"), view.proven, view.score, view.at_most)


def bars_of(view: ReportView) -> tuple[Bar, ...]:
    """A bar per context, in the order of the rubric."""
    return tuple(_bar(context.title, context.proven, context.reported, context.at_most) for context in view.contexts)


def strips_of(view: ReportView) -> tuple[Strip, ...]:
    """The different strips of a report. Each is put together once and shown where it is needed."""
    found = sorted({row.words.strip for group in view.groups for row in group.rows if row.words.strip})
    text = (
        _("Plan: niveau {level} van 4, streefbeeld {required}")
        if view.is_plan
        else _("Niveau {level} van 4, streefbeeld {required}")
    )
    return tuple(Strip(level, required, text.format(level=level, required=required)) for level, required in found)


def _bar(title: str, proven: int | None, reported: int | None, at_most: int | None) -> Bar:
    if reported is None:
        return Bar(title, None, None, None, None, _("Telt niet mee."))
    words = _("Volgens opgave {reported}, bewezen {proven}, hoogstens {at_most}. Het streefbeeld is 100.").format(
        reported=reported, proven=proven, at_most=at_most
    )
    return Bar(title, proven, reported, at_most, (at_most or 0) - (proven or 0), words)
