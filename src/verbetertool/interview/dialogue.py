"""The conversation itself, pure and whole in one file, so that every line that can be typed is found in one place.

A state and a typed line give the next state and what to say.

docs/decisions/0005-questionnaire.md says why it is a conversation in lines.
"""

import re
import unicodedata
from dataclasses import replace
from typing import Any

from verbetertool.interview import facts, overview_screens, planning, prompts, question_screen
from verbetertool.interview.answer_words import answer_words, earlier_words, level_words
from verbetertool.interview.blocks import Block, Blocks, shortened
from verbetertool.interview.canonical import canonical_yaml
from verbetertool.interview.state import Item, State
from verbetertool.language import _, ngettext
from verbetertool.model.answer_file import MAX_BYTES
from verbetertool.model.base import MAX_TEXT
from verbetertool.model.project import MAX_EVIDENCE, Audit, LongAnswer, LongOccurrence
from verbetertool.model.scale import STATED_LEVEL, Count
from verbetertool.model.thresholds import ASK_COUNT_BELOW

Said = tuple[State, Blocks]

PROOF_FROM = 3
"""The level from which evidence is asked for: without it a level counts as 2 in the proven reading."""
_LEVEL_AND_NOTE = re.compile(r"([0-4])\s+(\S.*)", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{3}")
_UNPRINTABLE = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp"])
_JOINERS = "\u200c\u200d"
_KEYS = frozenset("01234wnovtbhrlsg-.")
_GO_TO = re.compile(r"(?:g|ga|ga naar)\s*(p?[0-9]{1,4})")
_OCCURS = {"0": "never", "1": "sometimes", "2": "usually", "w": "unknown"}


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
    return _show_overview(state)


def first_question(state: State) -> Said:
    """The first question of a new file: the short or the long questionnaire, where nobody said so yet."""
    if state.mode == "scope":
        return state, overview_screens.scope_screen(state)
    return _ask(state, state.items[0])


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
    return state.mode == "question" and not state.at.is_scored and facts.takes_line(state.rubric, state.at.id)


def is_choice(state: State) -> bool:
    """Whether a line here does something by itself; a line of a longer text does not."""
    return state.mode != "text"


def pasted(state: State, *, more: bool) -> Said:
    """Text was pasted where one choice is asked: more lines at once, or one."""
    if more:
        return state, (Block(_("U plakte meer regels. Er is niets gekozen.")),)
    return state, (Block(_("U plakte tekst. Er is niets gekozen. Typ uw keuze zelf.")),)


LOST = "\ufffd"
"""What stands for a character that could not be read."""


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
            return question_screen.question(state)
        case _:
            return ()


def reply(state: State, line: str, *, more: bool = False) -> Said:
    """What a typed line does. `more`: it is not the last line of a pasted text."""
    line = clean_line(line)
    match state.mode:
        case "text":
            after, said = _write_text(state, line, more)
        case "reason":
            after, said = _give_reason(state, line, more)
        case "proof":
            after, said = _give_proof(state, line, more)
        case "small_count":
            after, said = _confirm_count(state, line)
        case "secured":
            after, said = _say_secured(state, line)
        case "clear":
            after, said = _clear(state, line)
        case mode if mode in planning.MODES:
            after, said = planning.reply(state, line, command_of(line))
            if after.mode == "plan_told":
                after, screen = _after_status(after)
                said = (*said, *screen)
        case "scope":
            after, said = _choose_scope(state, line)
        case "list":
            after, said = _answer_list(state, line)
        case "facts":
            after, said = _offered_facts(state, line)
        case "overview" | "answers":
            after, said = _in_overview(state, line)
        case "check":
            after, said = _in_check(state, line)
        case _:
            after, said = _answer_question(state, line)
    if after.file is not state.file and len(canonical_yaml(after.file).encode()) > MAX_BYTES:
        return state, (Block(_("Het bestand wordt te groot. Dit is niet bewaard. Kort eerst uw notities in.")),)
    return after, said


def clean_line(line: str) -> str:
    """A typed line as it is stored: NFC, without control or direction characters, tabs as spaces."""
    line = line.replace("\t", " ").replace("\u2028", " ").replace("\u2029", " ")
    kept = (c for c in line if unicodedata.category(c) not in _UNPRINTABLE or c in _JOINERS)
    return unicodedata.normalize("NFC", "".join(c for c in kept if c not in "\ufffe\uffff")).strip()


def command_of(line: str) -> str:
    """The key that a line means; the line itself, lower case with single spaces, if it is none."""
    words = " ".join(line.casefold().split())
    return _words().get(words, words)


def _is_key(line: str) -> bool:
    """Whether a line would be a key at a question. Where evidence or a reason is asked, it is a slip."""
    command = command_of(line)
    return command in _KEYS or _GO_TO.fullmatch(command) is not None


def _words() -> dict[str, str]:
    keys = {
        "w": _("weet ik niet, weet niet"),
        "n": _("niet van toepassing, nvt, n.v.t."),
        "o": _("overslaan, sla over"),
        "v": _("vorige, terug"),
        "t": _("notitie, toelichting"),
        "b": _("onderbouwing, bewijs"),
        "h": _("?, hulp, help"),
        "r": _("herhaal, herhalen"),
        "l": _("overzicht, lijst"),
        "s": _("stop, stoppen"),
    }
    return {word: key for key, words in keys.items() for word in words.split(", ")}


# Questions


def _answer_question(state: State, line: str) -> Said:
    command = command_of(line)
    if not state.at.is_scored and command in ("w", "n", "t", "b") and not takes_line(state):
        return state, prompts.not_a_choice(state, line)
    if common := _common(state, command):
        return common
    match command:
        case "":
            return _keep(state)
        case "o":
            return _skip(state)
        case "r":
            return _ask(state, state.at)
    if not state.at.is_scored:
        return _answer_fact(state, line)
    if command in ("t", "b"):
        after = replace(state, mode="text", writing="note" if command == "t" else "evidence", wrote=False)
        return after, prompts.text_intro(after)
    if state.at.kind == "anti_pattern":
        return _answer_anti_pattern(state, line, command)
    return _answer_element(state, line, command)


def _common(state: State, command: str) -> Said | None:
    """The keys that work on every screen with a choice."""
    match command:
        case "s":
            return replace(state, mode="stopped"), ()
        case "v":
            return _go_back(state)
        case "h" if state.mode == "question":
            return state, question_screen.help_text(state)
        case "l":
            return _show_overview(state)
    if (number := _GO_TO.fullmatch(command)) is None:
        return None
    if (item := _by_number(state, number[1])) is None:
        return state, (Block(_("Vraag {number} is er niet.").format(number=number[1])),)
    return _ask(state, item)


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
        return _onward(_answered(state, level="unknown"), _("Bewaard: weet ik niet."))
    if (counted := facts.count_and_note(line)) is not None:
        return _answer_count(state, line, *counted)
    level, note = _level_and_note(line)
    if level is None or level not in range(5):
        return state, prompts.not_a_choice(state, line)
    noted = _noted(_answered(state, level=level, count=_count_beside(state, level)), note)
    if noted is None:
        return state, _too_long()
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
    after = _noted(_answered(state, count=count.text), note)
    if after is None:
        return state, _too_long()
    level = scale.level_of(count)
    text = _("Bewaard: {answer}.").format(answer=level_words(after, state.at))
    if level == STATED_LEVEL - 1:
        asking = replace(after, mode="secured")
        return asking, (Block(text), *prompts.secured_intro(asking))
    return _proven(replace(after, mode="question"), level, text)


def _confirm_count(state: State, line: str) -> Said:
    """Whether what was typed is a count."""
    if (left := _left(state, line)) is not None:
        return left
    pending, asking = state.pending, replace(state, mode="question", pending="")
    counted = facts.count_and_note(pending)
    if counted is None or command_of(line) not in ("j", _("ja")):
        return asking, (Block(_("Er is niets gekozen. Typ 0, 1, 2, 3 of 4, of h voor hulp.")),)
    return _answer_count(asking, pending, *counted, is_meant=True)


def _say_secured(state: State, line: str) -> Said:
    """Whether what level 4 adds holds beside a count; the count itself is kept already."""
    if (left := _left(state, line)) is not None:
        return left
    asking = replace(state, mode="question")
    if command_of(line) in ("j", _("ja")):
        after = _with_answer(asking, level=STATED_LEVEL)
        text = _("Bewaard: {answer}.").format(answer=level_words(after, state.at))
        return _proven(after, STATED_LEVEL, text)
    return _proven(asking, STATED_LEVEL - 1, "")


def _answered(state: State, **answer: Any) -> State:
    """The state with another answer to the element that is on; it is one to the question as it is now."""
    whole = {"level": None, "count": None, "not_applicable": None, "asked": None, "rubric_version": None, "from_": None}
    whole |= answer
    return _with_answer(state, **whole)


def _count_beside(state: State, level: int) -> str | None:
    """The count that stands there already, if it can stand beside the level."""
    count, scale = state.answer(state.at).count, state.rubric.scale
    return count if count and scale and scale.agrees(level, Count.read(count)) else None


def _noted(state: State, note: str) -> State | None:
    """The state with a note, if there is one; None if it becomes too long."""
    return _with_text(state, "note", note) if note else state


def _proven(state: State, level: int, text: str) -> Said:
    """On to the next question; from a high level on first the one about evidence, once."""
    said = (Block(text),) if text else ()
    if level >= PROOF_FROM and not state.evidence(state.at) and state.at not in state.asked_proof:
        return replace(state, mode="proof", wrote=False, asked_proof=state.asked_proof | {state.at}), said
    return _onward(state, text)


def _answer_anti_pattern(state: State, line: str, command: str) -> Said:
    level, note = _level_and_note(line)
    key = command if command == "w" else str(level)
    if key not in _OCCURS:
        return state, prompts.not_a_choice(state, line)
    after = _noted(_with_answer(state, occurs=_OCCURS[key], rubric_version=None, from_=None), note)
    if after is None:
        return state, _too_long()
    return _onward(after, _("Bewaard: {answer}.").format(answer=answer_words(after, state.at)))


def _level_and_note(line: str) -> tuple[int | None, str]:
    """`2` or `2 and a note`. A note has a letter: `2 3` is a slip of the finger."""
    if re.fullmatch("[0-4]", line):
        return int(line), ""
    found = _LEVEL_AND_NOTE.fullmatch(line)
    if found and any(character.isalpha() for character in found[2]):
        return int(found[1]), found[2]
    return None, ""


def _answer_fact(state: State, line: str) -> Said:
    value = facts.parsed(state.rubric, state.file, state.at.id, line)
    if value is None:
        if state.at.id in facts.ONE_LINE:
            text = _("Dit is te lang. Gebruik hoogstens {limit} tekens.")
            return state, (Block(text.format(limit=facts.most_of(state.at.id))),)
        return state, prompts.not_a_choice(state, line)
    asked = [item for item in state.items if item.kind == "project" and item not in state.skipped]
    was_complete = not any(map(state.is_open, asked))
    after = _with_fact(state, value)
    text = _("Bewaard: {answer}.").format(answer=answer_words(after, state.at).rstrip("."))
    if takes_line(state):
        text = _("Bewaard.")
    changes = overview_screens.questions_changed(state, after) if was_complete else ()
    onward, said = _onward(after, text)
    return onward, (said[0], *changes, *said[1:])


def _keep(state: State) -> Said:
    if not state.is_answered(state.at):
        if state.before is not None and state.before.is_answered(state.at):
            return _take_over(state, state.before)
        if not state.at.is_scored and facts.is_passed_with_enter(state.rubric, state.at.id):
            return _onward(replace(state, skipped=state.skipped | {state.at}), "")
        text = _("Hier is nog geen antwoord. Typ uw keuze, o om over te slaan, of h voor hulp.")
        return state, (Block(text),)
    if state.is_outdated(state.at):
        text = _("Na uw antwoord is deze vraag veranderd. Kies opnieuw, of typ o om dat later te doen.")
        return state, (Block(text),)
    if state.at in state.differing:
        return _onward(_with_answer(state, from_=None), _("Zo afgesproken."))
    return _onward(state, "", state.following(state.at))


def _take_over(state: State, before: State) -> Said:
    """The answer of the earlier round as one of today; not where the question has changed since."""
    if before.is_outdated(state.at):
        return state, (Block(_("Deze vraag is sindsdien veranderd. Kies opnieuw.")),)
    if not state.at.is_scored:
        after = _with_fact(state, facts.own_value(before.file, state.at.id))
    else:
        is_element = state.at.kind == "element"
        then: LongAnswer | LongOccurrence = before.answer(state.at) if is_element else before.occurrence(state.at)
        now: LongAnswer | LongOccurrence = state.answer(state.at) if is_element else state.occurrence(state.at)
        kept = {key: value for key, value in now.model_dump(exclude={"rubric_version"}).items() if value is not None}
        after = _with_answer(state, **{**then.model_dump(), **kept})
    text = _("Bewaard: {answer}, zoals de vorige keer.")
    return _onward(after, text.format(answer=earlier_words(after, state.at).rstrip(".")))


def _skip(state: State) -> Said:
    if state.at == Item("project", "name") and not state.is_answered(state.at):
        return state, (Block(_("De naam is nodig: die komt boven het rapport.")),)
    if state.is_outdated(state.at):
        text = _("Dit blijft staan, om later na te kijken.")
        return _onward(replace(state, skipped=state.skipped | {state.at}), text)
    if state.at in state.differing:
        text = _("Dit verschil blijft staan, om later over te praten.")
        return _onward(replace(state, skipped=state.skipped | {state.at}), text)
    if state.is_answered(state.at):
        return _onward(state, _("Het antwoord blijft zoals het was."))
    return _onward(replace(state, skipped=state.skipped | {state.at}), _("Overgeslagen: dit blijft open."))


# The screens that ask about more than one question


def leaves_scope_open(state: State, line: str) -> bool:
    """Whether a line of a script, which may be of before this was asked, goes on without a choice: the long one."""
    return state.mode == "scope" and command_of(clean_line(line)) not in (*facts.SCOPES, "", "h", "r", "s")


def _choose_scope(state: State, line: str) -> Said:
    command = command_of(line)
    if command in facts.SCOPES:
        return _ask(state.in_scope(facts.SCOPES[command]), state.items[0])
    if command == "s":
        return replace(state, mode="stopped"), ()
    if command in ("", "h", "r"):
        return state, overview_screens.scope_screen(state)
    return state, prompts.not_a_choice(state, line)


def _answer_list(state: State, line: str) -> Said:
    """Which of the anti-patterns occur: the others never do; of those that do it is then asked how often."""
    command = command_of(line)
    if command == "r":
        return state, overview_screens.anti_pattern_list(state)
    if command == "h":
        return state, overview_screens.list_help(state)
    if common := _common(state, command):
        return common
    listed = state.to_list
    if command == "o":
        skipped = replace(state, skipped=state.skipped.union(listed))
        return _onward(skipped, _("Overgeslagen: dit blijft open."))
    numbers = facts.numbers_in(line)
    by_number = {int(state.numbers[item]): item for item in listed}
    if not numbers or (0 in numbers and len(numbers) > 1) or not set(numbers) <= {0, *by_number}:
        return state, prompts.not_a_choice(state, line)
    occur = [by_number[number] for number in numbers if number]
    after = replace(state, listed=True)
    for item in listed:
        if item not in occur:
            after = _with_answer(replace(after, at=item), occurs="never", rubric_version=None)
    # Where the list was one of several things to look at, what follows is the first that occurs.
    after = replace(after, at=listed[0] if occur else listed[-1])
    if not occur:
        return _onward(after, _("Bewaard: dit komt niet voor."))
    text = ngettext("Bewaard: {number} komt voor.", "Bewaard: {number} komen voor.", len(occur))
    return _onward(after, text.format(number=len(occur)), min(occur, key=listed.index))


def _offered_facts(state: State, line: str) -> Said:
    command = command_of(line)
    if command in ("j", _("ja")):
        fact = state.next_fact(state.at)
        return _show_check(state) if fact is None else _ask(state, fact)
    if command in ("", "n", "o", _("nee")):
        return _show_check(state)
    if command in ("h", "r"):
        return state, overview_screens.facts_offer(state)
    return _common(state, command) or (state, prompts.not_a_choice(state, line))


# Free text


def _write_text(state: State, line: str, more: bool) -> Said:
    if line == "." and not more:
        done = _trimmed(state) if state.writing == "note" else state
        return _asked_again(done, _("Bewaard.") if state.wrote else _("Niets veranderd."))
    present = state.note(state.at) if state.writing == "note" else state.evidence(state.at)
    if line == "-" and not more and not state.wrote and present:
        return replace(state, mode="clear"), ()
    if not line and (state.writing == "evidence" or not state.wrote):
        return state, ()
    if state.writing == "evidence" and _is_key(line) and not more:
        return state, prompts.no_evidence(state, line)
    if state.writing == "evidence" and state.rubric.says_none(line):
        return state, prompts.says_none(line)
    after = _with_text(state, state.writing, line)
    return (replace(after, wrote=True), ()) if after else (state, _too_long())


def _clear(state: State, line: str) -> Said:
    if command_of(line) not in ("j", _("ja")):
        return _asked_again(state, _("Niets veranderd."))
    if state.writing == "note":
        return _asked_again(_with_answer(state, note=None), _("De notitie is gewist."))
    return _asked_again(_with_answer(state, evidence=None), _("De onderbouwing is gewist."))


def _asked_again(state: State, text: str) -> Said:
    """One line back, and the question that is on once more."""
    asking = replace(state, mode="question")
    return asking, (Block(text), *question_screen.question(asking, whole=False))


def _give_reason(state: State, line: str, more: bool) -> Said:
    if not more and (left := _left(state, line)) is not None:
        return left
    says_something = _WORD.search(line) is not None and not state.rubric.says_none(line)
    is_reason = state.wrote or (says_something and (more or not _is_key(line)))
    after = state
    if line and is_reason:
        before = state.answer(state.at).not_applicable if state.wrote else None
        reason = f"{before} {line}" if isinstance(before, str) else line
        if len(reason) > MAX_TEXT:
            return state, _too_long()
        after = replace(_answered(state, not_applicable=reason), wrote=True)
    if more:
        return after, ()
    if not after.wrote and line:
        return state, prompts.no_reason(line)
    if not after.wrote:
        return state, (Block(_("Zonder reden telt het als «weet ik niet». Typ de reden, of v om terug te gaan.")),)
    return _onward(after, _("Bewaard: niet van toepassing."))


def _give_proof(state: State, line: str, more: bool) -> Said:
    if not more and (left := _left(state, line)) is not None:
        return left
    if not more and not state.wrote:
        match command_of(line):
            case "h":
                text = _("Noem een stuk, een registratie of iemand van buiten. Zonder telt dit als niet bewezen.")
                return state, (Block(text),)
            case "o" | "-" | ".":
                return _onward(state, "")
    if _is_key(line) and not more:
        return state, prompts.no_evidence(state, line)
    if line and state.rubric.says_none(line):
        return (state, prompts.says_none(line)) if more else _onward(state, prompts.says_none(line)[0].text)
    after = state
    if line:
        written = _with_text(state, "evidence", line)
        if written is None:
            return state, _too_long()
        after = replace(written, wrote=True)
    if more:
        return after, ()
    return _onward(after, _("Bewaard.") if after.wrote else "")


def _left(state: State, line: str) -> Said | None:
    """What a key does that goes back or stops before a text is begun; None for any other line."""
    if state.wrote:
        return None
    match command_of(line):
        case "v":
            return _ask(replace(state, mode="question"), state.at)
        case "s":
            return replace(state, mode="stopped"), ()
        case _:
            return None


def _too_long() -> Blocks:
    text = _("Deze tekst is te lang: samen hoogstens {limit} tekens. Deze regel is niet bewaard.")
    return (Block(text.format(limit=MAX_TEXT)),)


# Other screens


def _in_overview(state: State, line: str) -> Said:
    """The overview, and that of all answers."""
    command = command_of(line)
    if command == "":
        return _continue(state)
    if command == "r":
        return state, _shown_again(state)
    if command == "l" and state.mode == "overview":
        after = replace(state, mode="answers")
        return after, overview_screens.answers_screen(after)
    if state.mode == "overview" and re.fullmatch("[0-9]{1,2}", command):
        index = int(command) - (0 if state.parts[0].items[0].kind == "project" else 1)
        if 0 <= index < len(state.parts):
            items = state.parts[index].items
            return _go_on(state, next((item for item in items if not state.is_answered(item)), items[0]))
        return state, (Block(_("Onderdeel {number} is er niet.").format(number=command)),)
    if command == "h":
        text = _(
            "Enter = verder. Een nummer = dat onderdeel. g 12 = vraag 12. g p1 = uw project. l = uw antwoorden. "
            "s = stoppen."
        )
        return state, (Block(text),)
    return _common(state, command) or (state, prompts.not_a_choice(state, line))


def _continue(state: State) -> Said:
    return _go_on(state, state.first_open())


def _in_check(state: State, line: str) -> Said:
    """The check of all parts."""
    command = command_of(line)
    if item := _by_number(state, command):
        return _ask(replace(state, back_to_check=True), item)
    match command:
        case "h":
            return state, (Block(_("Enter = klaar. Een nummer = die vraag. v = vorige. l = overzicht. s = stoppen.")),)
        case "":
            return replace(state, mode="done"), ()
        case "r":
            return _show_check(state)
    return _common(state, command) or (state, prompts.not_a_choice(state, line))


def _show_overview(state: State) -> Said:
    state = replace(state, mode="overview", back_to_check=False)
    return state, overview_screens.overview(state)


def _show_check(state: State) -> Said:
    state = replace(state, mode="check", back_to_check=False)
    return state, overview_screens.check_screen(state)


# Moving


def _ask(state: State, item: Item, *, whole: bool = True) -> Said:
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


def _go_on(state: State, goal: Item | None) -> Said:
    """What comes next: a question, the list of anti-patterns, the facts if the person wants, or the check of all."""
    if goal is None or (goal.kind == "fact" and state.at.kind != "fact" and state.mode != "overview"):
        fact = state.next_fact(state.items[0])
        if fact is None or state.offered_facts or state.at.kind == "fact" or state.mode == "overview":
            return _show_check(state)
        offering = replace(state, mode="facts", offered_facts=True)
        return offering, overview_screens.facts_offer(offering)
    if goal in state.to_list and not state.listed and len(state.to_list) > 1:
        asking = replace(state, mode="list", at=state.to_list[0], shown_part=state.part_of(goal).title)
        return asking, overview_screens.anti_pattern_list(asking)
    return _ask(state, goal, whole=goal.kind not in state.read_scales)


def _by_number(state: State, number: str) -> Item | None:
    return next((item for item, shown in state.numbers.items() if shown == number), None)


def _go_back(state: State) -> Said:
    if state.mode == "facts":
        return _ask(state, state.at)
    if state.mode in ("check", "overview"):
        return _ask(state, state.items[-1] if state.mode == "check" else state.at)
    if (item := state.previous(state.at)) is None:
        return state, (Block(_("Dit is de eerste vraag.")),)
    return _ask(state, item)


_NEXT_OPEN = Item("project", "")
"""Stands for: the next question that is open."""


def _onward(state: State, text: str, target: Item | None = _NEXT_OPEN) -> Said:
    """One line back, at the end of a part one about that part, then the next question."""
    said = (Block(text),) if text else ()
    state = replace(state, mode="question")
    if state.is_answered(state.at) and state.at not in state.differing:
        state = replace(state, skipped=state.skipped - {state.at})
    if state.back_to_check:
        after, screen = _show_check(state)
        return after, (*said, *screen)
    goal = target
    if target is _NEXT_OPEN:
        goal = state.next_fact(state.at) if state.at.kind == "fact" else state.next_open(state.at)
    part = state.part_of(state.at)
    ended = () if goal in part.items or goal in state.differing else overview_screens.part_end(state, part)
    after, screen = _go_on(state, goal)
    return after, (*said, *ended, *screen)


# Changing the file


def _stamped(state: State, **changes: Any) -> State:
    """The state with a changed file, today's date and this rubric's version (answers to another one say so)."""
    file = state.file.model_copy(update=changes)
    audit = (file.audit or Audit(scope="full")).model_copy(update={"date": state.today})
    return replace(state, file=file.model_copy(update={"audit": audit, "rubric_version": state.rubric.version}))


def _with_fact(state: State, value: Any) -> State:
    return _stamped(replace(state, file=facts.with_value(state.file, state.at.id, value)))


def _with_answer(state: State, **changes: Any) -> State:
    """The state with changes in the answer to the question that is on."""
    section = "answers" if state.at.kind == "element" else "anti_patterns"
    value = state.answer(state.at) if state.at.kind == "element" else state.occurrence(state.at)
    changed = value.model_copy(update=changes)
    answers = {**(getattr(state.file, section) or {}), state.at.id: changed}
    if changed in (LongAnswer(), LongOccurrence()):
        del answers[state.at.id]
    return _stamped(state, **{section: answers})


def _with_text(state: State, field: str, text: str) -> State | None:
    """The state with a line added to the note or the evidence; None if that becomes too long."""
    if field == "note":
        note = state.note(state.at)
        note = f"{note}\n{text}" if note else text
        return _with_answer(state, note=note) if len(note) <= MAX_TEXT else None
    evidence = (*state.evidence(state.at), text)
    fits = len(text) <= MAX_TEXT and len(evidence) <= MAX_EVIDENCE
    return _with_answer(state, evidence=evidence) if fits else None


def _trimmed(state: State) -> State:
    """Without the blank lines at the end of a note that a person typed before the dot."""
    note = state.note(state.at)
    return _with_answer(state, note=note.rstrip()) if note != note.rstrip() else state
