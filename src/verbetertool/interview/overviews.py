"""A typed line where more than one question is on: short or long, a list, whether to go on, or an overview."""

import re
from dataclasses import replace

from verbetertool.interview import overview_screens, prompts
from verbetertool.interview.blocks import Block
from verbetertool.interview.changes import with_answer
from verbetertool.interview.moving import ask, common_key, go_on, onward, show_check
from verbetertool.interview.state import Said, State
from verbetertool.interview.typed_line import clean_line, command_of, numbers_in
from verbetertool.language import _, ngettext
from verbetertool.model.project import Scope

_SCOPES: dict[str, Scope] = {"1": "quick", "kort": "quick", "snel": "quick", "2": "full", "lang": "full"}
"""What can be typed where the short or the long questionnaire is chosen."""


def leaves_scope_open(state: State, line: str) -> bool:
    """Whether a line of a script, which may be of before this was asked, goes on without a choice: the long one."""
    return state.mode == "scope" and command_of(clean_line(line)) not in (*_SCOPES, "", "h", "r", "s")


def choose_scope(state: State, line: str) -> Said:
    """The short or the long questionnaire."""
    command = command_of(line)
    if command in _SCOPES:
        return ask(state.in_scope(_SCOPES[command]), state.items[0])
    if command == "s":
        return replace(state, mode="stopped"), ()
    if command in ("", "h", "r"):
        return state, overview_screens.scope_screen(state)
    return state, prompts.not_a_choice(state, line)


def answer_list(state: State, line: str) -> Said:
    """Which of the anti-patterns occur: the others never do; of those that do it is then asked how often."""
    command = command_of(line)
    if command == "r":
        return state, overview_screens.anti_pattern_list(state)
    if command == "h":
        return state, overview_screens.list_help(state)
    if common := common_key(state, command):
        return common
    listed = state.to_list
    if command == "o":
        skipped = replace(state, skipped=state.skipped.union(listed))
        return onward(skipped, _("Overgeslagen: dit blijft open."))
    numbers = numbers_in(line)
    by_number = {int(state.numbers[item]): item for item in listed}
    if not numbers or (0 in numbers and len(numbers) > 1) or not set(numbers) <= {0, *by_number}:
        return state, prompts.not_a_choice(state, line)
    occur = [by_number[number] for number in numbers if number]
    after = replace(state, listed=True)
    for item in listed:
        if item not in occur:
            after = with_answer(replace(after, at=item), occurs="never", rubric_version=None)
    # Where the list was one of several things to look at, what follows is the first that occurs.
    after = replace(after, at=listed[0] if occur else listed[-1])
    if not occur:
        return onward(after, _("Bewaard: dit komt niet voor."))
    text = ngettext("Bewaard: {number} komt voor.", "Bewaard: {number} komen voor.", len(occur))
    return onward(after, text.format(number=len(occur)), min(occur, key=listed.index))


def answer_offer(state: State, line: str) -> Said:
    """Whether to go on with the facts."""
    command = command_of(line)
    if command in ("j", _("ja")):
        fact = state.next_fact(state.at)
        return show_check(state) if fact is None else ask(state, fact)
    if command in ("", "n", "o", _("nee")):
        return show_check(state)
    if command in ("h", "r"):
        return state, overview_screens.facts_offer(state)
    return common_key(state, command) or (state, prompts.not_a_choice(state, line))


def in_overview(state: State, line: str) -> Said:
    """The overview, and that of all answers."""
    command = command_of(line)
    if command == "":
        return go_on(state, state.first_open())
    if command == "r":
        screen = overview_screens.answers_screen if state.mode == "answers" else overview_screens.overview
        return state, screen(state)
    if command == "l" and state.mode == "overview":
        after = replace(state, mode="answers")
        return after, overview_screens.answers_screen(after)
    if state.mode == "overview" and re.fullmatch("[0-9]{1,2}", command):
        index = int(command) - (0 if state.parts[0].items[0].kind == "project" else 1)
        if 0 <= index < len(state.parts):
            items = state.parts[index].items
            return go_on(state, next((item for item in items if not state.is_answered(item)), items[0]))
        return state, (Block(_("Onderdeel {number} is er niet.").format(number=command)),)
    if command == "h":
        text = _(
            "Enter = verder. Een nummer = dat onderdeel. g 12 = vraag 12. g p1 = uw project. l = uw antwoorden. "
            "s = stoppen."
        )
        return state, (Block(text),)
    return common_key(state, command) or (state, prompts.not_a_choice(state, line))


def in_check(state: State, line: str) -> Said:
    """The check of all parts."""
    command = command_of(line)
    if item := state.by_number(command):
        return ask(replace(state, back_to_check=True), item)
    match command:
        case "h":
            return state, (Block(_("Enter = klaar. Een nummer = die vraag. v = vorige. l = overzicht. s = stoppen.")),)
        case "":
            return replace(state, mode="done"), ()
        case "r":
            return show_check(state)
    return common_key(state, command) or (state, prompts.not_a_choice(state, line))
