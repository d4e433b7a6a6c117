"""One answer file in several hands: other users, other programs, links, comments, and a kill at any moment."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.terminals import PROMPT, Terminal
from tests.e2e.test_audit import FIRST, PROFILE, at_question_one, level, note, resumed, script
from tests.e2e.test_faults import EXAMPLE, PROGRAM, check_told, mounted, run
from verbetertool import load_answers
from verbetertool.reading.yaml_comments import comments_of
from verbetertool.saving.replacing import copy_of

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="POSIX")]

ALICE, BOB, TEAM = 20001, 20002, 30000


def as_user(user: int, *groups: int) -> tuple[str, ...]:
    """What stands before a command to run it as someone else; skips where that is not possible."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        pytest.skip("only root can be someone else, with setpriv")
    before = ("setpriv", f"--reuid={user}", f"--regid={user}", f"--groups={','.join(map(str, (user, *groups)))}")
    tried = subprocess.run([*before, PROGRAM, "--version"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("this checkout is closed to other users")
    return before


@pytest.fixture
def team() -> Iterator[Path]:
    """A folder of a team, with a file of Alice in it that everyone in the team may write."""
    folder = Path(tempfile.mkdtemp())  # pytest's own folders are closed to others
    at_question_one(folder)
    os.chown(folder, 0, TEAM)
    folder.chmod(0o2775)
    os.chown(folder / "p.yaml", ALICE, TEAM)
    (folder / "p.yaml").chmod(0o664)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("sticky", [False, True])
def test_a_colleague_leaves_the_file_with_its_owner(team: Path, sticky: bool) -> None:
    """Bob answers in Alice's file: it stays hers, and she can go on; also in a folder where none may replace it."""
    before = as_user(BOB, TEAM)
    if sticky:
        team.chmod(0o3775)
    done = run("audit", "p.yaml", "--stdin", cwd=team, before=before, stdin="\n2 van Bob\ns\n")
    assert done.returncode == 0, done.stderr
    found = (team / "p.yaml").stat()
    assert (found.st_uid, found.st_gid, found.st_mode & 0o7777) == (ALICE, TEAM, 0o664)
    assert note(team, FIRST) == "van Bob"
    assert sorted(path.name for path in team.iterdir()) == ["p.yaml"]
    done = run("audit", "p.yaml", "--stdin", cwd=team, before=as_user(ALICE, TEAM), stdin="\ns\n")
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_bob_may_not_write_stays(team: Path) -> None:
    """It is said, of the file or of the folder, before the first question."""
    before = as_user(BOB)
    for mode, said in ((0o2777, "u mag dit bestand niet veranderen"), (0o2755, "geen bestanden maken in die map")):
        team.chmod(mode)
        done = run("audit", "p.yaml", "--stdin", cwd=team, before=before, stdin="\n2\ns\n")
        assert done.returncode == 3
        assert said in done.stderr
        assert level(team, FIRST) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_the_lock_of_another_user(team: Path) -> None:
    """Bob reads that Alice has it open, not that he has no rights; her killed window holds nobody up."""
    alice = subprocess.Popen(
        [*as_user(ALICE, TEAM), PROGRAM, "audit", "p.yaml", "--stdin"],
        cwd=team,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: os.umask(0o077),
    )
    lock = team / ".p.yaml.lock"
    limit = time.monotonic() + 10
    while not (lock.exists() and lock.read_bytes()):
        assert time.monotonic() < limit
        time.sleep(0.05)
    lock.chmod(0o644)
    done = run("audit", "p.yaml", "--stdin", cwd=team, before=as_user(BOB, TEAM), stdin="s\n")
    assert done.returncode == 3
    assert f"staat al open in een ander venster (proces {alice.pid}" in done.stderr
    alice.kill()
    alice.communicate()
    done = run("audit", "p.yaml", "--stdin", cwd=team, before=as_user(BOB, TEAM), stdin="\n2\ns\n")
    assert done.returncode == 0, done.stderr
    assert level(team, FIRST) == 2


def test_links_stay(tmp_path: Path) -> None:
    """Of `audit` and of `report -o`, soft and hard ones."""
    at_question_one(tmp_path)
    (tmp_path / "echt").mkdir()
    (tmp_path / "p.yaml").rename(tmp_path / "echt" / "p.yaml")
    (tmp_path / "p.yaml").symlink_to("echt/p.yaml")
    os.link(tmp_path / "echt" / "p.yaml", tmp_path / "tweede.yaml")
    assert script(tmp_path, "", "2", "s").returncode == 0
    assert (tmp_path / "p.yaml").is_symlink()
    assert (tmp_path / "p.yaml").samefile(tmp_path / "tweede.yaml")
    assert level(tmp_path, FIRST) == 2
    (tmp_path / "site.html").symlink_to("echt/rapport.html")
    for _ in range(2):
        assert run("report", EXAMPLE, "-f", "html", "-o", "site.html", cwd=tmp_path).returncode == 0
        assert (tmp_path / "site.html").is_symlink()
    assert (tmp_path / "echt" / "rapport.html").is_file()


def test_a_file_that_is_mounted(tmp_path: Path) -> None:
    """As containers do: it can be written, and never replaced."""
    at_question_one(tmp_path)
    with mounted(tmp_path / "schijf", "size=1m"):
        shutil.copy(tmp_path / "p.yaml", tmp_path / "schijf" / "echt")
        made = subprocess.run(["mount", "--bind", tmp_path / "schijf" / "echt", tmp_path / "p.yaml"], check=False)
        if made.returncode:
            pytest.skip("mount --bind")
        try:
            done = script(tmp_path, "", "2", "s")
            assert done.returncode == 0, done.stderr
            assert level(tmp_path, FIRST) == 2
        finally:
            subprocess.run(["umount", tmp_path / "p.yaml"], check=True)


def test_kill_while_a_file_is_written_over(tmp_path: Path) -> None:
    """A file with two names, killed at random moments: the file or the copy beside it holds all that was said saved."""
    chance = random.Random(17)  # noqa: S311 - no secret
    at_question_one(tmp_path)
    os.link(tmp_path / "p.yaml", tmp_path / "tweede")
    script(tmp_path, "", "t", *["een lange notitie " * 500] * 20, ".", "s")
    for attempt in range(12):
        process = subprocess.Popen(
            [PROGRAM, "audit", "p.yaml", "--stdin"],
            cwd=tmp_path,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdin is not None
        lines = [f"regel {attempt} {number}" for number in range(3000)]
        with process.stdin:
            process.stdin.write("\n".join(["", "t", *lines]).encode()[:60_000])
            process.stdin.flush()
            time.sleep(0.6 + chance.random() / 2)
            process.kill()
        process.wait()
        copy = copy_of(tmp_path / "p.yaml")
        whole = []
        for path in (tmp_path / "p.yaml", copy):
            if path.exists() and path.read_text(encoding="utf-8").rstrip("\x00").endswith("# verbetertool: einde.\n"):
                whole.append(load_answers(path).answers)
        assert whole, "neither is whole"
        if copy.exists() and copy.read_bytes() != (tmp_path / "p.yaml").read_bytes():
            with Terminal(tmp_path, "p.yaml") as terminal:
                terminal.until("keuze: ")
                assert "afgebroken" in terminal.text
                terminal.keys("1\r")
                terminal.until(PROMPT)
        assert (tmp_path / "p.yaml").samefile(tmp_path / "tweede")


def test_a_copy_that_was_left_is_offered(tmp_path: Path) -> None:
    """It says how many answers each holds; the one that is not chosen is kept; a script can't choose."""
    at_question_one(tmp_path, "2")
    file = tmp_path / "p.yaml"
    whole = file.read_bytes()
    torn = whole[:150] + b"\nproject: ["
    for key in ("1", "2"):
        file.write_bytes(torn if key == "1" else whole)
        copy_of(file).write_bytes(whole if key == "1" else whole + b"# kopie\n")
        done = script(tmp_path, "s")
        assert done.returncode == 2
        assert "zonder --stdin" in done.stderr
        with Terminal(tmp_path, "p.yaml") as terminal:
            said = terminal.until("keuze: ")
            assert "niet goed te lezen" in said if key == "1" else "1 antwoord" in said
            terminal.line("x", "keuze: ")
            terminal.keys(f"{key}\r")
            terminal.until(PROMPT)
        assert file.read_bytes() == whole
        assert not copy_of(file).exists()
        other = (tmp_path / "p.yaml.bewaard-1").read_bytes()
        assert other == (torn if key == "1" else whole + b"# kopie\n")
        (tmp_path / "p.yaml.bewaard-1").unlink()


def theirs(folder: Path) -> bytes:
    """Someone else writes the file: question 1 gets level 4 there, and a comment."""
    file = folder / "p.yaml"
    file.write_text(file.read_text().replace("answers:\n", "answers: # van een ander\n") + "", encoding="utf-8")
    text = file.read_text()
    if "answers:" not in text:
        text = text.replace("# verbetertool: einde", f"answers: # van een ander\n  {FIRST}: 4\n# verbetertool: einde")
        file.write_text(text, encoding="utf-8")
    return file.read_bytes()


@pytest.mark.parametrize("key", ["1", "2", "s"])
def test_someone_else_wrote_the_file(tmp_path: Path, key: str) -> None:
    """It is said before anything is written, both versions are kept, and the person chooses which to go on with."""
    at_question_one(tmp_path)
    file, beside = tmp_path / "p.yaml", tmp_path / "p.yaml.bewaard-1"
    with resumed(tmp_path) as terminal:
        outside = theirs(tmp_path)
        said = terminal.line("2 van mij")
        assert "intussen veranderd" in " ".join(said.split())
        assert file.read_bytes() == outside
        assert "van mij" in beside.read_text()
        terminal.line("iets anders")
        terminal.keys(f"{key}\r")
        if key == "s":
            assert terminal.end() == 0
            assert "p.yaml.bewaard-1" in terminal.text
            assert file.read_bytes() == outside
        else:
            terminal.until(PROMPT)
            if key == "1":
                assert note(tmp_path, FIRST) == "van mij"
                assert (tmp_path / "p.yaml.bewaard-2").read_bytes() == outside
                assert not beside.exists()
            else:
                assert "Overzicht" in terminal.text.split("intussen")[1]
                terminal.line("g 2")
                terminal.line("1")
                assert level(tmp_path, FIRST) == 4
                assert "# van een ander" in file.read_text()
            terminal.keys("s\r")
            assert terminal.end() == 0


def test_someone_else_broke_the_file(tmp_path: Path) -> None:
    """Going on with a file that can't be read is refused with the reason; the person's own answers are still there."""
    at_question_one(tmp_path)
    with resumed(tmp_path) as terminal:
        (tmp_path / "p.yaml").write_text("stuk: [\n")
        terminal.line("2")
        said = " ".join(terminal.line("2").split())
        assert "Dat bestand is niet te lezen" in said
        terminal.line("1")
        assert level(tmp_path, FIRST) == 2
        assert (tmp_path / "p.yaml.bewaard-2").read_text() == "stuk: [\n"


def test_someone_else_wrote_while_a_script_runs(tmp_path: Path) -> None:
    """Nobody can be asked: the file stays theirs, the answers go beside it, and the code is 3."""
    at_question_one(tmp_path)
    process = subprocess.Popen(
        [PROGRAM, "audit", "p.yaml", "--stdin"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    while "Overzicht" not in process.stdout.readline():
        pass
    outside = theirs(tmp_path)
    out, err = process.communicate("\n2 van mij\n", timeout=20)
    check_told(out + err)
    assert process.returncode == 3
    assert "p.yaml.bewaard-1" in err
    assert (tmp_path / "p.yaml").read_bytes() == outside
    assert "van mij" in (tmp_path / "p.yaml.bewaard-1").read_text()


def test_someone_else_wrote_and_then_ctrl_c(tmp_path: Path) -> None:
    """At the question which to go on with Ctrl-C loses neither version."""
    at_question_one(tmp_path)
    with resumed(tmp_path) as terminal:
        outside = theirs(tmp_path)
        terminal.line("2 van mij")
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.end() == 130
        assert "bewaard-" in terminal.text
    assert (tmp_path / "p.yaml").read_bytes() == outside
    assert any("van mij" in path.read_text() for path in tmp_path.glob("p.yaml.bewaard-*"))


def test_a_file_that_went_away_is_made_again(tmp_path: Path) -> None:
    """And that is said."""
    at_question_one(tmp_path, "1")
    with resumed(tmp_path) as terminal:
        (tmp_path / "p.yaml").unlink()
        assert "opnieuw gemaakt" in " ".join(terminal.line("2").split())
    assert level(tmp_path, FIRST) == 1


BY_HAND = """\
# yaml-language-server: $schema=schema.json
# Ingevuld door Jan, met Fatima
rubric: jongeren-naar-werk   # versie 1
format: verbetertool/1
project:
  # de naam op de website
  name: "Proef"   # niet veranderen

# Hier beginnen de antwoorden
answers:
  # eerst dit
  {first}: 1   # nog eens bekijken
  # dan dat
  maatwerk:
    note: let op # kan beter
    # het niveau volgt
    level:
# en verder niets
"""


def test_comments_and_order_survive(tmp_path: Path) -> None:
    """Whatever is answered, every comment stays, in its order, and so do the keys; an editor's line stays the first."""
    file = tmp_path / "p.yaml"
    before = BY_HAND.format(first=FIRST)
    file.write_text(before)
    looked = script(tmp_path, "l", "s")
    assert looked.returncode == 0
    assert file.read_text() == before
    asked = script(tmp_path, "g 1", "3 en nu beter", "het jaarverslag", "g 2", "w", "l", "g p2", "Een stichting", "s")
    assert asked.returncode == 0, asked.stderr
    text = file.read_text()
    kept = [comment for comment in comments_of(text) if "verbetertool: " not in comment]
    assert kept == comments_of(before)
    assert text.splitlines()[0] == before.splitlines()[0]
    assert text.index("rubric:") < text.index("format:")
    assert note(tmp_path, FIRST) == "en nu beter"
    assert level(tmp_path, FIRST) == 3
    assert not list(tmp_path.glob("*.bewaard-*"))


def test_ruamel_is_loaded_only_for_comments(tmp_path: Path) -> None:
    """Our own two lines are no comments of a person."""
    at_question_one(tmp_path, "1")
    command = [sys.executable, "-X", "importtime", "-m", "verbetertool", "audit", "p.yaml", "--stdin"]
    for by_hand in (False, True):
        if by_hand:
            (tmp_path / "p.yaml").write_text((tmp_path / "p.yaml").read_text() + "# van mij\n")
        done = subprocess.run(command, cwd=tmp_path, input="\n2\ns\n", capture_output=True, text=True, check=True)
        assert ("ruamel" in done.stderr) == by_hand


def test_the_profile_of_a_new_file_is_marked(tmp_path: Path) -> None:
    """What `audit` writes begins and ends with a line of ours, so that a file that was cut off is seen."""
    assert script(tmp_path, *PROFILE, "2").returncode == 0
    file = tmp_path / "p.yaml"
    assert run("check", file, cwd=tmp_path).stdout.count("afgebroken") == 0
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(lines[:-2]))
    done = run("check", file, cwd=tmp_path)
    assert done.returncode == 0
    assert "afgebroken" in done.stdout
    assert "afgebroken" in script(tmp_path, "s").stdout
