"""The words for what a result holds: answers, levels, counts, bands, labels, support and sums."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from verbetertool.language import N_, _, current_language, decimal, ngettext, section_words
from verbetertool.model.assessment import Assessment, ElementResult, Fact, Reading, Score, Share
from verbetertool.model.element import Element
from verbetertool.model.rubric import FactQuestion, Rubric
from verbetertool.model.scale import Count

if TYPE_CHECKING:  # a report of one project has no rows
    from verbetertool.model.portfolio import ProjectRow

OCCURS = {
    "never": N_("nooit"),
    "sometimes": N_("soms"),
    "usually": N_("meestal"),
    "unknown": N_("weet ik niet"),
    "unanswered": N_("niet beantwoord"),
}
OCCURS_BY_NUMBER = ("never", "sometimes", "usually")
STATUS = {
    "answered": N_("beantwoord"),
    "unknown": N_("weet ik niet"),
    "unanswered": N_("niet beantwoord"),
    "not_applicable": N_("niet van toepassing"),
    "refused": N_("«niet van toepassing» kan hier niet, of de reden mist: telt als «weet ik niet»"),
}
"""What is said of an answer; `refused` is an unknown of which the person said that it does not apply."""
SUPPORT_STATUS = {
    "supported": N_("onderbouwd"),
    "practice-based": N_("vooral uit de praktijk"),
    "promising": N_("veelbelovend"),
    "unproven": N_("nog niet bewezen"),
}
STRENGTH = {
    "works-not": N_("werkt niet"),
    "usually-not": N_("werkt meestal niet"),
    "less-effective": N_("werkt minder goed"),
    "backfires": N_("werkt averechts"),
    "mixed-evidence": N_("het bewijs is gemengd"),
}
PROJECT_STATUS = {"plan": N_("plan"), "uitvoering": N_("in uitvoering"), "afgerond": N_("afgerond")}
BANDS = {
    1: N_("Aan het begin"),
    2: N_("In opbouw"),
    3: N_("Goed op weg"),
    4: N_("Volgens het streefbeeld"),
}
"""The names of the bands by number, shown through the catalogue."""
UNDETERMINED = "undetermined"
"""The label of a picture about which too little is known (docs/scoring.md section 6)."""
SETTLED = "settled"
"""The label of a picture that what is open can't change any more."""
RESULT_WORDS = {
    "start": BANDS[1],
    "building": BANDS[2],
    "on_course": BANDS[3],
    "at_contour": BANDS[4],
    "undetermined": N_("nog niet te bepalen"),
    "on_paper": N_("op papier"),
    "quick_scan": N_("snelle scan"),
    "limited": N_("beperkt vergelijkbaar"),
    "settled": N_("ook met wat nog openstaat"),
    "high": N_("hoog"),
    "fair": N_("redelijk"),
    "low": N_("laag"),
}
"""The words for the codes of a result: bands, labels and confidence; shown through the catalogue."""


def skip_link() -> str:
    """The words of the link that passes over the head of a page."""
    return _("Direct naar de inhoud")


def readings_words(score: Score) -> tuple[tuple[str, Reading], ...]:
    """The three readings with their names, from what is proven to what it can be at most."""
    return (
        (_("Bewezen"), score.proven),
        (_("Volgens opgave"), score.reported),
        (_("Hoogstens"), score.at_most),
    )


def support_of(rubric: Rubric, id: str) -> str:
    """Where the dossier speaks of an element or an anti-pattern, and how broadly or how surely."""
    if element := rubric.element_by_id.get(id):
        return _("Bron: {support}").format(support=support_words(element))
    anti_pattern = rubric.anti_pattern_by_id[id]
    return _("Bron: {sections} van het dossier: {strength}.").format(
        sections=section_words(anti_pattern.sections), strength=_(STRENGTH[anti_pattern.strength])
    )


def score_line(assessment: Assessment) -> str:
    """The score with its interval and band in one line."""
    score = assessment.score
    if score.reported.score is None or score.band is None:
        return _("geen score: er telt nog niets mee")
    figures = _("{score} van de 100 (bewezen {proven}, hoogstens {at_most})").format(
        score=score.reported.score, proven=score.proven.score, at_most=score.at_most.score
    )
    return f"{figures} · {band_words(assessment)}"


def band_words(assessment: Assessment) -> str:
    """The band with the labels that belong to it, such as `In opbouw, op papier`.

    That it is settled is a sentence by itself: `settled_words`.
    """
    score = assessment.score
    said = score.band.label if score.band else None
    words = [_(RESULT_WORDS[said])] if said else []
    labels = labels_beside(said, score.labels)
    return ", ".join([*words, *(_(RESULT_WORDS[label]) for label in labels if label != SETTLED)])


def labels_beside(band: str | None, labels: Iterable[str]) -> list[str]:
    """The labels to show beside what is said of the band. What can't be told yet is never called settled."""
    kept = [label for label in labels if label != band]
    return [label for label in kept if label != SETTLED or UNDETERMINED not in (band, *kept)]


def labels_of(row: "ProjectRow") -> list[str]:
    """The labels to show beside the band of a project in a portfolio; settled only where something is still open."""
    labels = labels_beside(row.band, row.labels)
    is_open = row.figures.proven != row.figures.at_most
    return [label for label in labels if label != SETTLED or is_open]


def settled_words(band: str) -> str:
    """That a band, by its name in a result, stays what it is whatever is still open turns out to be."""
    return _("Ook met wat nog openstaat blijft dit «{band}»").format(band=_(RESULT_WORDS[band]))


def support_words(element: Element) -> str:
    """Where the dossier supports an element, and how broadly."""
    support = element.support
    parts = [_("{sections} van het dossier").format(sections=section_words(support.sections))]
    studies = len(support.review_studies)
    parts.append(
        ngettext("{number} overzichtsstudie", "{number} overzichtsstudies", studies).format(number=studies)
        if studies
        else _("geen overzichtsstudies")
    )
    if support.mentions is None:
        parts.append(_("geen telling in de focusgroepen"))
    else:
        parts.append(_("{number} keer genoemd in de focusgroepen").format(number=support.mentions))
    return "; ".join(parts) + "."


def status_of(element: ElementResult) -> str:
    """The key of `STATUS` for an answer."""
    return "refused" if element.status == "unknown" and element.reason is not None else element.status


def level_words(level: int, *, is_plan: bool) -> str:
    """`niveau 3`; of a plan that has not begun it is an intention."""
    return (_("plan: niveau {level}") if is_plan else _("niveau {level}")).format(level=level)


def about_words(element: Element) -> str | None:
    """What the levels of an element are about, where they only say of how many it holds: its practice."""
    return element.practice if element.on_scale else None


def level_lines(rubric: Rubric, element: Element, level: int) -> tuple[str, ...]:
    """What a level means, to be read by itself: on the shared scale what it is about, and of how many that holds.

    Level 0 says what there is instead; levels in own words say it all.
    """
    text = rubric.level_texts(element)[level]
    about = about_words(element)
    return (about, text) if about and level else (text,)


def count_words(count: Count, per: str | None) -> str:
    """`34 van 40 jongeren, 85 %`, rounded down; of a few it says that they are few."""
    text = _("{yes} van {of} {per}") if per else _("{yes} van {of}")
    counted = text.format(yes=count.yes, of=count.of, per=per)
    share = f"{Share.of(count.yes, count.of).percent}\N{NO-BREAK SPACE}%"
    if count.small:
        return _("{counted}, {share} (een kleine telling)").format(counted=counted, share=share)
    return f"{counted}, {share}"


def counted_words(rubric: Rubric, element: ElementResult) -> str | None:
    """The count of an answer with its label; None where it has none."""
    if element.count is None:
        return None
    count = count_words(element.count, rubric.element_by_id[element.id].per)
    return _("Telling: {count}").format(count=count)


def fact_words(question: FactQuestion, fact: Fact) -> str:
    """A fact of the project as it is shown: a choice by its title, a count with what was counted."""
    if fact.count is not None:
        return count_words(fact.count, question.per)
    if isinstance(fact.value, float):
        return decimal(fact.value)
    value = str(fact.value)
    return next((choice.title for choice in question.choices if choice.id == value), value)


@lru_cache(maxsize=8)
def titles_of(rubric: Rubric) -> dict[str, str]:
    """The titles of contexts, lock groups, elements and anti-patterns by id."""
    groups = rubric.lock_groups
    return {item.id: item.title for item in (*rubric.contexts, *groups, *rubric.anti_patterns, *rubric.elements)}


def titles_of_choices(rubric: Rubric) -> dict[str, str]:
    """The titles of all that a funder can give priority: target groups, goals, phases and elements, by id."""
    return titles_of(rubric) | {c.id: c.title for c in (*rubric.target_groups, *rubric.goals, *rubric.phases)}


def sources_of(rubric: Rubric) -> dict[str, str]:
    """Where the dossier speaks of each element and anti-pattern, by id."""
    return _sources(rubric, current_language())


@lru_cache(maxsize=8)
def _sources(rubric: Rubric, _language: str) -> dict[str, str]:
    places = [(element.id, element.support.sections) for element in rubric.elements]
    places += [(anti_pattern.id, anti_pattern.sections) for anti_pattern in rubric.anti_patterns]
    return {id: section_words(sections) for id, sections in places}


def points_words(number: int) -> str:
    return ngettext("{number} punt", "{number} punten", number).format(number=number)


def sum_line(name: str, reading: Reading) -> str:
    """A reading's whole sum, down to the printed score."""
    if reading.score is None or reading.exact is None:
        return _("{name}: geen score").format(name=name)
    if 100 * reading.earned < reading.deduction * reading.possible:
        return _("{name}: 100 × {earned} / {possible} − {deduction} is minder dan 0. De score is dan {score}").format(
            name=name,
            earned=reading.earned,
            possible=reading.possible,
            deduction=reading.deduction,
            score=reading.score,
        )
    quotient = decimal(reading.exact.value)
    return _("{name}: 100 × {earned} / {possible} − {deduction} = {exact}, afgerond naar beneden: {score}").format(
        name=name,
        earned=reading.earned,
        possible=reading.possible,
        deduction=reading.deduction,
        exact=quotient,
        score=reading.score,
    )
