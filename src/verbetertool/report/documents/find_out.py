"""What a report says of what is not known: how to find it out, what to look at again, and what does not apply."""

from collections.abc import Iterable, Iterator, Sequence

from verbetertool.language import _, decimal, ngettext
from verbetertool.model.assessment import FindOut
from verbetertool.model.thresholds import UNSHOWN_LEVEL
from verbetertool.report.document import (
    Block,
    Column,
    Fold,
    Heading,
    Items,
    Own,
    Paragraph,
    Strong,
    Table,
)
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.words import status_of

MOST_EXPLAINED = 5
"""Questions to find out that stand open; the others are folded."""


def blocks(reported: Reported) -> Iterator[Block]:
    """What is not known, what to find out first, what to look at again, and what does not apply."""
    if counts := tuple(_open_counts(reported)):
        yield Items(counts)
    first = reported.result.find_out_first
    if not first:
        yield Paragraph(_("Alles wat meetelt, is beantwoord en aangetoond."))
    else:
        yield Heading(_("Hiermee begint u"))
        yield Paragraph(
            _(
                "Wat hier openstaat, is geen zwakte. Het is alleen nog niet bekend. "
                "Vooraan staat wat de marge om uw score het kleinst maakt."
            )
        )
        yield _table(reported, first[:MOST_EXPLAINED], _("Hiermee begint u"))
        if rest := first[MOST_EXPLAINED:]:
            title = ngettext("Daarna nog {number} vraag", "Daarna nog {number} vragen", len(rest))
            title = title.format(number=len(rest))
            yield Fold(title, (_table(reported, rest, title),))
    if reported.outdated:
        yield Heading(_("Kijk hier opnieuw naar"))
        yield Paragraph(
            _(
                "Na uw antwoord zijn deze vragen veranderd. Uw antwoord telt nog mee zoals het was. Loop ze na met: "
                "verbetertool audit, en dan de naam van uw bestand."
            )
        )
        yield Items(tuple(reported.titles[id] for id in reported.outdated))
    excluded = [element for element in reported.result.elements if element.status == "not_applicable"]
    if excluded:
        yield Heading(_("Niet van toepassing"))
        yield Paragraph(_("Deze vragen tellen niet mee, in geen enkele uitkomst."))
        reasons = ((Strong(reported.titles[each.id]), ": ", Own(each.reason or "")) for each in excluded)
        yield Items(tuple(reasons))


def _table(reported: Reported, items: Sequence[FindOut], caption: str) -> Table:
    """Things to find out: the question, how to count and whom to ask, and how much smaller the interval becomes."""
    columns = (
        Column(_("Onderwerp")),
        Column(_("De vraag")),
        Column(_("Zo zoekt u het uit")),
        Column(_("Marge kleiner"), numeric=True),
    )
    rows = tuple((reported.titles[each.id], *_asked(reported, each), decimal(each.points.value)) for each in items)
    return Table("open", caption, columns, rows, titled=True)


def _asked(reported: Reported, item: FindOut) -> tuple[str, str | None]:
    """The question, and how to answer it."""
    element = reported.rubric.element_by_id.get(item.id)
    question = reported.question(item.id)
    if item.kind == "evidence" and (level := reported.elements[item.id].level) is not None:
        text = (
            _("In uw plan staat niveau {level}. Waar blijkt dat uit?")
            if reported.is_plan
            else _("U antwoordde niveau {level}. Waar blijkt dat uit?")
        )
        question = text.format(level=level)
    return question, element.measure if element else None


def find_out_step(reported: Reported, item: FindOut) -> str:
    """The first step to find something out: how to count and whom to ask; else the question itself."""
    element = reported.rubric.element_by_id.get(item.id)
    if element is not None and element.measure:
        return element.measure
    return reported.question(item.id)


def _open_counts(reported: Reported) -> Iterable[str]:
    """How many of each kind of not knowing there are, and what that does to the three readings."""
    statuses = [status_of(element) for element in reported.result.elements]
    if unanswered := statuses.count("unanswered"):
        yield ngettext(
            "{number} vraag is niet beantwoord. In uw score telt die als 0; in de hoogste score alsof u eraan voldoet.",
            "{number} vragen zijn niet beantwoord. In uw score tellen ze als 0; in de hoogste score alsof u eraan "
            "voldoet.",
            unanswered,
        ).format(number=unanswered)
    if unknown := statuses.count("unknown"):
        yield ngettext(
            "Bij {number} vraag staat «weet ik niet». In uw score telt die als 0; in de hoogste score alsof u eraan "
            "voldoet.",
            "Bij {number} vragen staat «weet ik niet». In uw score tellen ze als 0; in de hoogste score alsof u eraan "
            "voldoet.",
            unknown,
        ).format(number=unknown)
    if refused := statuses.count("refused"):
        yield ngettext(
            "Bij {number} vraag staat «niet van toepassing», maar dat kan daar niet of de reden mist. "
            "Die telt als «weet ik niet».",
            "Bij {number} vragen staat «niet van toepassing», maar dat kan daar niet of de reden mist. "
            "Die tellen als «weet ik niet».",
            refused,
        ).format(number=refused)
    if unshown := sum(item.kind == "evidence" for item in reported.result.find_out_first):
        text = (
            ngettext(
                "Bij {number} voornemen mist onderbouwing. Bewezen telt dat als hoogstens niveau {unshown}.",
                "Bij {number} voornemens mist onderbouwing. Bewezen tellen die als hoogstens niveau {unshown}.",
                unshown,
            )
            if reported.is_plan
            else ngettext(
                "Bij {number} niveau mist onderbouwing. Bewezen telt dat als hoogstens {unshown}.",
                "Bij {number} niveaus mist onderbouwing. Bewezen tellen die als hoogstens {unshown}.",
                unshown,
            )
        )
        yield text.format(number=unshown, unshown=UNSHOWN_LEVEL)
    if not_known := sum(each.occurs in ("unknown", "unanswered") for each in reported.result.anti_patterns):
        yield ngettext(
            "Van {number} ding dat niet werkt, is niet bekend of het voorkomt. Bewezen telt dat als meestal.",
            "Van {number} dingen die niet werken, is niet bekend of ze voorkomen. Bewezen tellen die als meestal.",
            not_known,
        ).format(number=not_known)
