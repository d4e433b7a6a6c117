"""How a command talks with a person over an answer file: the file held and read, the session, and how that ends."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from verbetertool.cli.boundary import DONE, FAULT
from verbetertool.cli.common import check_ending, shown
from verbetertool.cli.terminal import reader_of, screen_of
from verbetertool.errors import Ended, InvalidInputError, VerbetertoolError
from verbetertool.language import _

if TYPE_CHECKING:
    from verbetertool.interview.blocks import Blocks
    from verbetertool.interview.session import Ending, Session
    from verbetertool.interview.state import Offer, State
    from verbetertool.interview.terminal import Reader, Screen
    from verbetertool.model.assessment import Assessment
    from verbetertool.model.project import AnswerFile
    from verbetertool.model.rubric import Rubric

DEFAULT_FILE = Path("mijn-project.yaml")
"""The answer file where none is named."""


@contextmanager
def held(file: Path, plain: bool, stdin: bool) -> "Iterator[tuple[Screen, Path] | None]":
    """The screen and the real place of a file that nobody else writes meanwhile; None where the person stopped."""
    from verbetertool.reading.files import read_bytes
    from verbetertool.saving import check_writable
    from verbetertool.saving.locking import locked

    check_ending(file, "yaml")
    target = Path(os.path.realpath(file))  # Path.resolve raises in a loop of links
    if os.path.lexists(target) and not target.is_file():
        read_bytes(file)  # which says what it is
    screen = screen_of(plain)
    with locked(target, str(file)) as no_lock:
        check_writable(target)
        if not _settled(target, file, screen, plain, stdin):
            yield None
            return
        if no_lock is not None:
            screen.say(_without_lock(file, no_lock))
        yield screen, target


def _settled(target: Path, file: Path, screen: "Screen", plain: bool, stdin: bool) -> bool:
    """Whether to go on, after the person has chosen between the file and a copy that was left beside it."""
    from verbetertool.saving.replacing import left_copy

    if left_copy(target) is None:
        return True
    from verbetertool.interview.left_over import settle_left_copy

    if stdin:
        return settle_left_copy(target, shown(file), screen, None)
    with reader_of(plain, stdin) as reader:
        return settle_left_copy(target, shown(file), screen, reader)


def _without_lock(file: Path, reason: str) -> "Blocks":
    from verbetertool.interview.blocks import Block
    from verbetertool.report.reasons import reason_words

    text = _("Let op: {file} kan niet op slot: {reason}. Open het niet in twee vensters tegelijk.")
    return (Block(text.format(file=shown(file), reason=reason_words(reason))),)


def opened(file: Path, given: "Rubric | None", screen: "Screen | None") -> "tuple[AnswerFile, Rubric, bytes]":
    """The answers in the file, brought up to date with the rubric, that rubric, and the bytes of the file.

    Raises InvalidInputError as `check` does. Says that something may be missing at the end: after the next save nothing
    in the file would.
    """
    from verbetertool.api import checked_answers
    from verbetertool.interview.blocks import Block
    from verbetertool.interview.canonical import normalised
    from verbetertool.model.project import AnswerFile
    from verbetertool.reading.answers import parse_answers
    from verbetertool.reading.earlier import brought_up_to_date
    from verbetertool.reading.files import read_bytes
    from verbetertool.report.sentences import sentence

    data = read_bytes(file)
    submission = parse_answers(str(file), data, "")
    _answers, used, warnings = checked_answers(submission, given)
    if screen is not None:
        screen.say(tuple(Block(sentence(warning)) for warning in warnings if warning.code == "cut_off"))
    written = normalised(AnswerFile.model_validate(submission.parsed.value))
    return brought_up_to_date(written, used), used, data


def resumed(found: "AnswerFile", rubric: "Rubric") -> "State":
    """A conversation that goes on: it begins with what became of the plan, unless the file was changed today."""
    from verbetertool.interview.state import Item, State

    today = date.today().isoformat()
    state = State(rubric, found, today, at=Item("project", "name"))
    is_of_today = found.audit is not None and found.audit.date == today
    return state if is_of_today else replace(state, mode="plan_status")


def offers_of(assessment: "Assessment", rubric: "Rubric") -> "tuple[Offer, ...]":
    """The improvement points, each with the next level and its first action."""
    from verbetertool.interview.state import Offer
    from verbetertool.report.documents.advice import points
    from verbetertool.report.documents.reported import Reported

    levels = {element.id: element.level or 0 for element in assessment.elements}
    offers = []
    for point in points(Reported(assessment, rubric)):
        if point.id in levels:
            offers.append(Offer("element", point.id, point.title, levels[point.id] + 1, point.action))
        else:
            offers.append(Offer("anti_pattern", point.id, point.title, "never", point.action))
    return tuple(offers)


def session_of(
    state: "State",
    data: bytes | None,
    file: Path,
    target: Path,
    screen: "Screen",
    resume: str,
    *,
    stdin: bool,
    own_words: bool = False,
) -> "Session":
    """A session over a file that is held; `resume` is the command that goes on with it."""
    from verbetertool.interview import dialogue
    from verbetertool.interview import own_words as in_own_words
    from verbetertool.interview.answer_store import AnswerStore
    from verbetertool.interview.session import Session

    return Session(
        state,
        AnswerStore(target, data),
        screen,
        file=shown(file),
        resume=resume,
        failure=_worded,
        reread=lambda: opened(file, state.rubric, screen)[::2],
        is_script=stdin,
        talk=in_own_words if own_words else dialogue,
    )


def _worded(error: VerbetertoolError) -> str:
    from verbetertool.report.sentences import failure, render_problems

    return render_problems(error.problems) if isinstance(error, InvalidInputError) else failure(error)


def talk(
    session: "Session", finish: "Callable[[Reader], Ending]", is_new: bool, plain: bool, stdin: bool
) -> "Ending | int":
    """Runs the session; an interruption gives the exit code of its signal, after the answers are safe."""
    with reader_of(plain, stdin) as reader:
        try:
            ending: Ending | int = session.run(reader, is_new=is_new)
            if ending == "done":
                ending = finish(reader)
        except KeyboardInterrupt:
            ending = 128 + signal.SIGINT
        except Ended as ended:
            ending = 128 + ended.number
        if ending != "done":
            with suppress(OSError):  # the window is gone; the answers are saved
                session.farewell()
        return ending


def exit_code(ending: "Ending | int") -> int:
    """The exit code of a session that did not end as done."""
    return ending if isinstance(ending, int) else FAULT if ending == "not_saved" else DONE
