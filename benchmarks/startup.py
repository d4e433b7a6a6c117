"""What it costs to start: pairs of processes, one of ours and one that it is held against.

Example: python benchmarks/startup.py --pairs 15
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from make_files import make_files
from measure import cost_of, middle, ratios


def main() -> None:
    """Prints the ratio of each pair, and what a hostile file of 1 MiB takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=15)
    pairs = parser.parse_args().pairs
    ours = [str(Path(sys.executable).with_name("verbetertool"))]
    with TemporaryDirectory() as name:
        folder = Path(name)
        make_files(folder, 1)
        file = str(next(folder.iterdir()))
        report = [*ours, "report", file, "-f", "html", "-f", "md", "-f", "json", "-o", str(folder / "uit"), "--force"]
        nothing, typer = [sys.executable, "-c", "pass"], [sys.executable, "-c", "import typer"]
        for title, one, other in (
            ("--version / python -c pass", [*ours, "--version"], nothing),
            ("--help / import typer", [*ours, "--help"], typer),
            ("report, all formats / import typer", report, typer),
        ):
            print(f"{title}: {middle(ratios(one, other, pairs))}")
        for title, text in (
            ("nested", "a: " + "[" * (1024 * 1024 - 4)),
            ("keys", "".join(f"k{number}: 1\n" for number in range(100_000))[: 1024 * 1024]),
            ("one text", "project: {name: x, summary: '" + "y" * (1024 * 1024 - 60) + "'}\n"),
        ):
            hostile = folder / "vijandig.yaml"
            hostile.write_text(text, encoding="utf-8")
            cost = cost_of([*ours, "check", str(hostile)])
            print(f"hostile file of 1 MiB, {title}: {cost.seconds:.2f} s of processor time, {cost.megabytes:.0f} MB")


if __name__ == "__main__":
    main()
