"""The command `audit`: the questionnaire."""

import os
import re
import shlex
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbetertool.cli.boundary import DONE, FAULT
from verbetertool.cli.common import CommandEntry, RubricOption, assessed, check_ending, put, report_stem, shown
from verbetertool.cli.own_words import PerspectiveOption
from verbetertool.cli.replacing import is_of_another
from verbetertool.errors import Ended, InvalidInputError, UsageError, VerbetertoolError
from verbetertool.language import _

if TYPE_CHECKING:
    from verbetertool.interview.screens import Blocks
    from verbetertool.interview.session import Ending, Session
    from verbetertool.interview.terminal import Reader, Screen
    from verbetertool.model.project import AnswerFile
    from verbetertool.model.rubric import Rubric

DEFAULT_FILE = Path("mijn-project.yaml")
_MOST_STEPS = 3
"""Lines at the end about what to do first."""


def commands() -> list[CommandEntry]:
    """The commands of this module: name, function, help text."""
    return [("audit", audit, _("Beantwoord de vragenlijst.\n\nVoorbeeld: verbetertool audit mijn-project.yaml"))]


def audit(
    file: Annotated[Path | None, typer.Argument(metavar=_("BESTAND"), show_default=False, readable=False)] = None,
    quick: Annotated[
        bool | None,
        typer.Option("--quick/--full", help=_("Alleen de kernvragen, of de hele vragenlijst."), show_default=False),
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help=_("Zonder opmaak, zoals voor een schermlezer."))] = False,
    report: Annotated[bool, typer.Option("--report", help=_("Maak aan het eind meteen het rapport."))] = False,
    stdin: Annotated[bool, typer.Option("--stdin", help=_("Lees de antwoorden uit een pijp of bestand."))] = False,
    perspective: PerspectiveOption = None,
    rubric: RubricOption = None,
) -> int:
    if not stdin and not _is_terminal(sys.stdin):
        raise UsageError("no_terminal")
    from verbetertool.api import load_rubric
    from verbetertool.cli.own_words import file_for, first_free, thanks
    from verbetertool.interview import dialogue, own_words
    from verbetertool.interview.answer_store import AnswerStore
    from verbetertool.interview.session import Conversation, Session
    from verbetertool.interview.state import Item, State, new_file
    from verbetertool.reading.yamlfile import read_bytes
    from verbetertool.saving import check_writable
    from verbetertool.saving.locking import locked

    file = file or (first_free(perspective) if perspective else DEFAULT_FILE)
    check_ending(file, "yaml")
    target = Path(os.path.realpath(file))  # Path.resolve raises in a loop of links
    if os.path.lexists(target) and not target.is_file():
        read_bytes(file)  # which says what it is
    screen = _screen(plain)
    with locked(target, str(file)) as no_lock:
        check_writable(target)
        if not _settled(target, file, screen, plain, stdin):
            return DONE
        given = load_rubric(rubric) if rubric else None
        if target.exists() or target.is_symlink():
            found, used, data = _opened(file, given, screen)
        else:
            found, used, data = None, given or load_rubric(), None
        wanted = perspective or (own_words.perspective_in(found, used) if found else None)
        talk: Conversation = own_words if wanted else dialogue
        answers = file_for(wanted, found, used, file) if wanted else _in_scope(found or new_file(used), quick)
        state = State(used, answers, date.today().isoformat(), at=Item("project", "name"))
        session = Session(
            state,
            AnswerStore(target, data),
            screen,
            file=shown(file),
            resume=_command("audit", file, rubric) + (f" --perspective {wanted}" if wanted else ""),
            failure=_worded,
            reread=lambda: _opened(file, used, screen)[::2],
            is_script=stdin,
            talk=talk,
        )
        if no_lock is not None:
            screen.say(_without_lock(file, no_lock))
        is_new = found is None or (wanted is not None and not found.answers)
        ending = _talk(session, is_new=is_new, plain=plain, stdin=stdin)
        if ending != "done":
            return ending if isinstance(ending, int) else FAULT if ending == "not_saved" else DONE
    if wanted:
        screen.say(thanks(wanted, used, shown(file)))
        return DONE
    return _close(file, used, rubric, report, plain)


def _talk(session: "Session", *, is_new: bool, plain: bool, stdin: bool) -> "Ending | int":
    """Runs the session; an interruption gives the exit code of its signal, after the answers are safe."""
    with _reader(plain, stdin) as reader:
        try:
            ending: Ending | int = session.run(reader, is_new=is_new)
        except KeyboardInterrupt:
            ending = 128 + signal.SIGINT
        except Ended as ended:
            ending = 128 + ended.number
        if ending != "done":
            with suppress(OSError):  # the window is gone; the answers are saved
                session.farewell()
        return ending


def _settled(target: Path, file: Path, screen: "Screen", plain: bool, stdin: bool) -> bool:
    """Whether to go on, after the person has chosen between the file and a copy that was left beside it."""
    from verbetertool.saving.replacing import left_copy

    if left_copy(target) is None:
        return True
    from verbetertool.interview.left_over import settle_left_copy

    if stdin:
        return settle_left_copy(target, shown(file), screen, None)
    with _reader(plain, stdin) as reader:
        return settle_left_copy(target, shown(file), screen, reader)


def _opened(file: Path, given: "Rubric | None", screen: "Screen") -> "tuple[AnswerFile, Rubric, bytes]":
    """The answers in the file, brought up to date with the rubric, that rubric, and the bytes of the file.

    Raises InvalidInputError as `check` does. Says that something may be missing at the end: after the next save nothing
    in the file would.
    """
    from verbetertool.api import checked_answers
    from verbetertool.interview.canonical import normalised
    from verbetertool.interview.screens import Block
    from verbetertool.model.project import AnswerFile
    from verbetertool.reading.answers import parse_answers
    from verbetertool.reading.earlier import brought_up_to_date
    from verbetertool.reading.yamlfile import read_bytes
    from verbetertool.report.problems import sentence

    data = read_bytes(file)
    submission = parse_answers(str(file), data, "")
    _answers, used, warnings = checked_answers(submission, given)
    screen.say(tuple(Block(sentence(warning)) for warning in warnings if warning.code == "cut_off"))
    written = normalised(AnswerFile.model_validate(submission.document.value))
    return brought_up_to_date(written, used), used, data


def _without_lock(file: Path, reason: str) -> "Blocks":
    from verbetertool.interview.screens import Block
    from verbetertool.report.problems import reason_words

    text = _("Let op: {file} kan niet op slot: {reason}. Open het niet in twee vensters tegelijk.")
    return (Block(text.format(file=shown(file), reason=reason_words(reason))),)


def _worded(error: VerbetertoolError) -> str:
    from verbetertool.report.problems import failure, render_problems

    return render_problems(error.problems) if isinstance(error, InvalidInputError) else failure(error)


def _in_scope(file: "AnswerFile", quick: bool | None) -> "AnswerFile":
    """The file with the scope that was asked for; without one it keeps its own."""
    from verbetertool.model.project import Audit

    audit = file.audit or Audit(scope="full")
    scope = audit.scope if quick is None else "quick" if quick else "full"
    return file.model_copy(update={"audit": audit.model_copy(update={"scope": scope})})


def _close(file: Path, rubric: "Rubric", folder: Path | None, report: bool, plain: bool) -> int:
    """Says what came out of it: the score in one line, what to improve first, and the next command."""
    from verbetertool.interview.screens import Block
    from verbetertool.report.documents.summary import first_steps
    from verbetertool.report.documents.words import score_line

    assessment = assessed(file, rubric)[0]
    blocks: list[Block] = [
        Block(_("Klaar."), heading=True),
        Block(shown(file), label=_("Uw antwoorden staan in:")),
        Block(score_line(assessment), label=_("Score:")),
    ]
    for number, step in enumerate(first_steps(assessment, rubric, _MOST_STEPS), 1):
        blocks.append(Block(step, label=f"{number}.", gap=number == 1))
    if not report:
        blocks.append(Block(_command("report", file, folder) + " -f html", label=_("Nu:"), gap=True))
    _screen(plain).say(tuple(blocks))
    if report:
        from verbetertool.report.documents.project import project_document
        from verbetertool.report.formats import FORMATS

        format = FORMATS["html"]
        data = format.render(project_document(assessment, rubric), "")

        def is_free(stem: str) -> bool:
            return not is_of_another(file.with_name(stem + format.ending), data)

        put(data, "html", file.with_name(report_stem(assessment, file, is_free) + format.ending), force=False)
    return DONE


def _screen(plain: bool) -> "Screen":
    from verbetertool.interview.terminal import Screen
    from verbetertool.report.text import clean

    return Screen(
        sys.stdout,
        plain=_is_plain(plain),
        bold=not os.environ.get("NO_COLOR") and sys.platform != "win32",
        width=lambda: shutil.get_terminal_size().columns,
        clean=clean,
    )


@contextmanager
def _reader(plain: bool, stdin: bool) -> "Iterator[Reader]":
    from verbetertool.interview.terminal import LineReader, terminal_reader

    if stdin:
        reconfigure: Any = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None:
            # A pipe says nothing of its encoding: it is UTF-8, and what is not is reported instead of guessed.
            own = {} if os.environ.get("PYTHONIOENCODING") else {"encoding": "utf-8-sig"}
            reconfigure(errors="surrogateescape", **own)
        yield LineReader(sys.stdin)
        return
    with terminal_reader(sys.stdout, plain=_is_plain(plain) or bool(os.environ.get("NO_COLOR"))) as reader:
        yield reader


def _is_plain(asked: bool) -> bool:
    accessible = os.environ.get("ACCESSIBLE", "") not in ("", "0")
    dumb = os.environ.get("TERM", "dumb") in ("", "dumb") and sys.platform != "win32"
    return asked or accessible or dumb or not _is_terminal(sys.stdout)


def _is_terminal(stream: Any) -> bool:
    return stream is not None and not stream.closed and bool(stream.isatty())


def _command(name: str, file: Path, folder: Path | None) -> str:
    """A command as a person can type it in the own shell."""
    words = ["verbetertool", name, _as_name(file), *(["--rubric", _as_name(folder)] if folder else [])]
    if sys.platform == "win32":  # quotes that both of its shells know; a word without is the same to them
        return " ".join(word if re.fullmatch(r"[\w.:\\/-]+", word) else f'"{word}"' for word in words)
    return shlex.join(words)


def _as_name(path: Path) -> str:
    """A path that no command takes for an option."""
    return f".{os.sep}{path}" if str(path).startswith("-") else str(path)
