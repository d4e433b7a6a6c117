"""Every gap between a project and its contour: each element below its level, with the next step to it."""

from collections.abc import Iterator

from verbetertool.language import _, decimal, ngettext
from verbetertool.model.assessment import ElementResult
from verbetertool.report.document import Block, Cell, Column, Fold, Link, Paragraph, Table
from verbetertool.report.documents.reported import Reported


def blocks(reported: Reported) -> Iterator[Block]:
    """The section, in order: what it holds, and a table for each context, what brings most first."""
    gains = {id: steps[0].gain for id, steps in reported.steps.items()}
    found = [each for each in reported.result.elements if each.level is not None and each.level < each.required]
    found.sort(key=lambda each: (-gains[each.id].value * (each.required - (each.level or 0)), each.id))
    if not found:
        yield Paragraph(_("Geen enkel antwoord ligt onder het niveau dat uw project gevraagd wordt."))
        return
    yield Paragraph(
        ngettext(
            "{number} antwoord ligt onder het gevraagde niveau. Achter elk staat de volgende stap.",
            "{number} antwoorden liggen onder het gevraagde niveau. Achter elk staat de volgende stap. Vooraan staat "
            "wat het meeste oplevert.",
            len(found),
        ).format(number=len(found))
    )
    for context in reported.rubric.contexts:
        rows = [_row(reported, each, gains[each.id].value) for each in found if each.context == context.id]
        if rows:
            columns = (
                Column(_("Vraag")),
                Column(_("Volgende stap")),
                Column(_("Eerste actie")),
                Column(_("Punten"), numeric=True),
            )
            alone = _("Verschillen bij: {title}").format(title=context.title)
            table = Table("steps", context.title, columns, tuple(rows), titled=True)
            yield Fold(context.title, (table,), len(rows), alone)


def _row(reported: Reported, answer: ElementResult, gain: float) -> tuple[Cell, ...]:
    """An element below its level: what the next level is and how to begin, unless an improvement point says so."""
    element, level = reported.rubric.element_by_id[answer.id], answer.level or 0
    asked = _("Van niveau {level} naar {next}, gevraagd {required}.").format(
        level=level, next=level + 1, required=answer.required
    )
    if point := reported.point_numbers.get(answer.id):
        text = _("Zie verbeterpunt {number}").format(number=point)
        return element.title, asked, (Link(text, f"#punt-{point}"),), decimal(gain)
    following = reported.rubric.level_texts(element)[level + 1]
    return element.title, f"{asked} {following}", element.advice[level], decimal(gain)
