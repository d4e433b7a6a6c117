"""The one place that turns what went wrong into words and an exit code."""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TextIO

from verbetertool.errors import InvalidInputError, OutputError, UsageError, VerbetertoolError
from verbetertool.language import _, use_language, wanted_language

DONE, BELOW_THRESHOLD, INVALID, FAULT = 0, 1, 2, 3


def guarded(arguments: Sequence[str], commands: Callable[[Sequence[str]], int]) -> int:
    """Runs the commands; every failure becomes a message on stderr and an exit code, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_characters(stream)
    try:
        use_language(wanted_language(arguments, os.environ))
        code = commands(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        return _reader_left()
    except KeyboardInterrupt:
        _say(_("Gestopt."))
        return 128 + signal.SIGINT
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
        print(text, file=sys.stderr)


def _reader_left() -> int:
    """Whoever read our output has seen enough: no message, and no error when Python closes stdout."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _never_fail_on_characters(stream: TextIO | None) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
