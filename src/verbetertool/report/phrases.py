"""What a rubric says in one language, of no project in particular: worded once, and kept for every report."""

from collections.abc import Iterable
from functools import lru_cache

from verbetertool.language import _, current_language, section_words
from verbetertool.model.rubric import Practice, Rubric
from verbetertool.report.parts import AnswerWords, Criteria, Strength, Watch
from verbetertool.report.words import (
    OCCURS,
    STATUS,
    STRENGTH,
    SUPPORT_STATUS,
    level_text,
    level_words,
    points_words,
    support_words,
    titles_of,
)


def phrases_of(rubric: Rubric) -> "Phrases":
    """The phrases of a rubric in the language in use."""
    return _phrases(rubric, current_language())


@lru_cache(maxsize=8)
def _phrases(rubric: Rubric, _language: str) -> "Phrases":
    return Phrases(rubric)


def forget_phrases() -> None:
    """Lets go of all phrases that were kept."""
    _phrases.cache_clear()


class Phrases:
    """The same call gives the same part, so that a part can be recognised by being the same."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.titles = titles_of(rubric)
        self.questions = {element.id: element.question for element in rubric.elements}
        self.questions |= {anti_pattern.id: anti_pattern.question for anti_pattern in rubric.anti_patterns}
        self.target_groups = {choice.id: choice.title for choice in rubric.target_groups}
        self.goals = {choice.id: choice.title for choice in rubric.goals}
        self.phases = {choice.id: choice.title for choice in rubric.phases}
        self.criteria = tuple(self._criteria())
        self.indicators = tuple(
            Criteria(column.title, tuple(item.text for item in column.indicators))
            for column in rubric.outcome_indicators
        )
        keep = lru_cache(maxsize=4096)
        self.answer = keep(self._answer)
        self.harm = keep(self._harm)
        self.strength = keep(self._strength)
        self.support = keep(self._support)
        self.practices = keep(self._practices)
        self.watch = lru_cache(maxsize=256)(self._watch)
        self._watch_of = keep(Watch)
        self.success_views = lru_cache(maxsize=256)(self._success_views)

    def _answer(
        self,
        id: str,
        status: str,
        level: int | None,
        required: int,
        weight: int,
        lost: int,
        is_plan: bool,
    ) -> AnswerWords:
        element = self.rubric.element_by_id[id]
        if status == "answered" and level is not None:
            words, text = level_words(level, is_plan=is_plan), self.rubric.level_texts(element)[level]
        else:
            words, text = _(STATUS[status]), ""
        counted = min(level or 0, required)
        points = _("{weight} × {level} = {earned} van {possible}").format(
            weight=weight, level=counted, earned=weight * counted, possible=weight * required
        )
        return AnswerWords(
            title=element.title,
            section=section_words(element.support.sections),
            answer=_("{answer}, gevraagd {required}").format(answer=words, required=required),
            text=text,
            points=_("telt niet mee") if status == "not_applicable" else points,
            lost=lost,
            strip=None if level is None else (level, required),
        )

    def _harm(self, id: str, occurs: str, deduction: int) -> AnswerWords:
        anti_pattern = self.rubric.anti_pattern_by_id[id]
        return AnswerWords(
            title=anti_pattern.title,
            section=section_words(anti_pattern.sections),
            answer=_(OCCURS[occurs]),
            text="",
            points=_("{points} van de score af").format(points=points_words(deduction)) if deduction else "",
            lost=deduction,
            strip=None,
        )

    def _strength(self, id: str, level: int, required: int, shown: bool, is_plan: bool) -> Strength:
        text = level_text(self.rubric, self.rubric.element_by_id[id], level)
        return Strength(self.titles[id], text, level_words(level, is_plan=is_plan), required, shown)

    def _watch(self, elements: tuple[str, ...]) -> tuple[Watch, ...]:
        """The open questions of research about these elements, and which others have little proof.

        An element that one of the questions is about is not named again.
        """
        applying = set(elements)
        asked: set[str] = set()
        found = []
        for gap in self.rubric.knowledge_gaps:
            if not gap.elements or applying.intersection(gap.elements):
                asked.update(gap.elements)
                found.append(self._watch_of(gap.question, gap.advice))
        for status in ("promising", "unproven"):
            unsure = [
                element.title
                for element in self.rubric.elements
                if element.id in applying - asked and element.support.status == status
            ]
            if unsure:
                found.append(self._watch_of(_(SUPPORT_STATUS[status]).capitalize() + ":", "; ".join(unsure) + "."))
        return tuple(found)

    def _success_views(self, goals: tuple[str, ...]) -> tuple[Watch, ...]:
        return tuple(
            Watch(success.title, success.text)
            for success in self.rubric.success_views
            if not goals or set(goals).intersection(success.goals)
        )

    def _criteria(self) -> Iterable[Criteria]:
        for perspective in self.rubric.perspectives:
            items = tuple(c.text for c in self.rubric.success_criteria if c.perspective == perspective.id)
            if items:
                yield Criteria(perspective.title, items)

    def _support(self, id: str) -> str:
        if id in self.rubric.element_by_id:
            return _("Bron: {support}").format(support=support_words(self.rubric.element_by_id[id]))
        anti_pattern = self.rubric.anti_pattern_by_id[id]
        return _("Bron: {sections} van het dossier: {strength}.").format(
            sections=section_words(anti_pattern.sections), strength=_(STRENGTH[anti_pattern.strength])
        )

    def _practices(self, elements: tuple[str, ...]) -> tuple[Practice, ...]:
        return tuple(practice for element in elements for practice in self.rubric.practices_of(element))
