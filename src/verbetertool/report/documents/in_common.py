"""What the projects of a portfolio have in common: spreads, frequent gaps, what nobody offers, what does not work."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from verbetertool.language import _, ngettext
from verbetertool.model.portfolio import Often, Portfolio, Spread
from verbetertool.model.rubric import Rubric
from verbetertool.model.thresholds import CONTEXT_ANSWERED_FROM
from verbetertool.report.document import (
    Bar,
    Bars,
    Block,
    Column,
    Items,
    Legend,
    Paragraph,
    Segment,
    Stack,
    Stacks,
    Table,
)
from verbetertool.report.documents.words import BANDS

MOST_GAPS = 15


def spread_blocks(portfolio: Portfolio, titles: Mapping[str, str]) -> Iterator[Block]:
    """Over which bands the projects lie in each context: a bar for all of them together, and a table."""
    bands = tuple(_(band) for band in BANDS.values())
    legend = _(
        "Elke balk zijn alle projecten samen. Het getal is het aantal projecten met dat beeld. Is een deel te smal "
        "voor zijn getal, kijk dan in de tabel. Zonder score is een project waarvoor het onderdeel niet meetelt, of "
        "dat er minder dan {few} vragen over beantwoordde."
    ).format(few=CONTEXT_ANSWERED_FROM)
    yield Legend(legend, "stacks")
    yield Stacks("deel", bands, tuple(_stack(spread, bands, titles) for spread in portfolio.spreads))
    columns = (_("Onderdeel"), *bands, _("geen score"))
    rows = tuple((titles[spread.context], *spread.counts, spread.without) for spread in portfolio.spreads)
    caption = _("Aantal projecten per onderdeel, naar bewezen score")
    head, *numbers = columns
    table_columns = (Column(head), *(Column(number, numeric=True) for number in numbers))
    yield Table("counts", caption, table_columns, rows)


def _stack(spread: Spread, bands: Sequence[str], titles: Mapping[str, str]) -> Stack:
    parts = [f"{band}: {count}" for band, count in zip(bands, spread.counts, strict=True)]
    words = "; ".join([*parts, _("geen score: {number}").format(number=spread.without)]) + "."
    segments = tuple(Segment(number, count) for number, count in enumerate(spread.counts, 1))
    return Stack(titles[spread.context], words, segments)


def gap_blocks(portfolio: Portfolio, titles: Mapping[str, str]) -> Iterator[Block]:
    """The elements that are most often below the contour, as bars and as a table."""
    shown = portfolio.gaps[:MOST_GAPS]
    if not shown:
        yield Paragraph(_("Geen enkel antwoord blijft achter bij het streefbeeld."))
        return
    yield Paragraph(
        _("Hier kunt u veel projecten tegelijk mee helpen. Alleen antwoorden tellen; wat open is, staat apart.")
    )
    yield _often_bars("verschil", shown, titles)
    columns = (
        Column(_("Werkzaam element")),
        Column(_("Onder het streefbeeld")),
        Column(_("Niet bekend"), numeric=True),
    )
    rows = tuple((titles[gap.id], _how_often(gap), gap.not_known) for gap in shown)
    yield Table("figures", _("Verschillen met het streefbeeld, vaakste eerst"), columns, rows)
    if (more := len(portfolio.gaps) - MOST_GAPS) > 0:
        text = ngettext(
            "Daarna is er nog {number} verschil, dat minder vaak voorkomt.",
            "Daarna zijn er nog {number} verschillen, die minder vaak voorkomen.",
            more,
        )
        yield Paragraph(text.format(number=more))


def _how_often(often: Often) -> str:
    return _("in {number} van {total} projecten").format(number=often.number, total=often.out_of)


def _often_bars(name: str, found: Iterable[Often], titles: Mapping[str, str]) -> Bars:
    bars = []
    for often in found:
        percent = round(100 * often.number / often.out_of, 2) if often.out_of else 0.0
        words = _how_often(often)
        bars.append(Bar(titles[often.id], percent, words, f"{titles[often.id]}: {words}"))
    return Bars(name, tuple(bars))


def missing_blocks(portfolio: Portfolio, rubric: Rubric, titles: Mapping[str, str]) -> Iterator[Block]:
    """What no project offers, which target groups none names, and who does which phase."""
    if portfolio.not_offered:
        yield Paragraph(_("Bij geen enkel project staat dit op niveau 2 of hoger:"))
        asked = _("gevraagd in {total} projecten, waarvan {unknown} niet bekend")
        yield Items(
            tuple(
                f"{titles[each.id]} ({asked.format(total=each.out_of, unknown=each.not_known)})"
                for each in portfolio.not_offered
            )
        )
    else:
        yield Paragraph(_("Elk werkzaam element komt bij ten minste een project voor, op niveau 2 of hoger."))
    unserved = tuple(group.title for group in rubric.target_groups if group.id in portfolio.groups_unserved)
    if number := portfolio.without_groups:
        text = ngettext(
            "{number} project noemt geen doelgroep. Het kan voor iedereen zijn.",
            "{number} projecten noemen geen doelgroep. Ze kunnen voor iedereen zijn.",
            number,
        )
        yield Paragraph(text.format(number=number))
    if unserved:
        yield Paragraph(_("Geen enkel project noemt deze doelgroepen:"))
        yield Items(unserved)
    elif portfolio.without_groups < len(portfolio.rows):
        yield Paragraph(_("Elke doelgroep wordt door ten minste een project genoemd."))
    yield from _phases(portfolio, rubric)


def _phases(portfolio: Portfolio, rubric: Rubric) -> Iterator[Block]:
    """Who does which part of the route; the parts that nobody does first."""
    if not (portfolio.rows and rubric.phases):
        return
    titles = {phase.id: phase.title for phase in rubric.phases}
    for use in portfolio.phases:
        if not (use.own or use.by_others or use.not_told):
            yield Paragraph(_("Niemand doet «{phase}».").format(phase=titles[use.phase]))
    columns = (_("Zelf"), _("Via een partner"), _("Niemand"), _("Geen fasen ingevuld"))
    rows = tuple((titles[use.phase], use.own, use.by_others, use.nobody, use.not_told) for use in portfolio.phases)
    head = Column(_("Fase"))
    caption = _("Aantal projecten per fase, naar wie die fase doet")
    yield Table("figures", caption, (head, *(Column(name, numeric=True) for name in columns)), rows)


def anti_pattern_blocks(portfolio: Portfolio, titles: Mapping[str, str]) -> Iterator[Block]:
    """The anti-patterns that occur, as bars and as a table."""
    found = portfolio.anti_patterns
    if not found:
        yield Paragraph(_("Geen enkel project noemt iets wat niet werkt."))
        return
    yield _often_bars("niet-werkt", found, titles)
    columns = (
        Column(_("Wat niet werkt")),
        Column(_("Soms of meestal")),
        Column(_("Waarvan meestal"), numeric=True),
        Column(_("Niet bekend"), numeric=True),
    )
    rows = tuple((titles[each.id], _how_often(each), each.usually, each.not_known) for each in found)
    yield Table("figures", _("Hoe vaak projecten dit doen"), columns, rows)
