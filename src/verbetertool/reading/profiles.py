"""A funder's profile file: target groups, ages, goals and phases that hold for all projects of a round."""

from pathlib import Path

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.contour import Profile
from verbetertool.model.rubric import Rubric
from verbetertool.reading.filetypes import kind_of_ours
from verbetertool.reading.readers import READERS, reader_of
from verbetertool.reading.validation import SCHEMA_KEY, errors_of, findings_of, shown, wrong_choices
from verbetertool.reading.yamlfile import Finding, parse_yaml, read_bytes

_OF_ANSWERS = frozenset(["format", "rubric", "project", "audit", "answers", "antwoorden", "anti_patterns"])
_LISTS = ("target_groups", "goals", "phases")


def load_profile(path: Path, rubric: Rubric) -> Profile:
    """The profile in a YAML file with the keys target_groups, ages, goals and phases.

    An absent or empty key counts as every value (docs/scoring.md section 3), as in an answer file.
    Raises InvalidInputError with every problem of the file.
    """
    document = parse_yaml(str(path), read_bytes(path))
    if document.value is None:
        raise InvalidInputError([Problem("empty", Place(str(path), 1))])
    if not isinstance(document.value, dict):
        raise InvalidInputError(
            document.located([Finding("not_mapping", (), {"value": shown(document.value), "form": "naam: waarde"})])
        )
    if (kind := kind_of_ours(document.value)) not in ("profile", None):
        raise InvalidInputError([Problem("other_of_ours", Place(str(path)), {"kind": kind, "wanted": "profile"})])
    written = {
        key: () if value is None and key in _LISTS else value
        for key, value in document.value.items()
        if key != SCHEMA_KEY
    }
    errors = errors_of(Profile, written)
    wrong = list(findings_of(errors, Profile))
    for key in _LISTS:
        known = [choice.id for choice in getattr(rubric, key)]
        wrong.extend(wrong_choices(document.value.get(key), known, (key,)))
    if problems := document.located(wrong):
        raise InvalidInputError(problems)
    return Profile.model_validate(written)


def is_profile(path: Path) -> bool:
    """Whether a file is a profile and no answer file: it names no format, rubric, project or answers.

    Raises InvalidInputError where it can't be read or parsed.
    """
    data = read_bytes(path)
    if reader_of(data) is not READERS["yaml"]:
        return False
    value = parse_yaml(str(path), data).value
    return isinstance(value, dict) and _OF_ANSWERS.isdisjoint(value)
