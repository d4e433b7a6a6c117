"""The command `audit`: the questionnaire."""

import os
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
from verbetertool.cli.common import CommandEntry, RubricOption, assessed, deliver, report_stem, shown
from verbetertool.errors import Ended, UsageError
from verbetertool.language import _

if TYPE_CHECKING:
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
    file: Annotated[Path, typer.Argument(metavar=_("BESTAND"), show_default=False, readable=False)] = DEFAULT_FILE,
    quick: Annotated[
        bool | None,
        typer.Option("--quick/--full", help=_("Alleen de kernvragen, of de hele vragenlijst."), show_default=False),
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help=_("Zonder opmaak, zoals voor een schermlezer."))] = False,
    report: Annotated[bool, typer.Option("--report", help=_("Maak aan het eind meteen het rapport."))] = False,
    stdin: Annotated[bool, typer.Option("--stdin", help=_("Lees de antwoorden uit een pijp of bestand."))] = False,
    rubric: RubricOption = None,
) -> int:
    if not stdin and not _is_terminal(sys.stdin):
        raise UsageError("no_terminal")
    from verbetertool.interview.answer_store import AnswerStore
    from verbetertool.interview.session import Session
    from verbetertool.interview.state import Item, State, new_file
    from verbetertool.reading.earlier import brought_up_to_date
    from verbetertool.report.problems import failure
    from verbetertool.saving import check_writable, locked

    target = Path(os.path.realpath(file))  # Path.resolve raises in a loop of links
    with locked(target, str(file)):
        check_writable(target)
        found, used = _opened(file, target, rubric)
        loaded = brought_up_to_date(found, used) if found else new_file(used)
        answers = _in_scope(loaded, quick)
        state = State(used, answers, date.today().isoformat(), at=Item("project", "name"))
        session = Session(
            state,
            AnswerStore(target, found),
            _screen(plain),
            file=shown(file),
            resume=_command("audit", file, rubric),
            failure=failure,
            is_script=stdin,
        )
        ending = _talk(session, is_new=found is None, plain=plain, stdin=stdin)
        if ending != "done":
            return ending if isinstance(ending, int) else FAULT if ending == "not_saved" else DONE
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


def _opened(file: Path, target: Path, folder: Path | None) -> "tuple[AnswerFile | None, Rubric]":
    """The answers in the file (None for a new file) and the rubric. Raises InvalidInputError as `check` does.

    `target` is where the links of `file` lead; in a loop that is one of the links.
    """
    from verbetertool.api import load_rubric, read_answers

    given = load_rubric(folder) if folder else None
    if not target.exists() and not target.is_symlink():
        return None, given or load_rubric()
    from verbetertool.interview.canonical import normalised
    from verbetertool.model.project import AnswerFile
    from verbetertool.reading.answers import open_answers

    used = read_answers(file, given)[1]
    return normalised(AnswerFile.model_validate(open_answers(file).document.value)), used


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

        target = file.with_name(report_stem(assessment.project.name, file, set()) + ".html")
        deliver(project_document(assessment, rubric), "html", target, force=False)
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
            reconfigure(errors="replace")
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
    words = ["verbetertool", name, str(file), *(["--rubric", str(folder)] if folder else [])]
    if sys.platform == "win32":
        return " ".join(f'"{word}"' if " " in word else word for word in words)
    return shlex.join(words)
