"""What becomes of single files, faults of ours among them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from verbetertool import load_rubric
from verbetertool.batch.inputs import Task
from verbetertool.batch.job import Job, Outcome
from verbetertool.batch.outputs import Outputs
from verbetertool.batch.worker import LARGE, Worker
from verbetertool.model.assessment import Assessment
from verbetertool.model.rubric import Rubric
from verbetertool.report.formats import FORMATS, Format

ROOT = Path(__file__).parents[3]


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Outcome]]:
    """Does these files with these formats."""
    monkeypatch.chdir(tmp_path)

    def work(
        *files: str,
        formats: dict[str, Format] | None = None,
        force: bool = False,
        names: tuple[str, ...] = ("md", "json"),
    ) -> list[Outcome]:
        job = Job(Path("uit"), names, force=force)
        each = Worker(job, {**FORMATS, **(formats or {})})
        return list(each.run([Task(file, Path(file).stem) for file in files]))

    for name in ("jim", "metalent", "2getthere"):
        shutil.copy(ROOT / "examples" / f"{name}.yaml", tmp_path)
    return work


def test_files_go_through_each_stage_together(worker: Callable[..., list[Outcome]]) -> None:
    """But a large file goes through all of them by itself, since all that is known of it takes room."""
    made: list[tuple[str, str]] = []

    def spy(name: str) -> Format:
        def render(assessment: Assessment, _rubric: Rubric) -> bytes:
            made.append((name, assessment.input_file))
            return b"verbetertool-rapport"

        return Format(f".{name}", render)

    formats = {"html": spy("html"), "md": spy("md")}
    worker("jim.yaml", "metalent.yaml", formats=formats, names=("html", "md"))
    assert made == [(name, file) for name in ("html", "md") for file in ("jim.yaml", "metalent.yaml")]
    made.clear()
    Path("groot.yaml").write_bytes(Path("metalent.yaml").read_bytes() + b"#" * LARGE + b"\n")
    files = ("jim.yaml", "groot.yaml", "weg.yaml", "2getthere.yaml")
    outcomes = worker(*files, formats=formats, names=("html", "md"))
    assert [outcome.task.file for outcome in outcomes] == list(files)
    assert [outcome.row is not None for outcome in outcomes] == [True, True, False, True]
    assert made == [(name, file) for file in files if file != "weg.yaml" for name in ("html", "md")]


def test_an_outcome_comes_as_soon_as_it_is_there(tmp_path: Path) -> None:
    """So that the journal of a round that is stopped holds every file whose reports are whole."""
    tasks = [Task(str(ROOT / "examples" / f"{name}.yaml"), name) for name in ("jim", "metalent")]
    outcomes = Worker(Job(tmp_path, ("md", "json"))).run(tasks)
    assert next(outcomes).task.report == "jim"
    assert sorted(path.name for path in (tmp_path / "rapporten").iterdir()) == ["jim.json", "jim.md"]
    assert [outcome.task.report for outcome in outcomes] == ["metalent"]
    assert len(list((tmp_path / "rapporten").iterdir())) == 4


def test_a_fault_of_ours_is_named_and_ends_nothing(worker: Callable[..., list[Outcome]]) -> None:
    """A format that breaks on one project: that file is rejected as our fault, the others are done."""

    def breaks(assessment: Assessment, _rubric: Rubric) -> bytes:
        if assessment.input_file == "metalent.yaml":
            raise ZeroDivisionError("deling door nul")
        return b"goed\n"

    outcomes = worker("jim.yaml", "metalent.yaml", "2getthere.yaml", formats={"md": Format(".md", breaks)})
    assert [outcome.row is not None for outcome in outcomes] == [True, False, True]
    assert outcomes[1].fault
    assert [problem.code for problem in outcomes[1].problems] == ["fault_in_file"]
    assert outcomes[1].problems[0].values == {"error": "ZeroDivisionError: deling door nul"}
    assert not Path("uit/rapporten/metalent.md").exists()

    outputs = Outputs(Job(Path("uit"), ("md", "json")), load_rubric(), {})
    for outcome in outcomes:
        outputs.add(outcome)
    outputs.write()
    assert (len(outputs.rows), len(outputs.rejected), outputs.faults) == (2, 1, 1)
    assert "ZeroDivisionError" in Path("uit/errors.csv").read_text(encoding="utf-8-sig")
    assert "metalent.yaml" in Path("uit/portfolio.html").read_text(encoding="utf-8")
    # It is not the applicant who has to fix this.
    assert not list(Path("uit").glob("terug/*"))


def test_a_report_that_is_not_ours_stays(worker: Callable[..., list[Outcome]]) -> None:
    """A file that stood where a report should come makes a remark; with force it is overwritten."""
    mine = Path("uit/rapporten/jim.md")
    mine.parent.mkdir(parents=True)
    mine.write_text("van mij")
    first, second = worker("jim.yaml", "metalent.yaml")
    assert [problem.code for problem in first.problems] == ["report_exists"]
    assert first.fault
    assert second.row is not None
    assert mine.read_text() == "van mij"
    assert worker("jim.yaml", force=True)[0].row is not None


def test_a_report_that_cannot_be_written(worker: Callable[..., list[Outcome]]) -> None:
    """A folder where a report should come: that file is rejected, the next one is done."""
    Path("uit/rapporten/jim.md").mkdir(parents=True)
    first, second = worker("jim.yaml", "metalent.yaml", force=True)
    assert [problem.code for problem in first.problems] == ["report_not_written"]
    assert second.row is not None


def test_what_is_kept_of_a_hostile_file_is_small(worker: Callable[..., list[Outcome]]) -> None:
    """A hundred problems on one line of a megabyte keep no megabytes."""
    keys = ", ".join(f"{'x' * 900}{number}: 1" for number in range(900))
    Path("groot.yaml").write_text(f"format: verbetertool/1\nrubric: jongeren-naar-werk\nanswers: {{{keys}}}\n")
    outcome = worker("groot.yaml")[0]
    assert len(outcome.problems) == 100
    kept = sum(len(str(problem.values)) + len(problem.place.excerpt) for problem in outcome.problems)
    assert kept < 100 * 1000


def test_a_link_to_another_place_is_not_opened(worker: Callable[..., list[Outcome]], tmp_path: Path) -> None:
    """What it leads to could be shown to a stranger."""
    job = Job(Path("uit"), ("json",))
    (outcome,) = Worker(job).run([Task("jim.yaml", "jim", outside=True)])
    assert [problem.code for problem in outcome.problems] == ["link_outside"]
    assert not outcome.fault
    assert not Path("uit").exists()
