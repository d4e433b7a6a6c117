"""Many files: read, assess, render, write, one after the other; a bad file becomes a remark, it never stops the run.

Of a finished file only a small row stays in memory. Its reports are written first and its result document last, then
a line in the journal: so a run that was stopped anywhere can go on (docs/decisions/0006-batch.md).
"""

import json
import os
import signal
import sys
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path
from typing import IO

from verbetertool import __version__
from verbetertool.api import load_rubric, rubric_digest
from verbetertool.errors import Ended, InvalidInputError, OutputError, Place, Problem, UsageError, VerbetertoolError
from verbetertool.language import use_language
from verbetertool.model.assessment import Assessment
from verbetertool.model.contour import Profile
from verbetertool.model.portfolio import ProjectRow
from verbetertool.model.project import Answers
from verbetertool.reading.answers import check_answers, parse_answers
from verbetertool.reading.folders import yaml_files_below
from verbetertool.reading.yamlfile import read_bytes
from verbetertool.report.formats import FORMATS
from verbetertool.saving import safe_name, write_result
from verbetertool.scoring.assess import assess
from verbetertool.scoring.portfolio import row_of
from verbetertool.scoring.signals import fingerprints

REPORTS = "rapporten"
RETURNED = "terug"
JOURNAL = ".verbetertool-batch"
OWN = "-eigen-profiel"
MAX_RESULT = 8 * 1024 * 1024
"""Characters of one result, which holds the texts of one answer file; a longer line is no result."""
CHUNK = 16
"""Files that a worker gets at a time."""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Task:
    """One file of a run, the name of its reports, and the digest of the content they were made of before, if any."""

    file: Path
    report: str
    made_of: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a row, or the problems that kept it out."""

    task: Task
    digest: str = ""
    row: ProjectRow | None = None
    prints: tuple[tuple[str, int], ...] = ()
    document: str = ""
    """The result as one line of JSON."""
    own_document: str = ""
    problems: tuple[Problem, ...] = ()
    """Errors only."""
    fault: bool = False
    """Whether it was our fault, or could not be written."""


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Every file that the paths mean: files as they are, folders with all YAML below, globs. In a fixed order.

    Raises UsageError for a folder or glob in which nothing is found. A file that does not exist stays in the list:
    it becomes a remark, like every file that can't be read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = yaml_files_below(path)
        elif not path.exists() and has_magic(str(path)):
            matches = sorted(glob(str(path), recursive=True))  # noqa: PTH207 - a pattern may be absolute
            inside = [each for match in matches for each in _matched(Path(match))]
        else:
            inside = [path]
        if not inside:
            raise UsageError("nothing_found", path=str(path))
        found.update(dict.fromkeys(inside))
    return sorted(found, key=lambda file: file.parts)


def tasks_of(files: Sequence[Path], made: Mapping[str, str] | None = None) -> list[Task]:
    """A task per file, each with a report name of its own: files of the same name never overwrite each other.

    Names depend on the file's path alone where names clash, so that one more file changes no other name.
    """
    plain = [safe_name(file.stem) for file in files]
    clashing = {name for name, count in Counter(plain).items() if count > 1}
    taken = set(plain)
    tasks = []
    for file, name in zip(files, plain, strict=True):
        if name in clashing:
            mark = sha256(file.as_posix().encode(errors="surrogateescape")).hexdigest()
            length = 6
            while (name := f"{safe_name(file.stem)}-{mark[:length]}") in taken:
                length += 1
            taken.add(name)
        tasks.append(Task(file, name, (made or {}).get(name)))
    return tasks


class Worker:
    """Does one file after another; holds the rubric, which is loaded once per process."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.rubric = load_rubric(job.rubric)
        self.digest = rubric_digest(self.rubric)

    def run(self, task: Task) -> Outcome:
        """The outcome of one file. Never raises for what a file holds, or for a fault of ours in it."""
        try:
            task.file.name.encode()
        except UnicodeEncodeError:
            return self._refused(task, [Problem("bad_file_name", Place(_readable(task.file)))])
        try:
            return self._run(task)
        except InvalidInputError as error:
            return self._refused(task, [problem for problem in error.problems if problem.severity == "error"])
        except OutputError as error:
            code = "report_exists" if error.code == "exists" else "report_not_written"
            values = {"name": error.values["file"], "reason": error.values.get("reason", "")}
            return Outcome(task, problems=(Problem(code, Place(str(task.file)), values),), fault=True)
        except Exception as error:
            return self._fault(task, error)

    def _run(self, task: Task) -> Outcome:
        data = read_bytes(task.file)
        digest = sha256(data).hexdigest()
        if task.made_of == digest and (before := self._before(task, digest)) is not None:
            return before
        submission = parse_answers(str(task.file), data, digest)
        answers, _warnings = check_answers(submission, self.rubric)
        own = self._assess(answers) if self.job.profile else None
        result = self._assess(_with_profile(answers, self.job.profile) if self.job.profile else answers)
        for name in self.job.formats:
            if name != "json":
                self._write(task.report + FORMATS[name].ending, FORMATS[name].render(result, self.rubric))
        if own:
            self._write(f"{task.report}{OWN}.json", FORMATS["json"].render(own, self.rubric))
        self._write(f"{task.report}.json", FORMATS["json"].render(result, self.rubric))
        return self._outcome(task, digest, result, own)

    def _assess(self, answers: Answers) -> Assessment:
        return assess(self.rubric, answers, rubric_digest=self.digest, tool_version=__version__)

    def _outcome(self, task: Task, digest: str, result: Assessment, own: Assessment | None) -> Outcome:
        return Outcome(
            task,
            digest,
            row_of(result, self.rubric, file=_readable(task.file), report=task.report, own=own),
            tuple(fingerprints(result)),
            result.model_dump_json(by_alias=True),
            own.model_dump_json(by_alias=True) if own else "",
        )

    def _before(self, task: Task, digest: str) -> Outcome | None:
        """What an earlier run made of the same content, if it is all there and whole."""
        folder = self.job.output / REPORTS
        try:
            if any((folder / (task.report + FORMATS[name].ending)).stat().st_size == 0 for name in self.job.formats):
                return None
            result = Assessment.model_validate_json((folder / f"{task.report}.json").read_bytes())
            own = None
            if self.job.profile:
                own = Assessment.model_validate_json((folder / f"{task.report}{OWN}.json").read_bytes())
        except (OSError, ValueError):
            return None
        if (result.input_digest, result.input_file) != (digest, task.file.name):
            return None
        return self._outcome(task, digest, result, own)

    def _write(self, name: str, text: str) -> None:
        write_result(self.job.output / REPORTS / name, text.encode(), force=self.job.force, durable=False)

    def _refused(self, task: Task, problems: Sequence[Problem]) -> Outcome:
        return Outcome(task, problems=tuple(problems))

    def _fault(self, task: Task, error: Exception) -> Outcome:
        values = {"error": f"{type(error).__name__}: {error}"[:200]}
        return Outcome(task, problems=(Problem("fault_in_file", Place(_readable(task.file)), values),), fault=True)


def run_all(job: Job, tasks: Sequence[Task], jobs: int = 1) -> Iterator[Outcome]:
    """The outcomes, in the order of the tasks, as they come; with `jobs` above 1 from as many processes."""
    if jobs == 1:
        yield from map(Worker(job).run, tasks)
    else:
        yield from _in_processes(job, tasks, jobs)


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
        path = job.output / JOURNAL
        if path.exists() and not path.is_file():
            raise OutputError("not_a_file", file=str(path))
        try:
            job.output.mkdir(parents=True, exist_ok=True)
            self._file: IO[str] = path.open("w", encoding="utf-8", newline="\n")
            self._file.write(job.key(digest) + "\n")
            for report, content in made.items():
                self._file.write(f"{report} {content}\n")
            self._file.flush()
        except OSError as error:
            raise OutputError("not_written", file=str(job.output), reason=error.strerror or str(error)) from error

    def add(self, outcome: Outcome) -> None:
        """A file is done."""
        self._file.write(f"{outcome.task.report} {outcome.digest}\n")
        self._file.flush()

    def close(self) -> None:
        """Ends it; the journal stays for the next run."""
        self._file.close()


def earlier_scores(path: Path) -> dict[tuple[str, str], int | None]:
    """The proven score per file and project name in the `results.jsonl` of an earlier round.

    Raises UsageError for a file that is none.
    """
    found: dict[tuple[str, str], int | None] = {}
    number = 0
    try:
        if not path.is_file():  # a pipe or a device would be waited for
            raise ValueError
        with path.open(encoding="utf-8") as lines:
            while line := lines.readline(MAX_RESULT):
                number += 1
                document = json.loads(line)
                key = (str(document["input_file"]), str(document["project"]["name"]))
                found[key] = _score(document["score"]["proven"]["score"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError("bad_results", file=str(path), line=number) from error
    return found


def _score(value: object) -> int | None:
    if value is None or (type(value) is int and 0 <= value <= 100):
        return value
    raise ValueError


def _with_profile(answers: Answers, profile: Profile) -> Answers:
    fixed = {"ages": profile.ages}
    fields = {name: getattr(profile, name) or None for name in ("target_groups", "goals", "phases")}
    return answers.model_copy(update={"project": answers.project.model_copy(update={**fixed, **fields})})


def _in_processes(job: Job, tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    """Spawned, so that it is the same everywhere; a few chunks ahead of what is taken, so that memory stays small."""
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    chunks = [tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK)]
    with _signals_wait():  # for the process of Python's own that watches over shared resources
        pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(job,))
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        for number, chunk in enumerate(chunks):
            with _signals_wait() if number == 0 else nullcontext():  # the first one starts the processes
                waiting.append(pool.submit(_do_chunk, chunk))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool:
        raise VerbetertoolError("worker_died") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_worker: Worker | None = None
_busy = False


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
    """Ctrl-C is for the parent, which lets every worker finish the file in hand; SIGTERM ends that file in order."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_worker)
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    use_language(job.language)
    _worker = Worker(job)


def _end_worker(number: int, _frame: object) -> None:
    if not _busy:
        os._exit(128 + number)
    raise Ended(number)


def _do_chunk(tasks: Sequence[Task]) -> list[Outcome]:
    global _busy
    assert _worker is not None
    _busy = True
    try:
        return [_worker.run(task) for task in tasks]
    finally:
        _busy = False


def _matched(path: Path) -> list[Path]:
    return yaml_files_below(path) if path.is_dir() else [path]


def _readable(path: Path) -> str:
    """A path in characters that can be shown, also where its bytes are no text."""
    return str(path).encode(errors="backslashreplace").decode()
