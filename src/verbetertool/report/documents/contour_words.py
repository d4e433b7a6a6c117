"""The words for a contour: what it asks of each element and why, and how a project stands beside it."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from verbetertool.language import N_, _, current_language, in_words, ngettext, section_words
from verbetertool.model.element import Element
from verbetertool.model.picture import Mark, MarkedElement, PictureElement, RaisedBy
from verbetertool.model.rubric import Rubric
from verbetertool.report.document import Aside, Span, Strong, Warned
from verbetertool.report.documents.profile_words import ages_words
from verbetertool.report.documents.words import SUPPORT_STATUS

A = TypeVar("A", bound=MarkedElement)

MARKS: dict[Mark, str] = {
    "meets": N_("voldoet"),
    "short": N_("nog niet"),
    "unknown": N_("onbekend"),
    "not_applicable": N_("telt niet mee"),
}
_SIGNS: dict[Mark, str] = {"meets": "✓", "short": "△", "unknown": "?", "not_applicable": "–"}
FIELDS = {
    "target_groups": N_("Doelgroepen"),
    "ages": N_("Leeftijd"),
    "goals": N_("Doelen"),
    "phases": N_("Fasen"),
}
PARTLY = 2
"""The level that asks something for a part of those who are counted."""
WHOLE = 3
"""The level of which the practice is the text."""


def told(required: int, element: Element, rubric: Rubric) -> str:
    """What an ideal-typical project does here, at the level that is asked.

    Where that is for a part of those who are counted (`is_partly`), the text around it says so.
    """
    practice = (element.practice or rubric.level_texts(element)[required]).strip()
    if required > WHOLE:
        return f"{practice} {(element.secured or rubric.level_texts(element)[required]).strip()}"
    if required == PARTLY and not element.on_scale and element.practice:
        enough = _("Voor dit profiel is niveau {level} genoeg: {text}")
        return f"{practice} {enough.format(level=PARTLY, text=rubric.level_texts(element)[PARTLY].strip())}"
    return practice


def is_partly(required: int, element: Element) -> bool:
    """Whether the contour asks it for a part of those who are counted."""
    return required == PARTLY and element.on_scale


def support_in_short(asked: PictureElement) -> str:
    """How broad the support is, in a few words: `8 studies, 13 keer genoemd`."""
    studies = asked.support.studies or asked.support.other_sources
    parts = []
    if studies == 1:
        parts.append(_("één studie"))
    elif studies:
        parts.append(ngettext("{number} studie", "{number} studies", studies).format(number=studies))
    else:
        parts.append(_("alleen praktijk"))
    if asked.support.mentions:
        parts.append(_("{number} keer genoemd").format(number=asked.support.mentions))
    if asked.support.status in ("promising", "unproven"):
        parts.append(_(SUPPORT_STATUS[asked.support.status]))
    return ", ".join(parts)


def aside_of(asked: PictureElement, rubric: Rubric) -> Aside:
    """What stands behind each practice: the breadth of its support, the level asked, and why more than usual."""
    words = _("{support}; niveau {level}").format(support=support_in_short(asked), level=asked.required)
    if asked.raised_by:
        reasons = dict.fromkeys(for_whom for step in asked.raised_by for for_whom in _for_whom(step, rubric))
        words += _(", om: {reasons}").format(reasons=in_words(list(reasons)))
    return Aside(words)


def reason(step: RaisedBy, rubric: Rubric) -> str:
    """For whom a rule asks more, and where the dossier says so: `schoolverlaters (paragraaf 3.2.1)`."""
    return f"{in_words(list(_for_whom(step, rubric)))} ({section_words([step.section])})"


def _for_whom(step: RaisedBy, rubric: Rubric) -> Iterator[str]:
    for choices, chosen in (
        (rubric.target_groups, step.target_groups),
        (rubric.goals, step.goals),
        (rubric.phases, step.phases),
    ):
        yield from (f"«{choice.title}»" for choice in choices if choice.id in chosen)
    if step.ages is not None:
        yield ages_words(step.ages)


def mark_span(asked: MarkedElement, level: int | None) -> Span | None:
    """The mark with its word; of what falls short also the level of the one that is asked."""
    return None if asked.mark is None else _mark_span(asked.mark, asked.required, level, current_language())


@lru_cache(maxsize=200)
def _mark_span(mark: Mark, required: int, level: int | None, _language: str) -> Span:
    """Kept, since a report has one at each of some fifty elements, and there are hardly more that differ."""
    words = f"{_SIGNS[mark]}\N{NO-BREAK SPACE}{_(MARKS[mark])}"
    if mark != "short":
        return Strong(f"{words}.")
    return Warned(_("{mark} (niveau {level} van {required}).").format(mark=words, level=level, required=required))


def standing(elements: Iterable[MarkedElement], *, is_plan: bool) -> str:
    """What stands behind each sentence beside answers, and how often; of a plan it is an intention."""
    marks = [element.mark for element in elements]
    counted = [
        _("{number} keer «{mark}»").format(number=marks.count(mark), mark=_(word))
        for mark, word in MARKS.items()
        if mark in marks
    ]
    text = _("Achter elke zin staat hoe uw project ervoor staat: {marks}.")
    if is_plan:
        text = _("Achter elke zin staat hoe uw plan ervoor staat: {marks}.")
    return text.format(marks=in_words(counted))


def by_phase(elements: Iterable[A], rubric: Rubric) -> Iterator[tuple[str, list[A]]]:
    """The elements of each phase with its title, in the order of the walk; at the end those that hold throughout."""
    found: dict[str | None, list[A]] = {phase.id: [] for phase in rubric.phases}
    rest: list[A] = []
    for element in elements:
        found.get(rubric.element_by_id[element.id].phase, rest).append(element)
    titles = {phase.id: phase.title for phase in rubric.phases}
    yield from ((titles[phase], each) for phase, each in found.items() if phase and each)
    if rest:
        yield _("De hele weg"), rest
