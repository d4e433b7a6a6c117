"""Fuzzes every way in for a while: `python -m tests.fuzz.run SECONDS [FOLDER]`.

SECONDS are divided over the ways in. With FOLDER what was learned is kept there for the next time. A way in that broke
a promise leaves the file that did it; the exit code is then 1. Where there is no atheris it says "skipped".
"""

import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.seeds import ROOT, folders_of

SHARES = {"answers": 4, "scale": 2, "rubric": 4, "conversation": 3, "names": 2, "profile": 1, "style": 1, "result": 1}
LONGEST = {"names": 255, "profile": 5_000, "style": 11_000}


def main(seconds: int, learned: Path) -> int:
    """Fuzzes, and returns how many ways in broke a promise."""
    if find_spec("atheris") is None:
        print("fuzz: skipped, atheris is not installed (it has no wheel for this system or this Python)")
        return 0
    broken = 0
    for way, share in SHARES.items():
        kept = learned / way
        kept.mkdir(parents=True, exist_ok=True)
        options = (
            f"-max_total_time={max(1, seconds * share // sum(SHARES.values()))}",
            f"-max_len={LONGEST.get(way, 60_000)}",
            "-rss_limit_mb=1024",
            "-timeout=30",
            f"-artifact_prefix={learned / way}-",
        )
        command = [sys.executable, "-m", "tests.fuzz.fuzz", way, *options, *map(str, [kept, *folders_of(way)])]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
        last = [line for line in done.stderr.splitlines() if line.startswith(("Done", "Base64"))]
        print(f"fuzz: {way}: {last[-1] if last else 'ended early'}", flush=True)
        if done.returncode:
            broken += 1
            print(done.stderr[-3000:])
    return broken


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch)
        sys.exit(1 if main(int(sys.argv[1]), folder) else 0)
