"""A round as a funder runs it: real processes, hostile files, and ends that nobody planned."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import pytest

from benchmarks.make_files import make_files
from tests.e2e.hostile import make_hostile_files
from tests.e2e.terminals import Terminal

pytestmark = pytest.mark.slow

PROGRAM = Path(sys.executable).with_name("verbetertool")


def start(folder: Path, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [PROGRAM, "batch", *map(str, arguments)],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )


def batch(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    process = start(folder, *arguments)
    out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below, hidden ones too."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with forty files in `in`, and in `heel` what an undisturbed run makes of them."""
    folder = tmp_path_factory.mktemp("ronde")
    make_files(folder / "in", 40)
    (folder / "in" / "fout.yaml").write_text("format: x\n")
    assert batch(folder, "in", "-o", "heel").returncode == 2
    return folder


def until(process: subprocess.Popen[str], output: Path, reports: int) -> None:
    """Waits until so many files are done, or the process ended."""
    journal = output / ".verbetertool-batch"
    while process.poll() is None:
        if journal.exists() and journal.read_bytes().count(b"\n") > reports:
            return
        time.sleep(0.002)


def test_three_hundred_files_of_which_sixty_are_hostile(tmp_path: Path) -> None:
    """240 reports, 60 remarks, exit code 2, no traceback; nothing outside the output folder, nothing too large."""
    make_files(tmp_path / "in", 240)
    assert make_hostile_files(tmp_path / "in" / "slecht") == 60
    done = batch(tmp_path, "in", "-o", "uit")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.stdout + done.stderr)
    uit = tmp_path / "uit"
    assert len((uit / "results.jsonl").read_text(encoding="utf-8").splitlines()) == 240
    assert len(list((uit / "rapporten").glob("*.html"))) == 240
    # The empty folder with the name of a file is reported too.
    assert len(list((uit / "terug").glob("*.html"))) == 61
    assert done.stderr.count(": fout: ") == 61
    assert {path.name for path in tmp_path.iterdir()} == {"in", "uit"}
    assert (uit / "portfolio.html").stat().st_size < 200_000
    assert rows_in(uit) == {"html": 240, "md": 240, "csv": 240, "xlsx": 240}


def rows_in(output: Path) -> dict[str, int]:
    """How many projects each form of the portfolio holds."""
    with ZipFile(output / "portfolio.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    return {
        "html": (output / "portfolio.html").read_bytes().count(b'<a href="rapporten/'),
        "md": (output / "portfolio.md").read_bytes().count(b"](rapporten/"),
        "csv": (output / "portfolio.csv").read_bytes().count(b"\r\n") - 1,
        "xlsx": sheet.count(b"<row ") - 1,
    }


@pytest.mark.parametrize("options", [(), ("--profile", "profiel.yaml")])
def test_a_portfolio_of_three_hundred_projects_stays_small(tmp_path: Path, options: tuple[str, ...]) -> None:
    """Under 200 kB, with a fixed profile too."""
    make_files(tmp_path / "in", 300)
    (tmp_path / "profiel.yaml").write_text("goals: [betaald-werk]\n")
    assert batch(tmp_path, "in", "-o", "uit", "-f", "json", *options).returncode == 0
    assert (tmp_path / "uit" / "portfolio.html").stat().st_size < 200_000
    assert (tmp_path / "uit" / "portfolio.md").stat().st_size < 200_000


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("reports", [0, 1, 9, 25, 40])
def test_killed_in_the_middle_and_resumed(forty: Path, reports: int, jobs: int) -> None:
    """kill -9 when so many files are done, then --resume: every byte is that of an undisturbed run."""
    name = f"dood-{reports}-{jobs}"
    process = start(forty, "in", "-o", name, "--jobs", jobs)
    until(process, forty / name, reports)
    process.kill()
    process.communicate()
    assert not (forty / name / "results.jsonl").exists() or process.returncode == 2
    again = batch(forty, "in", "-o", name, "--resume", "--jobs", jobs)
    assert again.returncode == 2, again.stderr
    assert everything(forty / name) == everything(forty / "heel")


def test_killed_over_and_over(forty: Path) -> None:
    """A run that is killed again and again, at any moment, gets there in the end, with the same bytes."""
    for moment in range(12):
        process = start(forty, "in", "-o", "vaak", "--resume")
        time.sleep(0.6 + 0.12 * moment)
        process.kill()
        process.communicate()
    assert batch(forty, "in", "-o", "vaak", "--resume").returncode == 2
    assert everything(forty / "vaak") == everything(forty / "heel")


def test_resume_does_only_what_changed(tmp_path: Path) -> None:
    """A finished round that goes on with one changed file writes the reports of that file alone."""
    make_files(tmp_path / "in", 4)
    assert batch(tmp_path, "in", "-o", "uit").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "uit" / "rapporten").iterdir()}
    changed = tmp_path / "in" / "aanvraag-00002.yaml"
    changed.write_text(changed.read_text(encoding="utf-8").replace("never", "usually"), encoding="utf-8")
    assert batch(tmp_path, "in", "-o", "uit", "--resume").returncode == 0
    written = {path.name for path, moment in before.items() if path.stat().st_mtime_ns != moment}
    assert written == {f"aanvraag-00002{ending}" for ending in (".html", ".md", ".json")}
    assert batch(tmp_path, "in", "-o", "nieuw").returncode == 0
    assert everything(tmp_path / "uit") == everything(tmp_path / "nieuw")


@pytest.mark.parametrize("jobs", [1, 2])
def test_stopped_with_ctrl_c(forty: Path, jobs: int) -> None:
    """Exit code 130; what is done is whole, nothing else is left, and the message says how to go on."""
    name = f"stop-{jobs}"
    process = start(forty, "in", "-o", name, "--jobs", jobs)
    until(process, forty / name, 5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert "--resume" in err
    assert "Traceback" not in out + err
    whole = everything(forty / "heel")
    left = everything(forty / name)
    journal = left.pop(".verbetertool-batch").decode().splitlines()
    assert len(journal) > 5
    assert left.items() <= whole.items()
    assert batch(forty, "in", "-o", name, "--resume").returncode == 2
    assert everything(forty / name) == whole


def test_two_processes_give_the_same_bytes(forty: Path) -> None:
    """--jobs changes nothing but the time."""
    assert batch(forty, "in", "-o", "samen", "--jobs", 2).returncode == 2
    assert everything(forty / "samen") == everything(forty / "heel")


def children(process: subprocess.Popen[str]) -> list[int]:
    """The worker processes of a run (Linux)."""
    found = []
    with suppress(OSError):  # one that ended meanwhile
        for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(int(child))
    return found


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds worker processes in /proc")
def test_a_worker_that_dies_does_not_end_the_round(forty: Path) -> None:
    """A worker is killed: its files are done again, and the result is that of an undisturbed run."""
    process = start(forty, "in", "-o", "werker", "--jobs", 2)
    until(process, forty / "werker", 1)
    os.kill(children(process)[0], signal.SIGKILL)
    _out, err = process.communicate(timeout=120)
    assert process.returncode == 2, err
    assert everything(forty / "werker") == everything(forty / "heel")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds worker processes in /proc")
def test_workers_end_with_their_parent(forty: Path) -> None:
    """After kill -9 of the run no worker process stays behind."""
    process = start(forty, "in", "-o", "wees", "--jobs", 2)
    until(process, forty / "wees", 1)
    workers = children(process)
    assert workers
    process.kill()
    process.communicate()
    limit = time.monotonic() + 20
    while any(Path(f"/proc/{worker}").exists() and not _is_zombie(worker) for worker in workers):
        assert time.monotonic() < limit
        time.sleep(0.05)


def _is_zombie(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_two_rounds_into_one_folder(forty: Path) -> None:
    """The second says that the folder is in use, exit code 3, and spoils nothing."""
    first = start(forty, "in", "-o", "druk")
    until(first, forty / "druk", 1)
    first.send_signal(signal.SIGSTOP)  # else it may be done before the second looks
    try:
        second = batch(forty, "in", "-o", "druk")
    finally:
        first.send_signal(signal.SIGCONT)
        first.communicate()
    assert second.returncode == 3
    assert "druk" in second.stderr
    assert everything(forty / "druk") == everything(forty / "heel")


def test_progress_on_a_terminal(tmp_path: Path) -> None:
    """One line that counts and says how long it will take, and is gone at the end."""
    make_files(tmp_path / "in", 200)  # a second or so: the line comes five times a second
    with Terminal(tmp_path, "in", "-o", "scherm", command="batch") as terminal:
        assert terminal.end(seconds=60) == 0
        shown = terminal.bytes.decode("utf-8", "replace")
    assert re.search(r"\r\d+ van 200 klaar, \d+ apart gezet, nog ongeveer \d+ seconden?\x1b\[K", shown)
    assert "\r\x1b[K" in shown
    assert json.loads((tmp_path / "scherm" / "results.jsonl").read_text(encoding="utf-8").splitlines()[0])


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds worker processes in /proc")
def test_files_at_which_every_worker_dies(tmp_path: Path) -> None:
    """They are rejected as a fault, exit code 3, and the round ends; going on later makes it whole."""
    make_files(tmp_path / "in", 2)
    process = start(tmp_path, "in", "-o", "uit", "--jobs", 2)
    while process.poll() is None:
        for worker in children(process):
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        time.sleep(0.005)
    _out, err = process.communicate()
    assert process.returncode == 3, err
    assert err.count("stopte het hulpmiddel zomaar") == 2
    assert "Traceback" not in err
    assert batch(tmp_path, "in", "-o", "uit", "--resume").returncode == 0
    assert batch(tmp_path, "in", "-o", "heel").returncode == 0
    assert everything(tmp_path / "uit") == everything(tmp_path / "heel")
