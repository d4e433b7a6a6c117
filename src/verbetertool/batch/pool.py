"""All files of a round, a handful at a time, in this process or in several; and what signals do there."""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager

from verbetertool.batch.inputs import Task
from verbetertool.batch.job import Job, Outcome, rejected
from verbetertool.batch.worker import TOGETHER, Worker
from verbetertool.errors import Place, Problem
from verbetertool.language import use_language

_SELDOM = (20_000, 10, 10)
"""New values after which Python looks for reference cycles.

A handful of files makes some ten thousand, and none of those is in a cycle: looking as often as Python is used to
takes a thirtieth of a round.
"""
_PATIENCE = 5
"""Seconds that a worker gets for the chunk in hand once it is asked to end."""
_WORTH_A_PROCESS = 100
"""Files that each process must have to do: starting one takes as long as some fifty files (docs/performance.md)."""
_MOST_PROCESSES = 8
"""That help: a tenth of a round is done by the process that takes all outcomes in."""
_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def jobs_for(files: int) -> int:
    """As many processes as help with a round of so many files: one for a small round."""
    return max(1, min(_processors(), _MOST_PROCESSES, files // _WORTH_A_PROCESS))


def _processors() -> int:
    """Those that this process may use, where a system tells that."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


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
    finally:
        gc.set_threshold(*before)


def _chunks(tasks: Sequence[Task]) -> Iterator[Sequence[Task]]:
    return (tasks[start : start + TOGETHER] for start in range(0, len(tasks), TOGETHER))


def _in_processes(job: Job, tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    """In order, by as many processes. If one of them dies, the chunk in hand is done again file by file."""
    from concurrent.futures.process import BrokenProcessPool

    chunks = _Queue(tasks, TOGETHER)
    while chunks:
        try:
            yield from _in_pool(job, chunks, jobs)
        except BrokenProcessPool:
            yield from _one_by_one(job, chunks.pop())


def _one_by_one(job: Job, tasks: Sequence[Task]) -> Iterator[Outcome]:
    """Each file in a process that does nothing else; the file at which that one dies too is rejected."""
    from concurrent.futures.process import BrokenProcessPool

    singles = _Queue(tasks, 1)
    while singles:
        try:
            yield from _in_pool(job, singles, 1, ahead=1)
        except BrokenProcessPool:
            task = singles.pop()[0]
            yield rejected(task, [Problem("process_died", Place(task.file))], fault=True)


def _in_pool(job: Job, chunks: "_Queue", jobs: int, ahead: int | None = None) -> Iterator[Outcome]:
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
            chunks.pop()
            yield from outcomes
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class _Queue:
    """The chunks that are not done yet, each read where it is needed."""

    def __init__(self, tasks: Sequence[Task], together: int) -> None:
        self._tasks = tasks
        self._together = together
        self._done = 0

    def __len__(self) -> int:
        return -(-len(self._tasks) // self._together) - self._done

    def __getitem__(self, number: int) -> Sequence[Task]:
        start = (self._done + number) * self._together
        return self._tasks[start : start + self._together]

    def pop(self) -> Sequence[Task]:
        """Takes the first one off."""
        self._done += 1
        return self[-1]


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


_worker: Worker | None = None
"""The worker of this process, where it is one of several."""


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


def _do_chunk(tasks: Sequence[Task]) -> list[Outcome]:
    assert _worker is not None
    return list(_worker.run(tasks))


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
