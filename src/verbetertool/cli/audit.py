"""The command `audit`: the questionnaire, from where a project begins or goes on to the next command to type."""

import os
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbetertool.cli.boundary import DONE
from verbetertool.cli.common import CommandEntry, RubricOption, assessed, given_rubric, put, report_stem, shown
from verbetertool.cli.conversation import DEFAULT_FILE, exit_code, held, offers_of, opened, resumed, session_of, talk
from verbetertool.cli.own_words import PerspectiveOption
from verbetertool.cli.replacing import is_of_another
from verbetertool.cli.terminal import PlainOption, StdinOption, is_terminal, screen_of, typed_command
from verbetertool.errors import UsageError, VerbetertoolError
from verbetertool.language import _

if TYPE_CHECKING:
    from verbetertool.interview.session import Ending, Session
    from verbetertool.interview.state import Earlier, Offer, State
    from verbetertool.interview.terminal import Reader, Screen
    from verbetertool.model.project import AnswerFile
    from verbetertool.model.rubric import Rubric

_MOST_STEPS = 3
"""Lines at the end about what to find out first."""


def commands() -> list[CommandEntry]:
    """The command of this module: name, function, help text."""
    return [("audit", audit, _("Beantwoord de vragenlijst.\n\nVoorbeeld: verbetertool audit mijn-project.yaml"))]


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
    if not stdin and not is_terminal(sys.stdin):
        raise UsageError("no_terminal")
    from verbetertool.cli.own_words import first_free, thanks

    if perspective and earlier is not None:
        raise UsageError("from_own_words")
    answers_in = file or (first_free(perspective) if perspective else DEFAULT_FILE)
    with held(answers_in, plain, stdin) as place:
        if place is None:
            return DONE
        screen, target = place
        own = _in_own_words(answers_in, target, perspective, earlier, rubric, screen)
        state, data = own or _state_of(answers_in, target, quick, earlier, rubric, screen)
        wanted = state.file.audit.perspective if own and state.file.audit else None
        resume = typed_command("audit", answers_in, rubric) + (f" --perspective {wanted}" if wanted else "")
        session = session_of(state, data, answers_in, target, screen, resume, stdin=stdin, own_words=own is not None)

        def finish(reader: "Reader") -> "Ending":
            return "done" if own else _finish(session, reader, answers_in, screen)

        is_new = data is None or (own is not None and not state.file.answers)
        ending = talk(session, finish, is_new, plain, stdin)
        if ending != "done":
            return exit_code(ending)
    if wanted:
        screen.say(thanks(wanted, state.rubric, shown(answers_in)))
        return DONE
    return _close(answers_in, session.state, rubric, report, plain)


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
        found, used, data = opened(file, given_rubric(folder), screen if perspective else None)
        perspective = perspective or own_words.perspective_in(found, used)
    if perspective is None:
        return None
    used = used or given_rubric(folder) or load_rubric()
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
    given = given_rubric(folder)
    if os.path.lexists(target):
        found, used, data = opened(file, given, screen)
        state = resumed(_in_scope(found, quick), used)
        if earlier is not None:
            _check_round(found, file, earlier)
        return replace(state, earlier=_earlier_of(found, target, used, screen)), data
    today = date.today().isoformat()
    if earlier is None:
        used = given or load_rubric()
        state = State(used, _in_scope(new_file(used), quick), today, at=Item("project", "name"))
        return (replace(state, mode="scope") if quick is None else state), None
    before, used, data = opened(earlier, given, screen)
    state = State(
        used, _in_scope(_new_round(before, data, earlier, target, used), quick), today, Item("project", "name")
    )
    state = replace(state, earlier=Earlier(before, before.audit.date if before.audit else None), then="first")
    is_asked = any(item.is_open for item in state.file.plan or ())
    return (replace(state, mode="plan_status") if is_asked else state), None


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
    from verbetertool.reading.files import read_bytes

    digest = sha256(read_bytes(earlier)).hexdigest()
    if found.previous is None or found.previous.digest != digest:
        raise UsageError("from_another", file=str(file), earlier=str(earlier))


def _earlier_of(found: "AnswerFile", target: Path, rubric: "Rubric", screen: "Screen") -> "Earlier | None":
    """The earlier round that a file names. Says where it can't be read, or is another than it was."""
    from verbetertool.interview.blocks import Block
    from verbetertool.interview.state import Earlier

    if found.previous is None:
        return None
    path = target.parent / found.previous.file
    try:
        before, _used, data = opened(path, rubric, screen)
    except (VerbetertoolError, OSError, ValueError):
        text = _("Het bestand van de vorige keer ({file}) is niet te lezen. U ziet niet wat u toen antwoordde.")
        screen.say((Block(text.format(file=shown(path))),))
        return None
    if sha256(data).hexdigest() != found.previous.digest:
        text = _("Het bestand van de vorige keer ({file}) is veranderd sinds u aan deze ronde begon.")
        screen.say((Block(text.format(file=shown(path))),))
    return Earlier(before, before.audit.date if before.audit else None)


def _finish(session: "Session", reader: "Reader", file: Path, screen: "Screen") -> "Ending":
    """Says what came out of it, and asks what the project takes up; who stops there is done all the same."""
    offers = _say_result(file, session.state.rubric, screen)
    if not offers:
        return "done"
    ending = session.plan(reader, offers)
    return "done" if ending == "stopped" else ending


def _in_scope(file: "AnswerFile", quick: bool | None) -> "AnswerFile":
    """The file with the scope that was asked for; without one it keeps its own."""
    from verbetertool.model.project import Audit

    audit = file.audit or Audit(scope="full")
    scope = audit.scope if quick is None else "quick" if quick else "full"
    return file.model_copy(update={"audit": audit.model_copy(update={"scope": scope})})


def _say_result(file: Path, rubric: "Rubric", screen: "Screen") -> "tuple[Offer, ...]":
    """Says the score in one line, and what to find out first. Returns what can be taken up in a plan."""
    from verbetertool.interview.blocks import Block
    from verbetertool.report.documents.summary import to_find_out
    from verbetertool.report.documents.words import score_line

    assessment = assessed(file, rubric)[0]
    offers = offers_of(assessment, rubric)
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


def _close(file: Path, state: "State", folder: Path | None, report: bool, plain: bool) -> int:
    """Says the next command, and makes the report if that was asked."""
    from verbetertool.interview.blocks import Block
    from verbetertool.interview.overview_screens import left_out

    blocks: list[Block] = []
    if state.file.plan:
        blocks.append(Block(typed_command("plan", file, folder), label=_("Plan:"), gap=True))
    if not report:
        blocks.append(Block(typed_command("report", file, folder) + " -f html", label=_("Rapport:")))
    if state.scope == "quick":
        blocks.extend(left_out(state))
        blocks.append(Block(typed_command("audit", file, folder) + " --full", label=_("Verder:")))
    screen_of(plain).say(tuple(blocks))
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
