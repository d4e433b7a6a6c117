"""A funder's profile file: target groups, ages, goals and phases that hold for all projects of a round."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.contour import Profile
from verbetertool.model.rubric import Rubric
from verbetertool.reading.validation import findings_of, suggestion
from verbetertool.reading.yamlfile import Finding, parse_yaml, read_bytes

_OF_ANSWERS = frozenset(["format", "rubric", "project", "audit", "answers", "anti_patterns"])
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
        raise InvalidInputError(document.located([Finding("not_mapping", ())]))
    try:
        profile = Profile.model_validate(
            {key: () if value is None and key in _LISTS else value for key, value in document.value.items()}
        )
    except ValidationError as error:
        raise InvalidInputError(document.located(findings_of(error.errors(include_url=False), Profile))) from None
    if problems := document.located(_wrong_choices(profile, rubric)):
        raise InvalidInputError(problems)
    return profile


def is_profile(path: Path) -> bool:
    """Whether a file is a profile and no answer file: it names no format, rubric, project or answers.

    Raises InvalidInputError where it can't be read or parsed.
    """
    value = parse_yaml(str(path), read_bytes(path)).value
    return isinstance(value, dict) and _OF_ANSWERS.isdisjoint(value)


def _wrong_choices(profile: Profile, rubric: Rubric) -> Iterator[Finding]:
    for key in _LISTS:
        known = [choice.id for choice in getattr(rubric, key)]
        for index, value in enumerate(getattr(profile, key)):
            if value not in known:
                values = {"value": value, "key": key, "suggestion": suggestion(value, known), "choices": known}
                yield Finding("not_a_choice", (key, index), values)
