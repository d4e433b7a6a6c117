"""Who is certainly ahead of whom: what a portfolio may say of differences, and what not (scoring section 8)."""

from collections.abc import Iterator

from verbetertool.language import _, ngettext
from verbetertool.model.portfolio import Portfolio, RankInterval
from verbetertool.model.thresholds import AHEAD_BY, DRAWS, HIGHEST_KEPT, LOWEST_KEPT
from verbetertool.report.text import one_line


def place_words(interval: RankInterval | None) -> str:
    """Between which places a project lies in its group, or that it is alone there."""
    if interval is None:
        return "–"
    if interval.size == 1:
        return _("groep {family}: alleen").format(family=interval.family)
    return _("groep {family}: {place}").format(family=interval.family, place=_places(interval))


def _places(interval: RankInterval) -> str:
    text = _("{best} tot {worst} van {size}") if interval.best < interval.worst else _("{best} van {size}")
    return text.format(best=interval.best, worst=interval.worst, size=interval.size)


def fairness(portfolio: Portfolio, *, with_profile: bool, is_part: bool) -> Iterator[str]:
    """What the page says about places, with an example from its own projects."""
    yield _(
        "Hier staat geen ranglijst met 1, 2 en 3. Een verschil van een paar punten zegt niets. Met andere gewichten, "
        "of met een paar antwoorden meer, ligt de volgorde anders. Daarom staat bij elk project tussen welke plaatsen "
        "het ligt."
    )
    yield _(
        "Hoe dat gaat: we rekenen elk project uit met {draws} andere gewichten. Bij «Andere gewichten» staat het "
        "bereik: van bewezen tot hoogstens. De {lowest} laagste en {highest} hoogste uitkomsten tellen daarbij niet "
        "mee. Een project ligt alleen zeker voor op een ander bij een groot verschil. Zijn bereik begint dan minstens "
        "{ahead} punten hoger dan dat van het andere eindigt. Anders zijn de twee niet uit elkaar te houden."
    ).format(draws=DRAWS, lowest=LOWEST_KEPT, highest=DRAWS - 1 - HIGHEST_KEPT, ahead=AHEAD_BY)
    if portfolio.places.example is not None:
        yield _example(*portfolio.places.example)
    yield _(
        "Een plaats geldt alleen binnen een groep: projecten met dezelfde doelen en dezelfde vragen. Tussen groepen is "
        "niet te vergelijken."
    )
    if not with_profile:
        yield _("Wilt u alle projecten met elkaar vergelijken? Stel dan zelf een profiel vast, met --profile.")
    yield _(
        "Zijn projecten niet uit elkaar te houden? Lees dan hun rapporten, vraag om onderbouwing, of bezoek ze. Kies "
        "op wat in uw regio ontbreekt. Een verschil in score is dan geen reden."
    )
    if is_part:
        yield _("De groepen en plaatsen op deze pagina zijn die van de portfolio van alle projecten.")
    places = portfolio.places
    if places.families:
        groups = ngettext("Er is {number} groep.", "Er zijn {number} groepen.", places.families)
        single = ngettext(
            "{number} project staat alleen in zijn groep.",
            "{number} projecten staan alleen in hun groep.",
            places.alone,
        )
        unknown = ngettext(
            "{number} project is van geen enkel ander project in zijn groep te onderscheiden.",
            "{number} projecten zijn van geen enkel ander project in hun groep te onderscheiden.",
            places.indistinct,
        )
        yield " ".join(
            text.format(number=number)
            for text, number in ((groups, places.families), (single, places.alone), (unknown, places.indistinct))
            if number
        )


def _example(name: str, interval: RankInterval) -> str:
    """The place of one project of this page in words."""
    text = _(
        "Een voorbeeld. Bij «{name}» staat: {place}. Aantal dat zeker vóór dit project ligt: {ahead}. Aantal "
        "dat er zeker achter ligt: {behind}. Aantal dat er niet van te onderscheiden is: {same}."
    )
    return text.format(
        name=one_line(name),
        place=_places(interval),
        ahead=interval.best - 1,
        behind=interval.size - interval.worst,
        same=interval.worst - interval.best,
    )
