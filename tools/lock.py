"""Writes what is installed, to the byte: requirements/*.txt with the hash of every file of every version.

`constraints.txt` says the versions. To renew one, take its line out of constraints.txt and run `make lock`; look at the
difference before you commit it. The files hold for Linux, macOS and Windows and for every Python that we support, and
name no place to get anything from.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

RUNTIME = ("docx", "xlsx")
"""Extras that users install; `dev` asks for them too."""


def main(root: Path) -> None:
    """Makes a file for what users install, and one per other extra of pyproject.toml; then constraints.txt again."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    folder = root / "requirements"
    folder.mkdir(exist_ok=True)
    others = [name for name in project["optional-dependencies"] if name not in RUNTIME]
    pins: set[str] = set()
    for name, extras in (("runtime", RUNTIME), *((name, (name,)) for name in others)):
        path = folder / f"{name}.txt"
        _compile(root, extras, path)
        pins.update(pins_of(path.read_text(encoding="utf-8")))
    (root / "constraints.txt").write_text("".join(f"{pin}\n" for pin in shortest(pins)), encoding="utf-8")


def pins_of(text: str) -> list[str]:
    """The lines `name==version`, with their markers, of a file with or without hashes."""
    return re.findall(r"^([a-zA-Z0-9][^\s\\]*==.*?)(?:\s*\\)?$", text, re.M)


def shortest(pins: Iterable[str]) -> list[str]:
    """The pins in order, without a marker where a package has one version for all systems."""
    versions: dict[str, set[str]] = {}
    for pin in pins:
        name, _equals, _version = pin.partition("==")
        versions.setdefault(name, set()).add(pin)
    found: list[str] = []
    for lines in versions.values():
        bare = {line.partition(" ;")[0] for line in lines}
        found.extend(bare if len(bare) == 1 else lines)
    return sorted(found)


def _compile(root: Path, extras: tuple[str, ...], path: Path) -> None:
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "pyproject.toml"]
    command += [part for extra in extras for part in ("--extra", extra)]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--constraint", "constraints.txt"]
    command += ["--no-header", "--no-annotate"]
    subprocess.run([*command, "--output-file", str(path)], cwd=root, check=True)


if __name__ == "__main__":
    main(Path(__file__).resolve().parents[1])
