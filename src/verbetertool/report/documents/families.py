"""The projects of a portfolio by what they share: which of them can be compared, and why others can't."""

from collections.abc import Iterator, Mapping

from verbetertool.language import _, in_words, ngettext
from verbetertool.model.contour import Profile
from verbetertool.model.portfolio import Family, Portfolio
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Block, Column, Fold, Heading, Own, Paragraph, Table
from verbetertool.report.text import one_line

MOST_FAMILIES = 15
"""Groups on the page; the others are folded."""


def mostly_alone(portfolio: Portfolio) -> bool:
    """Whether more than half of the projects can be compared with no other."""
    members = portfolio.alone + sum(family.projects for family in portfolio.families)
    return members > 1 and 2 * portfolio.alone > members


def families(portfolio: Portfolio, rubric: Rubric, profile: Profile | None = None) -> Iterator[Block]:
    """A table of the groups that hold more than one project; what keeps the others apart is said.

    What the funder's profile fixes is what all of them share, whatever they chose themselves.
    """
    if not (portfolio.families or portfolio.alone):
        return
    yield Heading(_("Welke projecten te vergelijken zijn"))
    if mostly_alone(portfolio):
        yield Paragraph(
            _(
                "De meeste projecten zijn met geen ander te vergelijken. Hun doelen, doelgroepen, leeftijd of fasen "
                "verschillen, en dus ook de vragen die meetellen."
            ),
            "notice",
        )
    if not portfolio.families:
        return
    titles = {c.id: c.title for c in (*rubric.goals, *rubric.target_groups, *rubric.phases)}
    largest = sorted(portfolio.families, key=lambda family: (-family.projects, family.number))
    yield _table(largest[:MOST_FAMILIES], titles, profile)
    if more := largest[MOST_FAMILIES:]:
        yield Fold(_("De andere groepen"), (_table(more, titles, profile),), len(more))


def _table(found: list[Family], titles: Mapping[str, str], profile: Profile | None) -> Table:
    columns = (
        Column(_("Groep")),
        Column(_("Projecten"), numeric=True),
        Column(_("Wat zij delen")),
        Column(_("Welke projecten")),
    )
    rows = tuple(
        (
            _("groep {family}").format(family=family.number),
            family.projects,
            "; ".join(_shared(family, titles, profile)),
            tuple(_members(family)),
        )
        for family in found
    )
    return Table("families", _("Groepen van projecten die te vergelijken zijn"), columns, rows)


def _shared(family: Family, titles: Mapping[str, str], profile: Profile | None) -> Iterator[str]:
    goals = (profile and profile.goals) or family.goals
    for label, ids in (
        (_("Doelen: {titles}"), goals),
        (_("Doelgroepen: {titles}"), (profile and profile.target_groups) or family.target_groups),
        (_("Fasen: {titles}"), (profile and profile.phases) or family.phases),
    ):
        if ids:
            yield label.format(titles=in_words([titles.get(id, id) for id in ids]))
    if not goals:
        yield _("Doelen: alle, of niet ingevuld")
    text = ngettext("{number} vraag telt mee", "{number} vragen tellen mee", family.asked).format(number=family.asked)
    yield _("{counted}, snelle scan").format(counted=text) if family.quick else text


def _members(family: Family) -> Iterator[Own | str]:
    """Those that are named; the table of all projects has every one."""
    for number, name in enumerate(family.first):
        if number:
            yield ", "
        yield Own(one_line(name))
    if more := family.projects - len(family.first):
        yield _(" en nog {number}").format(number=more)
