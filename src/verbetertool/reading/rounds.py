"""The file about a round (`ronde.yaml`): its name and closing date, the funder's profile, texts and priorities."""

from pathlib import Path
from typing import Any

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.round import RoundFile
from verbetertool.model.rubric import Rubric
from verbetertool.reading.files import read_bytes
from verbetertool.reading.filetypes import kind_of_ours
from verbetertool.reading.findings import Finding
from verbetertool.reading.profiles import load_profile, profile_findings
from verbetertool.reading.validation import SCHEMA_KEY, errors_of, findings_of, shown, suggestion
from verbetertool.reading.yamlfile import parse_yaml


def load_round(path: Path, rubric: Rubric) -> RoundFile:
    """What a file says of a round. The name of a file with a profile is looked up from its own folder.

    Raises InvalidInputError with every problem of the file, or of the file with the profile.
    """
    document = parse_yaml(str(path), read_bytes(path))
    if document.value is None:
        raise InvalidInputError([Problem("empty", Place(str(path), 1))])
    if not isinstance(document.value, dict):
        form = "round: {name: Subsidieronde 2027}"
        raise InvalidInputError(
            document.located([Finding("not_mapping", (), {"value": shown(document.value), "form": form})])
        )
    if (kind := kind_of_ours(document.value)) not in ("round", None):
        raise InvalidInputError([Problem("other_of_ours", Place(str(path)), {"kind": kind, "wanted": "round"})])
    written = {key: value for key, value in document.value.items() if key != SCHEMA_KEY}
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
    if problems := document.located(findings):
        raise InvalidInputError(problems)
    if isinstance(profile, str):
        profile = load_profile(path.parent / profile, rubric)
    return RoundFile.model_validate(written).model_copy(update={"profile": profile})


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
