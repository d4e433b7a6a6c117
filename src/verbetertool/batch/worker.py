"""The work on a handful of files: each stage is done for all of them before the next.

A bad file becomes an outcome with its problems, and never stops the others. Of a finished file only a small row stays
in memory. Its reports are written first and its result document last, so that where the result document of this
content stands, the reports are whole (docs/decisions/0006-batch.md).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from verbetertool.api import assess, load_rubric
from verbetertool.batch.inputs import Task
from verbetertool.batch.job import OWN, REPORTS, Job, Outcome, rejected
from verbetertool.batch.keys import readable
from verbetertool.batch.without_texts import without_texts
from verbetertool.errors import InvalidInputError, OutputError, Place, Problem, UsageError
from verbetertool.model.assessment import Assessment, from_json, to_json
from verbetertool.model.contour import Profile
from verbetertool.model.project import Answers
from verbetertool.model.record import record
from verbetertool.reading.answers import Submission, answers_of, parse_answers
from verbetertool.reading.files import read_bytes
from verbetertool.reading.marks import is_cut_off
from verbetertool.report.document import Document
from verbetertool.report.documents.project import project_document
from verbetertool.report.formats import FORMATS, SIGNATURES, Format
from verbetertool.saving import write_result
from verbetertool.scoring.rows import answer_rows, row_of
from verbetertool.scoring.signals import fingerprints

T = TypeVar("T")
U = TypeVar("U")

TOGETHER = 16
"""Files that go through each stage together (docs/decisions/0012-draws-and-speed.md)."""
LARGE = 100_000
"""Bytes above which a file is worked on alone; a full answer file with long notes has some fifty thousand."""
_RESULT = "json"
"""The result document: always made, and written last."""
_OFFERED = tuple(name for name, format in FORMATS.items() if format.in_batch)

ENDINGS = (*(FORMATS[name].ending for name in _OFFERED), f"{OWN}.json")
"""Of all reports that a round can make of one project."""


def chosen_formats(names: Sequence[str]) -> tuple[str, ...]:
    """The formats of a round: those named, or all that a round makes. Raises UsageError for any other.

    The result document is always among them, since it shows which reports are whole.
    """
    for name in names:
        if name not in _OFFERED:
            raise UsageError("unknown_format", format=name, known=", ".join(_OFFERED))
    return tuple(name for name in _OFFERED if not names or name in names or name == _RESULT)


def report_endings(job: Job) -> tuple[str, ...]:
    """How the names of the reports of one project end, in the order in which they are written."""
    pages = (FORMATS[name].ending for name in job.formats if name != _RESULT)
    return (*pages, *((f"{OWN}.json",) if job.profile else ()), f".{_RESULT}")


@record
class _Opened:
    """A file of which the content is parsed."""

    digest: str
    is_cut_off: bool
    submission: Submission


@record
class _Checked:
    """A file of which the answers are known."""

    digest: str
    is_cut_off: bool
    answers: Answers


@record
class _Assessed:
    """A file with its result."""

    digest: str
    is_cut_off: bool
    result: Assessment
    own: Assessment | None
    """The result under the applicant's own profile, where the funder set another."""


@record
class _Worded:
    """A file with the document that its reports are made of."""

    assessed: _Assessed
    document: Document
    reports: dict[str, bytes]
    """By the name of the format; each stage adds one."""


class Worker:
    """Does a handful of files at a time; holds the rubric, which is loaded once per process."""

    def __init__(self, job: Job, formats: Mapping[str, Format] = FORMATS) -> None:
        self.job = job
        self.rubric = load_rubric(job.rubric)
        self._formats = formats
        self._folder = job.output / REPORTS

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """The outcomes of a few files, in order, each as soon as its reports are written.

        Never raises for what a file holds, or for a fault of ours in it. A large file goes through all stages by
        itself, so that memory stays small.
        """
        together: list[Task] = []
        for task in tasks:
            if _is_large(task.file):
                yield from self._do(together)
                yield from self._do([task])
                together = []
            else:
                together.append(task)
        yield from self._do(together)

    def _do(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Does each stage for all files before the next: what a stage needs is then at hand for all but the first.

        All stages of one file before the next file would take a fifth longer.
        """
        opened = _all_through(self._open, [(task, task) for task in tasks])
        checked = _all_through(self._check, opened)
        del opened
        assessed = _all_through(self._assess, checked)
        del checked
        worded = _all_through(self._word, assessed)
        for name in self.job.formats:
            if name != _RESULT:
                worded = _all_through(partial(self._render, name), worded)
        for task, file in worded:
            yield file if isinstance(file, Outcome) else _unless_rejected(self._finish, task, file)

    def _open(self, task: Task, _same: Task) -> _Opened | Outcome:
        """Reads and parses a file; or the outcome of an earlier round, where that holds."""
        _check_name(task)
        data = read_bytes(Path(task.file))
        digest = sha256(data).hexdigest()
        cut_off = is_cut_off(data)
        if task.made_of == digest and (before := self._before(task, digest)) is not None:
            return replace(before, is_cut_off=cut_off)
        return _Opened(digest, cut_off, parse_answers(task.file, data, digest))

    def _check(self, _task: Task, file: _Opened) -> _Checked:
        return _Checked(file.digest, file.is_cut_off, answers_of(file.submission, self.rubric))

    def _assess(self, _task: Task, file: _Checked) -> _Assessed:
        answers, own = file.answers, None
        if self.job.profile is not None:
            own = assess(self.rubric, answers)
            answers = _with_profile(answers, self.job.profile)
        return _Assessed(file.digest, file.is_cut_off, assess(self.rubric, answers), own)

    def _word(self, task: Task, file: _Assessed) -> _Worded:
        return _Worded(file, project_document(file.result, self.rubric, round_=self.job.info, key=task.key), {})

    def _render(self, name: str, _task: Task, file: _Worded) -> _Worded:
        file.reports[name] = self._formats[name].render(file.document, self.job.style)
        return file

    def _finish(self, task: Task, file: _Worded) -> Outcome:
        result, own_result = file.assessed.result, file.assessed.own
        whole, own = to_json(result), to_json(own_result) if own_result else b""
        outcome = self._outcome(task, file.assessed.digest, (result, whole), (own_result, own))
        made = [self._write(task, self._formats[name].ending, data) for name, data in file.reports.items()]
        if own_result:
            made.append(self._write(task, f"{OWN}.json", own + b"\n"))
        made.append(self._write(task, f".{_RESULT}", whole + b"\n"))
        return replace(outcome, is_cut_off=file.assessed.is_cut_off, made=b"".join(made))

    def _outcome(
        self, task: Task, digest: str, result: tuple[Assessment, bytes], own: tuple[Assessment | None, bytes]
    ) -> Outcome:
        assessment = result[0]
        return Outcome(
            task,
            digest,
            row_of(assessment, self.rubric, file=readable(task.file), report=task.report, key=task.key, own=own[0]),
            tuple(fingerprints(assessment)),
            document=self._public(result[1]),
            own_document=self._public(own[1]),
            answers=answer_rows(assessment),
        )

    def _public(self, document: bytes) -> bytes:
        return document if self.job.notes else without_texts(document)

    def _before(self, task: Task, digest: str) -> Outcome | None:
        """What an earlier round made of the same content, if it is all there and whole."""
        try:
            files = [(self._folder / f"{task.report}{ending}").read_bytes() for ending in report_endings(self.job)]
            result = from_json(files[-1])
            own = from_json(files[-2]) if self.job.profile else None
        except (OSError, ValueError):
            return None
        if not all(files) or (result.input_digest, result.input_file) != (digest, Path(task.file).name):
            return None
        whole, own_whole = to_json(result), to_json(own) if own else b""
        outcome = self._outcome(task, digest, (result, whole), (own, own_whole))
        return replace(outcome, made=b"".join([sha256(data).digest() for data in files]))

    def _write(self, task: Task, ending: str, data: bytes) -> bytes:
        """Writes a report, and gives its digest."""
        path = self._folder / f"{task.report}{ending}"
        write_result(path, data, ours=SIGNATURES, force=self.job.force, durable=False)
        return sha256(data).digest()


def _all_through(
    stage: Callable[[Task, T], U | Outcome], files: Sequence[tuple[Task, T | Outcome]]
) -> list[tuple[Task, U | Outcome]]:
    """What a stage makes of each file; one that has its outcome already keeps it."""
    return [(task, file if isinstance(file, Outcome) else _unless_rejected(stage, task, file)) for task, file in files]


def _unless_rejected(stage: Callable[[Task, T], U], task: Task, file: T) -> U | Outcome:
    """What a stage makes of a file, or the outcome of a file that is rejected there."""
    try:
        return stage(task, file)
    except InvalidInputError as error:
        return rejected(task, [problem for problem in error.problems if problem.severity == "error"])
    except OutputError as error:
        code = "report_exists" if error.code == "exists" else "report_not_written"
        values = {"name": error.values["file"], "reason": error.values.get("reason", "")}
        return rejected(task, [Problem(code, Place(task.file), values)], fault=True)
    except Exception as error:
        values = {"error": f"{type(error).__name__}: {error}"}
        return rejected(task, [Problem("fault_in_file", Place(task.file), values)], fault=True)


def _is_large(file: str) -> bool:
    try:
        return Path(file).stat().st_size > LARGE
    except (OSError, ValueError):
        return False  # reading it says what is wrong


def _check_name(task: Task) -> None:
    """Raises InvalidInputError for a file that is not even opened."""
    if task.outside:
        raise InvalidInputError([Problem("link_outside", Place(task.file))])
    try:
        Path(task.file).name.encode()
    except UnicodeEncodeError:
        raise InvalidInputError([Problem("bad_file_name", Place(task.file))]) from None


def _with_profile(answers: Answers, profile: Profile) -> Answers:
    fields = {name: getattr(profile, name) or None for name in ("target_groups", "goals", "phases")}
    fixed = {"ages": profile.ages, "phases_by_others": None}
    project = answers.project.model_copy(update={**fixed, **fields})
    return replace(answers, project=project, profile_by="funder")
