"""What goes wrong around the program (disks, permissions, streams, signals, clocks) is reported with the right code."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.terminals import Terminal

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "2getthere.yaml"
PROGRAM = Path(sys.executable).with_name("verbetertool")
SHELL = shutil.which("bash") or ""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32" or not SHELL, reason="POSIX processes and bash"),
]


def run(
    *arguments: object, cwd: Path, before: Sequence[str] = (), stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs the program; whatever happens there is no traceback and nothing English from Python."""
    done = subprocess.run(
        [*before, PROGRAM, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        input=stdin,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=60,
        check=False,
    )
    check_told(done.stdout + done.stderr)
    return done


def shell(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command line in which `$V` is the program and `$E` an answer file."""
    done = subprocess.run(
        [SHELL, "-c", command],
        cwd=cwd,
        env={**os.environ, "V": str(PROGRAM), "E": str(EXAMPLE)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    check_told(done.stdout + done.stderr)
    return done


def check_told(said: str) -> None:
    """No traceback, and no fault of ours."""
    for word in ("Traceback", "Exception ignored", "in het hulpmiddel zelf", "Errno"):
        assert word not in said, said


def check_whole(folder: Path) -> None:
    """Nothing half written: every page and result has its end, and no temporary file is left."""
    for path in folder.rglob("*"):
        if path.is_file():
            assert path.name == ".verbetertool-batch" or not path.name.startswith("."), path
            assert path.suffix != ".html" or _ends_whole(path), path
            assert path.suffix != ".json" or path.read_text(encoding="utf-8").endswith("}\n"), path


def _ends_whole(page: Path) -> bool:
    """Whether a page has its last part: the footer of a report, or of a page of a round its last table or list."""
    end = page.read_text(encoding="utf-8").rstrip()
    return end.endswith(">") or bool(re.search(r"verbetertool [\d.]+$", end))


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """A small file system in memory, where we may mount one; else the test is skipped."""
    folder.mkdir(exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"mount: {made.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.fixture
def submitted(tmp_path: Path) -> Path:
    """A folder with copies of the examples, enough for a round of a second or two."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(8):
        for path in (ROOT / "examples").glob("*.yaml"):
            shutil.copy(path, folder / f"{path.stem}-{number}.yaml")
    return folder


def test_a_full_disk(tmp_path: Path, submitted: Path) -> None:
    """A report, a round, a questionnaire and the screen on a full disk: code 3, said in Dutch, nothing half written."""
    full = tmp_path / "vol"
    with mounted(full, "size=96k"):
        (full / "vulling").write_bytes(b"x" * 80_000)
        done = run("report", EXAMPLE, "-f", "html", "-o", full / "rapport.html", cwd=tmp_path)
        assert done.returncode == 3
        assert "de schijf is vol" in done.stderr
        assert [path.name for path in full.iterdir()] == ["vulling"]
        done = run("batch", submitted, "-o", full / "uit", cwd=tmp_path)
        assert done.returncode == 3
        assert "de schijf is vol" in done.stderr
        check_whole(full)
        shutil.rmtree(full / "uit")
        (full / "vulling").write_bytes(b"x" * 95_000)
        script = "Proef\n" + "Een lange zin. " * 1000 + "\ns\n"
        done = run("audit", full / "a.yaml", "--stdin", cwd=tmp_path, stdin=script)
        assert done.returncode == 3
        assert "de schijf is vol" in done.stderr
        done = shell(f"$V report $E -f json -o - > {full}/uit.json", tmp_path)
        assert done.returncode == 3
        assert "de schijf is vol" in done.stderr


@pytest.mark.parametrize("command", ["--version", "--help", "report $E", "rubric list", "explain $E", "template"])
def test_a_stream_that_takes_nothing(command: str, tmp_path: Path) -> None:
    """A full device and a closed stdout give code 3 and a sentence; also where stderr is closed as well."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    for stream, reason in ((">/dev/full", "de schijf is vol"), (">&-", "de uitvoer is gesloten")):
        done = shell(f"$V {command} {stream}", tmp_path)
        assert (done.returncode, done.stdout) == (3, "")
        assert reason in done.stderr
    assert shell(f"$V {command} >&- 2>&-", tmp_path).returncode == 3
    assert shell(f"$V {command} <&- 2>&-", tmp_path).returncode == 0


def test_errors_keep_their_code_without_stderr(tmp_path: Path) -> None:
    """A closed or full stderr changes no code, and its text never lands on stdout."""
    for stream in ("2>&-", "2>/dev/full", "0<&- 2>&-"):
        done = shell(f"$V report weg.yaml {stream}", tmp_path)
        assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize(
    "command", ["report $E", "report $E -f html -o -", "rubric list", "rubric schema", "explain $E", "template", "demo"]
)
def test_a_reader_that_leaves(command: str, tmp_path: Path) -> None:
    """`| head -1` is no failure: code 0 and silence."""
    done = shell(f"$V {command} | head -1; exit ${{PIPESTATUS[0]}}", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    """Reports, rounds and questionnaires that can't be written give code 3 and say why."""
    fixed = tmp_path / "vast"
    with mounted(fixed, "ro"):
        for arguments in (
            ("report", EXAMPLE, "-f", "html", "-o", fixed / "r.html"),
            ("batch", EXAMPLE, "-o", fixed),
            ("audit", fixed / "a.yaml", "--stdin"),
            ("template", "-o", fixed / "t.yaml"),
            ("demo", "-o", fixed / "d"),
        ):
            done = run(*arguments, cwd=tmp_path)
            assert done.returncode == 3, arguments
            assert "alleen om te lezen" in done.stderr


def test_permission_denied(tmp_path: Path, submitted: Path) -> None:
    """What may not be read is reported by name: a file, a folder of a round, a rubric; what may not be written too."""
    before: tuple[str, ...] = ()
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("setpriv")
        before = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
    closed_file, closed = submitted / "jim-0.yaml", submitted / "dicht"
    shutil.copytree(ROOT / "examples", closed)
    closed_file.chmod(0)
    closed.chmod(0)
    try:
        done = run("report", closed_file, cwd=tmp_path, before=before)
        assert done.returncode == 2
        assert "niet lezen" in done.stderr
        done = run("batch", submitted, "-o", "uit", cwd=tmp_path, before=before)
        assert done.returncode == 2
        assert "jim-0.yaml" in done.stderr
        assert "dicht" in done.stderr
        done = run("check", submitted, cwd=tmp_path, before=before)
        assert done.returncode == 2
        assert "dicht" in done.stdout
        for option in (("--rubric", closed), ("--style", closed_file)):
            done = run("report", EXAMPLE, *option, cwd=tmp_path, before=before)
            assert done.returncode == 2
        done = run("report", EXAMPLE, "-f", "html", "-o", closed / "r.html", cwd=tmp_path, before=before)
        assert done.returncode == 3
    finally:
        closed.chmod(0o755)


def test_loops_pipes_and_devices_among_the_files(tmp_path: Path, submitted: Path) -> None:
    """Nothing is waited for; each is reported by name, and the round is done."""
    (submitted / "lus.yaml").symlink_to("lus.yaml")
    (submitted / "weg.yaml").symlink_to("nergens.yaml")
    (submitted / "rond").symlink_to(submitted)
    (submitted / "nul.yaml").symlink_to("/dev/zero")
    os.mkfifo(submitted / "pijp.yaml")
    (submitted / "map.yaml").mkdir()
    done = run("batch", "in", "-o", "uit", cwd=tmp_path)
    assert done.returncode == 2
    good = [path for path in submitted.iterdir() if path.is_file() and not path.is_symlink()]
    assert f"{len(good)} projecten" in done.stdout
    for name in ("lus.yaml", "weg.yaml", "nul.yaml", "pijp.yaml"):
        assert name in done.stderr
    for command in (("report",), ("check",), ("explain",), ("audit", "--stdin")):
        for name in ("lus.yaml", "nul.yaml", "pijp.yaml", "map.yaml"):
            done = run(*command, submitted / name, cwd=tmp_path)
            assert done.returncode == 2, (command, name)
    for option in ("--style", "--rubric"):
        assert run("report", EXAMPLE, option, submitted / "pijp.yaml", cwd=tmp_path).returncode == 2
    for option in ("--profile", "--not-worse-than"):
        for name in ("pijp.yaml", "nul.yaml"):
            assert run("batch", EXAMPLE, "-o", "uit", option, submitted / name, cwd=tmp_path).returncode == 2


def test_a_target_that_is_no_file(tmp_path: Path) -> None:
    """A device, a pipe or a folder is never replaced by a report, not even with --force, and never waited for."""
    os.mkfifo(tmp_path / "pijp")
    (tmp_path / "map").mkdir()
    null = Path(os.devnull).stat()
    for target in ("pijp", os.devnull, "map/"):
        for force in ((), ("--force",)):
            done = run("report", EXAMPLE, "-f", "html", "-f", "md", "-o", target, *force, cwd=tmp_path)
            assert done.returncode == (0 if target == "map/" else 3)
            done = run("template", "-o", target.rstrip("/"), *force, cwd=tmp_path)
            assert done.returncode == 3
    assert Path(os.devnull).stat().st_rdev == null.st_rdev
    assert (tmp_path / "pijp").is_fifo()


@pytest.mark.parametrize("jobs", [1, 2])
def test_signals_at_any_moment(jobs: int, tmp_path: Path, submitted: Path) -> None:
    """Ctrl-C, SIGTERM and SIGHUP: code 128+n, nothing half written, and --resume gives what one run would have."""
    run("batch", submitted, "-o", "heel", cwd=tmp_path)
    chance = random.Random(jobs)  # noqa: S311 - no secret
    for attempt in range(9):
        number = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[attempt % 3]
        output = tmp_path / f"uit-{attempt}"
        process = subprocess.Popen(
            [PROGRAM, "batch", submitted, "-o", output, "--jobs", str(jobs)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        time.sleep(0.3 + chance.random() * 2)
        if process.poll() is None:
            # As a terminal does: to all processes of the session.
            (os.killpg if attempt % 2 else os.kill)(process.pid, number)
        out, err = process.communicate(timeout=30)
        check_told(out + err)
        assert process.returncode in (0, 128 + number, -number), err
        if output.exists():
            check_whole_but_results(output)
            whole = contents(tmp_path / "heel")
            assert {name: data for name, data in contents(output).items() if data != whole.get(name)} == {}
        done = run("batch", submitted, "-o", output, "--resume", cwd=tmp_path)
        assert done.returncode == 0
        assert contents(output) == contents(tmp_path / "heel")


def check_whole_but_results(folder: Path) -> None:
    """As `check_whole`; the results that were being collected may be gone, but never half there under their name."""
    check_whole(folder)
    assert not (folder / "results.jsonl").exists() or (folder / "portfolio.html").exists()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the bookkeeping."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("command", ["report", "demo", "explain", "rubric"])
def test_ctrl_c_while_starting(command: str, tmp_path: Path) -> None:
    """Ctrl-C during a short command gives code 130 and no traceback, however early after Python itself has started."""
    arguments: dict[str, list[object]] = {
        "report": [EXAMPLE, "-f", "html", "-o", tmp_path / "r.html"],
        "explain": [EXAMPLE],
        "rubric": ["check"],
    }
    for delay in (0.15, 0.25, 0.4, 0.6):
        process = subprocess.Popen(
            [PROGRAM, command, *map(str, arguments.get(command, []))],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        if "site.py" in err or ("importlib" in err and "verbetertool/cli" not in err):
            continue  # Python was not yet ours
        check_told(out + err)
        assert process.returncode in (0, 130, -signal.SIGINT)  # the last where Python had not begun
        check_whole(tmp_path)


def test_nohup_is_respected(tmp_path: Path) -> None:
    """A SIGHUP that the caller ignores stays ignored."""
    done = shell("trap '' HUP; $V batch $E -o uit & sleep 0.5; kill -HUP $!; wait $!", tmp_path)
    assert done.returncode == 0


def test_files_that_change_while_they_are_read(tmp_path: Path, submitted: Path) -> None:
    """Files that vanish, come back, grow or become garbage in a round are done or reported; the round always ends."""
    stop = threading.Event()
    good = EXAMPLE.read_bytes()
    victims = sorted(submitted.glob("jim-*.yaml")) + sorted(submitted.glob("metalent-*.yaml"))

    def disturb() -> None:
        chance = random.Random(1)  # noqa: S311 - no secret
        while not stop.is_set():
            path = chance.choice(victims)
            match chance.randrange(4):
                case 0:
                    path.unlink(missing_ok=True)
                case 1:
                    path.write_bytes(good)
                case 2:
                    path.write_bytes(good[: chance.randrange(len(good))])
                case _:
                    path.write_bytes(b"x" * 2_000_000)

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        for jobs in (1, 2):
            done = run("batch", submitted, "-o", f"uit-{jobs}", "--jobs", jobs, cwd=tmp_path)
            assert done.returncode in (0, 2)
            check_whole(tmp_path / f"uit-{jobs}")
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize("when", ["1971-01-02", "2037-12-31", "2105-03-01"])
def test_a_clock_that_is_far_off(when: str, tmp_path: Path) -> None:
    """The clock decides nothing: the same bytes for reports and tables in every year."""
    if not shutil.which("faketime"):
        pytest.skip("faketime")
    for name, before in (("nu", ()), ("dan", ("faketime", f"{when} 12:00:00"))):
        assert run("batch", EXAMPLE, "-o", name, cwd=tmp_path, before=before).returncode == 0
        done = run("report", EXAMPLE, "-f", "docx", "-o", f"{name}/r.docx", cwd=tmp_path, before=before)
        if before and when < "1980":
            assert done.returncode == 2
            assert "Zet eerst de klok goed" in done.stderr
            (tmp_path / "nu" / "r.docx").unlink()
        else:
            assert done.returncode == 0
    assert contents(tmp_path / "nu") == contents(tmp_path / "dan")
    done = run("audit", "a.yaml", "--stdin", cwd=tmp_path, before=before, stdin="Proef\ns\n")
    assert done.returncode == 0


@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": ""},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "xx_YY.onzin"},
        {"TERM": "", "COLUMNS": "0"},
        {"COLUMNS": "-5", "LINES": "x"},
        {"VERBETERTOOL_LANG": ""},
        {"TZ": "onzin"},
        {"TMPDIR": "/bestaat/niet"},
        {"LANGUAGE": "../../../etc:xx"},
    ],
    ids=str,
)
def test_an_odd_environment(environment: dict[str, str], tmp_path: Path) -> None:
    """No HOME, no locale, ASCII, no terminal type: the same report, and every command works."""
    for arguments in (("report", EXAMPLE), ("rubric", "list"), ("check", EXAMPLE), ("--help",)):
        assert run(*arguments, cwd=tmp_path, **environment).returncode == 0
    run("report", EXAMPLE, "-f", "html", "-o", "gewoon.html", cwd=tmp_path)
    assert run("report", EXAMPLE, "-f", "html", "-o", "anders.html", cwd=tmp_path, **environment).returncode == 0
    assert (tmp_path / "gewoon.html").read_bytes() == (tmp_path / "anders.html").read_bytes()


def test_nothing_in_the_environment(tmp_path: Path) -> None:
    """An empty environment is enough."""
    done = run("report", EXAMPLE, cwd=tmp_path, before=("env", "-i"))
    assert done.returncode == 0
    assert "2GetThere" in done.stdout


def test_an_unknown_language_is_reported(tmp_path: Path) -> None:
    """A language of the environment that is not there, or is a path, gives code 2."""
    for language in ("xx", "../../x", "\x1b[31m"):
        done = run("check", EXAMPLE, cwd=tmp_path, VERBETERTOOL_LANG=language)
        assert done.returncode == 2
        assert "\x1b" not in done.stderr


def test_twenty_columns(tmp_path: Path) -> None:
    """On a narrow terminal no line is too long, and no name or number of a context is lost."""
    with Terminal(tmp_path, str(EXAMPLE), command="report", columns=20) as terminal:
        assert terminal.end() == 0
    assert max(map(len, terminal.text.splitlines())) <= 20
    words = " ".join(terminal.text.split())
    assert "Beeld: nog niet te bepalen" in words
    assert "Van 0 (voorzichtig geteld) tot 100 (als alles wat openstaat, meevalt)" in words
    with Terminal(tmp_path, "list", command="rubric", columns=20) as terminal:
        assert terminal.end() == 0
