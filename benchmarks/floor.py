"""The floor of a batch: reads each file, parses it with PyYAML's CSafeLoader, writes as many bytes as the batch wrote.

Example: python benchmarks/floor.py map/ uit/ vloer/
"""

import sys
from pathlib import Path

import yaml


def floor(files: Path, written: Path, output: Path) -> None:
    """`written` is the output folder of a batch over `files`; its reports and result lines are written again."""
    reports = written / "rapporten"
    output.mkdir(parents=True, exist_ok=True)
    names = sorted(path.name for path in reports.iterdir())
    sizes: dict[str, list[tuple[str, int]]] = {}
    for name in names:
        sizes.setdefault(name.rsplit(".", 1)[0], []).append((name, (reports / name).stat().st_size))
    lines = (written / "results.jsonl").stat().st_size // max(1, len(sizes))
    bulk = b"x" * 10_000_000
    with (output / "results.jsonl").open("wb") as results:
        for path in sorted(files.iterdir()):
            with path.open("rb") as file:
                yaml.load(file.read(), Loader=yaml.CSafeLoader)
            for name, size in sizes.get(path.stem, ()):
                with (output / name).open("wb") as report:
                    report.write(bulk[:size])
            results.write(bulk[:lines])


if __name__ == "__main__":
    floor(*map(Path, sys.argv[1:4]))
