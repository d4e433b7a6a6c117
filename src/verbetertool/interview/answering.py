"""A typed line at a question: a level, a count, how often something occurs, a fact, or a key."""

from dataclasses import replace

from verbetertool.interview import overview_screens, project_questions, prompts
from verbetertool.interview.answer_words import answer_words, earlier_words, level_words
from verbetertool.interview.blocks import Block
from verbetertool.interview.changes import answered, with_answer, with_fact, with_note
from verbetertool.interview.moving import ask, common_key, leave, onward
from verbetertool.interview.state import Item, Said, State
from verbetertool.interview.typed_line import command_of, count_and_note, level_and_note
from verbetertool.language import _
from verbetertool.model.project import LongAnswer, LongOccurrence
from verbetertool.model.scale import STATED_LEVEL, Count
from verbetertool.model.thresholds import ASK_COUNT_BELOW

PROOF_FROM = 3
"""The level from which evidence is asked for: without it a level counts as 2 in the proven reading."""
_OCCURS = {"0": "never", "1": "sometimes", "2": "usually", "w": "unknown"}


def answer(state: State, line: str) -> Said:
    """A line at the question that is on."""
    command = command_of(line)
    if (
        not state.at.is_scored
        and command in ("w", "n", "t", "b")
        and not project_questions.takes_line(state.rubric, state.at.id)
    ):
        return state, prompts.not_a_choice(state, line)
    if common := common_key(state, command):
        return common
    match command:
        case "":
            return _keep(state)
        case "o":
            return _skip(state)
        case "r":
            return ask(state, state.at)
    if not state.at.is_scored:
        return _answer_fact(state, line)
    if command in ("t", "b"):
        after = replace(state, mode="text", writing="note" if command == "t" else "evidence", wrote=False)
        return after, prompts.text_intro(after)
    if state.at.kind == "anti_pattern":
        return _answer_anti_pattern(state, line, command)
    return _answer_element(state, line, command)


def _answer_element(state: State, line: str, command: str) -> Said:
    element = state.element(state.at)
    if command == "n":
        if element.essential or not element.not_applicable.allowed:
            text = _(
                "Bij deze vraag kan «niet van toepassing» niet: dit geldt voor elk project. Weet u het niet? Typ w."
            )
            return state, (Block(text),)
        after = replace(state, mode="reason", wrote=False)
        return after, prompts.not_applicable_intro(after)
    if command == "w":
        return onward(answered(state, level="unknown"), _("Bewaard: weet ik niet."))
    if (counted := count_and_note(line)) is not None:
        return _answer_count(state, line, *counted)
    level, note = level_and_note(line)
    if level is None or level not in range(5):
        return state, prompts.not_a_choice(state, line)
    noted = with_note(answered(state, level=level, count=_count_beside(state, level)), note)
    if noted is None:
        return state, prompts.too_long()
    text = _("Bewaard: niveau {level}.").format(level=level)
    if note:
        text = _("Bewaard: niveau {level}, met uw notitie.").format(level=level)
    return _proven(noted, level, text)


def _answer_count(state: State, line: str, count: Count, note: str, *, is_meant: bool = False) -> Said:
    """A count gives the level; a very small one may be a slip of the finger, and one of level 3 may be level 4."""
    scale = state.rubric.scale
    if scale is None or not state.element(state.at).on_scale:
        return state, (Block(_("Bij deze vraag kan geen telling. Typ 0, 1, 2, 3 of 4, of h voor hulp.")),)
    if not 0 < count.of >= count.yes:
        text = _("{yes} van {of} kan niet. Typ eerst bij hoeveel het zo is, en dan hoeveel het er zijn: 34/40.")
        return state, (Block(text.format(yes=count.yes, of=count.of)),)
    if count.of < ASK_COUNT_BELOW and not is_meant:
        return replace(state, mode="small_count", pending=line), prompts.small_count_intro(count)
    after = with_note(answered(state, count=count.text), note)
    if after is None:
        return state, prompts.too_long()
    level = scale.level_of(count)
    text = _("Bewaard: {answer}.").format(answer=level_words(after, state.at))
    if level == STATED_LEVEL - 1:
        asking = replace(after, mode="secured")
        return asking, (Block(text), *prompts.secured_intro(asking))
    return _proven(replace(after, mode="question"), level, text)


def confirm_count(state: State, line: str) -> Said:
    """Whether what was typed is a count."""
    if (left := leave(state, line)) is not None:
        return left
    pending, asking = state.pending, replace(state, mode="question", pending="")
    counted = count_and_note(pending)
    if counted is None or command_of(line) not in ("j", _("ja")):
        return asking, (Block(_("Er is niets gekozen. Typ 0, 1, 2, 3 of 4, of h voor hulp.")),)
    return _answer_count(asking, pending, *counted, is_meant=True)


def say_secured(state: State, line: str) -> Said:
    """Whether what level 4 adds holds beside a count; the count itself is kept already."""
    if (left := leave(state, line)) is not None:
        return left
    asking = replace(state, mode="question")
    if command_of(line) in ("j", _("ja")):
        after = with_answer(asking, level=STATED_LEVEL)
        text = _("Bewaard: {answer}.").format(answer=level_words(after, state.at))
        return _proven(after, STATED_LEVEL, text)
    return _proven(asking, STATED_LEVEL - 1, "")


def _count_beside(state: State, level: int) -> str | None:
    """The count that stands there already, if it can stand beside the level."""
    count, scale = state.answer(state.at).count, state.rubric.scale
    return count if count and scale and scale.agrees(level, Count.read(count)) else None


def _proven(state: State, level: int, text: str) -> Said:
    """On to the next question; from a high level on first the one about evidence, once."""
    said = (Block(text),) if text else ()
    if level >= PROOF_FROM and not state.evidence(state.at) and state.at not in state.asked_proof:
        return replace(state, mode="proof", wrote=False, asked_proof=state.asked_proof | {state.at}), said
    return onward(state, text)


def _answer_anti_pattern(state: State, line: str, command: str) -> Said:
    level, note = level_and_note(line)
    key = command if command == "w" else str(level)
    if key not in _OCCURS:
        return state, prompts.not_a_choice(state, line)
    after = with_note(with_answer(state, occurs=_OCCURS[key], rubric_version=None, from_=None), note)
    if after is None:
        return state, prompts.too_long()
    return onward(after, _("Bewaard: {answer}.").format(answer=answer_words(after, state.at)))


def _answer_fact(state: State, line: str) -> Said:
    value = project_questions.parsed(state.rubric, state.file, state.at.id, line)
    if value is None:
        if state.at.id in project_questions.ONE_LINE:
            text = _("Dit is te lang. Gebruik hoogstens {limit} tekens.")
            return state, (Block(text.format(limit=project_questions.most_of(state.at.id))),)
        return state, prompts.not_a_choice(state, line)
    asked = [item for item in state.items if item.kind == "project" and item not in state.skipped]
    was_complete = not any(map(state.is_open, asked))
    after = with_fact(state, value)
    text = _("Bewaard: {answer}.").format(answer=answer_words(after, state.at).rstrip("."))
    if project_questions.takes_line(state.rubric, state.at.id):
        text = _("Bewaard.")
    changes = overview_screens.questions_changed(state, after) if was_complete else ()
    after, said = onward(after, text)
    return after, (said[0], *changes, *said[1:])


def _keep(state: State) -> Said:
    if not state.is_answered(state.at):
        if state.before is not None and state.before.is_answered(state.at):
            return _take_over(state, state.before)
        if not state.at.is_scored and project_questions.is_passed_with_enter(state.rubric, state.at.id):
            return onward(replace(state, skipped=state.skipped | {state.at}), "")
        text = _("Hier is nog geen antwoord. Typ uw keuze, o om over te slaan, of h voor hulp.")
        return state, (Block(text),)
    if state.is_outdated(state.at):
        text = _("Na uw antwoord is deze vraag veranderd. Kies opnieuw, of typ o om dat later te doen.")
        return state, (Block(text),)
    if state.at in state.differing:
        return onward(with_answer(state, from_=None), _("Zo afgesproken."))
    return onward(state, "", state.following(state.at))


def _take_over(state: State, before: State) -> Said:
    """The answer of the earlier round as one of today; not where the question has changed since."""
    if before.is_outdated(state.at):
        return state, (Block(_("Deze vraag is sindsdien veranderd. Kies opnieuw.")),)
    if not state.at.is_scored:
        after = with_fact(state, project_questions.own_value(before.file, state.at.id))
    else:
        is_element = state.at.kind == "element"
        then: LongAnswer | LongOccurrence = before.answer(state.at) if is_element else before.occurrence(state.at)
        now: LongAnswer | LongOccurrence = state.answer(state.at) if is_element else state.occurrence(state.at)
        kept = {key: value for key, value in now.model_dump(exclude={"rubric_version"}).items() if value is not None}
        after = with_answer(state, **{**then.model_dump(), **kept})
    text = _("Bewaard: {answer}, zoals de vorige keer.")
    return onward(after, text.format(answer=earlier_words(after, state.at).rstrip(".")))


def _skip(state: State) -> Said:
    if state.at == Item("project", "name") and not state.is_answered(state.at):
        return state, (Block(_("De naam is nodig: die komt boven het rapport.")),)
    if state.is_outdated(state.at):
        text = _("Dit blijft staan, om later na te kijken.")
        return onward(replace(state, skipped=state.skipped | {state.at}), text)
    if state.at in state.differing:
        text = _("Dit verschil blijft staan, om later over te praten.")
        return onward(replace(state, skipped=state.skipped | {state.at}), text)
    if state.is_answered(state.at):
        return onward(state, _("Het antwoord blijft zoals het was."))
    return onward(replace(state, skipped=state.skipped | {state.at}), _("Overgeslagen: dit blijft open."))
