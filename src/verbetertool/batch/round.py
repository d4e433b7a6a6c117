"""A whole round, from what was asked to what became of it. Says nothing; the command puts it into words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from verbetertool.api import load_rubric
from verbetertool.batch.folder import check_same_round, clear_other_round
from verbetertool.batch.inputs import Found, Task, find_files, tasks_of
from verbetertool.batch.job import Job
from verbetertool.batch.journal import Journal, earlier
from verbetertool.batch.kept import in_order, kept
from verbetertool.batch.keys import more_keys, readable
from verbetertool.batch.manifest import command_line, used_files
from verbetertool.batch.outputs import Outputs, check_free, xlsx_available
from verbetertool.batch.pages import GROUP_KEYS, Where
from verbetertool.batch.passed_over import passed_over
from verbetertool.batch.pool import jobs_for, run_all
from verbetertool.batch.worker import chosen_formats
from verbetertool.errors import Checks, UsageError
from verbetertool.language import _, current_language
from verbetertool.model.manifest import Role, Used
from verbetertool.model.portfolio import Earlier, Family, ProjectRow
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric
from verbetertool.reading.profiles import load_profile
from verbetertool.reading.results import load_results
from verbetertool.reading.rounds import load_round
from verbetertool.report.documents.rejected import Rejected
from verbetertool.report.style import load_style
from verbetertool.saving import remove_leftovers
from verbetertool.saving.failures import not_written
from verbetertool.saving.locking import locked
from verbetertool.scoring.gate import Comparison, compared

if TYPE_CHECKING:
    from verbetertool.batch.assessments import Assessors, RejectedFile
    from verbetertool.batch.since import Since

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
    skipped: Sequence[str]
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
    comparison: Comparison | None
    """With an earlier round, where that was asked."""
    families: tuple[Family, ...]
    """What can be compared with each other."""
    alone: int
    """Projects that can be compared with no other."""
    edited: Sequence[str]
    """Files to agree in that a person changed, and that stay as they are."""


def run_round(
    paths: Sequence[Path],
    output: Path,
    before_each: BeforeEach,
    *,
    formats: Sequence[str] = (),
    profile: Path | None = None,
    about: Path | None = None,
    where: Sequence[str] = (),
    fail_under: int | None = None,
    not_worse_than: Path | None = None,
    since: Path | None = None,
    assessments: Path | None = None,
    notes: bool = False,
    resume: bool = False,
    jobs: int | None = 1,
    rubric: Path | None = None,
    force: bool = False,
) -> Round:
    """Assesses all files that the paths mean, and writes the reports and all that is said of them together.

    `about` is a file that describes the round; `profile` goes above the one in it. `where` holds texts `key=id` with a
    key of GROUP_KEYS; `fail_under` is a proven score, 0-100; `not_worse_than` and `since` are the `results.jsonl` of an
    earlier round; `assessments` is a folder with files of assessors; `notes` leaves the texts of applicants in the
    results; with `jobs` None there are as many processes as help. Raises UsageError and InvalidInputError before
    anything is written, and OutputError where something can't be written.
    """
    checks = Checks()
    loaded = checks.of(lambda: load_rubric(rubric))
    chosen = checks.of(lambda: chosen_formats(formats))
    round_ = checks.of(lambda: load_round(about, loaded)) if about and loaded else None
    fixed = checks.of(lambda: load_profile(profile, loaded)) if profile and loaded else None
    style_path = round_.style if round_ else None
    style = checks.of(lambda: load_style(style_path)) if style_path else ""
    parts = [checks.of(partial(_part, text, loaded)) for text in where if loaded]
    before = checks.of(lambda: load_results(not_worse_than)) if not_worse_than else None
    last = checks.of(lambda: load_results(since)) if since else None
    assessors = checks.of(lambda: _assessors(assessments, output, loaded)) if assessments and loaded else None
    checks.of(lambda: check_free(output, force=force))
    named = round_.profile if round_ else None
    own = {named: "profile", style_path: "style", not_worse_than: "--not-worse-than", since: "--since"}
    own |= {about: "--round", profile: "--profile"}
    theirs = {path: name for path, name in own.items() if path is not None}
    found = checks.of(lambda: find_files(paths, [output, *filter(None, [assessments])], theirs))
    checks.done()
    assert loaded is not None
    assert found is not None
    job = Job(
        output=output,
        formats=chosen or (),
        rubric=rubric,
        profile=fixed or (round_.about.profile if round_ else None),
        language=current_language(),
        force=force,
        info=round_.about.round if round_ else None,
        priorities=(round_.about.priorities if round_ else None) or (),
        style=style or "",
        notes=notes,
    )
    check_same_round(job, loaded)
    options = {"--profile": profile, "--round": about, "--rubric": rubric}
    options |= {"--not-worse-than": not_worse_than, "--since": since, "--assessments": assessments}
    given = [(name, str(value)) for name, value in options.items() if value is not None]
    given += [("-f", name) for name in formats]
    given += [("--where", text) for text in where]
    given += [("--fail-under", str(fail_under))] if fail_under is not None else []
    command = command_line(paths, given, ["--notes"] if notes else [])
    roles: dict[Role, Path | None] = {"round": about, "profile": profile or named, "style": style_path}
    roles |= {"since": since, "not_worse_than": not_worse_than}
    used = used_files({role: path for role, path in roles.items() if path is not None})
    outputs, without_lock = _made(
        job,
        loaded,
        _together(parts),
        found,
        theirs,
        command,
        _since(since, last, loaded),
        assessors,
        used,
        resume=resume,
        jobs=jobs,
        before_each=before_each,
    )
    return _told(outputs, fail_under, before, without_lock)


def _since(path: Path | None, before: Sequence[Earlier] | None, rubric: Rubric) -> "Since | None":
    if path is None or before is None:
        return None
    from verbetertool.batch.since import Since

    return Since(path, before, rubric)


def _assessors(folder: Path, output: Path, rubric: Rubric) -> "Assessors":
    from verbetertool.batch.assessments import load_assessments

    return load_assessments(folder, output, rubric)


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
    job: Job,
    rubric: Rubric,
    where: Where,
    found: Found,
    own: Mapping[Path, str],
    command: str,
    since: "Since | None",
    assessors: "Assessors | None",
    used: Sequence[Used],
    *,
    resume: bool,
    jobs: int | None,
    before_each: BeforeEach,
) -> tuple[Outputs, str | None]:
    """Everything is written when this returns; when it raises, what is written is whole. Also why there is no lock.

    `own` are files of the funder, each with what it is for.
    """
    with locked(job.output / LOCK, str(job.output)) as without_lock:
        if job.force:
            clear_other_round(job, rubric)
        made = earlier(job, rubric.digest) if resume else {}
        with closing(Journal(job, rubric.digest, made)) as journal:
            try:
                outputs = Outputs(job, rubric, where, command, since, assessors, used)
                try:
                    tasks = tasks_of(found, made)
                    del made  # of a large round that is megabytes
                    others = kept(passed_over(found, tasks))
                    _leave_out(outputs, found, own, chain(tasks, (outcome.task for outcome in others)))
                    with closing(run_all(job, tasks, jobs or jobs_for(len(tasks)))) as outcomes:
                        for outcome in outcomes:
                            before_each(outputs.submitted, len(outputs.rejected), len(tasks))
                            outputs.add(outcome)
                            if outcome.row is not None:
                                journal.add(outcome)
                    for outcome in others:
                        outputs.pass_over(outcome)
                    outputs.write()
                    journal.finish(outputs.reports())
                finally:
                    outputs.drop()
            except OSError as error:
                raise not_written(Path(error.filename or job.output), error) from error
            finally:
                remove_leftovers(job.output)  # where a signal came while a file was being opened
    return outputs, without_lock


def _leave_out(outputs: Outputs, found: Found, own: Mapping[Path, str], tasks: Iterable[Task]) -> None:
    """Takes in what no applicant sent, so that the manifest names every file that stood there.

    `tasks` are the files that applicants sent.
    """
    others = kept((file, _("van een programma of van het systeem")) for file in found.hidden)
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
        skipped=kept(each.first.place.file for each in outputs.passed_over),
        cut_off=outputs.cut_off,
        without_lock=without_lock,
        left_from_before=outputs.left_from_before,
        with_xlsx=xlsx_available(),
        below=_below(outputs.rows, fail_under),
        comparison=None if before is None else compared(outputs.rows, before, in_order),
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
