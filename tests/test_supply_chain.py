"""What gets installed is fixed to the byte, from nowhere in particular, and two builds give the same bytes."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

import lock

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_is_a_version_with_hashes(path: Path) -> None:
    """Nothing but versions and hashes of files; no address, no option."""
    entries = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    assert entries
    for entry in entries:
        assert re.fullmatch(
            r"[a-z0-9._-]+==[\w.+!]+(?: ; [\w\s.<>='!*]+?)?(?:\s+--hash=sha256:[0-9a-f]{64})+\s*", entry
        ), entry


def test_constraints_say_the_same_versions() -> None:
    """`make lock` was run: constraints.txt and requirements/ hold the same versions."""
    pins = {pin for path in FILES for pin in lock.pins_of(path.read_text(encoding="utf-8"))}
    assert (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() == lock.shortest(pins)


def test_every_dependency_is_fixed() -> None:
    """Each requirement of pyproject.toml, the build's own included, stands in the file that its users install."""

    def names(lines: list[str]) -> set[str]:
        return {re.split(r"[^\w.-]", line, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-") for line in lines}

    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, extras = content["project"], content["project"]["optional-dependencies"]
    for name, wanted in (("dev", [*extras["dev"], *content["build-system"]["requires"]]), *extras.items()):
        path = ROOT / "requirements" / ("runtime.txt" if name in lock.RUNTIME else f"{name}.txt")
        assert names([*project["dependencies"], *wanted]) <= names(lock.pins_of(path.read_text(encoding="utf-8")))


def test_pins_are_said_once() -> None:
    """A marker stays only where a package has different versions."""
    pins = ["a==1 ; x", "a==1", "b==1 ; x", "b==2 ; y", "c==3 ; z"]
    assert lock.shortest(pins) == ["a==1", "b==1 ; x", "b==2 ; y", "c==3"]


def build(source: Path, output: Path, *what: str, **environment: str) -> dict[str, str]:
    """Builds without the network, and gives the SHA-256 of each file made."""
    command = [sys.executable, "-m", "build", "--no-isolation", *what, "--outdir", str(output), str(source)]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in output.iterdir()}


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """Wheel and sdist are the same from another folder, at another time, under another umask, language and seed."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for number, folder in enumerate(("een", "twee/dieper")):
        for name in filter(None, tracked.decode().split("\0")):
            target = tmp_path / folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
            os.utime(target, (10**9 * (number + 1), 10**9 * (number + 1)))
    first = build(tmp_path / "een", tmp_path / "uit-een", "--sdist", "--wheel", PYTHONHASHSEED="1")
    before = os.umask(0o077)
    try:
        other = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
        second = build(tmp_path / "twee/dieper", tmp_path / "uit-twee", "--sdist", "--wheel", **other)
    finally:
        os.umask(before)
    assert len(first) == 2
    assert first == second


@pytest.mark.slow
def test_the_sdist_builds_the_same_wheel(tmp_path: Path) -> None:
    """A packager who starts from the sdist gets the bytes of the wheel that comes from the checkout."""
    direct = build(ROOT, tmp_path / "direct", "--wheel")
    both = build(ROOT, tmp_path / "via", "--sdist")
    [sdist] = (tmp_path / "via").iterdir()
    shutil.unpack_archive(sdist, tmp_path / "uitgepakt", filter="data")
    [source] = (tmp_path / "uitgepakt").iterdir()
    assert build(source, tmp_path / "uit-sdist", "--wheel") == direct
    assert len(both) == 1
