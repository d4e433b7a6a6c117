"""All files of a round, in this process."""

import gc
import os
import sys
from pathlib import Path

from verbetertool.batch.inputs import Task
from verbetertool.batch.job import Job
from verbetertool.batch.pool import jobs_for, run_all

ROOT = Path(__file__).parents[3]


def test_a_round_leaves_the_garbage_collector_as_it_was(tmp_path: Path) -> None:
    """Also a round that is not gone through to its end."""
    before = gc.get_threshold()
    tasks = [Task(str(ROOT / "examples" / f"{name}.yaml"), name) for name in ("jim", "metalent")]
    job = Job(tmp_path, ("json",))
    outcomes = run_all(job, tasks)
    next(outcomes)
    assert gc.get_threshold() != before
    outcomes.close()
    assert gc.get_threshold() == before
    assert len(list(run_all(job, tasks))) == 2
    assert gc.get_threshold() == before


def test_a_small_round_has_one_process_and_no_round_more_than_help() -> None:
    """A process must have enough to do to be worth starting; a round of thousands uses every processor, up to eight."""
    assert [jobs_for(files) for files in (0, 1, 199)] == [1, 1, 1]
    assert jobs_for(1_000_000) == min(
        8, len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    )
