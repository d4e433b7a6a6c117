"""The page about assessors: how far they agree, where they differ, and where projects rate themselves higher."""

from collections.abc import Iterator, Mapping

from verbetertool.language import _, current_language, decimal, in_words, ngettext
from verbetertool.model.agreement import Agreement, AssessedProject, Coefficient, Dispute
from verbetertool.model.round import RoundInfo
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Fold,
    Heading,
    Paragraph,
    Section,
    Table,
)
from verbetertool.report.documents.provenance import made_with, round_facts
from verbetertool.report.documents.words import BANDS, skip_link, titles_of
from verbetertool.report.text import one_line

MOST_OWN = 15
"""Elements that are named as rated higher by projects themselves."""
MOST_NAMED = 20


def agreement_document(
    agreement: Agreement, names: Mapping[str, str], rubric: Rubric, info: RoundInfo | None = None
) -> Document:
    """The page; `names` has the name of each project by its key."""
    titles = titles_of(rubric)
    return Document(
        label=None,
        title=_("Beoordelaars naast elkaar"),
        intro=(Facts(tuple(round_facts(info))),) if info else (),
        sections=(
            Section("eens", _("Hoe ver zijn zij het eens?"), tuple(_agree(agreement, titles))),
            Section("hoger", _("Waar projecten zichzelf hoger geven"), tuple(_own(agreement, titles))),
            Section("verschil", _("Waarover het gaat, per project"), tuple(_projects(agreement, names, titles))),
        ),
        language=current_language(),
        skip_link=skip_link(),
        origin=Section("herkomst", _("Herkomst"), (Facts(tuple(made_with(rubric, None, ()))),)),
        wide=True,
    )


def _agree(agreement: Agreement, titles: Mapping[str, str]) -> Iterator[Block]:
    yield Paragraph(
        _(
            "Kappa zegt hoe ver twee beoordelaars het eens zijn. 1 is helemaal, 0 is niet meer dan toeval. "
            "Bij minder dan tien antwoorden van allebei zegt het niets, en staat er een streepje."
        )
    )
    columns = (
        Column(_("Onderdeel")),
        Column(_("Antwoorden van beiden"), numeric=True),
        Column(_("Kappa"), numeric=True),
    )
    rows = tuple((titles[each.id], each.pairs, _shown(each.kappa)) for each in agreement.contexts)
    yield Table("figures", _("Hoe ver twee beoordelaars het eens zijn, per onderdeel"), columns, rows)
    text = ngettext(
        "Over de scores van {number} project is de ICC {value}.",
        "Over de scores van {number} projecten is de ICC {value}.",
        agreement.scores.projects,
    )
    yield Paragraph(text.format(number=agreement.scores.projects, value=_shown(agreement.scores.value)))
    for label, keys in (
        (_("Zonder beoordelaar: {keys}."), agreement.without),
        (_("Van geen project in deze ronde: {keys}."), agreement.unknown),
    ):
        if keys:
            named = [one_line(key) for key in keys[:MOST_NAMED]]
            yield Paragraph(label.format(keys=in_words([*named, *([_("andere")] if keys[MOST_NAMED:] else [])])))


def _own(agreement: Agreement, titles: Mapping[str, str]) -> Iterator[Block]:
    higher = [each for each in agreement.own if each.higher]
    if not higher:
        yield Paragraph(_("Nergens gaf een project zichzelf een hoger niveau dan een beoordelaar."))
        return
    columns = (
        Column(_("Werkzaam element")),
        Column(_("Project hoger"), numeric=True),
        Column(_("Project lager"), numeric=True),
        Column(_("Vergeleken"), numeric=True),
    )
    rows = tuple((titles[each.id], each.higher, each.lower, each.pairs) for each in higher[:MOST_OWN])
    yield Table("figures", _("Hoe vaak een project zichzelf anders geeft dan een beoordelaar"), columns, rows)


def _projects(agreement: Agreement, names: Mapping[str, str], titles: Mapping[str, str]) -> Iterator[Block]:
    for project in agreement.projects:
        yield Heading(one_line(names.get(project.key, project.key)))
        if project.disputes:
            yield _disputes(project, titles)
        elif len(project.files) > 1:
            yield Paragraph(_("De beoordelaars geven overal hetzelfde niveau."))
        table = _side_by_side(project, titles)
        title = _("Alle niveaus naast elkaar")
        alone = _("Alle niveaus naast elkaar: {project}").format(project=one_line(names.get(project.key, project.key)))
        yield Fold(title, (table,), len(project.elements), alone)


def _disputes(project: AssessedProject, titles: Mapping[str, str]) -> Table:
    columns = (
        Column(_("Verschil")),
        Column(_("Laagste"), numeric=True),
        Column(_("Hoogste"), numeric=True),
        Column(_("Punten"), numeric=True),
        Column(_("Beeld")),
    )
    rows = tuple(
        (titles[each.id], each.lowest, each.highest, decimal(each.points.value), _bands(each))
        for each in project.disputes
    )
    return Table("figures", _("Waarover de beoordelaars verschillen; wat het beeld verandert eerst"), columns, rows)


def _bands(dispute: Dispute) -> str:
    low, high = BANDS.get(dispute.band_lowest), BANDS.get(dispute.band_highest)
    if low is None or high is None or low == high:
        return _("blijft gelijk")
    return _("van «{low}» naar «{high}»").format(low=_(low), high=_(high))


def _side_by_side(project: AssessedProject, titles: Mapping[str, str]) -> Table:
    columns = [Column(_("Werkzaam element")), Column(_("Project zelf"), numeric=True)]
    columns += [
        Column(_("Beoordelaar {number}").format(number=number), numeric=True)
        for number, _file in enumerate(project.files, 1)
    ]
    rows = tuple((titles[each.id], _level(each.own), *map(_level, each.assessors)) for each in project.elements)
    return Table("figures", _("Niveaus van het project en van zijn beoordelaars"), tuple(columns), rows)


def _level(level: int | None) -> Cell:
    return "–" if level is None else level


def _shown(value: Coefficient | None) -> Cell:
    """Two decimals, rounded down; a dash where nothing can be said."""
    if value is None:
        return "–"
    whole = value.numerator * 100 // value.denominator
    sign = "\N{MINUS SIGN}" if whole < 0 else ""
    return f"{sign}{abs(whole) // 100}{decimal(0.0)[1]}{abs(whole) % 100:02}"
