"""A whole round, from what was asked to what became of it. Says nothing; the command puts it into words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from verbetertool.api import load_rubric
from verbetertool.batch.inputs import Found, find_files, tasks_of
from verbetertool.batch.job import Job
from verbetertool.batch.journal import Journal, earlier
from verbetertool.batch.outputs import GROUP_KEYS, Outputs, Where, check_free, xlsx_available
from verbetertool.batch.pool import run_all
from verbetertool.batch.worker import chosen_formats
from verbetertool.errors import Checks, Problem, UsageError
from verbetertool.language import current_language
from verbetertool.model.portfolio import Earlier, ProjectRow
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.reading.profiles import load_profile
from verbetertool.reading.results import load_results
from verbetertool.saving.failures import not_written
from verbetertool.saving.locking import locked

LOCK = "verbetertool-batch"

BeforeEach = Callable[[int, int, int], None]
"""Called before each outcome is taken in, with the number of files that are done, those among them that were
rejected, and all files of the round. What it raises ends the round."""


@record
class Comparison:
    """The projects of a round beside those of an earlier one."""

    worse: tuple[tuple[ProjectRow, int], ...] = ()
    """The projects that prove less than before, each with the proven score that it had."""
    other_family: int = 0
    """Projects whose goals, elements, scope or rubric are others than before."""
    ambiguous: int = 0
    """Projects of which the earlier round has more than one by that name."""


@record
class Round:
    """What became of a round."""

    assessed: int
    rejected: tuple[tuple[Problem, int], ...]
    """Of each rejected file the first problem, and how many more there are."""
    faults: int
    """Those among the rejected files for which it was our fault, or that could not be written."""
    skipped: Sequence[str]
    """Files that were left out by their name."""
    hidden: Sequence[str]
    """Files and folders that programs keep for themselves, and that were not read."""
    cut_off: Sequence[str]
    """Files of which the end seems to be missing; they are assessed as they are."""
    without_lock: str | None
    """Why the folder could not be locked; None where it was."""
    left_from_before: int
    """Projects of an earlier round that still have reports in the folder."""
    with_xlsx: bool
    below: tuple[ProjectRow, ...]
    """The projects that prove less than was asked; one without a score is not below."""
    comparison: Comparison


def run_round(
    paths: Sequence[Path],
    output: Path,
    before_each: BeforeEach,
    *,
    formats: Sequence[str] = (),
    profile: Path | None = None,
    where: Sequence[str] = (),
    fail_under: int | None = None,
    not_worse_than: Path | None = None,
    resume: bool = False,
    jobs: int = 1,
    rubric: Path | None = None,
    force: bool = False,
) -> Round:
    """Assesses all files that the paths mean, and writes the reports and all that is said of them together.

    `where` holds texts `key=id` with a key of GROUP_KEYS; `fail_under` is a proven score, 0-100; `not_worse_than` is
    the `results.jsonl` of an earlier round. Raises UsageError and InvalidInputError before anything is written, and
    OutputError where something can't be written.
    """
    checks = Checks()
    loaded = checks.of(lambda: load_rubric(rubric))
    chosen = checks.of(lambda: chosen_formats(formats))
    fixed = checks.of(lambda: load_profile(profile, loaded)) if profile and loaded else None
    parts = [checks.of(partial(_part, text, loaded)) for text in where if loaded]
    before = checks.of(lambda: load_results(not_worse_than)) if not_worse_than else {}
    checks.of(lambda: check_free(output, force=force))
    found = checks.of(lambda: find_files(paths, output))
    checks.done()
    assert loaded is not None
    assert found is not None
    job = Job(
        output=output,
        formats=chosen or (),
        rubric=rubric,
        profile=fixed,
        language=current_language(),
        force=force,
    )
    hidden = [str(path) for path in found.hidden]
    outputs, without_lock = _made(
        job, loaded, _together(parts), found, resume=resume, jobs=jobs, before_each=before_each
    )
    return _told(outputs, fail_under, before or {}, hidden, without_lock)


def _part(text: str, rubric: Rubric) -> tuple[str, str]:
    """The key and the id in a text such as `goals=x`. Raises UsageError for one that is not there."""
    key, _equals, value = text.partition("=")
    if key not in GROUP_KEYS:
        raise UsageError("bad_where", text=text, known=", ".join(GROUP_KEYS))
    known = [choice.id for choice in getattr(rubric, key)]
    if value not in known:
        raise UsageError("bad_where", text=text, known=", ".join(known))
    return key, value


def _together(parts: Iterable[tuple[str, str] | None]) -> Where:
    """The ids per key."""
    found: dict[str, frozenset[str]] = {}
    for key, value in filter(None, parts):
        found[key] = found.get(key, frozenset()) | {value}
    return found


def _made(
    job: Job, rubric: Rubric, where: Where, found: Found, *, resume: bool, jobs: int, before_each: BeforeEach
) -> tuple[Outputs, str | None]:
    """Everything is written when this returns; when it raises, what is written is whole. Also why there is no lock."""
    with locked(job.output / LOCK, str(job.output)) as without_lock:
        made = earlier(job, rubric.digest) if resume else {}
        with closing(Journal(job, rubric.digest, made)) as journal:
            try:
                outputs = Outputs(job, rubric, where, [str(path) for path in found.skipped])
                try:
                    tasks = tasks_of(found, made)
                    del found  # in a large round that is megabytes, like what is let go below
                    with closing(run_all(job, tasks, jobs)) as outcomes:
                        for outcome in outcomes:
                            before_each(outputs.submitted, len(outputs.rejected), len(tasks))
                            outputs.add(outcome)
                            if outcome.row is not None:
                                journal.add(outcome)
                    del tasks
                    outputs.write()
                    journal.finish(row.report for row in outputs.rows)
                finally:
                    outputs.drop()
            except OSError as error:
                raise not_written(Path(error.filename or job.output), error) from error
    return outputs, without_lock


def _told(
    outputs: Outputs,
    fail_under: int | None,
    before: Mapping[tuple[str, str], Earlier | None],
    hidden: Sequence[str],
    without_lock: str | None,
) -> Round:
    return Round(
        assessed=len(outputs.rows),
        rejected=tuple((each.first, each.more) for each in outputs.rejected),
        faults=outputs.faults,
        skipped=outputs.skipped,
        hidden=hidden,
        cut_off=outputs.cut_off,
        without_lock=without_lock,
        left_from_before=outputs.left_from_before,
        with_xlsx=xlsx_available(),
        below=_below(outputs.rows, fail_under),
        comparison=_compared(outputs.rows, before),
    )


def _below(rows: Iterable[ProjectRow], threshold: int | None) -> tuple[ProjectRow, ...]:
    if threshold is None:
        return ()
    return tuple(row for row in rows if row.figures.proven is not None and row.figures.proven < threshold)


def _compared(rows: Iterable[ProjectRow], before: Mapping[tuple[str, str], Earlier | None]) -> Comparison:
    worse = []
    other_family = ambiguous = 0
    for row in rows:
        key = (Path(row.file).name, row.name)
        was, now = before.get(key), row.figures.proven
        if was is None:
            ambiguous += key in before
        elif was.family != row.family:
            other_family += 1
        elif was.proven is not None and now is not None and now < was.proven:
            worse.append((row, was.proven))
    return Comparison(tuple(worse), other_family, ambiguous)
