"""What a report says of each context: its score, as bars and in figures."""

from collections.abc import Iterator

from verbetertool.language import _
from verbetertool.model.assessment import ContextResult
from verbetertool.report.document import Bar, Bars, Block, Cell, Column, Legend, Table
from verbetertool.report.documents.reported import Reported


def blocks(reported: Reported) -> Iterator[Block]:
    """The score per context, as bars and in figures."""
    bar = (
        _("De donkere balk is de score volgens uw plan.")
        if reported.is_plan
        else _("De donkere balk is de score volgens uw opgave.")
    )
    interval = _("Het brede deel loopt van bewezen tot hoogstens. De streep rechts is het streefbeeld: 100.")
    yield Legend(f"{bar} {interval}", "bars")
    results, titles = reported.result.contexts, reported.titles
    yield Bars("context", tuple(_bar(reported, context) for context in results), to_contour=True)
    columns = (
        Column(_("Onderdeel")),
        Column(_("Bewezen"), numeric=True),
        Column(_("Volgens opgave"), numeric=True),
        Column(_("Hoogstens"), numeric=True),
        Column(_("Beantwoord"), numeric=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for context in results:
        answered = _("{answered} van {counted}").format(answered=context.answered, counted=context.counted)
        figures: tuple[Cell, ...] = (context.proven.score, context.reported.score, context.at_most.score)
        if no_score := _no_score(context):
            figures = (no_score, None, None)
        rows.append((titles[context.id], *figures, answered))
    yield Table("figures", _("Scores per onderdeel, van de 100"), columns, tuple(rows))


def _bar(reported: Reported, context: ContextResult) -> Bar:
    """The bar of one context."""
    title, proven, reported_score, at_most = (
        reported.titles[context.id],
        context.proven.score,
        context.reported.score,
        context.at_most.score,
    )
    if no_score := _no_score(context):
        return Bar(title, None, no_score, no_score.capitalize() + ".")
    words = _("Volgens opgave {reported}, bewezen {proven}, hoogstens {at_most}. Het streefbeeld is 100.").format(
        reported=reported_score, proven=proven, at_most=at_most
    )
    return Bar(title, reported_score, str(reported_score), words, proven, at_most)


def _no_score(context: ContextResult) -> str | None:
    """Why a context has no score to show; None where it has one."""
    if context.reported.score is None:
        return _("telt niet mee")
    return None if context.enough_answered else _("nog te weinig beantwoord")
