"""The conversation itself, pure and whole in one file, so that every line that can be typed is found in one place.

A state and a typed line give the next state and what to say.

docs/decisions/0005-questionnaire.md says why it is a conversation in lines.
"""

import re
import unicodedata
from dataclasses import replace
from typing import Any

from verbetertool.interview import screens
from verbetertool.interview.canonical import canonical_yaml
from verbetertool.interview.screens import Block, Blocks
from verbetertool.interview.state import ONE_LINE_FIELDS, Item, State
from verbetertool.language import _
from verbetertool.model.base import MAX_TEXT
from verbetertool.model.contour import Ages
from verbetertool.model.project import MAX_EVIDENCE, MAX_NAME, Audit, LongAnswer, LongOccurrence
from verbetertool.reading.yamlfile import MAX_BYTES

Said = tuple[State, Blocks]

PROOF_FROM = 3
"""The level from which evidence is asked for: without it a level counts as 2 in the proven reading."""
_LEVEL_AND_NOTE = re.compile(r"([0-4])\s+(\S.*)", re.DOTALL)
_NUMBERS = re.compile(r"[0-9]{1,3}(?:(?:\s*,\s*|\s+en\s+|\s+)[0-9]{1,3})*")
_TWO_AGES = re.compile(r"(?:van )?([0-9]{1,3})(?: jaar)?\s*(?:-|–|tot en met|tot|t/m|en|,| )\s*([0-9]{1,3})(?: jaar)?")
_FROM_AGE = re.compile(r"(?:vanaf ([0-9]{1,3})|([0-9]{1,3}) ?\+)(?: jaar)?")
_TO_AGE = re.compile(r"(?:tot en met|t/m) ([0-9]{1,3})(?: jaar)?")
_WORD = re.compile(r"[^\W\d_]{3}")
_UNPRINTABLE = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp"])
_JOINERS = "\u200c\u200d"
_KEYS = frozenset("01234wnovtbhrlsg-.")
_GO_TO = re.compile(r"(?:g|ga|ga naar)\s*(p?[0-9]{1,4})")
_OCCURS = {"0": "never", "1": "sometimes", "2": "usually", "w": "unknown"}


def begin(state: State) -> Said:
    """The first screen of a session with an existing file: the overview."""
    return _show_overview(state)


def first_question(state: State) -> Said:
    """The first question of a new file."""
    return _ask(state, state.items[0])


def prompt(state: State) -> str:
    """The words before the cursor."""
    return screens.prompt(state)


def takes_text(state: State) -> bool:
    """Whether lines pasted here are one text. Elsewhere a paste is refused as a whole."""
    return state.mode in ("text", "reason", "proof")


def pasted(state: State) -> Said:
    """More than one line came at once where one choice is asked."""
    return state, (Block(_("U plakte meer regels. Er is niets gekozen.")),)


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
        case "clear":
            after, said = _clear(state, line)
        case "overview":
            after, said = _in_overview(state, line)
        case "part_end" | "check":
            after, said = _in_list(state, line)
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
    if state.at.kind == "project" and command in ("w", "n", "t", "b") and state.at.id not in ONE_LINE_FIELDS:
        return state, screens.not_a_choice(state, line)
    if common := _common(state, command):
        return common
    match command:
        case "":
            return _keep(state)
        case "o":
            return _skip(state)
        case "r":
            return _ask(state, state.at)
    if state.at.kind == "project":
        return _answer_fact(state, line)
    if command in ("t", "b"):
        after = replace(state, mode="text", writing="note" if command == "t" else "evidence", wrote=False)
        return after, screens.text_intro(after)
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
            return state, screens.help_text(state)
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
        return after, screens.not_applicable_intro(after)
    if command == "w":
        after = _with_answer(state, level="unknown", not_applicable=None)
        return _onward(after, _("Bewaard: weet ik niet."))
    level, note = _level_and_note(line)
    if level is None or level not in range(5):
        return state, screens.not_a_choice(state, line)
    after = _with_answer(state, level=level, not_applicable=None)
    if note:
        with_note = _with_text(after, "note", note)
        if with_note is None:
            return state, _too_long()
        after = with_note
    text = _("Bewaard: niveau {level}.").format(level=level)
    if note:
        text = _("Bewaard: niveau {level}, met uw notitie.").format(level=level)
    if level >= PROOF_FROM and not state.evidence(state.at) and state.at not in state.asked_proof:
        after = replace(after, mode="proof", wrote=False, asked_proof=state.asked_proof | {state.at})
        return after, (Block(text),)
    return _onward(after, text)


def _answer_anti_pattern(state: State, line: str, command: str) -> Said:
    level, note = _level_and_note(line)
    key = command if command == "w" else str(level)
    if key not in _OCCURS:
        return state, screens.not_a_choice(state, line)
    after = _with_answer(state, occurs=_OCCURS[key])
    if note:
        with_note = _with_text(after, "note", note)
        if with_note is None:
            return state, _too_long()
        after = with_note
    return _onward(after, _("Bewaard: {answer}.").format(answer=screens.answer_words(after, state.at)))


def _level_and_note(line: str) -> tuple[int | None, str]:
    """`2` or `2 and a note`. A note has a letter: `2 3` is a slip of the finger."""
    if re.fullmatch("[0-4]", line):
        return int(line), ""
    found = _LEVEL_AND_NOTE.fullmatch(line)
    if found and any(character.isalpha() for character in found[2]):
        return int(found[1]), found[2]
    return None, ""


def _answer_fact(state: State, line: str) -> Said:
    value = _fact_value(state, line)
    if value is None:
        if state.at.id in ONE_LINE_FIELDS:
            return state, (Block(_("Dit is te lang. Gebruik hoogstens {limit} tekens.").format(limit=MAX_NAME)),)
        return state, screens.not_a_choice(state, line)
    was_complete = not any(state.is_open(item) for item in state.items if item.kind == "project")
    after = _with_fact(state, value)
    text = _("Bewaard: {answer}.").format(answer=screens.answer_words(after, state.at).rstrip("."))
    changes = screens.questions_changed(state, after) if was_complete else ()
    onward, said = _onward(after, text)
    return onward, (said[0], *changes, *said[1:])


def _fact_value(state: State, line: str) -> Any:
    """What a line says about a fact of the project, or None if it says nothing sensible."""
    if state.at.id in ONE_LINE_FIELDS:
        return line if 0 < len(line) <= MAX_NAME else None
    if state.at.id == "ages":
        return _ages(line.casefold())
    if not _NUMBERS.fullmatch(line):
        return None
    numbers = [int(number) for number in re.findall("[0-9]+", line)]
    ids = [choice.id for choice in screens.choices_of(state, state.at)]
    if state.at.id == "status":
        ids = [id for id, _text in screens.STATUSES]
    if any(not 1 <= number <= len(ids) for number in numbers):
        return None
    chosen = tuple(dict.fromkeys(ids[number - 1] for number in sorted(numbers)))
    if state.at.id in ("status", "perspective"):
        return chosen[0] if len(chosen) == 1 else None
    return chosen


def _ages(text: str) -> Ages | None:
    text = " ".join(text.split())
    if found := _TWO_AGES.fullmatch(text):
        low, high = int(found[1]), int(found[2])
        return Ages(from_=low, to=high) if low <= high <= 120 else None
    if found := _FROM_AGE.fullmatch(text):
        low = int(found[1] or found[2])
        return Ages(from_=low) if low <= 120 else None
    if found := _TO_AGE.fullmatch(text):
        return Ages(to=int(found[1])) if int(found[1]) <= 120 else None
    return None


def _keep(state: State) -> Said:
    if not state.is_answered(state.at):
        text = _("Hier is nog geen antwoord. Typ uw keuze, o om over te slaan, of h voor hulp.")
        return state, (Block(text),)
    return _onward(state, "", state.following(state.at))


def _skip(state: State) -> Said:
    if state.at == Item("project", "name") and not state.is_answered(state.at):
        return state, (Block(_("De naam is nodig: die komt boven het rapport.")),)
    if state.is_answered(state.at):
        return _onward(state, _("Het antwoord blijft zoals het was."))
    return _onward(replace(state, skipped=state.skipped | {state.at}), _("Overgeslagen: dit blijft open."))


# Free text


def _write_text(state: State, line: str, more: bool) -> Said:
    if line == "." and not more:
        done = _trimmed(state) if state.writing == "note" else state
        done = replace(done, mode="question")
        return done, (Block(_("Bewaard.") if state.wrote else _("Niets veranderd.")),)
    present = state.note(state.at) if state.writing == "note" else state.evidence(state.at)
    if line == "-" and not more and not state.wrote and present:
        return replace(state, mode="clear"), ()
    if not line and (state.writing == "evidence" or not state.wrote):
        return state, ()
    if state.writing == "evidence" and _is_key(line) and not more:
        return state, screens.no_evidence(state, line)
    after = _with_text(state, state.writing, line)
    return (replace(after, wrote=True), ()) if after else (state, _too_long())


def _clear(state: State, line: str) -> Said:
    after = replace(state, mode="question")
    if command_of(line) not in ("j", _("ja")):
        return after, (Block(_("Niets veranderd.")),)
    if state.writing == "note":
        return _with_answer(after, note=None), (Block(_("De notitie is gewist.")),)
    return _with_answer(after, evidence=None), (Block(_("De onderbouwing is gewist.")),)


def _give_reason(state: State, line: str, more: bool) -> Said:
    if not more and (left := _left(state, line)) is not None:
        return left
    is_reason = state.wrote or (_WORD.search(line) is not None and (more or not _is_key(line)))
    after = state
    if line and is_reason:
        before = state.answer(state.at).not_applicable if state.wrote else None
        reason = f"{before} {line}" if isinstance(before, str) else line
        if len(reason) > MAX_TEXT:
            return state, _too_long()
        after = replace(_with_answer(state, level=None, not_applicable=reason), wrote=True)
    if more:
        return after, ()
    if not after.wrote and line:
        return state, screens.no_reason(line)
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
        return state, screens.no_evidence(state, line)
    after = state
    if line:
        written = _with_text(state, "evidence", line)
        if written is None:
            return state, _too_long()
        after = replace(written, wrote=True)
    if more:
        return after, ()
    return _onward(after, _("Bewaard: onderbouwing.") if after.wrote else "")


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
    command = command_of(line)
    if command in ("", "r"):
        return _continue(state) if command == "" else _show_overview(state)
    if re.fullmatch("[0-9]{1,2}", command):
        index = int(command) - (0 if state.parts[0].items[0].kind == "project" else 1)
        if 0 <= index < len(state.parts):
            items = state.parts[index].items
            return _ask(state, next((item for item in items if not state.is_answered(item)), items[0]))
        return state, (Block(_("Onderdeel {number} is er niet.").format(number=command)),)
    if command == "h":
        return state, (
            Block(_("Enter = verder. Een nummer = dat onderdeel. g 12 = vraag 12. g p1 = uw project. s = stoppen.")),
        )
    return _common(state, command) or (state, screens.not_a_choice(state, line))


def _continue(state: State) -> Said:
    goal = state.first_open()
    return _show_check(state) if goal is None else _ask(state, goal)


def _in_list(state: State, line: str) -> Said:
    """The end of a part, and the check of all parts."""
    command = command_of(line)
    in_project = state.mode == "part_end" and state.at.kind == "project"
    # Below a list of p1 to p8 a bare 5 is p5, never question 5.
    number = f"p{command}" if in_project and command.isdecimal() else command
    if item := _by_number(state, number):
        return _ask(replace(state, back_to_check=state.mode == "check"), item)
    if command == "h":
        return state, (Block(_("Enter = verder. Een nummer = die vraag. v = vorige. l = overzicht. s = stoppen.")),)
    if state.mode == "check":
        if command == "":
            return replace(state, mode="done"), ()
        if command == "r":
            return _show_check(state)
    elif command == "":
        return _show_check(state) if state.going_to is None else _ask(state, state.going_to)
    elif command == "r":
        return state, screens.part_end(state, state.part_of(state.at))
    return _common(state, command) or (state, screens.not_a_choice(state, line))


def _show_overview(state: State) -> Said:
    state = replace(state, mode="overview", back_to_check=False)
    return state, screens.overview(state)


def _show_check(state: State) -> Said:
    state = replace(state, mode="check", back_to_check=False)
    return state, screens.check_screen(state)


# Moving


def _ask(state: State, item: Item) -> Said:
    asking = replace(state, mode="question", at=item, wrote=False)
    shown = asking.hints + (item.kind != "project")
    return replace(asking, hints=shown), screens.question(asking)


def _by_number(state: State, number: str) -> Item | None:
    return next((item for item, shown in state.numbers.items() if shown == number), None)


def _go_back(state: State) -> Said:
    if state.mode == "part_end":
        return _ask(state, state.at)
    if state.mode in ("check", "overview"):
        return _ask(state, state.items[-1] if state.mode == "check" else state.at)
    if (item := state.previous(state.at)) is None:
        return state, (Block(_("Dit is de eerste vraag.")),)
    return _ask(state, item)


_NEXT_OPEN = Item("project", "")
"""Stands for: the next question that is open."""


def _onward(state: State, text: str, target: Item | None = _NEXT_OPEN) -> Said:
    """One line back, then the next question, or the end of the part."""
    said = (Block(text),) if text else ()
    state = replace(state, mode="question")
    if state.is_answered(state.at):
        state = replace(state, skipped=state.skipped - {state.at})
    if state.back_to_check:
        after, screen = _show_check(state)
        return after, (*said, *screen)
    goal = state.next_open(state.at) if target is _NEXT_OPEN else target
    if goal is not None and goal in state.part_of(state.at).items:
        after, screen = _ask(state, goal)
        return after, (*said, *screen)
    ended = replace(state, mode="part_end", going_to=goal)
    return ended, (*said, *screens.part_end(ended, ended.part_of(ended.at)))


# Changing the file


def _stamped(state: State, **changes: Any) -> State:
    """The state with a changed file, today's date and this rubric's version.

    While the file keeps answers that this rubric does not have, it keeps its own version: only then do they read as
    answers to questions of before, and not as mistakes.
    """
    audit = changes.pop("audit", state.file.audit) or Audit(scope="full")
    version = state.file.rubric_version if state.no_longer_asked else state.rubric.version
    changes |= {"audit": audit.model_copy(update={"date": state.today}), "rubric_version": version}
    return replace(state, file=state.file.model_copy(update=changes))


def _with_fact(state: State, value: Any) -> State:
    if state.at.id == "perspective":
        audit = state.file.audit or Audit(scope="full")
        return _stamped(state, audit=audit.model_copy(update={"perspective": value}))
    return _stamped(state, project=state.project.model_copy(update={state.at.id: value}))


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
