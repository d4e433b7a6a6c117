"""A small rubric and a conversation about it, for tests of the questionnaire."""

from typing import Any

from tests.builders import SCALE, TEXT, a_rubric, an_anti_pattern, an_element, on_scale
from verbetertool.interview import dialogue
from verbetertool.interview.blocks import Blocks
from verbetertool.interview.state import Item, State, new_file
from verbetertool.model.project import AnswerFile, Project
from verbetertool.model.rubric import Rubric

TODAY = "2026-11-24"
A1, A2, B1, OLD, ANTI_PATTERN = (
    Item("element", "a1"),
    Item("element", "a2"),
    Item("element", "b1"),
    Item("element", "old"),
    Item("anti_pattern", "pattern"),
)


def a_small_rubric() -> Rubric:
    """Two contexts: a1 (core), a2 (on the scale, always applies), b1 and, from 23 years on, old; one anti-pattern."""
    return a_rubric(
        [
            an_element("a1", "a", core=True),
            on_scale("a2", "a", not_applicable={"allowed": False}),
            an_element("b1", "b"),
            an_element("old", "b", applies_when={"ages": {"from": 23}}),
        ],
        [an_anti_pattern("pattern")],
        target_groups=tuple({"id": g, "title": f"Groep {g}", "description": TEXT} for g in ("x", "y")),
        goals=({"id": "werk", "title": "Werk", "description": TEXT},),
        phases=({"id": "leren", "title": "Leren", "description": TEXT},),
        scale=SCALE,
        none_texts=("geen", "volgt nog"),
    )


def a_state(at: Item = A1, **file: Any) -> State:
    """A conversation at a question, of a project whose facts are known."""
    project = {"name": "Proef", "organisation": "O", "target_groups": ("x",), "ages": {"from": 16, "to": 27}}
    rest = {"goals": ("werk",), "phases": ("leren",), "status": "plan"}
    known = Project.model_validate(project | rest)
    rubric = a_small_rubric()
    made: AnswerFile = new_file(rubric).model_copy(update={"project": known} | file)
    return State(rubric, made, TODAY, at=at, hints=9)


def after(state: State, *lines: str) -> State:
    """The state after some typed lines."""
    for line in lines:
        state = dialogue.reply(state, line)[0]
    return state


def said(blocks: Blocks) -> str:
    """What blocks say, a line each."""
    return "\n".join(f"{block.label} {block.text}".strip() for block in blocks)


def what_is_said(state: State, line: str) -> str:
    """What a typed line makes the dialogue say."""
    return said(dialogue.reply(state, line)[1])
