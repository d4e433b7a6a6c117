"""A whole round, from what was asked to what became of it. Says nothing; the command puts it into words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from verbetertool.batch.folder import clear_other_round
from verbetertool.batch.inputs import Found, Task, tasks_of
from verbetertool.batch.journal import Journal, earlier
from verbetertool.batch.kept import in_order, kept
from verbetertool.batch.keys import more_keys, readable
from verbetertool.batch.outputs import Outputs, xlsx_available
from verbetertool.batch.passed_over import of_system, passed_over
from verbetertool.batch.pool import jobs_for, run_all
from verbetertool.batch.prepared import Options, Prepared, prepare
from verbetertool.language import _
from verbetertool.model.portfolio import Earlier, Family, ProjectRow
from verbetertool.model.record import record
from verbetertool.report.documents.rejected import Rejected
from verbetertool.saving import remove_leftovers
from verbetertool.saving.failures import not_written
from verbetertool.saving.locking import locked
from verbetertool.scoring.gate import GateResult, held_against

if TYPE_CHECKING:
    from verbetertool.batch.assessments import Assessors, RejectedFile

LOCK = "verbetertool-batch"

BeforeEach = Callable[[int, int, int], None]
"""Called before each outcome is taken in, with the number of files that are done, those among them that were
rejected, and all files of the round. What it raises ends the round."""


@record
class Round:
    """What became of a round."""

    assessed: int
    rejected: Sequence[Rejected]
    rejected_assessments: Sequence[Rejected]
    """Files of assessors that can't be used."""
    faults: int
    """Those among the rejected files for which it was our fault, or that could not be written."""
    passed_over: Sequence[str]
    """Files that are no answer file by their name."""
    cut_off: Sequence[str]
    """Files of which the end seems to be missing; they are assessed as they are."""
    without_lock: str | None
    """Why the folder could not be locked; None where it was."""
    left_from_before: int
    """Projects of an earlier round that still have reports in the folder."""
    with_xlsx: bool
    below: tuple[ProjectRow, ...]
    """The projects that prove less than was asked; one without a score is not below."""
    gate: GateResult | None
    """With an earlier round, where that was asked."""
    families: tuple[Family, ...]
    """What can be compared with each other."""
    alone: int
    """Projects that can be compared with no other."""
    edited: Sequence[str]
    """Files to agree in that a person changed, and that stay as they are."""


def run_round(options: Options, before_each: BeforeEach) -> Round:
    """Assesses all files that were asked for, and writes the reports and all that is said of them together.

    Raises UsageError and InvalidInputError before anything is written, and OutputError where it can't be written.
    """
    prepared = prepare(options)
    outputs, without_lock = _made(prepared, options, before_each)
    return _told(outputs, options.fail_under, prepared.before, without_lock)


def _made(prepared: Prepared, options: Options, before_each: BeforeEach) -> tuple[Outputs, str | None]:
    """Everything is written when this returns; when it raises, what is written is whole. Also why there is no lock."""
    job, rubric = prepared.job, prepared.rubric
    with locked(job.output / LOCK, str(job.output)) as without_lock:
        if job.force:
            clear_other_round(job, rubric)
        made = earlier(job, rubric.digest) if options.resume else {}
        with closing(Journal(job, rubric.digest, made)) as journal:
            try:
                outputs = Outputs(
                    job, rubric, prepared.where, prepared.command, prepared.since, prepared.assessors, prepared.used
                )
                try:
                    tasks = tasks_of(prepared.found, made)
                    del made  # of a large round that is megabytes
                    _take_in(outputs, journal, prepared, tasks, options.jobs, before_each)
                    outputs.write()
                    journal.finish(outputs.reports())
                finally:
                    outputs.drop()
            except OSError as error:
                raise not_written(Path(error.filename or job.output), error) from error
            finally:
                remove_leftovers(job.output)  # where a signal came while a file was being opened
    return outputs, without_lock


def _take_in(
    outputs: Outputs,
    journal: Journal,
    prepared: Prepared,
    tasks: Sequence[Task],
    jobs: int | None,
    before_each: BeforeEach,
) -> None:
    """What becomes of every file: those that can be read, and those that are no answer file by their name."""
    others = kept(passed_over(prepared.found, tasks))
    _leave_out(outputs, prepared.found, prepared.own, chain(tasks, (outcome.task for outcome in others)))
    with closing(run_all(prepared.job, tasks, jobs or jobs_for(len(tasks)))) as outcomes:
        for outcome in outcomes:
            before_each(outputs.submitted, len(outputs.rejected), len(tasks))
            outputs.add(outcome)
            if outcome.row is not None:
                journal.add(outcome)
    for outcome in others:
        outputs.pass_over(outcome)


def _leave_out(outputs: Outputs, found: Found, own: Mapping[Path, str], tasks: Iterable[Task]) -> None:
    """Takes in what no applicant sent, so that the manifest names every file that stood there.

    `tasks` are the files that applicants sent.
    """
    others = kept((file, of_system()) for file in found.hidden)
    for file, option in own.items():
        if not found.path_of(file).startswith("../"):
            others.append((file, _("van de financier zelf ({option})").format(option=option)))
    paths = kept(readable(found.path_of(file)) for file, _reason in others)
    keys = more_keys((task.key for task in tasks), paths)
    for (file, reason), path, key in zip(others, paths, keys, strict=True):
        outputs.leave_out(file, path, key, reason)


def _told(
    outputs: Outputs,
    fail_under: int | None,
    before: Sequence[Earlier] | None,
    without_lock: str | None,
) -> Round:
    return Round(
        assessed=len(outputs.rows),
        rejected=outputs.rejected,
        rejected_assessments=[Rejected(each.first, each.more, None) for each in _rejected_by(outputs.assessors)],
        faults=outputs.faults,
        passed_over=kept(each.first.place.file for each in outputs.passed_over),
        cut_off=outputs.cut_off,
        without_lock=without_lock,
        left_from_before=outputs.left_from_before,
        with_xlsx=xlsx_available(),
        below=_below(outputs.rows, fail_under),
        gate=None if before is None else held_against(outputs.rows, before, in_order),
        families=outputs.families,
        alone=outputs.alone,
        edited=outputs.edited,
    )


def _rejected_by(assessors: "Assessors | None") -> "Sequence[RejectedFile]":
    return assessors.rejected if assessors is not None else ()


def _below(rows: Iterable[ProjectRow], threshold: int | None) -> tuple[ProjectRow, ...]:
    if threshold is None:
        return ()
    return tuple(row for row in rows if row.figures.proven is not None and row.figures.proven < threshold)
