"""The words for what a result holds: answers, levels, bands, locks, support and sums."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from verbetertool.language import N_, _, decimal, ngettext, section_words
from verbetertool.model.assessment import Assessment, ElementResult, Lock, Reading
from verbetertool.model.rubric import Element, Rubric

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
    "mixed-evidence": N_("bewijs is gemengd"),
}
PROJECT_STATUS = {"plan": N_("plan"), "uitvoering": N_("in uitvoering"), "afgerond": N_("afgerond")}
BANDS = {
    1: N_("Aan het begin"),
    2: N_("In opbouw"),
    3: N_("Goed op weg"),
    4: N_("Volgens het streefbeeld"),
}
"""The names of the bands by number, shown through the catalogue."""
UNSHOWN_COUNTS_AS = 2
"""The level that an answer without evidence proves at most (docs/scoring.md section 5)."""
UNDETERMINED = "nog niet te bepalen"
"""The label of a picture about which too little is known (docs/scoring.md section 6)."""
RESULT_WORDS = (
    N_("nog niet te bepalen"),
    N_("op papier"),
    N_("snelle scan"),
    N_("beperkt vergelijkbaar"),
    N_("dit beeld staat vast"),
    N_("hoog"),
    N_("redelijk"),
    N_("laag"),
)
"""The other words that a result document uses as keys; shown through the catalogue."""


def nothing_answered(assessment: Assessment) -> bool:
    """Whether no question has an answer of any kind."""
    return all(element.status == "unanswered" for element in assessment.elements) and all(
        harm.occurs == "unanswered" for harm in assessment.anti_patterns
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
    """The band with the labels that belong to it, such as `In opbouw, op papier`."""
    band = assessment.score.band
    words = [] if band is None else [_(band.label)]
    told: set[str] = set() if band is None else {band.label}
    if UNDETERMINED in assessment.score.labels:
        told.add("dit beeld staat vast")  # what can't be told yet does not stand firm for a reader
    words += [_(label) for label in assessment.score.labels if label not in told]
    return ", ".join(words)


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


def lock_sentences(locks: Sequence[Lock], rubric: Rubric, *, is_plan: bool) -> Iterable[str]:
    """Why the band can't be higher: a sentence per limit and kind of lock, with what causes it. Lowest limit first.

    What is only unanswered is no weakness, and is told as something to find out.
    """
    titles = titles_of(rubric)
    causes: dict[tuple[int, str], list[str]] = {}
    for lock in sorted(locks, key=lambda lock: (lock.because == "unanswered", lock.limit)):
        kind: str = "unanswered" if lock.because == "unanswered" else lock.kind
        causes.setdefault((lock.limit, kind), []).append(titles.get(lock.id, lock.id))
    for (limit, kind), names in causes.items():
        yield _("Het beeld is hoogstens «{limit}». {reason}: {titles}.").format(
            limit=_(BANDS[limit]), reason=_lock_reason(kind, len(names), is_plan), titles="; ".join(names)
        )


def _lock_reason(kind: str, number: int, is_plan: bool) -> str:
    if kind == "unanswered":
        return _("Nog niet bekend")
    if kind == "precondition":
        return ngettext("Deze randvoorwaarde is nog niet op orde", "Deze randvoorwaarden zijn nog niet op orde", number)
    if kind == "weak_context":
        return ngettext("Dit onderdeel blijft achter", "Deze onderdelen blijven achter", number)
    if is_plan:
        return _("Dit werkt niet, en staat wel in uw plan")
    return _("Dit werkt niet, en komt wel voor")


def status_of(element: ElementResult) -> str:
    """The key of `STATUS` for an answer."""
    return "refused" if element.status == "unknown" and element.reason is not None else element.status


def level_words(level: int, *, is_plan: bool) -> str:
    """`niveau 3`; of a plan that has not begun it is an intention."""
    return (_("plan: niveau {level}") if is_plan else _("niveau {level}")).format(level=level)


def level_text(element: Element, level: int) -> str:
    """A level's text as it can be read alone: what builds on the level below comes after that level's own text.

    The words that say so are those that rubrics/jongeren-naar-werk/README.md asks for.
    """
    text = element.levels[level]
    builds_on = _("Als niveau {level}.").format(level=level - 1)
    if level and text.startswith(builds_on):
        return level_text(element, level - 1) + text.removeprefix(builds_on)
    return text


@lru_cache(maxsize=8)
def titles_of(rubric: Rubric) -> dict[str, str]:
    """The titles of contexts, elements and anti-patterns by id."""
    return {item.id: item.title for item in (*rubric.contexts, *rubric.anti_patterns, *rubric.elements)}


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
