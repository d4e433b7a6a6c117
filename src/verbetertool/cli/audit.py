"""The commands `audit`, the questionnaire, and `plan`, what a project means to do."""

import os
import re
import shlex
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbetertool.cli.boundary import DONE, FAULT
from verbetertool.cli.common import (
    CommandEntry,
    ForceOption,
    RubricOption,
    assessed,
    check_ending,
    put,
    report_stem,
    shown,
)
from verbetertool.cli.own_words import PerspectiveOption
from verbetertool.cli.replacing import is_of_another
from verbetertool.errors import Ended, InvalidInputError, UsageError, VerbetertoolError
from verbetertool.language import _

if TYPE_CHECKING:
    from verbetertool.interview.screens import Blocks
    from verbetertool.interview.session import Ending, Session
    from verbetertool.interview.state import Earlier, Offer, State
    from verbetertool.interview.terminal import Reader, Screen
    from verbetertool.model.assessment import Assessment
    from verbetertool.model.project import AnswerFile
    from verbetertool.model.rubric import Rubric

DEFAULT_FILE = Path("mijn-project.yaml")
_MOST_STEPS = 3
"""Lines at the end about what to find out first."""
PlainOption = Annotated[bool, typer.Option("--plain", help=_("Zonder opmaak, zoals voor een schermlezer."))]
StdinOption = Annotated[bool, typer.Option("--stdin", help=_("Lees de antwoorden uit een pijp of bestand."))]


def commands() -> list[CommandEntry]:
    """The commands of this module: name, function, help text."""
    return [
        ("audit", audit, _("Beantwoord de vragenlijst.\n\nVoorbeeld: verbetertool audit mijn-project.yaml")),
        ("plan", plan, _("Maak een plan: wie doet wat, en wanneer.\n\nVoorbeeld: verbetertool plan mijn-project.yaml")),
    ]


def audit(
    file: Annotated[Path | None, typer.Argument(metavar=_("BESTAND"), show_default=False, readable=False)] = None,
    quick: Annotated[
        bool | None,
        typer.Option("--quick/--full", help=_("Alleen de kernvragen, of de hele vragenlijst."), show_default=False),
    ] = None,
    earlier: Annotated[
        Path | None,
        typer.Option("--from", metavar=_("VORIGE"), help=_("Een nieuwe ronde, met wat u toen zei."), readable=False),
    ] = None,
    plain: PlainOption = False,
    report: Annotated[bool, typer.Option("--report", help=_("Maak aan het eind meteen het rapport."))] = False,
    stdin: StdinOption = False,
    perspective: PerspectiveOption = None,
    rubric: RubricOption = None,
) -> int:
    if not stdin and not _is_terminal(sys.stdin):
        raise UsageError("no_terminal")
    from verbetertool.cli.own_words import first_free, thanks

    if perspective and earlier is not None:
        raise UsageError("from_own_words")
    answers_in = file or (first_free(perspective) if perspective else DEFAULT_FILE)
    with _held(answers_in, plain, stdin) as held:
        if held is None:
            return DONE
        screen, target = held
        own = _in_own_words(answers_in, target, perspective, earlier, rubric, screen)
        state, data = own or _state_of(answers_in, target, quick, earlier, rubric, screen)
        wanted = state.file.audit.perspective if own and state.file.audit else None
        resume = _command("audit", answers_in, rubric) + (f" --perspective {wanted}" if wanted else "")
        session = _session(state, data, answers_in, target, screen, resume, stdin=stdin, own_words=own is not None)

        def finish(reader: "Reader") -> "Ending":
            return "done" if own else _finish(session, reader, answers_in, screen)

        is_new = data is None or (own is not None and not state.file.answers)
        ending = _talk(session, finish, is_new, plain, stdin)
        if ending != "done":
            return ending if isinstance(ending, int) else FAULT if ending == "not_saved" else DONE
    if wanted:
        screen.say(thanks(wanted, state.rubric, shown(answers_in)))
        return DONE
    return _close(answers_in, session.state, rubric, report, plain)


def plan(
    file: Annotated[Path, typer.Argument(metavar=_("BESTAND"), show_default=False, readable=False)] = DEFAULT_FILE,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", metavar=_("VORM"), help=_("ics, csv, docx, md, html of pdf; mag vaker.")),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar=_("PAD"), help=_("Bestand, map of - (scherm)."))
    ] = None,
    plain: PlainOption = False,
    stdin: StdinOption = False,
    rubric: RubricOption = None,
    force: ForceOption = False,
) -> int:
    if formats or output is not None:
        from verbetertool.cli.plan_files import write_plan

        return write_plan(file, formats or [], output, _rubric(rubric), force=force)
    if not stdin and not _is_terminal(sys.stdin):
        from verbetertool.report.documents.plan import plan_document
        from verbetertool.report.formats.terminal import show_document

        assessment, used, _found = assessed(file, _rubric(rubric))
        show_document(plan_document(assessment, used), sys.stdout)
        return DONE
    with _held(file, plain, stdin) as held:
        if held is None:
            return DONE
        screen, target = held
        found, used, data = _opened(file, _rubric(rubric), screen)
        offers = _offers_of(assessed(file, used)[0], used)
        state = replace(_resumed(found, used), mode="plan_status", then="plan", offers=offers)
        session = _session(state, data, file, target, screen, _command("plan", file, rubric), stdin=stdin)
        ending = _talk(session, lambda reader: "done", False, plain, stdin)
        if ending != "done":
            return ending if isinstance(ending, int) else FAULT if ending == "not_saved" else DONE
        _say_plan(session.state, file, rubric, screen)
    return DONE


@contextmanager
def _held(file: Path, plain: bool, stdin: bool) -> "Iterator[tuple[Screen, Path] | None]":
    """The screen and the real place of a file that nobody else writes meanwhile; None where the person stopped."""
    from verbetertool.reading.yamlfile import read_bytes
    from verbetertool.saving import check_writable
    from verbetertool.saving.locking import locked

    check_ending(file, "yaml")
    target = Path(os.path.realpath(file))  # Path.resolve raises in a loop of links
    if os.path.lexists(target) and not target.is_file():
        read_bytes(file)  # which says what it is
    screen = _screen(plain)
    with locked(target, str(file)) as no_lock:
        check_writable(target)
        if not _settled(target, file, screen, plain, stdin):
            yield None
            return
        if no_lock is not None:
            screen.say(_without_lock(file, no_lock))
        yield screen, target


def _rubric(folder: Path | None) -> "Rubric | None":
    from verbetertool.api import load_rubric

    return load_rubric(folder) if folder else None


def _session(
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
        reread=lambda: _opened(file, state.rubric, screen)[::2],
        is_script=stdin,
        talk=in_own_words if own_words else dialogue,
    )


def _in_own_words(
    file: Path, target: Path, perspective: str | None, earlier: Path | None, folder: Path | None, screen: "Screen"
) -> "tuple[State, bytes | None] | None":
    """Where somebody begins who is asked in words of their own, and what the file held; None for the questionnaire."""
    from verbetertool.api import load_rubric
    from verbetertool.cli.own_words import file_for
    from verbetertool.interview import own_words
    from verbetertool.interview.state import Item, State

    if earlier is not None:
        return None
    found, used, data = None, None, None
    if os.path.lexists(target):
        found, used, data = _opened(file, _rubric(folder), screen if perspective else None)
        perspective = perspective or own_words.perspective_in(found, used)
    if perspective is None:
        return None
    used = used or _rubric(folder) or load_rubric()
    answers = file_for(perspective, found, used, file)
    return State(used, answers, date.today().isoformat(), at=Item("project", "name")), data


def _state_of(
    file: Path, target: Path, quick: bool | None, earlier: Path | None, folder: Path | None, screen: "Screen"
) -> "tuple[State, bytes | None]":
    """Where the questionnaire begins, and what the file held; None for a new file."""
    from verbetertool.api import load_rubric
    from verbetertool.interview.state import Earlier, Item, State, new_file

    if earlier is not None and os.path.realpath(earlier) == str(target):
        raise UsageError("from_itself", file=str(file))
    given = _rubric(folder)
    if os.path.lexists(target):
        found, used, data = _opened(file, given, screen)
        state = _resumed(_in_scope(found, quick), used)
        if earlier is not None:
            _check_round(found, file, earlier)
        return replace(state, earlier=_earlier_of(found, target, used, screen)), data
    today = date.today().isoformat()
    if earlier is None:
        used = given or load_rubric()
        state = State(used, _in_scope(new_file(used), quick), today, at=Item("project", "name"))
        return (replace(state, mode="scope") if quick is None else state), None
    before, used, data = _opened(earlier, given, screen)
    state = State(
        used, _in_scope(_new_round(before, data, earlier, target, used), quick), today, Item("project", "name")
    )
    state = replace(state, earlier=Earlier(before, before.audit.date if before.audit else None), then="first")
    is_asked = any(item.is_open for item in state.file.plan or ())
    return (replace(state, mode="plan_status") if is_asked else state), None


def _resumed(found: "AnswerFile", rubric: "Rubric") -> "State":
    """A conversation that goes on: it begins with what became of the plan, unless the file was changed today."""
    from verbetertool.interview.state import Item, State

    today = date.today().isoformat()
    state = State(rubric, found, today, at=Item("project", "name"))
    is_of_today = found.audit is not None and found.audit.date == today
    return state if is_of_today else replace(state, mode="plan_status")


def _new_round(before: "AnswerFile", data: bytes, earlier: Path, target: Path, rubric: "Rubric") -> "AnswerFile":
    """A file without answers that knows the earlier one, and goes on with its plan."""
    from verbetertool.interview.state import new_file
    from verbetertool.model.project import Audit, Previous

    try:
        name = os.path.relpath(os.path.realpath(earlier), target.parent)
    except ValueError:  # on another drive
        name = os.path.realpath(earlier)
    file = new_file(rubric)
    scope = before.audit.scope if before.audit else None
    previous = Previous(file=name, digest=sha256(data).hexdigest(), date=before.audit.date if before.audit else None)
    audit = Audit(scope=scope or "full")
    return file.model_copy(update={"audit": audit, "plan": before.plan, "previous": previous})


def _check_round(found: "AnswerFile", file: Path, earlier: Path) -> None:
    """Raises UsageError where a file that is there already began otherwise than from this earlier one."""
    from verbetertool.reading.yamlfile import read_bytes

    digest = sha256(read_bytes(earlier)).hexdigest()
    if found.previous is None or found.previous.digest != digest:
        raise UsageError("from_another", file=str(file), earlier=str(earlier))


def _earlier_of(found: "AnswerFile", target: Path, rubric: "Rubric", screen: "Screen") -> "Earlier | None":
    """The earlier round that a file names. Says where it can't be read, or is another than it was."""
    from verbetertool.interview.screens import Block
    from verbetertool.interview.state import Earlier

    if found.previous is None:
        return None
    path = target.parent / found.previous.file
    try:
        before, _used, data = _opened(path, rubric, screen)
    except (VerbetertoolError, OSError, ValueError):
        text = _("Het bestand van de vorige keer ({file}) is niet te lezen. U ziet niet wat u toen antwoordde.")
        screen.say((Block(text.format(file=shown(path))),))
        return None
    if sha256(data).hexdigest() != found.previous.digest:
        text = _("Het bestand van de vorige keer ({file}) is veranderd sinds u aan deze ronde begon.")
        screen.say((Block(text.format(file=shown(path))),))
    return Earlier(before, before.audit.date if before.audit else None)


def _talk(
    session: "Session", finish: "Callable[[Reader], Ending]", is_new: bool, plain: bool, stdin: bool
) -> "Ending | int":
    """Runs the session; an interruption gives the exit code of its signal, after the answers are safe."""
    with _reader(plain, stdin) as reader:
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


def _finish(session: "Session", reader: "Reader", file: Path, screen: "Screen") -> "Ending":
    """Says what came out of it, and asks what the project takes up; who stops there is done all the same."""
    offers = _say_result(file, session.state.rubric, screen)
    if not offers:
        return "done"
    ending = session.plan(reader, offers)
    return "done" if ending == "stopped" else ending


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


def _opened(file: Path, given: "Rubric | None", screen: "Screen | None") -> "tuple[AnswerFile, Rubric, bytes]":
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
    if screen is not None:
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


def _say_result(file: Path, rubric: "Rubric", screen: "Screen") -> "tuple[Offer, ...]":
    """Says the score in one line, and what to find out first. Returns what can be taken up in a plan."""
    from verbetertool.interview.screens import Block
    from verbetertool.report.documents.summary import to_find_out
    from verbetertool.report.documents.words import score_line

    assessment = assessed(file, rubric)[0]
    offers = _offers_of(assessment, rubric)
    blocks: list[Block] = [
        Block(_("Klaar."), heading=True),
        Block(shown(file), label=_("Bewaard in:")),
        Block(score_line(assessment), label=_("Score:")),
    ]
    if first := to_find_out(assessment, rubric, _MOST_STEPS):
        blocks.append(Block(_("Zoek eerst uit:"), gap=True))
        blocks += [Block(line, label="-") for line in first]
    screen.say(tuple(blocks))
    return offers


def _offers_of(assessment: "Assessment", rubric: "Rubric") -> "tuple[Offer, ...]":
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


def _say_plan(state: "State", file: Path, folder: Path | None, screen: "Screen") -> None:
    from verbetertool.interview.screens import Block

    lines = [Block(shown(file), label=_("Bewaard in:"), gap=True)]
    if state.file.plan:
        lines.append(Block(_command("plan", file, folder) + " -f ics", label=_("Voor uw agenda:")))
    screen.say(tuple(lines))


def _close(file: Path, state: "State", folder: Path | None, report: bool, plain: bool) -> int:
    """Says the next command, and makes the report if that was asked."""
    from verbetertool.interview.screens import Block, left_out

    blocks: list[Block] = []
    if state.file.plan:
        blocks.append(Block(_command("plan", file, folder), label=_("Plan:"), gap=True))
    if not report:
        blocks.append(Block(_command("report", file, folder) + " -f html", label=_("Rapport:")))
    if state.scope == "quick":
        blocks.extend(left_out(state))
        blocks.append(Block(_command("audit", file, folder) + " --full", label=_("Verder:")))
    _screen(plain).say(tuple(blocks))
    if report:
        from verbetertool.report.documents.project import project_document
        from verbetertool.report.formats import FORMATS

        format = FORMATS["html"]
        assessment = assessed(file, state.rubric)[0]
        data = format.render(project_document(assessment, state.rubric), "")

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
