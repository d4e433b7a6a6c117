"""What a report asks a reader to watch: open questions of research, and the signs of success."""

from collections.abc import Iterator

from verbetertool.language import _
from verbetertool.report.document import Block, Common, Fold, Items, Paragraph, Section, Strong
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.words import SUPPORT_STATUS


def watch_section(reported: Reported) -> Section:
    """The open questions of research about the elements that apply, and which others have little proof."""
    watched = tuple(_watched(reported))
    if not watched:
        intro = _("Over wat u beantwoordde, noemt het dossier geen open vragen.")
        return Section("letop", _("Ook letten op"), (Paragraph(intro),))
    intro = _("Hierover weet onderzoek nog te weinig. Meet het daarom zelf.")
    title = _("Toon de {number} aandachtspunten").format(number=len(watched))
    alone = _("De {number} aandachtspunten").format(number=len(watched))
    items = Items(tuple((Strong(question), " ", advice) for question, advice in watched))
    return Section("letop", _("Ook letten op"), (Common((Paragraph(intro), Fold(title, (items,), alone=alone))),))


def _watched(reported: Reported) -> Iterator[tuple[str, str]]:
    """An element that one of the questions is about is not named again."""
    applying = {element.id for element in reported.result.elements}
    asked: set[str] = set()
    for gap in reported.rubric.knowledge_gaps:
        if not gap.elements or applying.intersection(gap.elements):
            asked.update(gap.elements)
            yield gap.question, gap.advice
    unsure: dict[str, list[str]] = {"promising": [], "unproven": []}
    for element in reported.rubric.elements:
        titles = unsure.get(element.support.status)
        if titles is not None and element.id in applying and element.id not in asked:
            titles.append(element.title)
    for status, titles in unsure.items():
        if titles:
            yield _(SUPPORT_STATUS[status]).capitalize() + ":", "; ".join(titles) + "."


def success_section(reported: Reported) -> Iterator[Section]:
    """What success can mean for the project's goals, the criteria per perspective, and what can be measured."""
    rubric, goals = reported.rubric, set(reported.result.project.goals or ())
    folds: list[Block] = []
    for perspective in rubric.perspectives:
        criteria = tuple(c.text for c in rubric.success_criteria if c.perspective == perspective.id)
        if criteria:
            folds.append(Fold(_("Succes voor: {who}").format(who=perspective.title), (Items(criteria),)))
    for column in rubric.outcome_indicators:
        indicators = Items(tuple(item.text for item in column.indicators))
        folds.append(Fold(_("Te meten: {what}").format(what=column.title), (indicators,)))
    if not folds:
        return
    views = [
        Paragraph((Strong(f"{view.title}."), " ", view.text))
        for view in rubric.success_views
        if not goals or goals.intersection(view.goals)
    ]
    yield Section("succes", _("Waaraan ziet u dat het werkt"), (Common((*views, *folds)),))
