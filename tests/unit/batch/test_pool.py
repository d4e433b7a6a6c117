"""All files of a round, in this process."""

import gc
from pathlib import Path

from verbetertool.batch.inputs import Task
from verbetertool.batch.job import Job
from verbetertool.batch.pool import run_all

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
