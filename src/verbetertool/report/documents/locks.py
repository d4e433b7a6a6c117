"""Locks in words: what keeps the band back, what to find out, and what to show (docs/scoring.md section 6).

What is only unanswered or not shown is no weakness, and is worded as something to do.
"""

from collections.abc import Iterable, Iterator, Sequence

from verbetertool.language import _, ngettext
from verbetertool.model.assessment import Assessment, Because, ElementResult, Lock
from verbetertool.model.rubric import Rubric
from verbetertool.model.thresholds import GROUP_LOW_LEVEL
from verbetertool.report.documents.words import BANDS, titles_of

BECAUSE: tuple[Because, ...] = ("answered", "unanswered", "not_shown")
"""The order in which locks are told: what holds whatever comes, what to find out, what to show."""


def lock_sentences(locks: Iterable[Lock], assessment: Assessment, rubric: Rubric) -> Iterator[str]:
    """Two sentences for each limit and kind of lock, with what causes it: in the order of `BECAUSE`, lowest first.

    Only of what holds at most too it is said how far the project gets.
    """
    together: dict[tuple[Because, int, int | None, str], list[Lock]] = {}
    told = [(told_because(lock, assessment), lock) for lock in locks]
    for because, lock in sorted(told, key=lambda each: (BECAUSE.index(each[0]), each[1].limit)):
        kind: str = lock.kind if because == "answered" else ""
        together.setdefault((because, lock.limit, lock.at_most, kind), []).append(lock)
    for (because, limit, at_most, kind), alike in together.items():
        causes = "; ".join([_cause(lock, assessment, rubric) for lock in alike])
        if because == "answered":
            reason = _reason(kind, alike, is_plan=assessment.project.status == "plan")
            text = _("Zolang dit zo blijft, komt u niet verder dan «{limit}». {reason}: {causes}.")
            yield text.format(limit=_(BANDS[limit]), reason=reason, causes=causes)
        elif at_most is not None:
            text = (
                _("Zoek dit nog uit: {causes}. Ook als het gunstig uitvalt, komt u niet verder dan «{limit}».")
                if because == "unanswered"
                else _("Laat dit nog zien: {causes}. Ook dan komt u niet verder dan «{limit}».")
            )
            yield text.format(causes=causes, limit=_(BANDS[at_most]))
        else:
            text = (
                _("Zoek dit nog uit: {causes}. Valt het gunstig uit, dan houdt het uw beeld niet tegen.")
                if because == "unanswered"
                else _("Laat dit nog zien: {causes}. Met onderbouwing houdt het uw bewezen beeld niet tegen.")
            )
            yield text.format(causes=causes)


def told_because(lock: Lock, assessment: Assessment) -> Because:
    """What a lock is worded as: of a context with too few answers it is never a weakness, but something to find out."""
    return "unanswered" if _too_few_answers(lock, assessment) else lock.because


def _too_few_answers(lock: Lock, assessment: Assessment) -> bool:
    if lock.kind != "weak_context":
        return False
    return any(context.id == lock.id and not context.enough_answered for context in assessment.contexts)


def lock_titles(ids: Sequence[str], rubric: Rubric) -> list[str]:
    """The titles of what causes locks."""
    titles = titles_of(rubric)
    return [titles.get(id, id) for id in ids]


def _cause(lock: Lock, assessment: Assessment, rubric: Rubric) -> str:
    """What causes a lock; of a group also which of its members: those that are low, or those that are open."""
    title = titles_of(rubric).get(lock.id, lock.id)
    if _too_few_answers(lock, assessment):
        return _("{title} (nog te weinig beantwoord)").format(title=title)
    if lock.kind != "group":
        return title
    group = next(group for group in rubric.lock_groups if group.id == lock.id)
    members = [each for each in assessment.elements if each.id in group.elements and _is_cause(each, lock.because)]
    if not members:
        return title
    return f"{title} ({'; '.join([titles_of(rubric)[member.id] for member in members])})"


def _is_cause(member: ElementResult, because: Because) -> bool:
    if member.status == "not_applicable":
        return False
    if because == "answered":
        return member.level is not None and member.level <= GROUP_LOW_LEVEL
    return member.level is None


def _reason(kind: str, alike: Sequence[Lock], *, is_plan: bool) -> str:
    """What is said of locks that hold whatever is still found out."""
    number = len(alike)
    if kind == "precondition":
        return ngettext("Deze randvoorwaarde is nog niet op orde", "Deze randvoorwaarden zijn nog niet op orde", number)
    if kind == "group":
        return ngettext(
            "Van deze voorwaarden mist er nog een of meer",
            "Van deze groepen voorwaarden mist er nog een of meer",
            number,
        )
    if kind == "weak_context":
        return ngettext("Dit onderdeel blijft achter", "Deze onderdelen blijven achter", number)
    if is_plan:
        return _("Dit werkt niet, en staat wel in uw plan")
    return _("Dit werkt niet, en komt wel voor")
