"""Measures one command at a time: processor time and peak memory of a process of its own."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of processor time (user and system, workers included), and megabytes at its peak."""

    seconds: float
    megabytes: float


def cost_of(command: Sequence[str], directory: Path | None = None) -> Cost:
    """Runs a command in silence. Raises RuntimeError where its exit code is not 0, 1 or 2."""
    process = subprocess.Popen(  # noqa: S603 - our own commands
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=directory
    )
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 2):
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def ratios(first: Sequence[str], second: Sequence[str], pairs: int) -> list[float]:
    """The cost of the first command over that of the second, in pairs run one after the other."""
    return sorted(cost_of(first).seconds / cost_of(second).seconds for _ in range(pairs))


def middle(values: Sequence[float]) -> str:
    """The median, and between brackets the lowest and the highest."""
    return f"{median(values):.2f} ({min(values):.2f}-{max(values):.2f})"
