"""A typed line of free text: a note, evidence, or the reason why a question does not apply."""

import re
from dataclasses import replace

from verbetertool.interview import prompts, question_screen
from verbetertool.interview.blocks import Block
from verbetertool.interview.changes import answered, trimmed, with_answer, with_text
from verbetertool.interview.moving import leave, onward
from verbetertool.interview.state import Said, State
from verbetertool.interview.typed_line import command_of, is_key
from verbetertool.language import _
from verbetertool.model.base import MAX_TEXT

_WORD = re.compile(r"[^\W\d_]{3}")


def write_text(state: State, line: str, more: bool) -> Said:
    """A line of a note, or a piece of evidence; a lone dot ends it."""
    if line == "." and not more:
        done = trimmed(state) if state.writing == "note" else state
        return _asked_again(done, _("Bewaard.") if state.wrote else _("Niets veranderd."))
    present = state.note(state.at) if state.writing == "note" else state.evidence(state.at)
    if line == "-" and not more and not state.wrote and present:
        return replace(state, mode="clear"), ()
    if not line and (state.writing == "evidence" or not state.wrote):
        return state, ()
    if state.writing == "evidence" and is_key(line) and not more:
        return state, prompts.no_evidence(state, line)
    if state.writing == "evidence" and state.rubric.says_none(line):
        return state, prompts.says_none(line)
    after = with_text(state, state.writing, line)
    return (replace(after, wrote=True), ()) if after else (state, prompts.too_long())


def clear(state: State, line: str) -> Said:
    """Whether all of the note or of the evidence goes."""
    if command_of(line) not in ("j", _("ja")):
        return _asked_again(state, _("Niets veranderd."))
    if state.writing == "note":
        return _asked_again(with_answer(state, note=None), _("De notitie is gewist."))
    return _asked_again(with_answer(state, evidence=None), _("De onderbouwing is gewist."))


def _asked_again(state: State, text: str) -> Said:
    """One line back, and the question that is on once more."""
    asking = replace(state, mode="question")
    return asking, (Block(text), *question_screen.question(asking, whole=False))


def give_reason(state: State, line: str, more: bool) -> Said:
    """Why an element does not apply; the lines of one paste are one reason."""
    if not more and (left := leave(state, line)) is not None:
        return left
    says_something = _WORD.search(line) is not None and not state.rubric.says_none(line)
    is_reason = state.wrote or (says_something and (more or not is_key(line)))
    after = state
    if line and is_reason:
        before = state.answer(state.at).not_applicable if state.wrote else None
        reason = f"{before} {line}" if isinstance(before, str) else line
        if len(reason) > MAX_TEXT:
            return state, prompts.too_long()
        after = replace(answered(state, not_applicable=reason), wrote=True)
    if more:
        return after, ()
    if not after.wrote and line:
        return state, prompts.no_reason(line)
    if not after.wrote:
        return state, (Block(_("Zonder reden telt het als «weet ik niet». Typ de reden, of v om terug te gaan.")),)
    return onward(after, _("Bewaard: niet van toepassing."))


def give_proof(state: State, line: str, more: bool) -> Said:
    """Where a high level shows, asked once; it may stay open."""
    if not more and (left := leave(state, line)) is not None:
        return left
    if not more and not state.wrote:
        match command_of(line):
            case "h":
                text = _("Noem een stuk, een registratie of iemand van buiten. Zonder telt dit als niet bewezen.")
                return state, (Block(text),)
            case "o" | "-" | ".":
                return onward(state, "")
    if is_key(line) and not more:
        return state, prompts.no_evidence(state, line)
    if line and state.rubric.says_none(line):
        return (state, prompts.says_none(line)) if more else onward(state, prompts.says_none(line)[0].text)
    after = state
    if line:
        written = with_text(state, "evidence", line)
        if written is None:
            return state, prompts.too_long()
        after = replace(written, wrote=True)
    if more:
        return after, ()
    return onward(after, _("Bewaard.") if after.wrote else "")
