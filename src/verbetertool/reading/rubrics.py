"""A folder of YAML files to a `Rubric`, or Problems with file and line."""

from collections.abc import Callable, Iterable, Iterator
from importlib.resources.abc import Traversable
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from verbetertool.errors import InvalidInputError, Place, Problem
from verbetertool.model.contour import Condition, Profile
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric, RubricPart
from verbetertool.model.thresholds import MOST_GROUPED
from verbetertool.reading.validation import findings_of, suggestion
from verbetertool.reading.yamlfile import MAX_PROBLEMS, Document, Finding, Path_, parse_yaml, read_bytes

_SINGLE = ("rubric", "dossier", "scale")
"""What stands once in a whole rubric; everything else is a list that files may share."""
_LISTS = tuple(name for name in RubricPart.model_fields if name not in _SINGLE)


@record
class _Part:
    document: Document
    model: RubricPart


@record
class _Reference:
    """An id that must exist: what kind it names, and where it is written."""

    kind: str
    id: str
    document: Document
    path: Path_


def load_rubric(folder: Path | Traversable) -> Rubric:
    """The rubric in `folder`: all its `*.yaml` files together.

    Raises InvalidInputError with every problem of all files: unknown keys, missing levels, duplicate ids, references
    that lead nowhere, elements on a scale that is not there, contours that can't be.
    """
    parts = _parts(folder)
    across = chain(
        _singles(parts, str(folder)), _duplicates(parts), _dangling(parts), _without_scale(parts), _grouped(parts)
    )
    problems = list(islice(across, MAX_PROBLEMS))
    if problems:
        raise InvalidInputError(problems)
    merged: dict[str, Any] = {name: tuple(x for p in parts for x in getattr(p.model, name)) for name in _LISTS}
    for name in ("contexts", "elements"):
        if not merged[name]:
            problems.append(Problem("missing_key", Place(str(folder)), {"key": name}))
    if problems:
        raise InvalidInputError(problems)
    merged |= {name: next((x for p in parts if (x := getattr(p.model, name)) is not None), None) for name in _SINGLE}
    return Rubric(**merged)


def _parts(folder: Path | Traversable) -> list[_Part]:
    problems: list[Problem] = []
    parts: list[_Part] = []
    for file in rubric_files(folder):
        try:
            document = parse_yaml(str(file), read_bytes(file))
            parts.append(_Part(document, _part(document)))
        except InvalidInputError as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInputError(problems)
    return parts


def find_places(folder: Path | Traversable) -> Callable[[str], Place]:
    """Where each id of a valid rubric is defined; for another name the folder itself."""
    places: dict[str, tuple[Document, Path_]] = {}
    for part in _parts(folder):
        for _, name, document, path in _named([part]):
            places.setdefault(name, (document, path))

    def place_of(name: str) -> Place:
        if name not in places:
            return Place(str(folder))
        document, path = places[name]
        return document.located([Finding("", path)])[0].place

    return place_of


def rubric_files(folder: Path | Traversable) -> list[Path | Traversable]:
    """The files of a rubric, by name. Raises InvalidInputError for a folder without any."""
    try:
        files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    except OSError:
        files = []
    if not files:
        raise InvalidInputError([Problem("no_rubric", Place(str(folder)))])
    return files


def _part(document: Document) -> RubricPart:
    if not isinstance(document.value, dict):
        raise InvalidInputError(document.located([Finding("not_mapping", ())]))
    try:
        part = RubricPart.model_validate(document.value)
    except ValidationError as error:
        findings = findings_of(error.errors(include_url=False), RubricPart)
        raise InvalidInputError(document.located(findings)) from None
    if document.problems:
        raise InvalidInputError(document.problems)
    return part


def _singles(parts: list[_Part], folder: str) -> Iterator[Problem]:
    """The heading stands once, and what else is single at most once."""
    for name in _SINGLE:
        holders = [part for part in parts if getattr(part.model, name) is not None]
        if not holders and name == "rubric":
            yield Problem("missing_key", Place(folder), {"key": name})
        for part in holders[1:]:
            yield from part.document.located([Finding("duplicate_key", (name,), {"key": name}, key=True)])


def _named(parts: list[_Part]) -> Iterator[tuple[str, str, Document, Path_]]:
    """Every id that is defined: its kind, itself, and where."""
    for part in parts:
        for kind in _LISTS:
            for index, item in enumerate(getattr(part.model, kind)):
                if hasattr(item, "id"):
                    yield kind, item.id, part.document, (kind, index, "id")
        for index, column in enumerate(part.model.outcome_indicators):
            for inner, indicator in enumerate(column.indicators):
                path = ("outcome_indicators", index, "indicators", inner, "id")
                yield "indicators", indicator.id, part.document, path


def _duplicates(parts: list[_Part]) -> Iterator[Problem]:
    """Ids are unique within their kind; elements and anti-patterns share one space, since answers name both."""
    seen: dict[tuple[str, str], tuple[Document, Path_]] = {}
    for kind, name, document, path in _named(parts):
        space = "elements" if kind == "anti_patterns" else kind
        if (first := seen.get((space, name))) is not None:
            [elsewhere] = first[0].located([Finding("duplicate_id", first[1])])
            values = {"id": name, "file": elsewhere.place.file, "line": elsewhere.place.line}
            yield from document.located([Finding("duplicate_id", path, values)])
        else:
            seen[space, name] = document, path


def _without_scale(parts: list[_Part]) -> Iterator[Problem]:
    """The first element that needs the shared scale, where the rubric has none."""
    if any(part.model.scale is not None for part in parts):
        return
    for part in parts:
        for index, element in enumerate(part.model.elements):
            if element.on_scale:
                yield from part.document.located([Finding("scale_missing", ("elements", index, "per"))])
                return


def _grouped(parts: list[_Part]) -> Iterator[Problem]:
    """The lock group with which there are more elements in groups than there may be."""
    number = 0
    for part in parts:
        for index, group in enumerate(part.model.lock_groups):
            number += len(group.elements)
            if number > MOST_GROUPED:
                values = {"id": group.id, "limit": MOST_GROUPED}
                yield from part.document.located([Finding("too_many_grouped", ("lock_groups", index, "id"), values)])
                return


def _references(part: _Part) -> Iterator[_Reference]:
    def refer(kind: str, ids: Iterable[str], *path: str | int) -> Iterator[_Reference]:
        for index, name in enumerate(ids):
            yield _Reference(kind, name, part.document, (*path, index))

    def condition(rule: Condition | Profile, *path: str | int) -> Iterator[_Reference]:
        yield from refer("target_groups", rule.target_groups, *path, "target_groups")
        yield from refer("goals", rule.goals, *path, "goals")
        yield from refer("phases", rule.phases, *path, "phases")

    for i, element in enumerate(part.model.elements):
        yield _Reference("contexts", element.context, part.document, ("elements", i, "context"))
        yield from refer("elements", element.see_also, "elements", i, "see_also")
        groups = element.support.target_groups
        yield from refer("target_groups", groups, "elements", i, "support", "target_groups")
        if element.applies_when:
            yield from condition(element.applies_when, "elements", i, "applies_when")
        for j, step in enumerate(element.raises):
            yield from condition(step.when, "elements", i, "raises", j, "when")
        if element.phase is not None:
            yield _Reference("phases", element.phase, part.document, ("elements", i, "phase"))
        for asked in element.asked_of:
            yield _Reference("perspectives", asked, part.document, ("elements", i, "asked_of", asked))
    for i, group in enumerate(part.model.lock_groups):
        yield from refer("elements", group.elements, "lock_groups", i, "elements")
    for i, anti_pattern in enumerate(part.model.anti_patterns):
        yield from refer("elements", anti_pattern.elements, "anti_patterns", i, "elements")
    for i, practice in enumerate(part.model.practices):
        for j, shown in enumerate(practice.shows):
            yield _Reference("elements", shown.element, part.document, ("practices", i, "shows", j, "element"))
    for i, view in enumerate(part.model.success_views):
        yield from refer("goals", view.goals, "success_views", i, "goals")
    for i, criterion in enumerate(part.model.success_criteria):
        path: Path_ = ("success_criteria", i, "perspective")
        yield _Reference("perspectives", criterion.perspective, part.document, path)
        yield from refer("goals", criterion.goals, "success_criteria", i, "goals")
    for i, column in enumerate(part.model.outcome_indicators):
        for j, indicator in enumerate(column.indicators):
            yield from refer("goals", indicator.goals, "outcome_indicators", i, "indicators", j, "goals")
    for i, gap in enumerate(part.model.knowledge_gaps):
        yield from refer("elements", gap.elements, "knowledge_gaps", i, "elements")
        yield from refer("anti_patterns", gap.anti_patterns, "knowledge_gaps", i, "anti_patterns")
    for i, contradiction in enumerate(part.model.contradictions):
        for half, claim in (("first", contradiction.first), ("second", contradiction.second)):
            for kind, key, id in (
                ("elements", "element", claim.element),
                ("anti_patterns", "anti_pattern", claim.anti_pattern),
            ):
                if id is not None:
                    yield _Reference(kind, id, part.document, ("contradictions", i, half, key))
    for i, reference in enumerate(part.model.reference_profiles):
        yield from condition(reference.profile, "reference_profiles", i, "profile")
    for i, statement in enumerate(part.model.statements):
        for key, named in (("profile", statement.profile), ("at_least_as", statement.at_least_as)):
            if isinstance(named, Profile):
                yield from condition(named, "statements", i, key)
            elif named is not None:
                yield _Reference("reference_profiles", named, part.document, ("statements", i, key))
        for name in statement.except_:
            yield _Reference("elements", name, part.document, ("statements", i, "except", name))
        if statement.element is not None:
            yield _Reference("elements", statement.element, part.document, ("statements", i, "element"))


def _dangling(parts: list[_Part]) -> Iterator[Problem]:
    known: dict[str, set[str]] = {}
    for kind, name, _, _ in _named(parts):
        known.setdefault(kind, set()).add(name)
    for part in parts:
        for reference in _references(part):
            names = known.get(reference.kind, set())
            if reference.id not in names:
                values = {"id": reference.id, "kind": reference.kind, "suggestion": suggestion(reference.id, names)}
                yield from reference.document.located([Finding("dangling_id", reference.path, values)])
