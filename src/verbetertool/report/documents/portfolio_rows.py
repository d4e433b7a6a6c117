"""The rows of the tables of a round, in words: for each project all that a portfolio says of it, and each error."""

from collections.abc import Callable, Iterable, Sequence

from verbetertool.errors import Problem
from verbetertool.language import _
from verbetertool.model.portfolio import AnswerRow, Portfolio, ProjectRow, RankInterval
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Link
from verbetertool.report.documents.locks import lock_titles
from verbetertool.report.documents.returned import remedy_for_applicant
from verbetertool.report.documents.route import left_out
from verbetertool.report.documents.signals import in_one_line
from verbetertool.report.documents.words import (
    RESULT_WORDS,
    SETTLED,
    fact_words,
    labels_of,
    settled_words,
    titles_of,
)
from verbetertool.report.sentences import cell_words

Value = str | int | float | Link | None
_LIST = " | "
"""Between the items of a list in one cell: titles may hold commas."""


def project_rows(
    portfolio: Portfolio, rubric: Rubric, report: Callable[[ProjectRow], str] | None = None
) -> Iterable[tuple[Value, ...]]:
    """All that a portfolio says of each project, one row each, under a row of headings.

    `report` says where the report of a project lies, from the table; without it nothing leads there.
    """
    own = (_("Eigen profiel: bewezen"), _("Eigen profiel: volgens opgave"), _("Eigen profiel: hoogstens"))
    yield (
        KEY,
        _("Project"),
        _("Nummer van de aanvraag"),
        _("Organisatie"),
        _("Bestand"),
        _("Rapport"),
        _("Beeld: bewezen"),
        _("Beeld: volgens opgave"),
        _("Kanttekening"),
        _("Bewezen"),
        _("Volgens opgave"),
        _("Hoogstens"),
        *(own if portfolio.with_own_figures else ()),
        _("Andere gewichten: onderkant"),
        _("Andere gewichten: bovenkant"),
        _("Vergelijkbaar met groep"),
        _("Aantal in de groep"),
        _("Plaats, van"),
        _("Plaats, tot"),
        _("Liggen zeker vóór dit project"),
        _("Liggen zeker achter dit project"),
        _("Niet ervan te onderscheiden"),
        _("Beantwoord (%)"),
        _("Antwoorden met een telling"),
        *(_("Bewezen: {context}").format(context=context.title) for context in rubric.contexts),
        _("Sloten"),
        _("Sloten: nog uit te zoeken"),
        _("Sloten: nog te laten zien"),
        _("Doelgroepen"),
        _("Doelen"),
        _("Fasen"),
        _("Fasen die een partner doet"),
        _("Fasen die niemand doet"),
        *(fact.question for fact in rubric.facts),
        _("Aantal vragen aan de aanvrager"),
        _("Vragen aan de aanvrager"),
    )
    titles = titles_of(rubric)
    choices = {c.id: c.title for c in (*rubric.target_groups, *rubric.goals, *rubric.phases)}
    for row, rank_interval in zip(portfolio.rows, portfolio.rank_intervals, strict=True):
        own_figures = row.own_figures
        yield (
            row.key,
            row.name,
            row.number,
            row.organisation,
            row.file,
            Link(row.report, report(row)) if report is not None else row.report,
            _(RESULT_WORDS[row.band]) if row.band else _("geen score"),
            _(RESULT_WORDS[row.reported_band]) if row.reported_band else _("geen score"),
            _LIST.join(_labels(row)),
            row.figures.proven,
            row.figures.reported,
            row.figures.at_most,
            *((own_figures.proven, own_figures.reported, own_figures.at_most) if own_figures else ()),
            *(row.robust or (None, None)),
            *(_rank_interval_cells(rank_interval) if rank_interval else (None,) * 7),
            row.answered_percent,
            row.counted,
            *row.contexts,
            *(_LIST.join(lock_titles(ids, rubric)) for ids in (row.locks, row.locks_to_find_out, row.locks_to_show)),
            *(
                _LIST.join(choices[id] for id in ids)
                for ids in (
                    row.target_groups,
                    row.goals,
                    row.phases,
                    row.phases_by_others,
                    left_out(row.phases, row.phases_by_others, rubric),
                )
            ),
            *_facts(row, rubric),
            len(row.signals),
            " ".join(in_one_line(signal, rubric, titles) for signal in row.signals),
        )


def _labels(row: ProjectRow) -> Iterable[str]:
    for label in labels_of(row):
        yield settled_words(row.band) if label == SETTLED and row.band else _(RESULT_WORDS[label])


def _facts(row: ProjectRow, rubric: Rubric) -> Iterable[Value]:
    """A cell per fact that the rubric asks: a number to compute with, else words."""
    told = {fact.id: fact for fact in row.facts}
    for question in rubric.facts:
        fact = told.get(question.id)
        if fact is None or not isinstance(fact.value, str):
            yield None if fact is None else fact.value
        else:
            yield fact_words(question, fact)


def _rank_interval_cells(rank_interval: RankInterval) -> tuple[int | None, ...]:
    family, size, best, worst = rank_interval.family, rank_interval.size, rank_interval.best, rank_interval.worst
    if size == 1:
        return family, size, *(None,) * 5  # alone in its group it has no place
    return family, size, best, worst, best - 1, size - worst, worst - best


KEY = "key"
"""The first heading of every table of a round, in every language: by it tables and results join."""


def answer_headings() -> tuple[str, ...]:
    """The first row above those of `answer_cells`: keys as in a result document, the same in every language."""
    return (KEY, "context", "element", "status", "level", "count", "required", "points_lost", "evidence", "note_length")


def answer_cells(key: str, answers: Sequence[AnswerRow]) -> list[tuple[str | int | None, ...]]:
    """The answers of a project for analysis, one row each."""
    return [
        (key, context, id, status, level, count and count.replace("/", _OF), required, lost, _YES_NO[shown], length)
        for context, id, status, level, count, required, lost, shown, length in answers
    ]


_YES_NO = ("no", "yes")
_OF = " van "
"""Between the numbers of a count, as in an answer file too: `3/4` would become a date."""


def error_headings() -> tuple[Value, ...]:
    """The first row above those of `error_rows`."""
    return (KEY, _("Bestand"), _("Regel"), _("Kolom"), _("Wat is er mis"), _("Wat kunt u doen"))


def error_rows(problems: Iterable[Problem], key: str = "") -> Iterable[tuple[Value, ...]]:
    """What is wrong in which file, and what its sender can do, one row per problem."""
    for problem in problems:
        what, remedy = remedy_for_applicant(problem)
        place = problem.place
        if place.sheet:
            yield (key, place.file, cell_words(place), None, what, remedy)
        else:
            yield (key, place.file, place.line or None, place.column or None, what, remedy)
