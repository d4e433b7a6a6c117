"""How many words a person reads in the questionnaire: `python -m benchmarks.words`.

A scripted person opens no help, answers every question, says where the higher levels show, and knows of three things
that do not work. The limits are those of a quarter of an hour, and of an hour.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from verbetertool import load_rubric
from verbetertool.interview import dialogue
from verbetertool.interview.state import Item, State, new_file
from verbetertool.model.project import Scope
from verbetertool.model.rubric import Rubric

LIMITS: dict[Scope, int] = {"quick": 2600, "full": 6500}
"""Words of a whole session, from the start to the next command, with what the person types."""
PROFILE = {
    "name": "Straatkans",
    "organisation": "Stichting Straatkans",
    "summary": "Wij zoeken jongeren op straat op, en begeleiden hen naar werk of school.",
    "target_groups": "2, 8",
    "ages": "16-27",
    "few_from_23": "1",
    "goals": "1",
    "phases": "1, 2, 3, 4, 5, 6, 7",
    "status": "2",
}
"""A project about which every element is asked."""
LEVELS = ("2", "1", "3", "2", "4", "w", "2", "3", "0", "34/40")


def lines_of(rubric: Rubric, scope: Scope) -> list[str]:
    """What the person types, from the first question to the end."""
    state = State(rubric, new_file(rubric), "2026-11-30", at=Item("project", "name")).in_scope(scope)
    state, _said = dialogue.first_question(state)
    lines: list[str] = []
    while state.mode not in ("done", "stopped"):
        lines.append(_answer(state))
        state, _said = dialogue.reply(state, lines[-1])
    return lines


def _answer(state: State) -> str:
    match state.mode, state.at.kind:
        case "question", "project":
            return PROFILE[state.at.id]
        case "question", "element":
            level = LEVELS[int(state.numbers[state.at]) % len(LEVELS)]
            return level if state.element(state.at).on_scale or "/" not in level else "3"
        case "question", "anti_pattern":
            return "1"
        case "list", _:
            return ", ".join(state.numbers[item] for item in state.to_list[:3])
        case "proof", _:
            return "jaarverslag 2025 blz. 12" if int(state.numbers[state.at]) % 2 else ""
    return ""


def words_on_screen(rubric: Rubric, scope: Scope) -> int:
    """The words that the real program shows this person."""
    return len(session_of(rubric, scope).split())


def session_of(rubric: Rubric, scope: Scope) -> str:
    """All that this person sees."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(  # noqa: S603 - our own command
            [Path(sys.executable).with_name("verbetertool"), "audit", "p.yaml", "--stdin", f"--{scope}"],
            input="".join(f"{line}\n" for line in lines_of(rubric, scope)),
            cwd=folder,
            env={**os.environ, "COLUMNS": "80"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    return done.stdout


def main() -> None:
    rubric = load_rubric()
    for scope, limit in LIMITS.items():
        print(f"{scope}: {words_on_screen(rubric, scope)} words, at most {limit}")


if __name__ == "__main__":
    main()
