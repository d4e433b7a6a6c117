"""The course of a project over more than two rounds: a table, and a small line per context."""

from collections.abc import Iterator, Sequence

from verbetertool.language import _, current_language
from verbetertool.model.assessment import Amount
from verbetertool.model.comparison import Compared, Moment
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import (
    Block,
    Cell,
    Column,
    Course,
    Courses,
    Document,
    Facts,
    Heading,
    Items,
    Legend,
    Line,
    Own,
    Paragraph,
    Section,
    Table,
)
from verbetertool.report.documents.comparison import (
    has_scores,
    moment_words,
    notices,
    score_sentences,
    signed,
    source_of,
)
from verbetertool.report.documents.moves import overview
from verbetertool.report.documents.words import RESULT_WORDS, skip_link, titles_of


def course_document(steps: Sequence[Compared], rubric: Rubric) -> Document:
    """The page about three or more moments; each of `steps` goes from one of them to the next."""
    moments = [steps[0].before, *(step.after for step in steps)]
    sections = [
        Section("verloop", _("De score over de rondes"), tuple(_course(moments, steps))),
        Section("onderdelen", _("De onderdelen over de rondes"), tuple(_contexts(moments, rubric))),
        Section("stappen", _("Wat er per ronde veranderde"), tuple(_steps(steps, rubric))),
    ]
    return Document(
        label=_("Verloop over de rondes"),
        title=Own(moments[-1].project),
        intro=(Facts(tuple(_facts(moments))),),
        sections=tuple(sections),
        language=current_language(),
        skip_link=skip_link(),
        date=moments[-1].date,
        source=source_of(*moments),
    )


def _facts(moments: Sequence[Moment]) -> Iterator[tuple[str, Line]]:
    for number, moment in enumerate(moments, 1):
        words = f"{moment_words(moment)}, {moment.file}" if moment.date else moment.file
        yield _("Ronde {number}").format(number=number), Own(words)


def _like_the_last(moments: Sequence[Moment]) -> list[Moment]:
    """Those that can be compared with the last: of the same rubric and scope."""
    last = moments[-1]
    return [each for each in moments if (each.rubric.id, each.scope) == (last.rubric.id, last.scope)]


def _course(moments: Sequence[Moment], steps: Sequence[Compared]) -> Iterator[Block]:
    kept = _like_the_last(moments)
    if len(kept) < len(moments):
        yield Paragraph(
            _(
                "Niet alle rondes zijn te vergelijken met de laatste. Van die rondes staat hier geen score. Bij «Wat "
                "er per ronde veranderde» staat waarom."
            ),
            "notice",
        )
    yield Legend(_("De score per ronde, van links naar rechts. Onder is 0, boven is 100."), "courses")
    yield Courses("total-course", (_line(_("De hele score"), [each.figures.reported for each in kept]),))
    columns = (
        Column(_("Ronde")),
        Column(_("Volgens opgave"), numeric=True),
        Column(_("Bewezen"), numeric=True),
        Column(_("Hoogstens"), numeric=True),
        Column(_("Verschil"), numeric=True),
        Column(_("Beeld")),
    )
    changes = [None, *(step.comparison.change.total for step in steps)]
    rows = [_row(moment, change, moment in kept) for moment, change in zip(moments, changes, strict=True)]
    yield Table("figures", _("De score per ronde, van de 100"), columns, rows)


def _row(moment: Moment, change: Amount | None, is_comparable: bool) -> tuple[Cell, ...]:
    if not is_comparable:
        return moment_words(moment), _("niet te vergelijken"), None, None, None, None
    figures, band = moment.figures, moment.band
    return (
        moment_words(moment),
        _or_none(figures.reported),
        figures.proven,
        figures.at_most,
        signed(change) if change is not None else None,
        _(RESULT_WORDS[band.label]) if band else None,
    )


def _contexts(all_moments: Sequence[Moment], rubric: Rubric) -> Iterator[Block]:
    moments = _like_the_last(all_moments)
    found = [moment.context_scores for moment in moments]
    titles = titles_of(rubric)
    ids = [context.id for context in rubric.contexts if any(context.id in scores for scores in found)]
    ids += [id for id in dict.fromkeys(id for scores in found for id in scores) if id not in ids]
    yield Legend(
        _("Elke lijn loopt van de eerste ronde links naar de laatste rechts. Onder is 0, boven is 100."), "courses"
    )
    lines = tuple(_line(titles.get(id, id), [scores.get(id) for scores in found]) for id in ids)
    yield Courses("context-course", lines)
    columns = (Column(_("Onderdeel")), *(Column(moment_words(moment), numeric=True) for moment in moments))
    rows = tuple((titles.get(id, id), *(_or_none(scores.get(id)) for scores in found)) for id in ids)
    yield Table("figures", _("De score per onderdeel, volgens opgave, van de 100"), columns, rows)


def _line(title: str, values: Sequence[int | None]) -> Course:
    words = _("Van de eerste ronde tot de laatste: {values}.").format(
        values=", ".join(str(_or_none(value)) for value in values)
    )
    return Course(title, tuple(values), words)


def _or_none(score: int | None) -> int | str:
    return _("geen score") if score is None else score


def _steps(steps: Sequence[Compared], rubric: Rubric) -> Iterator[Block]:
    """Of each round what limits the comparison with the one before, and what changed."""
    for number, step in enumerate(steps, 2):
        title = _("Ronde {number}: van {before} naar {after}")
        yield Heading(title.format(number=number, before=moment_words(step.before), after=moment_words(step.after)))
        said = [*notices(step)]
        if has_scores(step):
            said.append(" ".join(score_sentences(step)))
        yield Items(tuple(said)) if len(said) > 1 else Paragraph(" ".join(said))
        yield from overview(step, rubric)
