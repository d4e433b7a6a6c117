"""Asks whether users can install without a compiler: a wheel of every pinned package, for each system and Python.

Ends with 1 where one is missing. Where no package index answers it says "skipped".
"""

import subprocess
import sys
import tempfile
from pathlib import Path

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "Linux": ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64"),
    "macOS": ("macosx_11_0_arm64", "macosx_12_0_arm64", "macosx_14_0_arm64"),
    "Windows": ("win_amd64",),
}


def missing(root: Path, python: str, platforms: tuple[str, ...]) -> str:
    """What pip says where a wheel is missing; empty where all are there."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--disable-pip-version-check"]
        command += ["--ignore-installed", "--no-deps", "--only-binary", ":all:", "--target", scratch]
        command += ["--python-version", python, *(f"--platform={platform}" for platform in platforms)]
        command += ["--requirement", str(root / "requirements" / "runtime.txt")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else ""


def main(root: Path) -> int:
    """Prints a line per system and Python, and returns the exit code."""
    code = 0
    for system, platforms in SYSTEMS.items():
        for python in PYTHONS:
            said = missing(root, python, platforms)
            if "No matching distribution" in said and "from versions: none" in said:
                print("wheels: skipped, no package index answers")
                return 0
            print(f"wheels: {system}, Python {python}: {'all there' if not said else said.splitlines()[-1]}")
            code = max(code, 1 if said else 0)
    return code


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[1]))
