"""The journal: what a round that goes on may believe of the one before it."""

from dataclasses import replace
from pathlib import Path

import pytest

from verbetertool.batch.inputs import Task
from verbetertool.batch.job import Job, Outcome
from verbetertool.batch.journal import JOURNAL, Journal, earlier
from verbetertool.errors import OutputError


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path / "uit", ("json",))


def write(job: Job, *reports: str) -> Journal:
    """A journal of a round that is under way."""
    journal = Journal(job, "rubriek", {})
    for report in reports:
        journal.add(Outcome(Task(f"{report}.yaml", report), digest=f"inhoud-{report}"))
    return journal


def test_what_was_made_is_known_at_once(job: Job) -> None:
    """Also when the round is not finished, or never will be."""
    journal = write(job, "b", "a")
    assert earlier(job, "rubriek") == {"a": "inhoud-a", "b": "inhoud-b"}
    journal.close()


def test_a_finished_round_names_its_reports_in_order(job: Job) -> None:
    """Whatever the order in which they were made, and without those of earlier rounds that it did not make."""
    write(job, "b", "oud", "a").finish([("a", "inhoud-a"), ("b", "inhoud-b")])
    lines = (job.output / JOURNAL).read_text().splitlines()
    assert lines == [job.key("rubriek"), "a inhoud-a", "b inhoud-b"]


def test_a_round_of_another_kind_is_not_believed(job: Job) -> None:
    """Another rubric, another language or other formats make other reports."""
    write(job, "a").close()
    assert earlier(job, "andere rubriek") == {}
    assert earlier(replace(job, language="en"), "rubriek") == {}
    assert earlier(replace(job, formats=("md", "json")), "rubriek") == {}


def test_a_torn_line_is_not_believed(job: Job) -> None:
    """A round that was killed may have written half a line; the lines before it hold."""
    write(job, "a", "b").close()
    path = job.output / JOURNAL
    path.write_bytes(path.read_bytes()[:-3])
    assert earlier(job, "rubriek") == {"a": "inhoud-a"}


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"onzin\n"])
def test_a_file_that_is_no_journal(job: Job, data: bytes) -> None:
    """It tells nothing, and is overwritten."""
    job.output.mkdir()
    (job.output / JOURNAL).write_bytes(data)
    assert earlier(job, "rubriek") == {}
    write(job, "a").close()
    assert earlier(job, "rubriek") == {"a": "inhoud-a"}


def test_a_folder_in_its_place(job: Job) -> None:
    """It is told, and stays."""
    (job.output / JOURNAL).mkdir(parents=True)
    assert earlier(job, "rubriek") == {}
    with pytest.raises(OutputError, match="not_a_file"):
        write(job)
