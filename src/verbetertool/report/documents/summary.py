"""What a project lead wants to see first, on a terminal: the short story, the contexts, what to improve or find out."""

from collections.abc import Iterable, Iterator

from verbetertool.language import _, current_language
from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Bars, Block, Cell, Column, Document, Items, Paragraph, Section, Table
from verbetertool.report.documents import advice, answers, in_short
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.words import OCCURS, band_words, lock_sentences, skip_link
from verbetertool.report.text import one_line

MOST_OPEN = 5


def summary_document(assessment: Assessment, rubric: Rubric) -> Document:
    """The summary of one project's report."""
    reported = Reported(assessment, rubric)
    sentences = [*in_short.notices(reported), *in_short.sentences(reported)]
    if intention := in_short.intention(reported):
        sentences.insert(0, intention)
    return Document(
        label=None,
        title=f"{one_line(assessment.project.name)} · {_('Verbeterrapport')}",
        intro=(*map(Paragraph, sentences), *_contexts(reported)),
        sections=tuple(_sections(reported)),
        language=current_language(),
        skip_link=skip_link(),
    )


def first_steps(assessment: Assessment, rubric: Rubric, most: int) -> list[str]:
    """What to do first, in a line each; where nothing can be improved yet, what to find out first."""
    reported = Reported(assessment, rubric)
    if steps := [f"{point.title}. {_('Eerste actie')}: {point.action}" for point in advice.points(reported)][:most]:
        return steps
    return answers.find_out_words(reported, most)


def _contexts(reported: Reported) -> Iterator[Block]:
    results = reported.result.contexts
    yield Bars("context", tuple(answers.context_bar(reported, context) for context in results), to_contour=True)
    columns = (
        Column(_("Onderdeel")),
        Column(_("Bewezen"), numeric=True),
        Column(_("Opgave"), numeric=True),
        Column(_("Hoogstens"), numeric=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for context in results:
        title = reported.titles[context.id]
        if context.reported.score is None:
            rows.append((title, None, _("telt niet mee"), None))
        else:
            rows.append((title, context.proven.score, context.reported.score, context.at_most.score))
    yield Table("figures", _("Scores per onderdeel, van de 100"), columns, tuple(rows))


def _sections(reported: Reported) -> Iterator[Section]:
    points = tuple(
        f"{point.title}. {point.now}. {point.next}. {_('Eerste actie')}: {point.action}"
        for point in advice.points(reported)
    )
    if points:
        yield Section("punten", _("Uw eerste verbeterpunten"), (Items(points, ordered=True),))
    if route := advice.next_band(reported):
        yield Section("weg", route.intro, (Items(route.steps),))
    if reported.occurring:
        items = []
        for each in reported.occurring:
            anti_pattern = reported.rubric.anti_pattern_by_id[each.id]
            helps = _("Wat wel helpt")
            items.append(f"{anti_pattern.title} ({_(OCCURS[each.occurs])}). {helps}: {anti_pattern.alternative}")
        yield Section("niet", _("Dit werkt niet"), (Items(tuple(items)),))
    if first := answers.find_out(reported, MOST_OPEN):
        yield Section("open", _("Zoek eerst uit"), (Items(first, ordered=True),))
    locks = [lock for lock in reported.score.reported.locks if lock.because == "unanswered"]
    ending = [*lock_sentences(locks, reported.rubric, is_plan=reported.is_plan), in_short.disclaimer()]
    yield Section("slot", "", tuple(map(Paragraph, ending)))


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
