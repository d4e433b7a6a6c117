"""The questionnaire in a real terminal, and through a pipe."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.terminals import PROMPT, Terminal
from verbetertool import load_answers, load_rubric
from verbetertool.model.project import Answered
from verbetertool.model.rubric import Rubric

pytestmark = pytest.mark.slow

PROFILE = ["lang", "Proef", "o", "o", "o", "o", "o", "o", "o", "2"]
"""A project about which all is asked, up to question 1; the last of it is given, so that none is asked again."""
FIRST = "intrinsieke-motivatie"
SECOND = "zelfreflectie"
NOTE = "= klaar): "


def script(
    folder: Path, *lines: str, arguments: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """`audit --stdin` with these lines."""
    return subprocess.run(
        [Path(sys.executable).with_name("verbetertool"), "audit", "p.yaml", "--stdin", *arguments],
        input="".join(f"{line}\n" for line in lines),
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def at_question_one(folder: Path, *lines: str) -> None:
    """A file of a project that is ready for question 1."""
    assert script(folder, *PROFILE, *lines).returncode == 0


def resumed(folder: Path, **rest: object) -> Terminal:
    """A terminal at the first open question of p.yaml."""
    terminal = Terminal(folder, "p.yaml", **rest)  # type: ignore[arg-type]
    terminal.until(PROMPT)
    terminal.line("")
    return terminal


def level(folder: Path, id: str) -> int | None:
    answer = load_answers(folder / "p.yaml").answers.get(id)
    return answer.level if isinstance(answer, Answered) else None


def note(folder: Path, id: str) -> str | None:
    answer = load_answers(folder / "p.yaml").answers.get(id)
    return answer.note if answer else None


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_rubric()


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_every_word_of_every_level_is_on_screen(tmp_path: Path, rubric: Rubric, columns: int) -> None:
    """All questions and levels in full, no line wider than the screen, nothing but text and bold in the bytes."""
    with Terminal(tmp_path, "p.yaml", columns=columns) as terminal:
        terminal.until(PROMPT)
        for line in PROFILE:
            terminal.line(line)
        for number in range(1, len(rubric.elements) + 1):
            terminal.line(f"g {number}")
        terminal.keys("s\r")
        assert terminal.end() == 0
    words = " ".join(terminal.text.split())
    for element in rubric.elements:
        assert " ".join(element.question.split()) in words
        for n, text in enumerate(rubric.level_texts(element)):
            assert f"{n}. {' '.join(text.split())}" in words
    assert max(len(line) for line in terminal.text.split("\n")) <= columns
    drawn = set(re.findall(rb"\x1b[^a-zA-Z]*[a-zA-Z]", terminal.bytes))
    assert drawn == {b"\x1b[1m", b"\x1b[0m", b"\x1b[?2004h", b"\x1b[?2004l"}  # bold, and pastes in brackets


@pytest.mark.parametrize("setting", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"ACCESSIBLE": "1"}])
def test_no_escape_byte_where_it_is_not_wanted(tmp_path: Path, setting: dict[str, str]) -> None:
    """Not one, also while a note is typed."""
    at_question_one(tmp_path)
    with resumed(tmp_path, environment=setting) as terminal:
        terminal.line("t", NOTE)
        terminal.line("een", NOTE)
        terminal.line(".")
        terminal.line("h")
        terminal.keys("s\r")
        assert terminal.end() == 0
    assert b"\x1b" not in terminal.bytes


def test_kill_loses_only_the_line_being_typed(tmp_path: Path) -> None:
    """After `kill -9` everything is there, and the next start resumes at the first open question."""
    at_question_one(tmp_path)
    with resumed(tmp_path) as terminal:
        terminal.line("2 wij spraken ouders")
        terminal.line("t", NOTE)
        terminal.line("regel een", NOTE)
        terminal.keys("half")
        terminal.process.send_signal(signal.SIGKILL)
        terminal.process.wait()
    assert (level(tmp_path, FIRST), note(tmp_path, FIRST)) == (2, "wij spraken ouders")
    assert note(tmp_path, SECOND) == "regel een"
    with resumed(tmp_path) as terminal:
        assert "Vraag 2 van " in terminal.text


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_signals_save_and_say_where(tmp_path: Path, number: int, code: int) -> None:
    """The exit code is 128 + the signal, and the message names the file and how to go on."""
    at_question_one(tmp_path)
    with resumed(tmp_path) as terminal:
        terminal.line("2")
        terminal.process.send_signal(number)
        assert terminal.end() == code
    assert "Alles wat u invulde, is bewaard in p.yaml." in terminal.text
    assert "Verder: verbetertool audit p.yaml" in terminal.text
    assert level(tmp_path, FIRST) == 2


def test_ctrl_c_and_ctrl_d_keys(tmp_path: Path) -> None:
    """Ctrl-C ends with 130, Ctrl-D with 0; both say where the answers are."""
    at_question_one(tmp_path)
    for key, code in (("\x03", 130), ("\x04", 0)):
        with resumed(tmp_path) as terminal:
            terminal.keys(key)
            assert terminal.end() == code
        assert "is bewaard in p.yaml." in terminal.text


def test_closed_window(tmp_path: Path) -> None:
    """The window is gone: the answers are there, and the program ends."""
    at_question_one(tmp_path)
    with resumed(tmp_path) as terminal:
        terminal.line("2")
        terminal.hang_up()
        terminal.process.wait(10)
    assert level(tmp_path, FIRST) == 2


def test_two_windows(tmp_path: Path) -> None:
    """The second window is shown who has the file; after the first was killed it is free."""
    at_question_one(tmp_path)
    with resumed(tmp_path) as terminal:
        second = script(tmp_path, "s")
        assert second.returncode == 3
        assert f"p.yaml» staat al open in een ander venster (proces {terminal.process.pid}" in second.stderr
        terminal.process.kill()
        terminal.process.wait()
        assert script(tmp_path, "s").returncode == 0


@pytest.mark.parametrize("pause", [0.01, 0.06, 0.2])
@pytest.mark.parametrize("lines", ["2\r3\r1\r0\r", "3\r2\r1\r0\r", "w\r\r1\r2\r", "n\rniet bij ons\r1\r2\r"])
def test_a_slow_paste_at_a_choice(tmp_path: Path, lines: str, pause: float) -> None:
    """As GNU screen does, a key at a time: nothing of it is saved, the first choice is taken back, both are said."""
    at_question_one(tmp_path)
    before = load_answers(tmp_path / "p.yaml").answers
    with resumed(tmp_path) as terminal:
        terminal.keys(lines[0])
        for key in lines[1:]:
            time.sleep(pause)
            terminal.keys(key, thinking=0)
        time.sleep(0.5)
        terminal.until(PROMPT)
        said = " ".join(terminal.text.split())
        assert "Het is niet gebruikt." in said
        assert "teruggenomen" in said
        assert load_answers(tmp_path / "p.yaml").answers == before
        assert "Bewaard: niveau 1." in terminal.line("1")
    assert level(tmp_path, FIRST) == 1


def test_one_pasted_line_is_no_choice(tmp_path: Path) -> None:
    """A level that is pasted chooses nothing; a name that is pasted, and a note behind a level, are taken."""
    with Terminal(tmp_path, "p.yaml") as terminal:
        terminal.until(PROMPT)
        terminal.line("lang")
        terminal.line("\x1b[200~Proef\x1b[201~")
        for line in PROFILE[2:]:
            terminal.line(line)
        assert "U plakte tekst. Er is niets gekozen." in terminal.line("\x1b[200~2\x1b[201~")
        assert level(tmp_path, FIRST) is None
        terminal.line("2 \x1b[200~wij spraken ouders\x1b[201~")
    assert (level(tmp_path, FIRST), note(tmp_path, FIRST)) == (2, "wij spraken ouders")
    assert load_answers(tmp_path / "p.yaml").project.name == "Proef"


def test_pasted_lines_at_a_choice(tmp_path: Path) -> None:
    """Six lines with a 2 among them choose nothing, bracketed or not."""
    at_question_one(tmp_path)
    before = (tmp_path / "p.yaml").read_bytes()
    six = "een\rtwee\r2\rdrie\rvier\rvijf\r"
    with resumed(tmp_path) as terminal:
        for paste in (six, f"\x1b[200~{six}\x1b[201~", "2\r3\r"):
            terminal.keys(paste)
            assert "U plakte meer regels. Er is niets gekozen." in terminal.until(PROMPT)
        assert (tmp_path / "p.yaml").read_bytes() == before
        assert "Bewaard: niveau 1." in terminal.line("1")
    assert level(tmp_path, FIRST) == 1


@pytest.mark.parametrize("bracketed", [True, False])
def test_pasted_lines_in_a_note(tmp_path: Path, bracketed: bool) -> None:
    """They become one note; no other answer changes."""
    at_question_one(tmp_path)
    six = "een\rtwee\r2\r.\rvier\rvijf"
    with resumed(tmp_path) as terminal:
        terminal.line("t", NOTE)
        terminal.keys(f"\x1b[200~{six}\x1b[201~" if bracketed else six)
        time.sleep(0.3)
        terminal.keys("\r")
        time.sleep(0.2)
        terminal.line(".")
        terminal.keys("s\r")
        assert terminal.end() == 0
    assert note(tmp_path, FIRST) == "een\ntwee\n2\n.\nvier\nvijf"
    assert list(load_answers(tmp_path / "p.yaml").answers) == [FIRST]


def test_pasted_lines_as_evidence_and_reason(tmp_path: Path) -> None:
    """After a high level pasted lines are evidence, after `n` they are the reason; no level is chosen by them."""
    at_question_one(tmp_path)
    with resumed(tmp_path) as terminal:
        terminal.line("3", "verder): ")
        terminal.keys("jaarverslag\r2\rregistratie\r")
        terminal.until(PROMPT)
        terminal.line("g 3")
        terminal.line("n", "terug): ")
        terminal.keys("niet bij ons\r2\rmaar elders\r")
        terminal.until(PROMPT)
        terminal.keys("s\r")
        assert terminal.end() == 0
    answers = load_answers(tmp_path / "p.yaml").answers
    assert answers[FIRST].evidence == ("jaarverslag", "2", "registratie")
    assert len(answers) == 2


def test_long_line_stays_whole(tmp_path: Path) -> None:
    """6,000 characters on one line, at a choice and in a note, typed with accents."""
    at_question_one(tmp_path)
    long = "é" * 2900 + " IJ ’ € " + "x" * 3100
    with resumed(tmp_path) as terminal:
        terminal.keys(f"2 {long}")
        time.sleep(0.3)
        terminal.line("")
        terminal.line("t", NOTE)
        terminal.keys(long)
        time.sleep(0.3)
        terminal.line("", NOTE)
        terminal.line(".")
    assert note(tmp_path, FIRST) == long
    assert note(tmp_path, SECOND) == long


def test_mistakes_can_be_rubbed_out(tmp_path: Path) -> None:
    """Backspace, Ctrl-U and Ctrl-W work; arrows and other keys leave no trace."""
    at_question_one(tmp_path)
    with resumed(tmp_path) as terminal:
        terminal.line("4 fout\x152 een twe\x7f\x7f\x7fdrie vier\x17\x1b[A\x1b[D\x1bOP")
    assert (level(tmp_path, FIRST), note(tmp_path, FIRST)) == (2, "een drie")


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii", "utf-8"])
def test_any_encoding(tmp_path: Path, encoding: str) -> None:
    """Right or replaced, never a crash; decomposed letters are stored composed."""
    at_question_one(tmp_path)
    with resumed(tmp_path, environment={"PYTHONIOENCODING": encoding}) as terminal:
        terminal.keys("2 cafe\u0301 é IJ ’ € ".encode(encoding, "replace") + b"x\r")
        terminal.until(PROMPT)
        terminal.line("v")
        terminal.keys("s\r")
        assert terminal.end() == 0
    assert level(tmp_path, FIRST) == 2
    if encoding == "utf-8":
        assert note(tmp_path, FIRST) == "café é IJ ’ € x"


@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("cp850", "0x82"), ("latin-1", "0xE9")]
)
def test_a_script_in_another_encoding_is_told(tmp_path: Path, encoding: str, said: str) -> None:
    """Nothing is guessed: code 2, the line and the byte; what came before that line is saved."""
    lines = "".join(f"{line}\n" for line in [*PROFILE, "2 een caf\u00e9"])
    done = subprocess.run(
        [Path(sys.executable).with_name("verbetertool"), "audit", "p.yaml", "--stdin"],
        input=lines.encode(encoding),
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert said in done.stderr.decode()
    if "16" not in encoding:
        assert f"Regel {len(PROFILE) + 1} " in done.stderr.decode()
        assert load_answers(tmp_path / "p.yaml").project.name == "Proef"
        assert level(tmp_path, FIRST) is None


def test_a_script_with_a_byte_order_mark(tmp_path: Path) -> None:
    """As Notepad saves it."""
    assert script(tmp_path, "\ufeff" + PROFILE[0], *PROFILE[1:], "2 caf\u00e9").returncode == 0
    assert note(tmp_path, FIRST) == "caf\u00e9"
    assert load_answers(tmp_path / "p.yaml").project.name == "Proef"


def test_bytes_that_are_no_text_are_refused_in_a_terminal(tmp_path: Path) -> None:
    """A window in another encoding: the line is not used, and that is said."""
    at_question_one(tmp_path)
    with resumed(tmp_path) as terminal:
        terminal.keys(b"2 caf\xe9\r")
        assert "niet te lezen" in terminal.until(PROMPT)
        assert level(tmp_path, FIRST) is None
        terminal.line("1")
    assert level(tmp_path, FIRST) == 1


def test_terminal_is_left_as_it_was(tmp_path: Path) -> None:
    """Echo and line mode are back after the end."""
    import termios

    at_question_one(tmp_path)
    with Terminal(tmp_path, "p.yaml") as terminal:
        before = termios.tcgetattr(terminal._other)
        terminal.until(PROMPT)
        assert termios.tcgetattr(terminal._other) != before
        terminal.keys("s\r")
        assert terminal.end() == 0
        assert termios.tcgetattr(terminal._other) == before


def test_full_disk(tmp_path: Path) -> None:
    """A failing write is said with the name of the file; Enter tries again, and then all is saved."""
    at_question_one(tmp_path)
    with resumed(tmp_path) as terminal:
        (tmp_path / "p.yaml").rename(tmp_path / "aside")
        (tmp_path / "p.yaml").mkdir()
        (tmp_path / "p.yaml" / "x").touch()
        assert "p.yaml» kon niet worden geschreven" in " ".join(terminal.line("2").split())
        assert "kon niet worden geschreven" in " ".join(terminal.line("").split())
        (tmp_path / "p.yaml" / "x").unlink()
        (tmp_path / "p.yaml").rmdir()
        assert "Bewaard: niveau 2." in terminal.line("")
    assert level(tmp_path, FIRST) == 2


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """It is said at once, before the first question, with the name of the file."""
    (tmp_path / "file").touch()
    done = subprocess.run(
        [Path(sys.executable).with_name("verbetertool"), "audit", "file/p.yaml", "--stdin"],
        cwd=tmp_path,
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert "p.yaml» kon niet worden geschreven" in done.stderr
    assert done.stdout == ""


def test_invalid_file_is_refused_as_check_does(tmp_path: Path) -> None:
    """The same problems, exit 2, and not a byte changed."""
    file = tmp_path / "p.yaml"
    file.write_text("format: verbetertool/1\nrubric: jongeren-naar-werk\nproject: {name: x}\nanswers: {peers: 9}\n")
    before = file.read_bytes()
    done = script(tmp_path, "s")
    assert done.returncode == 2
    assert "p.yaml:4:" in done.stderr
    assert file.read_bytes() == before


def test_without_a_terminal(tmp_path: Path) -> None:
    """No prompting: a message that names the other ways, exit 2."""
    done = subprocess.run(
        [Path(sys.executable).with_name("verbetertool"), "audit"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "verbetertool template" in done.stderr
    assert "verbetertool report" in done.stderr
    assert not list(tmp_path.iterdir())


def test_quick_scan_to_the_end_with_a_report(tmp_path: Path, rubric: Rubric) -> None:
    """Only core questions; at the end the score, what to improve first, and the report; then the rest with --full."""
    questions = sum(element.core for element in rubric.elements)
    lines = [*PROFILE[1:], *["1"] * questions, "0", "", ""]
    done = script(tmp_path, *lines, arguments=("--quick", "--report"))
    assert done.returncode == 0, done.stderr
    assert "Score: " in done.stdout
    assert "van de 100" in done.stdout
    assert "snelle scan" in done.stdout
    assert done.stdout.rstrip().endswith("Verder: verbetertool audit p.yaml --full")
    assert list(tmp_path.glob("*-rapport.html"))
    answers = load_answers(tmp_path / "p.yaml")
    assert all(rubric.element_by_id[id].core for id in answers.answers)
    more = script(tmp_path, "", "s", arguments=("--full",))
    asked = re.search(r"Vraag (\d+) van", more.stdout)
    assert asked is not None
    first_open = next(e for e in rubric.elements if e.id not in answers.answers)
    assert first_open.question.split("\n")[0] in more.stdout


def test_first_question_comes_quickly(tmp_path: Path) -> None:
    """Generous here, since test machines are busy; the figure to reach is 300 ms on a quiet one."""

    def seconds(*command: str | Path) -> float:
        start = time.perf_counter()
        subprocess.run(command, cwd=tmp_path, input=b"", capture_output=True, check=False)
        return time.perf_counter() - start

    program = Path(sys.executable).with_name("verbetertool")
    bare = min(seconds(sys.executable, "-c", "pass") for _ in range(5))
    audit = min(seconds(program, "audit", "p.yaml", "--stdin") for _ in range(5))
    assert audit - bare < 0.6
