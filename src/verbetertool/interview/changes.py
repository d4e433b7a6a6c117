"""The answer file as a typed line changes it: the question that is on gets another answer, note or evidence."""

from dataclasses import replace
from typing import Any

from verbetertool.interview import project_questions
from verbetertool.interview.state import State
from verbetertool.model.base import MAX_TEXT
from verbetertool.model.project import MAX_EVIDENCE, Audit, LongAnswer, LongOccurrence


def with_fact(state: State, value: Any) -> State:
    """The state with an answer to the question about the project that is on."""
    return _stamped(replace(state, file=project_questions.with_value(state.file, state.at.id, value)))


def answered(state: State, **answer: Any) -> State:
    """The state with another answer to the element that is on; it is one to the question as it is now."""
    whole = {"level": None, "count": None, "not_applicable": None, "asked": None, "rubric_version": None, "from_": None}
    whole |= answer
    return with_answer(state, **whole)


def with_answer(state: State, **changes: Any) -> State:
    """The state with changes in the answer to the question that is on."""
    section = "answers" if state.at.kind == "element" else "anti_patterns"
    value = state.answer(state.at) if state.at.kind == "element" else state.occurrence(state.at)
    changed = value.model_copy(update=changes)
    answers = {**(getattr(state.file, section) or {}), state.at.id: changed}
    if changed in (LongAnswer(), LongOccurrence()):
        del answers[state.at.id]
    return _stamped(state, **{section: answers})


def with_note(state: State, note: str) -> State | None:
    """The state with a note, if there is one; None if it becomes too long."""
    return with_text(state, "note", note) if note else state


def with_text(state: State, field: str, text: str) -> State | None:
    """The state with a line added to the note or the evidence; None if that becomes too long."""
    if field == "note":
        note = state.note(state.at)
        note = f"{note}\n{text}" if note else text
        return with_answer(state, note=note) if len(note) <= MAX_TEXT else None
    evidence = (*state.evidence(state.at), text)
    fits = len(text) <= MAX_TEXT and len(evidence) <= MAX_EVIDENCE
    return with_answer(state, evidence=evidence) if fits else None


def trimmed(state: State) -> State:
    """Without the blank lines at the end of a note that a person typed before the dot."""
    note = state.note(state.at)
    return with_answer(state, note=note.rstrip()) if note != note.rstrip() else state


def _stamped(state: State, **changes: Any) -> State:
    """The state with a changed file, today's date and this rubric's version (answers to another one say so)."""
    file = state.file.model_copy(update=changes)
    audit = (file.audit or Audit(scope="full")).model_copy(update={"date": state.today})
    return replace(state, file=file.model_copy(update={"audit": audit, "rubric_version": state.rubric.version}))
