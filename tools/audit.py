"""Looks every pinned package up in a database of known weaknesses, with pip-audit.

Ends with 1 where one is known. Where pip-audit is not installed or the database does not answer it says "skipped".
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path


def main(root: Path) -> int:
    """Prints a line per file of requirements, and returns the exit code."""
    if find_spec("pip_audit") is None:
        print("audit: skipped, pip-audit is not installed")
        return 0
    code = 0
    for path in sorted((root / "requirements").glob("*.txt")):
        command = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--format", "json"]
        command += ["--progress-spinner", "off", "--requirement", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        try:
            packages = json.loads(done.stdout)["dependencies"]
        except (ValueError, KeyError):
            reason = (done.stderr.strip().splitlines() or ["no answer"])[-1]
            print(f"audit: {path.stem}: skipped, the database did not answer ({reason[:120]})")
            continue
        known = [f"{p['name']} {p['version']}: {v['id']}" for p in packages for v in p.get("vulns", ())]
        print(f"audit: {path.stem}: {len(packages)} packages, {', '.join(known) or 'nothing known'}")
        code = max(code, 1 if known else 0)
    return code


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[1]))
