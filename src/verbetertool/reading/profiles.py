"""A funder's profile file: target groups, ages, goals and phases that hold for all projects of a round."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.contour import Profile
from verbetertool.model.rubric import Rubric
from verbetertool.reading.files import read_bytes
from verbetertool.reading.filetypes import kind_of_ours
from verbetertool.reading.findings import Finding, Path_
from verbetertool.reading.readers import READERS, reader_of
from verbetertool.reading.validation import SCHEMA_KEY, errors_of, findings_of, shown, wrong_choices
from verbetertool.reading.yamlfile import parse_yaml

_OF_ANSWERS = frozenset(["format", "rubric", "project", "audit", "answers", "antwoorden", "anti_patterns"])
_LISTS = ("target_groups", "goals", "phases")


def load_profile(path: Path, rubric: Rubric) -> Profile:
    """The profile in a YAML file with the keys target_groups, ages, goals and phases.

    An absent or empty key counts as every value (docs/scoring.md section 3), as in an answer file.
    Raises InvalidInputError with every problem of the file.
    """
    parsed = parse_yaml(str(path), read_bytes(path))
    if parsed.value is None:
        raise InvalidInputError([Problem("empty", Place(str(path), 1))])
    if not isinstance(parsed.value, dict):
        raise InvalidInputError(
            parsed.located([Finding("not_mapping", (), {"value": shown(parsed.value), "form": "naam: waarde"})])
        )
    if (kind := kind_of_ours(parsed.value)) not in ("profile", None):
        raise InvalidInputError([Problem("other_of_ours", Place(str(path)), {"kind": kind, "wanted": "profile"})])
    profile, wrong = profile_findings(parsed.value, rubric)
    if problems := parsed.located(wrong):
        raise InvalidInputError(problems)
    assert profile is not None
    return profile


def profile_findings(
    value: Mapping[str, Any], rubric: Rubric, below: Path_ = ()
) -> tuple[Profile | None, list[Finding]]:
    """The profile in a parsed value that stands at a path of a file, and what is wrong; None where anything is."""
    written = {
        key: () if given is None and key in _LISTS else given for key, given in value.items() if key != SCHEMA_KEY
    }
    wrong = list(findings_of(errors_of(Profile, written), Profile, below))
    for key in _LISTS:
        known = [choice.id for choice in getattr(rubric, key)]
        wrong.extend(wrong_choices(value.get(key), known, (*below, key)))
    return None if wrong else Profile.model_validate(written), wrong


def is_profile(path: Path) -> bool:
    """Whether a file is a profile and no answer file: it names no format, rubric, project or answers.

    Raises InvalidInputError where it can't be read or parsed.
    """
    data = read_bytes(path)
    if reader_of(data) is not READERS["yaml"]:
        return False
    value = parse_yaml(str(path), data).value
    return isinstance(value, dict) and _OF_ANSWERS.isdisjoint(value)
