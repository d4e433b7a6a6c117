"""A memo about a choice: what the chosen projects cover together, what they leave uncovered, and a page for each."""

from collections.abc import Iterator, Mapping, Sequence

from verbetertool.language import _, current_language, in_words, ngettext
from verbetertool.model.assessment import Assessment
from verbetertool.model.portfolio import Portfolio, ProjectRow
from verbetertool.model.record import record
from verbetertool.model.round import RoundInfo
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import (
    Blanks,
    Block,
    Column,
    Document,
    Facts,
    Items,
    Line,
    Own,
    Paragraph,
    Section,
    Table,
)
from verbetertool.report.documents.locks import lock_titles
from verbetertool.report.documents.profile_words import profile_as_filled_in
from verbetertool.report.documents.provenance import made_with, round_facts
from verbetertool.report.documents.signals import in_one_line
from verbetertool.report.documents.words import RESULT_WORDS, skip_link, titles_of, titles_of_choices
from verbetertool.report.text import one_line

MOST_UNCOVERED = 20
"""Elements that none of the chosen projects offers; there may be more."""
MOST_NAMED = 5
"""Other projects that could cover what the choice leaves out."""


@record
class Chosen:
    """A chosen project, with its result."""

    row: ProjectRow
    result: Assessment


def memo_document(
    chosen: Sequence[Chosen],
    portfolio: Portfolio,
    others: Sequence[ProjectRow],
    rubric: Rubric,
    info: RoundInfo | None = None,
    priorities: Sequence[str] = (),
) -> Document:
    """The memo; `portfolio` is that of the chosen projects, `others` are the projects that were not chosen."""
    names = in_words([one_line(each.row.name) for each in chosen])
    cover = tuple(_cover(portfolio, others, rubric, priorities))
    return Document(
        label=_("Memo bij een keuze"),
        title=Own(one_line(info.name) if info else names),
        intro=(Facts((*round_facts(info), (_("Gekozen"), Own(names)))),),
        sections=(
            Section("dekt", _("Wat deze keuze dekt, en wat niet"), cover),
            *(
                Section(f"project-{number}", one_line(each.row.name), tuple(_page(each, rubric)), by_itself=True)
                for number, each in enumerate(chosen, 1)
            ),
            Section(
                "besluit",
                _("Besluit over het geheel"),
                tuple(_to_fill((_("Besluit"), _("Reden"), _("Wie en wanneer")))),
                by_itself=True,
            ),
        ),
        language=current_language(),
        skip_link=skip_link(),
        origin=Section("herkomst", _("Herkomst"), (Facts(tuple(made_with(rubric, None, _dates(chosen)))),)),
        on_paper=True,
    )


def _dates(chosen: Sequence[Chosen]) -> list[str]:
    return [each.row.date for each in chosen if each.row.date]


def _cover(
    portfolio: Portfolio, others: Sequence[ProjectRow], rubric: Rubric, priorities: Sequence[str]
) -> Iterator[Block]:
    if priorities:
        yield _priorities(portfolio, rubric, priorities)
    rows = tuple(
        (label, in_words(covered) or "–", in_words(left) or "–")
        for label, covered, left in (
            (_("Doelgroepen"), *_split(portfolio, rubric, "target_groups")),
            (_("Doelen"), *_split(portfolio, rubric, "goals")),
            (_("Fasen"), *_split(portfolio, rubric, "phases")),
        )
    )
    columns = (Column(_("Wat")), Column(_("Gedekt")), Column(_("Niet genoemd")))
    yield Table("coverage", _("Wat de gekozen projecten noemen"), columns, rows)
    titles = titles_of(rubric)
    missing = portfolio.not_offered
    if not missing:
        yield Paragraph(_("Elk gevraagd element staat bij ten minste een gekozen project op niveau 2 of hoger."))
        return
    yield Paragraph(_("Dit staat bij geen gekozen project op niveau 2 of hoger:"))
    bits = {element.id: 1 << place for place, element in enumerate(rubric.elements)}
    by_others = {each.id: [row for row in others if row.offered & bits[each.id]] for each in missing}
    first = sorted(missing, key=lambda each: -len(by_others[each.id]))
    items: list[Line] = [titles[each.id] + _who(by_others[each.id]) for each in first[:MOST_UNCOVERED]]
    yield Items(tuple(items))
    if (more := len(missing) - MOST_UNCOVERED) > 0:
        text = ngettext("En nog {number} element.", "En nog {number} elementen.", more)
        yield Paragraph(text.format(number=more))


def _who(offering: Sequence[ProjectRow]) -> str:
    """Who of the others offers it."""
    if not offering:
        return ""
    names = [one_line(row.name) for row in offering[:MOST_NAMED]]
    if len(offering) > MOST_NAMED:
        names.append(_("andere"))
    return " " + _("(wel bij {names})").format(names=in_words(names))


def _split(portfolio: Portfolio, rubric: Rubric, key: str) -> tuple[list[str], list[str]]:
    """The titles of what some chosen project names, and of what none does; a partner's phases count."""
    named = {id for row in portfolio.rows for id in getattr(row, key)}
    if key == "phases":
        named |= {id for row in portfolio.rows for id in row.phases_by_others}
    choices = getattr(rubric, key)
    return [c.title for c in choices if c.id in named], [c.title for c in choices if c.id not in named]


def _priorities(portfolio: Portfolio, rubric: Rubric, priorities: Sequence[str]) -> Table:
    """What the funder wants to reach, and which of the chosen projects serve it."""
    titles = titles_of_choices(rubric)
    bits = {element.id: 1 << place for place, element in enumerate(rubric.elements)}
    rows = []
    for priority in priorities:
        serving = [row for row in portfolio.rows if _serves(row, priority, bits)]
        known = priority in titles
        words = in_words([one_line(row.name) for row in serving]) or (_("geen") if known else _("zelf te beoordelen"))
        rows.append((Own(one_line(titles.get(priority, priority))), Own(words)))
    columns = (Column(_("Uw prioriteit")), Column(_("Gekozen projecten die dit doen")))
    return Table("priorities", _("Uw prioriteiten"), columns, tuple(rows))


def _serves(row: ProjectRow, id: str, bits: Mapping[str, int]) -> bool:
    return id in (*row.target_groups, *row.goals, *row.phases) or bool(row.offered & bits.get(id, 0))


def _page(chosen: Chosen, rubric: Rubric) -> Iterator[Block]:
    row, result = chosen.row, chosen.result
    titles = titles_of(rubric)
    yield Facts(tuple(_facts(row)) + tuple(profile_as_filled_in(result.project.profile, rubric)))
    locks = list(lock_titles(row.locks, rubric))
    if locks:
        yield Paragraph(_("Wat het beeld tegenhoudt: {titles}.").format(titles=in_words(locks)))
    good = [each.id for each in result.elements if each.level is not None and each.level >= each.required]
    if good:
        text = ngettext(
            "Voldoet aan het streefbeeld bij {number} vraag.",
            "Voldoet aan het streefbeeld bij {number} vragen.",
            len(good),
        )
        yield Paragraph(text.format(number=len(good)))
    if result.improvements:
        points = in_words([titles[point.id] for point in result.improvements])
        yield Paragraph(_("Verbeterpunten: {titles}.").format(titles=points))
    if row.signals:
        yield Paragraph(_("Vragen die nog openstaan:"))
        yield Items(tuple(in_one_line(signal, rubric, titles) for signal in row.signals))
    yield from _to_fill((_("Besluit"), _("Reden"), _("Voorwaarden")))


def _facts(row: ProjectRow) -> Iterator[tuple[str, Line]]:
    yield _("Kenmerk"), Own(one_line(row.key))
    if row.organisation:
        yield _("Organisatie"), Own(one_line(row.organisation))
    figures = row.figures
    if figures.proven is None:
        yield _("Score"), _("geen score")
        return
    text = _("bewezen {proven}, volgens opgave {reported}, hoogstens {at_most}")
    yield _("Score"), text.format(proven=figures.proven, reported=figures.reported, at_most=figures.at_most)
    if row.band:
        yield _("Beeld: bewezen"), _(RESULT_WORDS[row.band])
    if row.answered_percent is not None:
        yield _("Beantwoord"), f"{row.answered_percent} %"


def _to_fill(questions: Sequence[str]) -> Iterator[Blanks]:
    """Room for what is decided, and why."""
    return (Blanks((question,), _ROOM) for question in questions)


_ROOM = 4
"""Lines for each of what a person fills in."""
