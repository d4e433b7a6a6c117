"""The file about a round (`ronde.yaml`): its name and closing date, the funder's profile, texts and priorities."""

from pathlib import Path
from typing import Any

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.record import record
from verbetertool.model.round import RoundFile
from verbetertool.model.rubric import Rubric
from verbetertool.reading.files import read_bytes
from verbetertool.reading.filetypes import kind_of_ours
from verbetertool.reading.findings import Finding
from verbetertool.reading.profiles import load_profile, profile_findings
from verbetertool.reading.validation import SCHEMA_KEY, errors_of, findings_of, shown, suggestion
from verbetertool.reading.yamlfile import parse_yaml


@record
class LoadedRound:
    """What a file says of a round, and the files that it names, which are looked up from its own folder."""

    about: RoundFile
    """With the profile itself, also where that stands in a file of its own."""
    profile: Path | None = None
    """The file with the profile, where it has one."""
    style: Path | None = None
    """The file with the house style, which is not looked at here."""


def load_round(path: Path, rubric: Rubric) -> LoadedRound:
    """What a file says of a round.

    Raises InvalidInputError with every problem of the file, or of the file with the profile.
    """
    parsed = parse_yaml(str(path), read_bytes(path))
    if parsed.value is None:
        raise InvalidInputError([Problem("empty", Place(str(path), 1))])
    if not isinstance(parsed.value, dict):
        form = "round: {name: Subsidieronde 2027}"
        raise InvalidInputError(
            parsed.located([Finding("not_mapping", (), {"value": shown(parsed.value), "form": form})])
        )
    if (kind := kind_of_ours(parsed.value)) not in ("round", None):
        raise InvalidInputError([Problem("other_of_ours", Place(str(path)), {"kind": kind, "wanted": "round"})])
    written = {key: value for key, value in parsed.value.items() if key != SCHEMA_KEY}
    findings = []
    profile = written.pop("profile", None)
    if isinstance(profile, dict):
        profile, wrong = profile_findings(profile, rubric, ("profile",))
        findings += wrong
    elif profile is not None and not isinstance(profile, str):
        findings.append(
            Finding("not_mapping", ("profile",), {"value": shown(profile), "form": "goals: [betaald-werk]"})
        )
    findings += findings_of(errors_of(RoundFile, written), RoundFile)
    findings += _misspelt(written.get("priorities"), rubric)
    if problems := parsed.located(findings):
        raise InvalidInputError(problems)
    named = path.parent / profile if isinstance(profile, str) else None
    if named is not None:
        profile = load_profile(named, rubric)
    about = RoundFile.model_validate(written).model_copy(update={"profile": profile})
    return LoadedRound(about, named, path.parent / about.style if about.style else None)


def known_priorities(rubric: Rubric) -> dict[str, str]:
    """The titles of what can be a priority, by id: target groups, goals, phases and elements."""
    items: tuple[Any, ...] = (*rubric.target_groups, *rubric.goals, *rubric.phases, *rubric.elements)
    return {item.id: item.title for item in items}


def _misspelt(priorities: object, rubric: Rubric) -> list[Finding]:
    """Priorities that are nearly an id; other words are the funder's own."""
    known = known_priorities(rubric)
    found = []
    for index, text in enumerate(priorities if isinstance(priorities, tuple) else ()):
        if isinstance(text, str) and text not in known and " " not in text and (close := suggestion(text, known)):
            values = {"value": shown(text), "key": "priorities", "suggestion": close, "choices": [close]}
            found.append(Finding("not_a_choice", ("priorities", index), values))
    return found
