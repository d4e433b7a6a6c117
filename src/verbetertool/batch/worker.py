"""The work on a handful of files: read and assess each, then make each format of all of them, then write.

A bad file becomes an outcome with its problems, and never stops the others. Of a finished file only a small row stays
in memory. Its reports are written first and its result document last, so that where the result document of this
content stands, the reports are whole (docs/decisions/0006-batch.md).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import ParamSpec, TypeVar

from verbetertool.api import assess, load_rubric
from verbetertool.batch.inputs import Task
from verbetertool.batch.job import OWN, REPORTS, Job, Outcome, rejected
from verbetertool.batch.keys import readable
from verbetertool.errors import InvalidInputError, OutputError, Place, Problem, UsageError
from verbetertool.model.assessment import Assessment, from_json, to_json
from verbetertool.model.contour import Profile
from verbetertool.model.project import Answers
from verbetertool.model.record import record
from verbetertool.model.redaction import without_texts
from verbetertool.reading.answers import check_answers, parse_answers
from verbetertool.reading.marks import is_cut_off
from verbetertool.reading.yamlfile import read_bytes
from verbetertool.report.document import Document
from verbetertool.report.documents.project import project_document
from verbetertool.report.formats import FORMATS, SIGNATURES, Format
from verbetertool.saving import write_result
from verbetertool.scoring.portfolio import answer_rows, row_of
from verbetertool.scoring.signals import fingerprints

P = ParamSpec("P")
T = TypeVar("T")

TOGETHER = 16
"""Files that go through each stage together (docs/decisions/0012-draws-and-speed.md)."""
LARGE = 100_000
"""Bytes above which a file is worked on alone; a full answer file with long notes has some fifty thousand."""
_RESULT = "json"
"""The result document: always made, and written last."""
_OFFERED = tuple(name for name, format in FORMATS.items() if format.in_batch)


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
class _Assessed:
    """A file between the stages."""

    task: Task
    digest: str
    result: Assessment
    own: Assessment | None
    """The result under the applicant's own profile, where the funder set another."""
    document: Document
    reports: dict[str, bytes]
    """By the name of the format; each stage adds one."""
    is_cut_off: bool


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
        """Does each stage for all files before the next: what a stage needs is then at hand for all but the first."""
        files = [_unless_rejected(task, self._assess, task) for task in tasks]
        for name in self.job.formats:
            if name != _RESULT:
                files = [
                    file if isinstance(file, Outcome) else _unless_rejected(file.task, self._render, file, name)
                    for file in files
                ]
        for file in files:
            yield file if isinstance(file, Outcome) else _unless_rejected(file.task, self._finish, file)

    def _assess(self, task: Task) -> _Assessed | Outcome:
        """Reads, checks and assesses a file; or the outcome of an earlier round, where that holds."""
        _check_name(task)
        data = read_bytes(Path(task.file))
        digest = sha256(data).hexdigest()
        cut_off = is_cut_off(data)
        if task.made_of == digest and (before := self._before(task, digest)) is not None:
            return replace(before, is_cut_off=cut_off)
        answers, _warnings = check_answers(parse_answers(task.file, data, digest), self.rubric)
        own = None
        if self.job.profile is not None:
            own = assess(self.rubric, answers)
            answers = _with_profile(answers, self.job.profile)
        result = assess(self.rubric, answers)
        document = project_document(result, self.rubric, round_=self.job.info)
        return _Assessed(task, digest, result, own, document, {}, cut_off)

    def _render(self, file: _Assessed, name: str) -> _Assessed:
        file.reports[name] = self._formats[name].render(file.document, self.job.style)
        return file

    def _finish(self, file: _Assessed) -> Outcome:
        whole, own = to_json(file.result), to_json(file.own) if file.own else b""
        outcome = self._outcome(file.task, file.digest, (file.result, whole), (file.own, own))
        made = [self._write(file.task, self._formats[name].ending, data) for name, data in file.reports.items()]
        if file.own:
            made.append(self._write(file.task, f"{OWN}.json", own + b"\n"))
        made.append(self._write(file.task, f".{_RESULT}", whole + b"\n"))
        return replace(outcome, is_cut_off=file.is_cut_off, made=b"".join(made))

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


def _unless_rejected(task: Task, stage: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | Outcome:
    """What a stage makes of a file, or the outcome of a file that is rejected there."""
    try:
        return stage(*given, **named)
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
