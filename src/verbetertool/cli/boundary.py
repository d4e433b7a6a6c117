"""The one place that turns what went wrong into words and an exit code."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TextIO

from verbetertool.errors import (
    CombinedError,
    Ended,
    InvalidInputError,
    OutputError,
    UsageError,
    VerbetertoolError,
    system_reason,
)
from verbetertool.language import _, use_language, wanted_language

DONE, BELOW_THRESHOLD, INVALID, FAULT = 0, 1, 2, 3


def guarded(arguments: Sequence[str], commands: Callable[[Sequence[str]], int]) -> int:
    """Runs the commands; every failure becomes a message on stderr and an exit code, never a traceback."""
    # No package that happens to be installed joins in as a plugin of pydantic; to look for one takes time, too.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_characters(stream)
    try:
        return _run(arguments, commands)
    finally:
        for stream in (sys.stdout, sys.stderr):
            _let_go(stream)


_asked: int | None = None
"""The signal that asked this process to end."""


def asked_to_end() -> int | None:
    """The number of the signal that asked the program to end, if one did.

    The exception that a signal raises is not enough: where C code was at work it can come out as something else (a
    SchemaError, a SyntaxError), or not at all.
    """
    return _asked


def ending_of(error: BaseException) -> int | None:
    """The number of the signal behind an exception, None where no signal is."""
    match error:
        case KeyboardInterrupt():
            return signal.SIGINT
        case Ended():
            return error.number
        case _:
            return _asked


@contextmanager
def ending_in_order() -> Iterator[None]:
    """While this holds, SIGINT, SIGTERM and SIGHUP end the program in order: what is half done is undone, and said."""

    global _asked

    def end(number: int, _frame: object) -> None:
        global _asked
        _asked = number
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        for other in numbers:  # once is enough: a second one must not disturb the tidying
            signal.signal(other, signal.SIG_IGN)
        raise Ended(number)

    present = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None]
    # What the caller ignores, as nohup does with SIGHUP, stays ignored.
    numbers = [number for number in present if signal.getsignal(number) is signal.SIG_DFL]
    before = {number: signal.getsignal(number) for number in numbers}
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        before[signal.SIGINT] = signal.default_int_handler
    for number in before:
        signal.signal(number, end)
    sys.unraisablehook = _say_unless_ending
    try:
        yield
    finally:
        sys.unraisablehook = sys.__unraisablehook__
        for number, handler in before.items():
            signal.signal(number, handler)
        _asked = None


def _say_unless_ending(unraisable: "sys.UnraisableHookArgs") -> None:
    """Where Python can't pass an exception on it says so, in English; of ours `asked_to_end` knows."""
    if not isinstance(unraisable.exc_value, KeyboardInterrupt | Ended):
        sys.__unraisablehook__(unraisable)


def _run(arguments: Sequence[str], commands: Callable[[Sequence[str]], int]) -> int:
    try:
        use_language(wanted_language(arguments, os.environ))
        exit_code = commands(arguments)
        sys.stdout.flush()
        return exit_code
    except BaseException as error:
        number = ending_of(error)
        if number is not None:
            _say(_("Gestopt."))
            return 128 + number
        if not isinstance(error, Exception):
            raise
        return _failed(error)


def _failed(error: Exception) -> int:
    match error:
        case BrokenPipeError():
            return DONE  # whoever reads our output has seen enough
        case RecursionError() | MemoryError():  # without their texts, which mean nothing to a user
            return _explain(VerbetertoolError("our_fault", error=type(error).__name__))
        case VerbetertoolError():
            return _explain(error)
        case OSError():
            file = error.filename or _("de uitvoer")
            return _explain(OutputError("not_written", file=file, reason=system_reason(error)))
        case _:
            if os.environ.get("VERBETERTOOL_DEBUG"):
                raise error
            return _explain(VerbetertoolError("our_fault", error=f"{type(error).__name__}: {error}"))


def _explain(error: VerbetertoolError) -> int:
    _say(_message(error))
    errors = error.errors if isinstance(error, CombinedError) else (error,)
    return max(INVALID if isinstance(each, InvalidInputError | UsageError) else FAULT for each in errors)


def _message(error: VerbetertoolError) -> str:
    from verbetertool.report.sentences import failure, render_problems

    if isinstance(error, CombinedError):
        return "\n".join(map(_message, error.errors))
    if isinstance(error, InvalidInputError):
        return render_problems(error.problems)
    return failure(error)


def _say(text: str) -> None:
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def _open_what_is_closed() -> None:
    """Gives a stream that the caller closed a descriptor that can't be written, so that writing fails as elsewhere.

    Without it the first file that we open would get the number of the stream.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDONLY)
            setattr(sys, name, os.fdopen(descriptor, "r" if name == "stdin" else "w", encoding="utf-8"))


def _let_go(stream: TextIO) -> None:
    """Leaves nothing in a stream that can't be written: Python would say so, in English, when it closes it."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _never_fail_on_characters(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
