"""Moving through the questionnaire: to which question or overview a conversation goes, and the keys that go there."""

from dataclasses import replace

from verbetertool.interview import overview_screens, question_screen
from verbetertool.interview.blocks import Block
from verbetertool.interview.state import Item, Said, State
from verbetertool.interview.typed_line import command_of, question_number
from verbetertool.language import _

_NEXT_OPEN = Item("project", "")
"""Stands for: the next question that is open."""


def ask(state: State, item: Item, *, whole: bool = True) -> Said:
    """A question; in short for who comes to it by going on, and has read the texts of the scale already."""
    asking = replace(state, mode="question", at=item, wrote=False)
    said = question_screen.question(asking, whole=whole)
    on_scale = item.kind == "anti_pattern" or (item.kind == "element" and state.element(item).on_scale)
    shown = replace(
        asking,
        hints=asking.hints + item.is_scored,
        read_scales=asking.read_scales | ({item.kind} if on_scale else set()),
        shown_part=asking.part_of(item).title,
    )
    return shown, said


def onward(state: State, text: str, target: Item | None = _NEXT_OPEN) -> Said:
    """One line back, at the end of a part one about that part, then the next question."""
    said = (Block(text),) if text else ()
    state = replace(state, mode="question")
    if state.is_answered(state.at) and state.at not in state.differing:
        state = replace(state, skipped=state.skipped - {state.at})
    if state.back_to_check:
        after, screen = show_check(state)
        return after, (*said, *screen)
    goal = target
    if target is _NEXT_OPEN:
        goal = state.next_fact(state.at) if state.at.kind == "fact" else state.next_open(state.at)
    part = state.part_of(state.at)
    ended = () if goal in part.items or goal in state.differing else overview_screens.part_end(state, part)
    after, screen = go_on(state, goal)
    return after, (*said, *ended, *screen)


def go_on(state: State, goal: Item | None) -> Said:
    """What comes next: a question, the list of anti-patterns, the facts if the person wants, or the check of all."""
    if goal is None or (goal.kind == "fact" and state.at.kind != "fact" and state.mode != "overview"):
        fact = state.next_fact(state.items[0])
        if fact is None or state.offered_facts or state.at.kind == "fact" or state.mode == "overview":
            return show_check(state)
        offering = replace(state, mode="facts", offered_facts=True)
        return offering, overview_screens.facts_offer(offering)
    if goal in state.to_list and not state.listed and len(state.to_list) > 1:
        asking = replace(state, mode="list", at=state.to_list[0], shown_part=state.part_of(goal).title)
        return asking, overview_screens.anti_pattern_list(asking)
    return ask(state, goal, whole=goal.kind not in state.read_scales)


def go_back(state: State) -> Said:
    """The question before this one, or the one that an overview was asked from."""
    if state.mode == "facts":
        return ask(state, state.at)
    if state.mode in ("check", "overview"):
        return ask(state, state.items[-1] if state.mode == "check" else state.at)
    if (item := state.previous(state.at)) is None:
        return state, (Block(_("Dit is de eerste vraag.")),)
    return ask(state, item)


def show_overview(state: State) -> Said:
    """The overview of all parts."""
    state = replace(state, mode="overview", back_to_check=False)
    return state, overview_screens.overview(state)


def show_check(state: State) -> Said:
    """What is still open, when all was asked."""
    state = replace(state, mode="check", back_to_check=False)
    return state, overview_screens.check_screen(state)


def common_key(state: State, command: str) -> Said | None:
    """The keys that work on every screen with a choice."""
    match command:
        case "s":
            return replace(state, mode="stopped"), ()
        case "v":
            return go_back(state)
        case "h" if state.mode == "question":
            return state, question_screen.help_text(state)
        case "l":
            return show_overview(state)
    if (number := question_number(command)) is None:
        return None
    if (item := state.by_number(number)) is None:
        return state, (Block(_("Vraag {number} is er niet.").format(number=number)),)
    return ask(state, item)


def leave(state: State, line: str) -> Said | None:
    """What a key does that goes back or stops before a text is begun; None for any other line."""
    if state.wrote:
        return None
    match command_of(line):
        case "v":
            return ask(replace(state, mode="question"), state.at)
        case "s":
            return replace(state, mode="stopped"), ()
        case _:
            return None
