"""The plan and a new round in a real terminal: nothing is lost, and one file has one writer."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.terminals import PROMPT, Terminal
from verbetertool import load_answers

pytestmark = pytest.mark.slow

FILE = """\
format: verbetertool/1
rubric: jongeren-naar-werk
rubric_version: "2.0.0"
project: {name: Proef}
audit: {scope: quick, date: 2026-05-12}
answers:
  vaste-begeleider: {count: 23/40, note: toen}
  maatwerk: 1
plan:
  - {action: Bellen, who: Samira}
"""
STATUS, PICK, WHO, DAY = "zo laten): ", "klaar): ", "Wie doet het? (Enter = nog open): ", "klaar? (Enter = nog open): "


def run(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("verbetertool"), *arguments],
        input=stdin,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "p.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path


def test_kill_loses_only_the_line_being_typed(folder: Path) -> None:
    """What became of an action, and each part of a new one, is in the file as soon as it was typed."""
    with Terminal(folder, "p.yaml", command="plan") as terminal:
        terminal.until(STATUS)
        terminal.line("2 loopt", PICK)
        terminal.line("e", "niet): ")
        terminal.line("Mailen", WHO)
        terminal.line("Jan", DAY)
        terminal.keys("1 maart")
        terminal.process.send_signal(signal.SIGKILL)
        terminal.process.wait()
    plan = load_answers(folder / "p.yaml").plan
    assert [(item.action, item.who, item.status) for item in plan] == [
        ("Bellen", "Samira", "doing"),
        ("Mailen", "Jan", "open"),
    ]
    assert run(folder, "check", "p.yaml").returncode == 0


def test_stopping_says_how_to_go_on(folder: Path) -> None:
    """Ctrl-C ends with 130, `s` with 0."""
    for key, code in (("\x03", 130), ("s\r", 0)):
        with Terminal(folder, "p.yaml", command="plan") as terminal:
            terminal.until(STATUS)
            terminal.keys(key)
            assert terminal.end() == code
        assert "Verder: verbetertool plan p.yaml" in terminal.text


def test_one_window_at_a_time(folder: Path) -> None:
    """`plan` and `audit` keep each other out; writing the plan in a format waits for nobody."""
    with Terminal(folder, "p.yaml", command="plan") as terminal:
        terminal.until(STATUS)
        for command in ("plan", "audit"):
            second = run(folder, command, "p.yaml", "--stdin", stdin="s\n")
            assert second.returncode == 3
            assert "staat al open in een ander venster" in second.stderr
        assert run(folder, "plan", "p.yaml", "-f", "ics").returncode == 0


def test_somebody_else_wrote_the_file(folder: Path) -> None:
    """Both versions are kept, and the person says with which to go on."""
    path = folder / "p.yaml"
    with Terminal(folder, "p.yaml", command="plan") as terminal:
        terminal.until(STATUS)
        path.write_text(FILE + "  - {action: Van een ander}\n", encoding="utf-8")
        assert "is intussen veranderd" in terminal.line("1", PROMPT)
        terminal.line("2", PICK)
        terminal.line("e", "niet): ")
        terminal.line("Van mij", WHO)
    assert [item.action for item in load_answers(path).plan] == ["Bellen", "Van een ander", "Van mij"]
    assert list(folder.glob("p.yaml.bewaard-*"))


def test_new_round_survives_a_kill(folder: Path) -> None:
    """The new file knows the earlier one from its first line on, and the earlier one is never touched."""
    before = (folder / "p.yaml").read_bytes()
    with Terminal(folder, "--from", "p.yaml", "n.yaml") as terminal:
        terminal.until(STATUS)
        terminal.line("1", PROMPT)
        terminal.line("", PROMPT)
        terminal.process.send_signal(signal.SIGKILL)
        terminal.process.wait()
    answers = load_answers(folder / "n.yaml")
    assert (answers.project.name, answers.plan[0].status) == ("Proef", "done")
    assert answers.previous is not None
    assert (folder / "p.yaml").read_bytes() == before
    with Terminal(folder, "n.yaml") as terminal:
        terminal.until(PROMPT)
        assert "Vorige keer, mei 2026: niveau 1." in terminal.line("g 11")


def test_a_full_disk(folder: Path) -> None:
    """Of a limit on the size of files: the message, code 3, and no byte of what stood there changed."""
    before = (folder / "p.yaml").read_bytes()
    program = Path(sys.executable).with_name("verbetertool")
    for arguments, typed in (
        ("plan p.yaml --stdin", "1"),
        ("plan p.yaml -f ics", ""),
        ("audit --from p.yaml n.yaml --stdin", "1"),
    ):
        done = subprocess.run(
            ["/bin/bash", "-c", f"trap '' XFSZ; ulimit -f 0; echo '{typed}' | '{program}' {arguments}"],
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        assert done.returncode == 3, (arguments, done.stdout, done.stderr)
        assert "kon niet worden geschreven" in done.stderr
    assert (folder / "p.yaml").read_bytes() == before
    assert [path.name for path in folder.iterdir() if not path.name.startswith(".")] == ["p.yaml"]
