"""What stands in the folder of a round before it begins: files of a person, or another round of ours."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from verbetertool.batch.job import REPORTS, Job
from verbetertool.batch.journal import JOURNAL
from verbetertool.batch.manifest import MANIFEST, digest_of, load_manifest
from verbetertool.batch.worker import ENDINGS
from verbetertool.errors import CombinedError, UsageError
from verbetertool.language import _
from verbetertool.model.rubric import Rubric
from verbetertool.report.formats import SIGNATURES
from verbetertool.saving import is_ours

_ENDINGS = (*ENDINGS, ".jsonl", ".csv", ".xlsx", ".yaml")
"""Of all that a round makes."""
_DIGITS = 12
"""Of a digest, enough to tell two rubrics apart."""


def check_same_round(job: Job, rubric: Rubric) -> None:
    """Raises UsageError where the folder holds a round with another profile, rubric, formats or name.

    A reader could not tell which report belongs to which. Of a round that was stopped the journal knows it.
    """
    if not job.force and (found := list(_differences(job, rubric))):
        raise found[0] if len(found) == 1 else CombinedError(found)


def clear_other_round(job: Job, rubric: Rubric) -> None:
    """Takes another round away, with its letters, and of its folder only what we made and nobody changed.

    Raises OSError.
    """
    if not list(_differences(job, rubric)):
        return
    from verbetertool.batch.letters import LETTERS, remove_letters  # few rounds get here

    remove_letters(job.output / LETTERS, rubric)
    for path in _made_by(job.output):
        path.unlink(missing_ok=True)
    for name in (MANIFEST, JOURNAL):
        (job.output / name).unlink(missing_ok=True)


def _differences(job: Job, rubric: Rubric) -> Iterator[UsageError]:
    before = _settings(job.output)
    if before is None:
        return
    now = json.loads(job.key(rubric.digest))
    folder = str(job.output)
    if before.get("profile") != now["profile"]:
        values = {"before": _profile_text(before.get("profile")), "now": _profile_text(now["profile"])}
        yield UsageError("round_other_profile", folder=folder, **values)
    if before.get("rubric") != now["rubric"]:
        words = {
            "before": _rubric_text(job.output, str(before.get("rubric"))),
            "now": _version(rubric.version, rubric.digest),
        }
        yield UsageError("round_other_rubric", folder=folder, **words)
    if before.get("formats") != now["formats"]:
        formats = {"before": ", ".join(map(str, before.get("formats") or ())), "now": ", ".join(now["formats"])}
        yield UsageError("round_other_formats", folder=folder, **formats)
    names = [_name_of(each.get("round")) for each in (before, now)]
    if None not in names and names[0] != names[1]:
        yield UsageError("round_other_name", folder=folder, before=names[0], now=names[1])


def _settings(output: Path) -> Mapping[str, Any] | None:
    """With what the round in a folder was made; None where there is none, or where it can't be told."""
    with suppress(OSError, ValueError):
        if (output / JOURNAL).is_file():
            with (output / JOURNAL).open(encoding="utf-8") as lines:
                found = json.loads(next(lines, ""))
            return found if isinstance(found, dict) else None
    return None


def _rubric_text(output: Path, digest: str) -> str:
    """The version and the digest of the rubric of the round in a folder; of one that was stopped the digest alone."""
    with suppress(UsageError):
        rubric = load_manifest(output).rubric
        if rubric.digest == digest:
            return _version(rubric.version, digest)
    return digest[:_DIGITS]


def _version(version: str, digest: str) -> str:
    return _("versie {version} met code {code}").format(version=version, code=digest[:_DIGITS])


def _name_of(info: object) -> str | None:
    return str(info.get("name")) if isinstance(info, dict) else None


def _profile_text(profile: object) -> str:
    """A profile in its own keys, on one line; `-` where every project has its own."""
    if not isinstance(profile, dict):
        return "-"
    parts = []
    for key, value in profile.items():
        if isinstance(value, dict):
            parts.append(f"{key} {value.get('from') or ''}-{value.get('to') or ''}")
        elif value:
            parts.append(f"{key} {', '.join(map(str, value))}")
    return "; ".join(parts) or "-"


def _made_by(output: Path) -> Iterator[Path]:
    """The files that the round in a folder made, as far as nobody changed them since; never one elsewhere.

    A manifest and a journal are files that anybody can change: what they name is looked at twice.
    """
    home = output.resolve()
    return (path for path in _named_by(output) if path.name.endswith(_ENDINGS) and path.resolve().is_relative_to(home))


def _named_by(output: Path) -> Iterator[Path]:
    known = set[Path]()
    with suppress(UsageError):
        for each in load_manifest(output).outputs:
            path = output / each.path
            known.add(path)
            if digest_of(path) == each.sha256:
                yield path
    # A round that was stopped has no manifest of what it made since.
    with suppress(OSError, UnicodeDecodeError):
        for line in (output / JOURNAL).read_text(encoding="utf-8").splitlines()[1:]:
            for ending in ENDINGS:
                path = output / REPORTS / f"{line.split()[0]}{ending}"
                if path not in known and is_ours(path, SIGNATURES):
                    yield path
