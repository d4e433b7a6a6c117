"""The one place that turns what went wrong into words and an exit code."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TextIO

from verbetertool.errors import Ended, InvalidInputError, OutputError, UsageError, VerbetertoolError
from verbetertool.language import _, use_language, wanted_language

DONE, BELOW_THRESHOLD, INVALID, FAULT = 0, 1, 2, 3


def guarded(arguments: Sequence[str], commands: Callable[[Sequence[str]], int]) -> int:
    """Runs the commands; every failure becomes a message on stderr and an exit code, never a traceback."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_characters(stream)
    try:
        return _run(arguments, commands)
    finally:
        for stream in (sys.stdout, sys.stderr):
            _let_go(stream)


@contextmanager
def ending_in_order() -> Iterator[None]:
    """While this holds, SIGTERM and SIGHUP end the program in order: what is half done is undone, and told."""

    def end(number: int, _frame: object) -> None:
        for other in numbers:  # once is enough: a second one must not disturb the tidying
            signal.signal(other, signal.SIG_IGN)
        raise Ended(number)

    present = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None]
    # What the caller ignores, as nohup does with SIGHUP, stays ignored.
    numbers = [number for number in present if signal.getsignal(number) is signal.SIG_DFL]
    for number in numbers:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


def _run(arguments: Sequence[str], commands: Callable[[Sequence[str]], int]) -> int:
    try:
        use_language(wanted_language(arguments, os.environ))
        code = commands(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        return DONE  # whoever reads our output has seen enough
    except KeyboardInterrupt:
        _say(_("Gestopt."))
        return 128 + signal.SIGINT
    except Ended as ended:
        _say(_("Gestopt."))
        return 128 + ended.number
    except RecursionError:
        _say(_message(VerbetertoolError("our_fault", error="RecursionError")))
        return FAULT
    except (VerbetertoolError, OSError, MemoryError) as error:
        return _explain(error)
    except Exception as error:
        if os.environ.get("VERBETERTOOL_DEBUG"):
            raise
        _say(_message(VerbetertoolError("our_fault", error=f"{type(error).__name__}: {error}")))
        return FAULT


def exit_code_of(error: Exception) -> int:
    """The exit code for a failure."""
    match error:
        case InvalidInputError() | UsageError():
            return INVALID
        case OutputError():
            return FAULT
        case _:
            return FAULT


def _explain(error: Exception) -> int:
    if isinstance(error, OSError):
        error = OutputError("not_written", file=error.filename or "stdout", reason=error.strerror or str(error))
    if isinstance(error, MemoryError):
        error = VerbetertoolError("our_fault", error="MemoryError")
    _say(_message(error))
    return exit_code_of(error)


def _message(error: Exception) -> str:
    from verbetertool.report.problems import failure, render_problems

    if isinstance(error, InvalidInputError):
        return render_problems(error.problems)
    assert isinstance(error, VerbetertoolError)
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
