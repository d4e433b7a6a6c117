"""A folder of YAML files to a `Rubric`, or Problems with file and line."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from typing import Any

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric, RubricPart
from verbetertool.model.thresholds import MOST_GROUPED
from verbetertool.reading.files import read_bytes
from verbetertool.reading.filetypes import kind_of_ours
from verbetertool.reading.findings import MAX_PROBLEMS, Finding, Path_
from verbetertool.reading.parsed_file import ParsedFile
from verbetertool.reading.rubric_files import rubric_files
from verbetertool.reading.validation import SCHEMA_KEY, errors_of, findings_of, shown, suggestion
from verbetertool.reading.yamlfile import parse_yaml

_SINGLE = ("rubric", "dossier", "scale")
"""What stands once in a whole rubric; everything else is a list that files may share."""
_LISTS = tuple(name for name in RubricPart.model_fields if name not in _SINGLE)


@record
class _Part:
    """A file of a rubric, with the model of what in it is valid."""

    parsed: ParsedFile
    model: RubricPart


@record
class _Reference:
    """An id that must exist: what kind it names, and where it is written."""

    kind: str
    id: str
    parsed: ParsedFile
    path: Path_


def load_rubric(folder: Path | Traversable) -> Rubric:
    """The rubric in `folder`: all its YAML files together.

    Raises InvalidInputError with every problem of all files: unknown keys, missing levels, duplicate ids, references
    that lead nowhere, elements on a scale that is not there, contours that can't be.
    """
    parts, problems = _parts(folder)
    is_complete = len(parts) == len(rubric_files(folder)) and not any(part.parsed.unread for part in parts)
    problems += islice(_across(parts, str(folder), is_complete), MAX_PROBLEMS)
    if problems:
        raise InvalidInputError(problems)
    return Rubric(**_together(parts))


def valid_part(folder: Path | Traversable) -> tuple[Rubric, Callable[[str], Place]]:
    """What is valid of a rubric that has mistakes, and where each id in it is defined. Nothing in it is complete.

    Raises InvalidInputError where there is no heading to begin with.
    """
    parts, problems = _parts(folder)
    found = _together(parts)
    if found["rubric"] is None:
        raise InvalidInputError(problems)
    if found["scale"] is None:  # their levels can't be worded
        found["elements"] = tuple(element for element in found["elements"] if not element.on_scale)
    return Rubric.model_construct(**found), _places(parts, folder)


def find_places(folder: Path | Traversable) -> Callable[[str], Place]:
    """Where each id of a rubric is defined; for another name the folder itself."""
    return _places(_parts(folder)[0], folder)


def _places(parts: list[_Part], folder: Path | Traversable) -> Callable[[str], Place]:
    places: dict[str, tuple[ParsedFile, Path_]] = {}
    for _, name, parsed, path in _named(parts):
        places.setdefault(name, (parsed, path))

    def place_of(name: str) -> Place:
        if name not in places:
            return Place(str(folder))
        parsed, path = places[name]
        return parsed.problem(Finding("", path)).place

    return place_of


def _together(parts: list[_Part]) -> dict[str, Any]:
    merged: dict[str, Any] = {name: tuple(x for p in parts for x in getattr(p.model, name)) for name in _LISTS}
    return merged | {
        name: next((x for p in parts if (x := getattr(p.model, name)) is not None), None) for name in _SINGLE
    }


def _parts(folder: Path | Traversable) -> tuple[list[_Part], list[Problem]]:
    """The files of a rubric as far as they can be read, and every problem of each."""
    problems: list[Problem] = []
    parts: list[_Part] = []
    for file in rubric_files(folder):
        try:
            parsed = parse_yaml(str(file), read_bytes(file))
            if not isinstance(parsed.value, dict):
                raise InvalidInputError(
                    parsed.located([Finding("not_mapping", (), {"value": shown(parsed.value), "form": "naam: waarde"})])
                )
            if (kind := kind_of_ours(parsed.value)) in ("answers", "result", "schema"):
                values = {"kind": kind, "wanted": "rubric"}
                raise InvalidInputError([Problem("other_of_ours", Place(parsed.file), values)])
        except InvalidInputError as error:
            problems.extend(error.problems)
            continue
        value = {key: each for key, each in parsed.value.items() if key != SCHEMA_KEY}
        errors = errors_of(RubricPart, value)
        problems.extend(parsed.located(findings_of(errors, RubricPart)))
        parts.append(_Part(parsed, RubricPart.model_validate(_valid(value, errors))))
    return parts, problems


def _valid(value: Mapping[str, Any], errors: Iterable[Any]) -> dict[str, Any]:
    """A part of a rubric without the items that have an error."""
    wrong: dict[str, set[object]] = {}
    for item in errors:
        key, *below = item["loc"] or ("",)
        wrong.setdefault(str(key), set()).add(below[0] if below and isinstance(below[0], int) else None)
    valid: dict[str, Any] = {}
    for key, each in value.items():
        indexes = wrong.get(key, set())
        if not indexes:
            valid[key] = each
        elif None not in indexes and isinstance(each, tuple):
            valid[key] = tuple(item for index, item in enumerate(each) if index not in indexes)
    return valid


def _across(parts: list[_Part], folder: str, is_complete: bool) -> Iterator[Problem]:
    """What is wrong between the files, also where some of what stands in them has mistakes of its own.

    Where some of it could not be read, nothing is missed.
    """
    yield from _singles(parts)
    yield from _duplicates(parts)
    yield from _grouped(parts)
    if not is_complete:
        return
    yield from _dangling(parts)
    yield from _without_scale(parts)
    for name in ("rubric", "contexts", "elements"):
        if not any(part.parsed.value.get(name) for part in parts):
            yield Problem("missing_key", Place(folder), {"key": name, "form": f"{name}:"})


def _singles(parts: list[_Part]) -> Iterator[Problem]:
    """What is single stands once at most."""
    for name in _SINGLE:
        holders = [part for part in parts if part.parsed.value.get(name) is not None]
        for part in holders[1:]:
            yield part.parsed.problem(Finding("duplicate_key", (name,), {"key": name}, key=True))


def _items(value: Any, key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The maps in a list below a key, with their indexes; none where there is no such list."""
    items = value.get(key) if isinstance(value, Mapping) else None
    for index, item in enumerate(items if isinstance(items, tuple) else ()):
        if isinstance(item, Mapping):
            yield index, item


def _keys(value: Mapping[str, Any], key: str) -> Iterator[str]:
    """The keys of a map below a key; none where there is no such map."""
    below = value.get(key)
    yield from below if isinstance(below, Mapping) else ()


def _named(parts: list[_Part]) -> Iterator[tuple[str, str, ParsedFile, Path_]]:
    """Every id that is defined: its kind, itself, and where."""
    for part in parts:
        parsed = part.parsed
        for kind in _LISTS:
            for index, item in _items(parsed.value, kind):
                if isinstance(item.get("id"), str):
                    yield kind, item["id"], parsed, (kind, index, "id")
        for index, column in _items(parsed.value, "outcome_indicators"):
            for inner, indicator in _items(column, "indicators"):
                if isinstance(indicator.get("id"), str):
                    path = ("outcome_indicators", index, "indicators", inner, "id")
                    yield "indicators", indicator["id"], parsed, path


def _duplicates(parts: list[_Part]) -> Iterator[Problem]:
    """Ids are unique within their kind; elements and anti-patterns share one space, since answers name both."""
    seen: dict[tuple[str, str], tuple[ParsedFile, Path_]] = {}
    for kind, name, parsed, path in _named(parts):
        space = "elements" if kind == "anti_patterns" else kind
        if (first := seen.get((space, name))) is not None:
            elsewhere = first[0].problem(Finding("", first[1])).place
            values = {"id": name, "file": elsewhere.file, "line": elsewhere.line}
            yield parsed.problem(Finding("duplicate_id", path, values))
        else:
            seen[space, name] = parsed, path


def _without_scale(parts: list[_Part]) -> Iterator[Problem]:
    """The first element that needs the shared scale, where the rubric has none."""
    if any(part.parsed.value.get("scale") is not None for part in parts):
        return
    for part in parts:
        for index, element in _items(part.parsed.value, "elements"):
            if element.get("per") is not None:
                yield part.parsed.problem(Finding("scale_missing", ("elements", index, "per")))
                return


def _grouped(parts: list[_Part]) -> Iterator[Problem]:
    """The lock group with which there are more elements in groups than there may be."""
    number = 0
    for part in parts:
        for index, group in _items(part.parsed.value, "lock_groups"):
            elements = group.get("elements")
            number += len(elements) if isinstance(elements, tuple) else 0
            if number > MOST_GROUPED:
                values = {"id": group.get("id"), "limit": MOST_GROUPED}
                yield part.parsed.problem(Finding("too_many_grouped", ("lock_groups", index, "id"), values))
                return


def _references(parsed: ParsedFile) -> Iterator[_Reference]:
    value = parsed.value

    def refer(kind: str, name: object, *path: str | int) -> Iterator[_Reference]:
        if isinstance(name, str):
            yield _Reference(kind, name, parsed, path)

    def refer_all(kind: str, item: Any, *path: str | int) -> Iterator[_Reference]:
        names = item.get(path[-1]) if isinstance(item, Mapping) else None
        for index, name in enumerate(names if isinstance(names, tuple) else ()):
            yield from refer(kind, name, *path, index)

    def condition(rule: Any, *path: str | int) -> Iterator[_Reference]:
        for kind in ("target_groups", "goals", "phases"):
            yield from refer_all(kind, rule, *path, kind)

    for i, element in _items(value, "elements"):
        yield from refer("contexts", element.get("context"), "elements", i, "context")
        yield from refer_all("elements", element, "elements", i, "see_also")
        yield from refer_all("target_groups", element.get("support"), "elements", i, "support", "target_groups")
        yield from condition(element.get("applies_when"), "elements", i, "applies_when")
        for j, step in _items(element, "raises"):
            yield from condition(step.get("when"), "elements", i, "raises", j, "when")
        yield from refer("phases", element.get("phase"), "elements", i, "phase")
        for asked in _keys(element, "asked_of"):
            yield from refer("perspectives", asked, "elements", i, "asked_of", asked)
    for i, group in _items(value, "lock_groups"):
        yield from refer_all("elements", group, "lock_groups", i, "elements")
    for i, anti_pattern in _items(value, "anti_patterns"):
        yield from refer_all("elements", anti_pattern, "anti_patterns", i, "elements")
    for i, practice in _items(value, "practices"):
        for j, show in _items(practice, "shows"):
            yield from refer("elements", show.get("element"), "practices", i, "shows", j, "element")
    for i, view in _items(value, "success_views"):
        yield from refer_all("goals", view, "success_views", i, "goals")
    for i, criterion in _items(value, "success_criteria"):
        yield from refer("perspectives", criterion.get("perspective"), "success_criteria", i, "perspective")
        yield from refer_all("goals", criterion, "success_criteria", i, "goals")
    for i, column in _items(value, "outcome_indicators"):
        for j, indicator in _items(column, "indicators"):
            yield from refer_all("goals", indicator, "outcome_indicators", i, "indicators", j, "goals")
    for i, gap in _items(value, "knowledge_gaps"):
        yield from refer_all("elements", gap, "knowledge_gaps", i, "elements")
        yield from refer_all("anti_patterns", gap, "knowledge_gaps", i, "anti_patterns")
    for i, contradiction in _items(value, "contradictions"):
        for half in ("first", "second"):
            claim = contradiction.get(half)
            for kind, key in (("elements", "element"), ("anti_patterns", "anti_pattern")):
                if isinstance(claim, Mapping):
                    yield from refer(kind, claim.get(key), "contradictions", i, half, key)
    for i, reference in _items(value, "reference_profiles"):
        yield from condition(reference.get("profile"), "reference_profiles", i, "profile")
    for i, statement in _items(value, "statements"):
        for key in ("profile", "at_least_as"):
            yield from condition(statement.get(key), "statements", i, key)
            yield from refer("reference_profiles", statement.get(key), "statements", i, key)
        for name in _keys(statement, "except"):
            yield from refer("elements", name, "statements", i, "except", name)
        yield from refer("elements", statement.get("element"), "statements", i, "element")


def _dangling(parts: list[_Part]) -> Iterator[Problem]:
    known: dict[str, set[str]] = {}
    for kind, name, _, _ in _named(parts):
        known.setdefault(kind, set()).add(name)
    for part in parts:
        for reference in _references(part.parsed):
            names = known.get(reference.kind, set())
            if reference.id not in names:
                values = {"id": reference.id, "kind": reference.kind, "suggestion": suggestion(reference.id, names)}
                yield reference.parsed.problem(Finding("dangling_id", reference.path, values))
