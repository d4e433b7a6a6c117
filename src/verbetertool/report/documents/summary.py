"""What a project lead wants to see first, on a terminal: how far the project is, and last the first three actions."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from verbetertool.language import _, current_language, ngettext
from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Block, Column, Document, Items, Link, Paragraph, Section, Table
from verbetertool.report.documents import in_short
from verbetertool.report.documents.advice import Action
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.words import band_words, skip_link
from verbetertool.report.text import one_line

if TYPE_CHECKING:
    from verbetertool.model.comparison import Compared


def summary_document(assessment: Assessment, rubric: Rubric, *, since: "Compared | None" = None) -> Document:
    """The summary of one project's report, which fits a terminal of 24 lines.

    `since` is what changed since an earlier result.
    """
    reported = Reported(assessment, rubric)
    return Document(
        label=None,
        title=f"{one_line(assessment.project.name)} · {_('Verbeterrapport')}",
        intro=tuple(_picture(reported)),
        sections=(*_changed(since, rubric), *_actions(reported)),
        language=current_language(),
        skip_link=skip_link(),
    )


def _picture(reported: Reported) -> Iterator[Block]:
    """How far the project is, how sure that is, and what to know of it."""
    if reported.is_plan:
        yield Paragraph(_("Dit is nog een plan: alles geldt alleen op papier."))
    if scale := in_short.scale_of(reported):
        yield scale
    for line in (*in_short.meaning(reported), *in_short.to_know(reported)):
        spans = line if isinstance(line, tuple) else (line,)
        yield Paragraph(tuple(span for span in spans if not isinstance(span, Link)))


def _changed(since: "Compared | None", rubric: Rubric) -> Iterator[Section]:
    """What changed since an earlier result, in a few lines."""
    if since is not None:
        from verbetertool.report.documents import comparison

        title = _("Sinds de vorige keer, {moment}").format(moment=comparison.moment_words(since.before))
        yield Section("sinds", title, tuple(map(Paragraph, comparison.in_lines(since, rubric))))


def _actions(reported: Reported) -> Iterator[Section]:
    if actions := tuple(map(_in_a_line, in_short.first_actions(reported))):
        yield Section("punten", in_short.actions_title(reported), (Items(actions, ordered=True),))
    more = _("Meer: zet --all achter deze opdracht, of -f html voor een rapport.")
    if number := len(tuple(in_short.notices(reported))):
        text = ngettext("Er is {number} kanttekening.", "Er zijn {number} kanttekeningen.", number)
        more = f"{text.format(number=number)} {more}"
    yield Section("meer", "", (Paragraph(more),))


def to_find_out(assessment: Assessment, rubric: Rubric, most: int) -> list[str]:
    """What to find out or look at again, in a line each; empty where the first page of the report says what to do."""
    actions = in_short.first_actions(Reported(assessment, rubric))
    return [_in_a_line(action) for action in islice(actions, most) if action.target == "#open"]


def _in_a_line(action: Action) -> str:
    """What to do with its first step; how to find something out is too long for a terminal."""
    return f"{action.title}. {action.question or action.step}"


def _overview_row(assessment: Assessment) -> tuple[str, ...]:
    """One project in a row: name, band, score, interval, the share that was answered."""
    score = assessment.score
    if score.reported.score is None:
        return (assessment.project.name, _("geen score"), "", "", "")
    interval = f"{score.proven.score}-{score.at_most.score}"
    share = f"{score.answered_share.percent} %" if score.answered_share else ""
    return (assessment.project.name, band_words(assessment), str(score.reported.score), interval, share)


def overview(assessments: Iterable[Assessment]) -> Table:
    """Several projects in a table, a row each."""
    columns = (
        Column(_("Project")),
        Column(_("Beeld")),
        Column(_("Score")),
        Column(_("Tussen")),
        Column(_("Beantwoord")),
    )
    return Table("overview", _("Projecten"), columns, tuple(map(_overview_row, assessments)))
