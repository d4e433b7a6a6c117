"""A question and its answer in a few words, as every screen says them."""

from verbetertool.interview import project_questions
from verbetertool.interview.state import Item, State
from verbetertool.language import N_, _
from verbetertool.model.scale import Count

OCCURS_TEXT = {
    "never": N_("nooit"),
    "sometimes": N_("soms"),
    "usually": N_("meestal"),
    "unknown": N_("weet ik niet"),
}


def answer_words(state: State, item: Item) -> str:
    """The answer to a question in a few words."""
    if not state.is_answered(item):
        return _("niet ingevuld") if item.kind == "fact" else _("nog open")
    match item.kind:
        case "element":
            answer = state.answer(item)
            if answer.not_applicable is not None:
                reason = answer.not_applicable
                words = _("niet van toepassing")
                return words if reason is True else f"{words} ({reason})"
            if answer.asked is not None:
                return answer.asked
            return _("weet ik niet") if answer.level == "unknown" else level_words(state, item)
        case "anti_pattern":
            return _(OCCURS_TEXT[state.occurrence(item).occurs or "unknown"])
        case _:
            return project_questions.words_of(state.rubric, state.file, item.id)


def level_words(state: State, item: Item) -> str:
    """The level of an answer, with the count that gives it."""
    answer = state.answer(item)
    if answer.count is None:
        return _("niveau {level}").format(level=answer.level)
    count = Count.read(answer.count)
    level = answer.level
    if level is None and state.rubric.scale is not None:
        level = state.rubric.scale.level_of(count)
    text = _("niveau {level} (telling: {count})")
    if count.small:
        text = _("niveau {level} (telling: {count}, dat zijn er weinig)")
    return text.format(level=level, count=project_questions.count_words(count))


def earlier_words(before: State, item: Item) -> str:
    """The answer of the earlier round: `niveau 2, 23 van 40`."""
    answer = before.answer(item) if item.kind == "element" else None
    if answer is None or answer.count is None:
        return answer_words(before, item)
    count = Count.read(answer.count)
    level = answer.level
    if level is None and before.rubric.scale is not None:
        level = before.rubric.scale.level_of(count)
    return _("niveau {level}, {count}").format(level=level, count=project_questions.count_words(count))


def question_name(state: State, item: Item) -> str:
    """How a sentence names a question: by its number, or what it asks about the project."""
    if not item.is_scored:
        return _("de vraag «{question}»").format(question=project_questions.question_of(state.rubric, item.id))
    return _("vraag {number}").format(number=state.numbers[item])
