"""Many files: read, assess, render, write, a few at a time; a bad file becomes a remark, it never stops the run.

Of a finished file only a small row stays in memory. Its reports are written first and its result document last, then
a line in the journal: so a run that was stopped anywhere can go on (docs/decisions/0006-batch.md).
"""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import IO

from verbetertool import __version__
from verbetertool.api import assess, load_rubric
from verbetertool.batch.inputs import Task
from verbetertool.errors import InvalidInputError, OutputError, Place, Problem
from verbetertool.language import use_language
from verbetertool.model.assessment import Assessment, from_json, to_json
from verbetertool.model.contour import Profile
from verbetertool.model.portfolio import ProjectRow
from verbetertool.model.project import Answers
from verbetertool.model.record import record
from verbetertool.reading.answers import check_answers, parse_answers
from verbetertool.reading.yamlfile import read_bytes
from verbetertool.report.formats import FORMATS, Format
from verbetertool.report.templated import forget_pieces
from verbetertool.report.view import MOST_RECENT, forget_views
from verbetertool.saving import write_atomically, write_result
from verbetertool.scoring.portfolio import row_of
from verbetertool.scoring.signals import fingerprints

REPORTS = "rapporten"
RETURNED = "terug"
JOURNAL = ".verbetertool-batch"
OWN = ".eigen-profiel"
"""Before the ending of what was made under an applicant's own profile; a report name never holds a dot."""
CHUNK = MOST_RECENT
"""Files that are worked on together: with more, each format would word every report anew."""
LARGE = 100_000
"""Bytes above which a file is worked on alone; a full answer file with long notes has some fifty thousand."""
_SELDOM = (20_000, 10, 10)
"""New values after which Python looks for those that refer to themselves.

A few files at a time are some ten thousand, and none of those does: looking as often as Python is used to takes a
thirtieth of a round.
"""
_MOST_KEPT = 200
"""Characters of a value in a problem: of ten thousand broken files each could hold a megabyte."""


@record
class Job:
    """What holds for every file of a run; small, so that it travels to worker processes."""

    output: Path
    formats: tuple[str, ...]
    rubric: Path | None = None
    """The folder; None is the shipped rubric."""
    profile: Profile | None = None
    language: str = "nl"
    force: bool = False

    def key(self, digest: str) -> str:
        """What must be equal for finished reports to be used again; `digest` is that of the rubric."""
        profile = self.profile.model_dump_json() if self.profile else ""
        parts = (__version__, digest, profile, self.language, ",".join(self.formats))
        return sha256("|".join(parts).encode()).hexdigest()


@record
class Outcome:
    """What became of one file: a row, or the problems that kept it out."""

    task: Task
    digest: str = ""
    row: ProjectRow | None = None
    fingerprints: tuple[tuple[str, int], ...] = ()
    document: bytes = b""
    """The result as one line of JSON."""
    own_document: bytes = b""
    problems: tuple[Problem, ...] = ()
    """Errors only."""
    fault: bool = False
    """Whether it was our fault, or could not be written."""


Steps = Generator[int, None, Outcome]
"""The work on one file, which stops after each step of it to tell the size of the file in bytes."""


class Worker:
    """Does a few files at a time; holds the rubric, which is loaded once per process."""

    def __init__(self, job: Job, formats: Mapping[str, Format] = FORMATS) -> None:
        self.job = job
        self.formats = formats
        self.rubric = load_rubric(job.rubric)
        self._reports = job.output / REPORTS

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """The outcomes of a few files, in order, each as soon as it is there.

        Never raises for what a file holds, or for a fault of ours in it.

        Each step is done for all of them before the next: what a step needs is then at hand for all but the first,
        which saves a tenth of the time. A large file is done by itself, so that memory stays small.
        """
        outcomes: dict[int, Outcome] = {}
        given = 0
        under_way = dict(enumerate(map(self._guarded, tasks)))
        while under_way:
            for number, steps in list(under_way.items()):
                try:
                    while next(steps) > LARGE:
                        pass
                except StopIteration as done:
                    outcomes[number] = done.value
                    del under_way[number]
                    forget_views()  # its reports are made, and as a rule those of the others too
                while given in outcomes:
                    yield outcomes.pop(given)
                    given += 1

    def _guarded(self, task: Task) -> Steps:
        try:
            return (yield from self._steps(task))
        except InvalidInputError as error:
            return refused(task, [problem for problem in error.problems if problem.severity == "error"])
        except OutputError as error:
            code = "report_exists" if error.code == "exists" else "report_not_written"
            values = {"name": error.values["file"], "reason": error.values.get("reason", "")}
            return refused(task, [Problem(code, Place(task.file), values)], fault=True)
        except Exception as error:
            values = {"error": f"{type(error).__name__}: {error}"}
            return refused(task, [Problem("fault_in_file", Place(task.file), values)], fault=True)

    def _steps(self, task: Task) -> Steps:
        _check_name(task)
        data = read_bytes(Path(task.file))
        size, digest = len(data), sha256(data).hexdigest()
        if task.made_of == digest and (before := self._before(task, digest)) is not None:
            return before
        submission = parse_answers(task.file, data, digest)
        yield size
        answers, _warnings = check_answers(submission, self.rubric)
        yield size
        own = assess(self.rubric, answers) if self.job.profile else None
        result = assess(self.rubric, _with_profile(answers, self.job.profile) if self.job.profile else answers)
        yield size
        reports: list[tuple[str, bytes]] = []
        for name in self.job.formats:
            if name != "json":
                report = self.formats[name].render(result, self.rubric)
                reports.append((task.report + self.formats[name].ending, report))
                yield size
        outcome = self._outcome(task, digest, result, own)
        yield size
        for file, report in reports:
            self._write(file, report)
        if own:
            self._write(f"{task.report}{OWN}.json", outcome.own_document + b"\n")
        self._write(f"{task.report}.json", outcome.document + b"\n")
        return outcome

    def _outcome(self, task: Task, digest: str, result: Assessment, own: Assessment | None) -> Outcome:
        return Outcome(
            task,
            digest,
            row_of(result, self.rubric, file=_readable(task.file), report=task.report, own=own),
            tuple(fingerprints(result)),
            to_json(result),
            to_json(own) if own else b"",
        )

    def _before(self, task: Task, digest: str) -> Outcome | None:
        """What an earlier run made of the same content, if it is all there and whole."""
        folder = self._reports
        try:
            if any(
                (folder / (task.report + self.formats[name].ending)).stat().st_size == 0 for name in self.job.formats
            ):
                return None
            result = from_json((folder / f"{task.report}.json").read_bytes())
            own = None
            if self.job.profile:
                own = from_json((folder / f"{task.report}{OWN}.json").read_bytes())
        except (OSError, ValueError):
            return None
        if (result.input_digest, result.input_file) != (digest, Path(task.file).name):
            return None
        return self._outcome(task, digest, result, own)

    def _write(self, name: str, data: bytes) -> None:
        write_result(self._reports / name, data, force=self.job.force, durable=False)


def refused(task: Task, problems: Sequence[Problem], *, fault: bool = False) -> Outcome:
    """The outcome of a file that is set apart: small, whatever the file holds, and of text that can be written."""
    return Outcome(task, problems=tuple(_light(problem, _readable(task.file)) for problem in problems), fault=fault)


def run_all(job: Job, tasks: Sequence[Task], jobs: int = 1) -> Generator[Outcome]:
    """The outcomes, in the order of the tasks, as they come; with `jobs` above 1 from as many processes."""
    if jobs > 1:
        yield from _in_processes(job, tasks, jobs)
        return
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        worker = Worker(job)
        for chunk in _chunks(tasks):
            yield from worker.run(chunk)
        forget_pieces()
        gc.collect()  # they refer to themselves; the portfolio can use the room
    finally:
        gc.set_threshold(*before)


def earlier(job: Job, digest: str) -> dict[str, str]:
    """Per report name the digest of the content it was made of, from the journal of a run like this one."""
    try:
        if not (job.output / JOURNAL).is_file():
            return {}
        with (job.output / JOURNAL).open(encoding="utf-8") as lines:
            if next(lines, "").strip() != job.key(digest):
                return {}
            # The last line may be torn: then it has no line end.
            return dict(line.split() for line in lines if line.endswith("\n") and len(line.split()) == 2)
    except (OSError, UnicodeDecodeError):
        return {}


class Journal:
    """Says in the output folder which reports are whole, and of which content they were made."""

    def __init__(self, job: Job, digest: str, made: Mapping[str, str]) -> None:
        self._job = job
        self._digest = digest
        path = job.output / JOURNAL
        if path.exists() and not path.is_file():
            raise OutputError("not_a_file", file=str(path))
        try:
            job.output.mkdir(parents=True, exist_ok=True)
            self._file: IO[str] = path.open("w", encoding="utf-8", newline="\n")
            self._file.write(self._text(made.items()))
            self._file.flush()
        except OSError as error:
            raise OutputError("not_written", file=str(job.output), reason=error.strerror or str(error)) from error

    def add(self, outcome: Outcome) -> None:
        """A file is done."""
        self._file.write(f"{outcome.task.report} {outcome.digest}\n")
        self._file.flush()

    def finish(self, reports: Iterable[str]) -> None:
        """The round is done: these reports alone stay, by name, however often the round was stopped on the way."""
        self._file.close()
        made = earlier(self._job, self._digest)
        write_atomically(
            self._job.output / JOURNAL, self._text((name, made[name]) for name in sorted(reports)).encode()
        )

    def close(self) -> None:
        """Ends it; the journal stays for the next run."""
        self._file.close()

    def _text(self, made: Iterable[tuple[str, str]]) -> str:
        lines = [self._job.key(self._digest), *(f"{report} {content}" for report, content in made)]
        return "".join(f"{line}\n" for line in lines)


def _chunks(tasks: Sequence[Task]) -> Iterator[Sequence[Task]]:
    return (tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK))


def _with_profile(answers: Answers, profile: Profile) -> Answers:
    fixed = {"ages": profile.ages, "phases_by_others": None}
    fields = {name: getattr(profile, name) or None for name in ("target_groups", "goals", "phases")}
    project = answers.project.model_copy(update={**fixed, **fields})
    return replace(answers, project=project, profile_by="funder")


def _in_processes(job: Job, tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    """In order, by as many processes. If one of them dies, the chunk in hand is done again file by file."""
    from concurrent.futures.process import BrokenProcessPool

    chunks = deque(_chunks(tasks))
    while chunks:
        try:
            yield from _in_pool(job, chunks, jobs)
        except BrokenProcessPool:
            singles: deque[Sequence[Task]] = deque([task] for task in chunks.popleft())
            while singles:
                try:
                    yield from _in_pool(job, singles, 1, ahead=1)
                except BrokenProcessPool:
                    task = singles.popleft()[0]
                    yield refused(task, [Problem("process_died", Place(task.file))], fault=True)


def _in_pool(job: Job, chunks: deque[Sequence[Task]], jobs: int, ahead: int | None = None) -> Iterator[Outcome]:
    """Takes each chunk off when it is done. Spawned, so that it is the same everywhere.

    At most `ahead` chunks are under way, so that memory stays small.
    """
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    with _signals_wait():  # for the process of Python's own that watches over shared resources
        pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(job,))
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        while chunks:
            while len(waiting) < min(len(chunks), ahead or 2 * jobs + 1):
                with _signals_wait():  # each of the first ones starts a process
                    waiting.append(pool.submit(_do_chunk, chunks[len(waiting)]))
            outcomes = waiting.popleft().result()
            chunks.popleft()
            yield from outcomes
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_worker: Worker | None = None
_PATIENCE = 5
"""Seconds that a worker gets for the chunk in hand once it is asked to end."""


@contextmanager
def _signals_wait() -> Iterator[None]:
    """Signals come after this; a process that is started here waits for them until `_start_worker`."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def _start_worker(job: Job) -> None:
    """A worker finishes the chunk in hand: at Ctrl-C because only the parent minds that, at SIGTERM within seconds."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_worker)
    _end_with_parent()  # its thread takes no signals: one would then not wake this thread, which may wait for a lock
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    use_language(job.language)
    gc.set_threshold(*_SELDOM)
    _worker = Worker(job)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    from multiprocessing import parent_process
    from threading import Thread

    parent = parent_process()
    if parent is not None:

        def wait() -> None:
            parent.join()
            os._exit(1)

        Thread(target=wait, daemon=True).start()


def _end_worker(_number: int, _frame: object) -> None:
    # Not at once: that could be halfway a result, and then the parent and the other workers wait for the rest of it
    # for ever. The parent, which got the signal too, asks for no more chunks; the alarm is for when it did not.
    if sys.platform != "win32":
        signal.alarm(_PATIENCE)


def _do_chunk(tasks: Sequence[Task]) -> list[Outcome]:
    assert _worker is not None
    return list(_worker.run(tasks))


def _check_name(task: Task) -> None:
    """Raises InvalidInputError for a file that is not even opened."""
    if task.outside:
        raise InvalidInputError([Problem("link_outside", Place(task.file))])
    try:
        Path(task.file).name.encode()
    except UnicodeEncodeError:
        raise InvalidInputError([Problem("bad_file_name", Place(task.file))]) from None


def _light(problem: Problem, file: str) -> Problem:
    values = {name: value[:_MOST_KEPT] if isinstance(value, str) else value for name, value in problem.values.items()}
    return replace(problem, place=replace(problem.place, file=file, excerpt=""), values=values)


def _readable(path: str) -> str:
    """A path in characters that can be shown, also where its bytes are no text."""
    shown = path.encode(errors="backslashreplace").decode()
    return path if shown == path else shown  # one object for both, where it can be
