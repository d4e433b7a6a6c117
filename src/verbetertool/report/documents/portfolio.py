"""The portfolio page, its sections in their order: what many projects have in common.

Without a ranking that the data can't carry.
"""

from collections.abc import Iterator, Sequence

from verbetertool.language import _, current_language, ngettext
from verbetertool.model.portfolio import Portfolio, SinceRound
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Block, Document, Facts, Items, Link, Paragraph, Section
from verbetertool.report.documents.all_projects import Shown, project_blocks, shown_of
from verbetertool.report.documents.applicant_questions import question_blocks
from verbetertool.report.documents.fairness import fairness
from verbetertool.report.documents.families import families
from verbetertool.report.documents.in_common import anti_pattern_blocks, gap_blocks, missing_blocks, spread_blocks
from verbetertool.report.documents.portfolio_page import Frame
from verbetertool.report.documents.provenance import made_with, priority_facts, round_facts
from verbetertool.report.documents.rejected import Rejected, rejected_blocks
from verbetertool.report.documents.since_round import since_blocks
from verbetertool.report.documents.words import skip_link, titles_of


@record
class GroupLink:
    """A page about a part of the projects."""

    title: str
    link: str
    number: int


def portfolio_document(
    portfolio: Portfolio,
    rubric: Rubric,
    frame: Frame,
    rejected: Sequence[Rejected] = (),
    groups: Sequence[GroupLink] = (),
    projects: Sequence[Shown] | None = None,
    since: SinceRound | None = None,
) -> Document:
    """The page about a round, or about a part of it; `projects` is what it shows of each, made here if not given.

    `rejected` are those of the unread files that it shows.
    """
    if projects is None:
        pairs = zip(portfolio.rows, portfolio.rank_intervals, strict=True)
        projects = [shown_of(row, interval, with_profile=frame.with_profile) for row, interval in pairs]
    title = _("Portfolio")
    intro: list[Block] = [Paragraph(_counts(frame, portfolio))]
    if frame.info is not None:
        intro.insert(0, Facts((*round_facts(frame.info), *priority_facts(frame.priorities, rubric))))
    if frame.up:
        back = Link(_("Terug naar de portfolio van alle projecten"), f"{frame.up}portfolio.html")
        intro.insert(0, Paragraph(back))
    return Document(
        label=None,
        title=f"{title}: {frame.part}" if frame.part else title,
        intro=tuple(intro),
        sections=tuple(_sections(portfolio, rubric, frame, projects, rejected, groups, since)),
        language=current_language(),
        skip_link=skip_link(),
        origin=_origin(portfolio, rubric, frame),
        wide=True,
    )


def _sections(
    portfolio: Portfolio,
    rubric: Rubric,
    frame: Frame,
    projects: Sequence[Shown],
    rejected: Sequence[Rejected],
    groups: Sequence[GroupLink],
    since: SinceRound | None,
) -> Iterator[Section]:
    titles = titles_of(rubric)
    yield Section("vooraf", _("Lees dit eerst"), tuple(map(Paragraph, _intro(frame))))
    yield Section("spreiding", _("Spreiding per onderdeel"), tuple(spread_blocks(portfolio, titles)))
    yield Section("verschillen", _("Wat het vaakst achterblijft"), tuple(gap_blocks(portfolio, titles)))
    missing = tuple(missing_blocks(portfolio, rubric, titles))
    yield Section("ontbreekt", _("Wat niemand aanbiedt, en wie niemand helpt"), missing)
    yield Section("niet", _("Wat niet werkt, en toch voorkomt"), tuple(anti_pattern_blocks(portfolio, titles)))
    about = tuple(map(Paragraph, fairness(portfolio, with_profile=frame.with_profile, is_part=bool(frame.up))))
    yield Section("eerlijk", _("Wie ligt zeker voor?"), about)
    all_projects = (*project_blocks(projects, rubric, frame), *families(portfolio, rubric, frame.profile))
    yield Section("projecten", _("Alle projecten"), all_projects)
    if since is not None:
        yield Section("sinds", _("Sinds de vorige ronde"), tuple(since_blocks(since)))
    if groups:
        links = tuple((Link(group.title, group.link), f" ({group.number})") for group in groups)
        yield Section("groepen", _("Per doelgroep, doel en fase"), (Items(links),))
    if questions := tuple(question_blocks(portfolio.questions, rubric, titles)):
        yield Section("vragen", _("Vragen aan aanvragers"), questions)
    if rejected:
        yield Section("fout", _("Apart gezet"), tuple(rejected_blocks(rejected, frame.unread + frame.passed_over)))


def _origin(portfolio: Portfolio, rubric: Rubric, frame: Frame) -> Section:
    """With what the portfolio was made, and where it stands which files it is about."""
    facts = Facts(tuple(made_with(rubric, frame.profile, portfolio.dates or ())))
    record = _("In manifest.json staat welk bestand waar bleef, en van elk bestand het kenmerk.")
    return Section("herkomst", _("Herkomst"), (facts, Paragraph(record)))


def _counts(frame: Frame, portfolio: Portfolio) -> str:
    number = len(portfolio.rows)
    here = ngettext("Hier staat {number} project.", "Hier staan {number} projecten.", number).format(number=number)
    if frame.up:
        return here
    if frame.part:
        text = _("Ingediend: {submitted}. Beoordeeld: {scored}. Apart gezet: {unread}.")
        other = frame.submitted - frame.unread - frame.passed_over - number
        left_out = ngettext(
            "{number} ander project hoort niet bij dit deel. Het staat in results.jsonl en antwoorden.csv.",
            "{number} andere projecten horen niet bij dit deel. Ze staan in results.jsonl en antwoorden.csv.",
            other,
        ).format(number=other)
        here = f"{here} {left_out}" if other else here
    else:
        text = _("Ingediend: {submitted}. Beoordeeld: {scored}, waarvan {without} zonder score. Apart gezet: {unread}.")
    if frame.passed_over:
        text += " " + _("Geen antwoordbestand: {passed_over}.")
    counts = text.format(
        submitted=frame.submitted,
        scored=frame.submitted - frame.unread - frame.passed_over,
        without=portfolio.without_score,
        unread=frame.unread,
        passed_over=frame.passed_over,
    )
    return f"{counts} {here}" if frame.part else counts


def _intro(frame: Frame) -> Iterator[str]:
    yield _(
        "Dit zijn zelfbeoordelingen, geen keuringen. De score zegt hoe dicht een project bij het streefbeeld is. Zij "
        "voorspelt niet hoeveel jongeren slagen."
    )
    yield _(
        "Op deze pagina staat de bewezen score. Een niveau zonder onderbouwing telt dan voor hoogstens 2, en een open "
        "vraag telt als 0. Een lage score kan dus ook betekenen dat er nog weinig bekend is."
    )
    if frame.part:
        yield _("Een project dat hierover niets invulde, staat er ook bij: het kan voor iedereen zijn.")
    if frame.with_profile:
        yield _(
            "U stelde zelf doelgroepen, leeftijd, doelen en fasen vast. Die gelden voor elk project. Daarnaast "
            "staat de score met het eigen profiel van de aanvrager."
        )
