"""What a funder's round costs: against the floor, against the number of files, with two workers, stage by stage.

Example: python benchmarks/batch.py --files 1000 --pairs 5
Times are processor time, so that other work on the machine matters less; ratios are of pairs run one after the other.
"""

import argparse
import filecmp
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from make_files import make_files
from measure import cost_of, middle, ratios

from verbetertool import load_rubric
from verbetertool.model.assessment import to_json
from verbetertool.reading.answers import answers_of, parse_answers
from verbetertool.reading.files import read_bytes
from verbetertool.report.documents.project import project_document
from verbetertool.report.formats import FORMATS, SIGNATURES
from verbetertool.saving import write_result
from verbetertool.scoring.applicability import case_of
from verbetertool.scoring.assess import assess
from verbetertool.scoring.robustness import robustness
from verbetertool.scoring.rows import row_of
from verbetertool.scoring.score import readings_of
from verbetertool.scoring.signals import fingerprints

HERE = Path(__file__).parent


def batch(files: Path, output: Path, *options: str) -> list[str]:
    """The command that scores a folder."""
    return [sys.executable, "-m", "verbetertool", "batch", str(files), "-o", str(output), "--force", *options]


def against_the_floor(folder: Path, files: Path, pairs: int) -> None:
    """The batch as a whole over reading, parsing and writing alone."""
    output = folder / "uit"
    cost_of(batch(files, output))
    floor = [sys.executable, str(HERE / "floor.py"), str(files), str(output), str(folder / "vloer")]
    print(f"batch / floor: {middle(ratios(batch(files, output), floor, pairs))}")


def stages(folder: Path, files: Path) -> None:
    """The time of each step per file, in one process, and the same for CSafeLoader."""
    rubric = load_rubric()
    spent: dict[str, float] = {}
    output = folder / "stappen"

    @contextmanager
    def step(name: str) -> Iterator[None]:
        start = time.process_time()
        yield
        spent[name] = spent.get(name, 0) + time.process_time() - start

    def one(path: Path) -> None:
        with step("read"):
            data = read_bytes(path)
            content = sha256(data).hexdigest()
        with step("CSafeLoader, for comparison"):
            yaml.load(data, Loader=yaml.CSafeLoader)
        with step("parse"):
            submission = parse_answers(str(path), data, content)
        with step("check"):
            answers = answers_of(submission, rubric)
        with step("assess"):
            result = assess(rubric, answers, tool_version="0")
        case = case_of(rubric, answers)
        reads = readings_of(case)
        with step("of which the 500 draws"):
            robustness(case, reads, rubric.version)
        with step("document"):
            document = project_document(result, rubric)
        texts = {}
        for name in ("html", "md", "json"):
            with step(name):
                texts[name] = FORMATS[name].render(document, "")
        with step("row and signals"):
            row_of(result, rubric, file=path.name, report=path.stem)
            list(fingerprints(result))
        with step("result line"):
            to_json(result)
        with step("write"):
            for name, text in texts.items():
                target = output / (path.stem + FORMATS[name].ending)
                write_result(target, text, ours=SIGNATURES, force=True, durable=False)

    paths = sorted(files.iterdir())
    for path in paths[:50]:
        one(path)
    spent.clear()
    for path in paths:
        one(path)
    total = sum(seconds for name, seconds in spent.items() if not name.startswith(("of which", "CSafe")))
    for name, seconds in spent.items():
        print(f"  {name:28} {1000 * seconds / len(paths):7.3f} ms  {100 * seconds / total:4.0f} %")
    print(f"  parse / CSafeLoader: {spent['parse'] / spent['CSafeLoader, for comparison']:.2f}")


def scale(folder: Path, make: Callable[[int], Path], counts: list[int]) -> None:
    """Processor time per file, peak memory and how it grows with each file, by the number of files."""
    before: tuple[int, float] | None = None
    for count in counts:
        output = folder / f"uit-{count}"
        cost = cost_of(batch(make(count), output))
        size = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
        print(
            f"  {count:6} files: {1000 * cost.seconds / count:6.2f} ms a file, {count / cost.seconds:5.0f} files a "
            f"second of processor time, {cost.megabytes:5.1f} MB at the peak, {size / count / 1000:.0f} kB a file"
        )
        if before is not None and count > before[0]:
            growth = 1000 * (cost.megabytes - before[1]) / (count - before[0])
            print(f"         {growth:.2f} kB of memory for each file more than {before[0]}")
        before = count, cost.megabytes
        shutil.rmtree(output)


def workers(folder: Path, files: Path, pairs: int) -> None:
    """Two workers against one: processor time, and the same bytes."""
    one, two = folder / "een", folder / "twee"
    print(f"two workers / one: {middle(ratios(batch(files, two, '--jobs', '2'), batch(files, one), pairs))}")
    names = sorted(str(path.relative_to(one)) for path in one.rglob("*") if path.is_file())
    _same, different, missing = filecmp.cmpfiles(one, two, names, shallow=False)
    print(f"  the same bytes: {'yes' if not (different or missing) else [*different, *missing][:5]}")


def others(folder: Path, files: Path, pairs: int) -> None:
    """Our `check` over tools that only validate the same files, where they are installed."""
    schema = folder / "schema.json"
    cost_of([sys.executable, "-m", "verbetertool", "rubric", "schema", "answers", "-o", str(schema)])
    yamale = folder / "yamale.yaml"
    yamale.write_text(
        "format: str()\nrubric: str()\nproject: map()\naudit: map(required=False)\n"
        "answers: map(any(int(min=0, max=4), enum('unknown'), include('answer')))\n"
        "anti_patterns: map(any(str(), map()), required=False)\n"
        "---\nanswer:\n  level: any(int(min=0, max=4), str(), required=False)\n  note: str(required=False)\n"
        "  not_applicable: any(str(), bool(), required=False)\n"
        "  evidence: any(str(), list(str()), required=False)\n",
        encoding="utf-8",
    )
    check = [sys.executable, "-m", "verbetertool", "check", str(files)]
    for name, command in (
        ("yamale -n 2", ["yamale", "-n", "2", "-s", str(yamale), str(files)]),
        ("check-jsonschema", ["check-jsonschema", "--schemafile", str(schema), *map(str, sorted(files.iterdir()))]),
    ):
        program = shutil.which(command[0]) or shutil.which(command[0], path=os.fspath(Path(sys.executable).parent))
        if program is None:
            print(f"  {name}: skipped, it is not installed")
            continue
        print(f"  check / {name}: {middle(ratios(check, [program, *command[1:]], pairs))}")


def main() -> None:
    """Prints every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--scale", type=int, nargs="*", default=[100, 1000, 10_000])
    parser.add_argument("--only", nargs="*", choices=("floor", "stages", "scale", "workers", "others"))
    given = parser.parse_args()
    memory = Path("/dev/shm")  # noqa: S108 - a disk would measure the disk
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        folder = Path(name)

        def make(count: int) -> Path:
            files = folder / f"in-{count}"
            if not files.is_dir():
                make_files(files, count)
            return files

        files = make(given.files)
        print(f"{given.files} files, {sum(p.stat().st_size for p in files.iterdir()) / given.files / 1000:.1f} kB each")
        parts: dict[str, tuple[str, Callable[[], Any]]] = {
            "floor": ("The floor", lambda: against_the_floor(folder, files, given.pairs)),
            "stages": ("Stages", lambda: stages(folder, files)),
            "workers": ("Workers", lambda: workers(folder, files, given.pairs)),
            "others": ("Other tools", lambda: others(folder, files, given.pairs)),
            "scale": ("Scale", lambda: scale(folder, make, given.scale)),
        }
        for part, (title, run) in parts.items():
            if not given.only or part in given.only:
                print(f"\n{title}", flush=True)
                run()


if __name__ == "__main__":
    main()
