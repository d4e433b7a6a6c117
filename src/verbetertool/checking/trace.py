"""Traceability both ways: from every place of the dossier to ids or a reason, and from every id to its places."""

from collections.abc import Callable, Iterator

from verbetertool.errors import Place, Problem
from verbetertool.model.record import record
from verbetertool.model.rubric import Rubric

LITERATURE = "bijlage 4"
FOCUS_GROUPS = "bijlage 5"

PlaceOf = Callable[[str], Place]


@record
class TraceRow:
    """A place of the dossier with what it says there, and where it leads: ids, or else a reason."""

    place: str
    item: str
    ids: tuple[str, ...]
    reason: str | None = None


@record
class Origin:
    """An id of the rubric, its kind, and the places of the dossier that it comes from."""

    kind: str
    id: str
    places: tuple[str, ...]


def from_dossier(rubric: Rubric) -> tuple[TraceRow, ...]:
    """Every section, named item and appendix row of the dossier in its order, then what the rubric leaves out."""
    if rubric.dossier is None:
        return ()
    at_place: dict[str, list[str]] = {}
    for origin in to_dossier(rubric):
        for place in origin.places:
            at_place.setdefault(place, []).append(origin.id)
    rows = []
    for section in rubric.dossier.sections:
        items = [TraceRow(section, each.item, each.ids) for each in rubric.dossier.items if each.place == section]
        left_out = [TraceRow(section, n.item, (), n.reason) for n in rubric.not_covered if n.place == section]
        ids = tuple(at_place.get(section, ()))
        if ids or not (items or left_out):
            rows.append(TraceRow(section, "", ids))
        rows.extend([*items, *left_out])
    for place, row in _all_rows(rubric):
        rows.append(
            TraceRow(place, row, tuple(at_place.get(_row_place(place, row), ())), _row_reason(rubric, place, row))
        )
    return tuple(rows)


def to_dossier(rubric: Rubric) -> tuple[Origin, ...]:
    """Every id of the rubric with its places."""
    found = []
    for element in rubric.elements:
        support = element.support
        rows = [_row_place(LITERATURE, row) for row in support.appendix_rows.literature]
        rows += [_row_place(FOCUS_GROUPS, row) for row in support.appendix_rows.focus_groups]
        sections = dict.fromkeys([*support.sections, *(rule.section for rule in element.raises)])
        found.append(Origin("element", element.id, (*sections, *rows)))
    for kind, items in (
        ("anti_pattern", rubric.anti_patterns),
        ("practice", rubric.practices),
        ("knowledge_gap", rubric.knowledge_gaps),
        ("principle", rubric.principles),
    ):
        found.extend(Origin(kind, item.id, item.sections) for item in items)
    found.extend(Origin("lock_group", group.id, (group.section,)) for group in rubric.lock_groups)
    found.extend(Origin("context", context.id, (context.section,)) for context in rubric.contexts)
    found.extend(Origin("target_group", c.id, (c.section,)) for c in rubric.target_groups if c.section)
    found.extend(Origin("goal", c.id, (c.section,)) for c in rubric.goals if c.section)
    found.extend(Origin("success_view", view.id, (view.section,)) for view in rubric.success_views)
    found.extend(Origin("success_criterion", c.id, (c.section,)) for c in rubric.success_criteria)
    for column in rubric.outcome_indicators:
        found.append(Origin("indicator_column", column.id, (column.section,)))
        found.extend(Origin("indicator", indicator.id, (column.section,)) for indicator in column.indicators)
    return tuple(found)


def trace_problems(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    """Where the trace has a hole: a row or section that leads nowhere, or a place that the dossier does not have."""
    if rubric.dossier is None:
        return
    known_sections = set(rubric.dossier.sections)
    known_rows = {_row_place(place, row) for place, row in _all_rows(rubric)}
    origins = to_dossier(rubric)
    ids = {origin.id for origin in origins}
    for row in from_dossier(rubric):
        if not row.ids and row.reason is None:
            place = place_of(rubric.id)
            if row.item:
                yield Problem("row_not_traced", place, {"row": row.item, "place": row.place})
            else:
                yield Problem("section_not_traced", place, {"section": row.place})
    for item in rubric.dossier.items:
        for name in item.ids:
            if name not in ids:
                values = {"item": item.item, "place": item.place, "id": name}
                yield Problem("item_dangles", place_of(rubric.id), values)
    for origin in origins:
        for name in origin.places:
            if name in known_rows or name in known_sections:
                continue
            appendix, _, title = name.partition(": ")
            if title:
                values = {"id": origin.id, "row": title, "place": appendix}
                yield Problem("row_unknown", place_of(origin.id), values)
            else:
                yield Problem("section_unknown", place_of(origin.id), {"id": origin.id, "section": name})


def _all_rows(rubric: Rubric) -> Iterator[tuple[str, str]]:
    if rubric.dossier is not None:
        rows = rubric.dossier.appendix_rows
        yield from ((LITERATURE, row) for row in rows.literature)
        yield from ((FOCUS_GROUPS, row) for row in rows.focus_groups)


def _row_place(place: str, row: str) -> str:
    return f"{place}: {row}"


def _row_reason(rubric: Rubric, place: str, row: str) -> str | None:
    """A row is left out where `not_covered` names it, whole or by its first words."""
    for left_out in rubric.not_covered:
        if left_out.place == place and row.startswith(left_out.item):
            return left_out.reason
    return None
