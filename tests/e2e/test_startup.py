"""What the shortest commands load: people start a command line tool hundreds of times."""

import subprocess
import sys

import pytest

HEAVY = ("pydantic", "jinja2", "yaml", "rich", "babel", "xlsxwriter", "decimal", "asyncio")
INNER = tuple(
    f"verbetertool.{part}" for part in ("api", "model", "reading", "scoring", "batch", "checking", "interview")
)


def loaded(*arguments: str) -> set[str]:
    """Every module that a command imports."""
    command = [sys.executable, "-X", "importtime", "-m", "verbetertool", *arguments]
    reported = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return {line.rsplit("|", 1)[1].strip() for line in reported.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_help_and_version_load_no_heavy_package(arguments: list[str]) -> None:
    """No validation, no templates, no YAML parser, and nothing of ours that reads, scores or reports."""
    names = loaded(*arguments)
    assert "verbetertool.cli.main" in names
    assert not {name for name in names if name.split(".")[0] in HEAVY}
    assert not {name for name in names if name.startswith(INNER)}


def test_version_loads_few_modules_of_ours_and_no_typer() -> None:
    """`--version` is answered before anything else is looked at."""
    names = loaded("--version")
    assert {name for name in names if name.startswith("verbetertool")} <= {
        "verbetertool",
        "verbetertool.__main__",
        "verbetertool._version",
        "verbetertool.cli",
        "verbetertool.cli.main",
    }
    assert not {"typer", "typing", "dataclasses", "gettext"} & names
