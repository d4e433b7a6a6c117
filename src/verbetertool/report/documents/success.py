"""What a report asks a reader to watch: open questions of research, and the signs of success."""

from collections.abc import Collection, Iterator

from verbetertool.language import _, section_words
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Aside, Block, Common, Fold, Items, Line, Paragraph, Section, Strong
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.words import SUPPORT_STATUS


def watch_section(reported: Reported) -> Section:
    """The open questions of research about the elements that apply, and which others have little proof."""
    asked: tuple[Block, ...] = ()
    if principles := tuple(principle_lines(reported.rubric)):
        title = _("Vragen om met uw team te bespreken ({number})").format(number=len(principles))
        asked = (Common((Fold(title, (Items(principles),)),)),)
    found = tuple(watched(reported.rubric, {element.id for element in reported.result.elements}))
    if not found:
        intro = _("Over wat u beantwoordde, noemt het dossier geen open vragen.")
        return Section("letop", _("Ook letten op"), (Paragraph(intro), *asked))
    intro = _("Hierover weet onderzoek nog te weinig. Meet het daarom zelf.")
    title = _("Toon de {number} aandachtspunten").format(number=len(found))
    alone = _("De {number} aandachtspunten").format(number=len(found))
    items = Items(tuple((Strong(question), " ", advice) for question, advice in found))
    return Section(
        "letop", _("Ook letten op"), (Common((Paragraph(intro), Fold(title, (items,), alone=alone))), *asked)
    )


def principle_lines(rubric: Rubric) -> Iterator[Line]:
    """The principles of a rubric, each as a question with what the dossier says."""
    for principle in rubric.principles:
        asked = principle.question or principle.title
        yield (Strong(asked), f" {principle.text.strip()} ", Aside(section_words(principle.sections)))


def watched(rubric: Rubric, applying: Collection[str]) -> Iterator[tuple[str, str]]:
    """The open questions about the elements that apply, with how to measure; then those with little proof.

    An element that one of the questions is about is not named again.
    """
    asked: set[str] = set()
    for gap in rubric.knowledge_gaps:
        if not gap.elements or any(id in applying for id in gap.elements):
            asked.update(gap.elements)
            yield gap.question, gap.advice
    unsure: dict[str, list[str]] = {"promising": [], "unproven": []}
    for element in rubric.elements:
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
