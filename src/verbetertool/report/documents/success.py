"""What a report asks a reader to watch: open questions of research, and the signs of success."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from verbetertool.language import _, current_language, section_words
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Aside, Block, Common, Fold, Items, Line, Paragraph, Section, Strong
from verbetertool.report.documents.reported import Reported
from verbetertool.report.documents.words import SUPPORT_STATUS

MOST_WATCHED = 3
"""Open questions of research that stand in a report of their own; those of every report are folded."""


def watch_section(reported: Reported) -> Section:
    """The open questions of research that touch what can be better, then all of them, folded."""
    applying = tuple([element.id for element in reported.result.elements])
    folds = _folded(reported.rubric, applying, current_language())
    blocks: list[Block] = []
    if not any(watched(reported.rubric, applying)):
        blocks.append(Paragraph(_("Over wat u beantwoordde, noemt het dossier geen open vragen.")))
    if near := tuple(_near(reported)):
        blocks.append(Paragraph(_("Dit past bij waar u nog niet bent. Onderzoek weet er nog te weinig van.")))
        blocks.append(Items(near))
    return Section("letop", _("Let ook op"), (*blocks, *folds))


@lru_cache(maxsize=100)
def _folded(rubric: Rubric, applying: tuple[str, ...], _language: str) -> tuple[Common, ...]:
    """All open questions, and the principles: kept, since most reports ask about the same elements."""
    folds: list[Block] = []
    if found := tuple(watched(rubric, applying)):
        title = _("Alle {number} vragen waarover onderzoek te weinig weet").format(number=len(found))
        folds.append(Fold(title, (Items(tuple((Strong(question), " ", advice) for question, advice in found)),)))
    if principles := tuple(principle_lines(rubric)):
        title = _("Vragen om met uw team te bespreken ({number})").format(number=len(principles))
        folds.append(Fold(title, (Items(principles),)))
    return (Common(tuple(folds), _on_paper()),) if folds else ()


def _on_paper() -> str:
    return _("Op papier staat hier niet wat in elk rapport hetzelfde is. Dat leest u in het digitale rapport.")


def _near(reported: Reported) -> Iterator[Line]:
    """The first open questions about elements that are below their level or not known, those that cost most first."""
    lost = {element.id: element.points_lost for element in reported.result.elements}
    gaps = [
        (max(cost), number, gap)
        for number, gap in enumerate(reported.rubric.knowledge_gaps)
        if (cost := [lost[id] for id in gap.elements if lost.get(id)])
    ]
    for _cost, _number, gap in sorted(gaps, key=lambda each: (-each[0], each[1]))[:MOST_WATCHED]:
        yield Strong(gap.question), " ", gap.advice


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
    folds = _signs(rubric, current_language())
    if not folds:
        return
    views: list[Block] = [
        Paragraph((Strong(f"{view.title}."), " ", view.text))
        for view in rubric.success_views
        if not goals or goals.intersection(view.goals)
    ]
    yield Section("succes", _("Waaraan ziet u dat het werkt"), (*views, *folds))


@lru_cache(maxsize=8)
def _signs(rubric: Rubric, _language: str) -> tuple[Common, ...]:
    """The criteria per perspective, and what can be measured: the same in all reports."""
    folds: list[Block] = []
    for perspective in rubric.perspectives:
        criteria = tuple(c.text for c in rubric.success_criteria if c.perspective == perspective.id)
        if criteria:
            folds.append(Fold(_("Een succes voor: {who}").format(who=perspective.title.lower()), (Items(criteria),)))
    for column in rubric.outcome_indicators:
        indicators = Items(tuple(item.text for item in column.indicators))
        folds.append(Fold(_("Te meten: {what}").format(what=column.title), (indicators,)))
    return (Common(tuple(folds), _on_paper()),) if folds else ()
