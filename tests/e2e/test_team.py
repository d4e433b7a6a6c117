"""The real command, from a young person at a terminal to what a team talks about."""

import subprocess
import sys
from pathlib import Path

from tests.e2e.terminals import Terminal
from verbetertool import load_answers, load_rubric
from verbetertool.model.project import Answered

PROMPT = "Antwoord: "
PROGRAM = str(Path(sys.executable).with_name("verbetertool"))


def test_from_young_people_to_a_talk(tmp_path: Path) -> None:
    """Two answer at a terminal, one stops; a pasted line is no answer; the file of the lead and theirs become one."""
    with Terminal(tmp_path, "--perspective", "jongere", columns=60) as terminal:
        assert "Je hoeft je naam niet te zeggen." in terminal.until(PROMPT)
        assert f"Vraag 1 van {len(load_rubric().asked_of('jongere'))}" in terminal.line("", PROMPT)
        assert "Bewaard: nee." in terminal.line("3", PROMPT)
        assert "Plakken werkt hier niet." in terminal.line("\x1b[200~1\x1b[201~", PROMPT)
        terminal.line("soms, op maandag niet", PROMPT)
        terminal.keys("\x03")
        assert terminal.end() == 130
    assert "Alles is bewaard in jongere-1.yaml." in terminal.text
    lead = "format: verbetertool/1\nrubric: jongeren-naar-werk\nproject: {name: Op weg}\n"
    answers = "answers: {intrinsieke-motivatie: 3, zelfvertrouwen: 1}\n"
    (tmp_path / "lead.yaml").write_text(f"{lead}audit: {{perspective: professional}}\n{answers}", encoding="utf-8")
    command = [PROGRAM, "team", "lead.yaml", "jongere-1.yaml"]
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert "1. Intrinsieke motivatie" in shown.stdout
    assert "maandag" not in shown.stdout
    assert shown.stderr == ""
    subprocess.run([*command, "-o", "samen.yaml"], cwd=tmp_path, capture_output=True, check=True)
    with Terminal(tmp_path, "samen.yaml") as terminal:
        assert "Bij 1 vraag liggen uw antwoorden ver uit elkaar." in terminal.until("hulp): ")
        assert "Verschil: 2 mensen, van niveau 0 tot en met niveau 3." in terminal.line("")
        terminal.line("1")
    together = load_answers(tmp_path / "samen.yaml").answers["intrinsieke-motivatie"]
    assert isinstance(together, Answered)
    assert together.level == 1
