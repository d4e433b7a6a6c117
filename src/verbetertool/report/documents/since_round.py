"""A portfolio beside an earlier round: who came and went, and who proves more or less than the data can carry."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from verbetertool.language import N_, _, in_words, ngettext
from verbetertool.model.portfolio import SinceProject, SinceRound
from verbetertool.report.document import Block, Cell, Column, Own, Paragraph, Table
from verbetertool.report.documents.comparison import signed
from verbetertool.report.text import one_line

MOST_SHOWN = 50
"""Projects in the table: the page of a large round stays small."""
MOST_NAMED = 20
"""Projects that are named in a sentence."""
_VERDICTS = {
    "better": N_("zeker vooruit"),
    "worse": N_("zeker achteruit"),
    "alike": N_("niet te onderscheiden"),
    "not_comparable": N_("niet te vergelijken"),
}


def since_blocks(since: SinceRound) -> Iterator[Block]:
    """The section, in order."""
    counts = {verdict: sum(each.verdict == verdict for each in since.projects) for verdict in _VERDICTS}
    text = _(
        "In beide rondes: {both}. Daarvan zeker vooruit: {better}, zeker achteruit: {worse}, niet te onderscheiden: "
        "{alike}, niet te vergelijken: {not_comparable}. Nieuw: {new}. Verdwenen: {gone}. Hernoemd: {renamed}."
    )
    numbers = {"new": len(since.new), "gone": len(since.gone), "renamed": len(since.renamed)}
    yield Paragraph(text.format(both=len(since.projects), **counts, **numbers))
    yield Paragraph(
        _(
            "Zeker vooruit of achteruit is een project alleen bij een groot verschil. Dat verschil blijft dan ook met "
            "andere gewichten, wat er ook nog openstaat. Niet te vergelijken: de doelen, de vragen of de rubriek zijn "
            "anders."
        )
    )
    for label, names in ((_("Nieuw: {names}."), since.new), (_("Verdwenen: {names}."), since.gone)):
        if names:
            yield Paragraph(label.format(names=_some(names)))
    if since.projects:
        yield _table(_shown(since.projects))
    if (hidden := len(since.projects) - MOST_SHOWN) > 0:
        text = ngettext(
            "Van nog {number} project staat het verschil in results.jsonl. Het is kleiner.",
            "Van nog {number} projecten staat het verschil in results.jsonl. Het is kleiner.",
            hidden,
        )
        yield Paragraph(text.format(number=hidden))


def _shown(projects: Sequence[SinceProject]) -> list[SinceProject]:
    """Those that changed most, who surely did before all others; in the order of the portfolio."""

    def size(each: SinceProject) -> tuple[bool, Fraction]:
        total = each.change[0] if each.change is not None else None
        changed = abs(Fraction(total.numerator, total.denominator)) if total is not None else Fraction(0)
        return each.verdict in ("better", "worse"), changed

    kept = {each.key for each in sorted(projects, key=size, reverse=True)[:MOST_SHOWN]}
    return [each for each in projects if each.key in kept]


def _some(names: Sequence[str]) -> str:
    shown = [one_line(name) for name in names[:MOST_NAMED]]
    if (more := len(names) - len(shown)) > 0:
        shown.append(ngettext("{number} ander project", "{number} andere projecten", more).format(number=more))
    return in_words(shown)


def _table(projects: Sequence[SinceProject]) -> Table:
    columns = (
        Column(_("Project")),
        Column(_("Toen"), numeric=True),
        Column(_("Nu"), numeric=True),
        Column(_("Verschil"), numeric=True),
        Column(_("door antwoorden"), numeric=True),
        Column(_("door nieuwe vragen"), numeric=True),
        Column(_("door het profiel"), numeric=True),
        Column(_("door de rubriek"), numeric=True),
        Column(_("Wat dit zegt")),
    )
    rows = tuple(_row(each) for each in projects)
    return Table("since", _("Score volgens opgave, toen en nu, en waardoor zij verschilt"), columns, rows)


def _row(each: SinceProject) -> tuple[Cell, ...]:
    parts: tuple[Cell, ...] = ("–",) * 5
    if each.change is not None:
        total, rubric, profile, new_questions, answers = each.change
        parts = tuple(map(signed, (total, answers, new_questions, profile, rubric)))
    return (
        Own(one_line(each.name)),
        "–" if each.before is None else each.before,
        "–" if each.after is None else each.after,
        *parts,
        _(_VERDICTS[each.verdict]),
    )
