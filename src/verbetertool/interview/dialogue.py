"""The conversation itself, pure: a state and a typed line give the next state and what to say.

`reply` knows which module answers on each screen. docs/decisions/0005-questionnaire.md says why it is a conversation in
lines.
"""

from dataclasses import replace

from verbetertool.interview import (
    answering,
    free_text,
    overview_screens,
    overviews,
    planning,
    project_questions,
    prompts,
)
from verbetertool.interview.blocks import Block, Blocks, shortened
from verbetertool.interview.canonical import canonical_yaml
from verbetertool.interview.moving import ask, show_overview
from verbetertool.interview.question_screen import question
from verbetertool.interview.state import Said, State
from verbetertool.interview.typed_line import clean_line, command_of
from verbetertool.language import _
from verbetertool.model.answer_file import MAX_BYTES


def start(state: State, file: str) -> Blocks:
    """What this is, for somebody who starts a new file."""
    return overview_screens.start_screen(state, file)


def begin(state: State) -> Said:
    """The first screen of a session with an existing file: what became of its plan, if that is asked; the overview."""
    if state.mode == "plan_status" and (asked := planning.ask_status(state)) is not None:
        return asked
    return _after_status(state)


def _after_status(state: State) -> Said:
    match state.then:
        case "first":
            return first_question(replace(state, mode="question", then="overview"))
        case "plan":
            return planning.ask_plan(state)
    return show_overview(state)


def first_question(state: State) -> Said:
    """The first question of a new file: the short or the long questionnaire, where nobody said so yet."""
    if state.mode == "scope":
        return state, overview_screens.scope_screen(state)
    return ask(state, state.items[0])


def prompt(state: State) -> str:
    """The words before the cursor."""
    if state.mode in planning.MODES:
        return planning.prompt(state)
    return prompts.prompt(state)


def kept(file: str) -> str:
    """That all is saved, for somebody who stops."""
    return _("Alles wat u invulde, is bewaard in {file}.").format(file=file)


def takes_text(state: State) -> bool:
    """Whether lines pasted here are one text. Elsewhere a paste is refused as a whole."""
    return state.mode in ("text", "reason", "proof")


def takes_line(state: State) -> bool:
    """Whether one pasted line is an answer here, since a name or another text is asked."""
    if state.mode in ("plan_action", "plan_who"):
        return True
    return (
        state.mode == "question" and not state.at.is_scored and project_questions.takes_line(state.rubric, state.at.id)
    )


def is_choice(state: State) -> bool:
    """Whether a line here does something by itself; a line of a longer text does not."""
    return state.mode != "text"


def pasted(state: State, *, more: bool) -> Said:
    """Text was pasted where one choice is asked: more lines at once, or one."""
    if more:
        return state, (Block(_("U plakte meer regels. Er is niets gekozen.")),)
    return state, (Block(_("U plakte tekst. Er is niets gekozen. Typ uw keuze zelf.")),)


def not_readable(state: State) -> Said:
    """A line had bytes that are no character in the encoding of the terminal: nothing of it is used."""
    text = _(
        "Uw venster stuurt een teken dat niet te lezen is. Deze regel is niet gebruikt. Typ hem zonder dat teken, of "
        "zet het venster op UTF-8."
    )
    return state, (Block(text),)


def taken_back(state: State, before: State | None, line: str) -> Said:
    """A line came sooner after its question than anyone can type: it is not used, and the choice before it is undone.

    `before` is the state before that choice, None if there was none.
    """
    blocks = [
        Block(_("Dit kwam te snel na de vraag om getypt te zijn, zoals bij plakken. Het is niet gebruikt."), gap=True)
    ]
    if line:
        blocks.append(Block(shortened(line), label=_("Niet gebruikt:")))
    if before is None:
        return state, (*blocks, *_shown_again(state))
    if before.file != state.file and before.mode not in ("list", *planning.MODES):
        blocks.append(Block(prompts.undone(before, state)))
    else:
        blocks.append(Block(_("Ook wat daarvoor kwam, is teruggenomen.")))
    return before, (*blocks, *_shown_again(before))


def _shown_again(state: State) -> Blocks:
    """What stands above the prompt."""
    match state.mode:
        case "overview":
            return overview_screens.overview(state)
        case "check":
            return overview_screens.check_screen(state)
        case "answers":
            return overview_screens.answers_screen(state)
        case "scope":
            return overview_screens.scope_screen(state)
        case "list":
            return overview_screens.anti_pattern_list(state)
        case "facts":
            return overview_screens.facts_offer(state)
        case mode if mode in planning.MODES:
            return planning.screen(state)
        case "reason":
            return prompts.not_applicable_intro(state)
        case "secured":
            return prompts.secured_intro(state)
        case "question":
            return question(state)
        case _:
            return ()


def reply(state: State, line: str, *, more: bool = False) -> Said:
    """What a typed line does. `more`: it is not the last line of a pasted text."""
    line = clean_line(line)
    match state.mode:
        case "text":
            after, said = free_text.write_text(state, line, more)
        case "reason":
            after, said = free_text.give_reason(state, line, more)
        case "proof":
            after, said = free_text.give_proof(state, line, more)
        case "small_count":
            after, said = answering.confirm_count(state, line)
        case "secured":
            after, said = answering.say_secured(state, line)
        case "clear":
            after, said = free_text.clear(state, line)
        case mode if mode in planning.MODES:
            after, said = planning.reply(state, line, command_of(line))
            if after.mode == "plan_told":
                after, screen = _after_status(after)
                said = (*said, *screen)
        case "scope":
            after, said = overviews.choose_scope(state, line)
        case "list":
            after, said = overviews.answer_list(state, line)
        case "facts":
            after, said = overviews.answer_offer(state, line)
        case "overview" | "answers":
            after, said = overviews.in_overview(state, line)
        case "check":
            after, said = overviews.in_check(state, line)
        case _:
            after, said = answering.answer(state, line)
    if after.file is not state.file and len(canonical_yaml(after.file).encode()) > MAX_BYTES:
        return state, (Block(_("Het bestand wordt te groot. Dit is niet bewaard. Kort eerst uw notities in.")),)
    return after, said
