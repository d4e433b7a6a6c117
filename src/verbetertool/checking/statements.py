"""The statements of a rubric, proven: each that does not hold is a Problem with what was found instead."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from verbetertool.errors import Place, Problem
from verbetertool.model.contour import Profile
from verbetertool.model.rubric import Rubric
from verbetertool.model.statements import Statement
from verbetertool.scoring.applicability import contour_of, unanswered_case
from verbetertool.scoring.score import read

PlaceOf = Callable[[str], Place]


def statement_problems(rubric: Rubric, place_of: PlaceOf) -> Iterator[Problem]:
    """What of the statements does not hold, in their order; `place_of` gives where an id is defined."""
    for statement in rubric.statements:
        for code, values in (
            _about_band(statement, rubric) if statement.element is None else _about_contour(statement, rubric)
        ):
            yield Problem(code, place_of(statement.id), {"id": statement.id, "section": statement.section, **values})


Found = Iterator[tuple[str, dict[str, object]]]


def _about_band(statement: Statement, rubric: Rubric) -> Found:
    case = unanswered_case(rubric, _profile(statement.profile, rubric), "full")
    asked = {element.id for element in case.counted}
    for name in statement.except_:
        if name not in asked:
            yield "statement_not_asked", {"element": name}
    counted = tuple(
        replace(element, level=statement.except_.get(element.id, element.required), has_evidence=True)
        for element in case.counted
    )
    clean = tuple(replace(anti_pattern, occurs=0) for anti_pattern in case.anti_patterns)
    band = read(replace(case, counted=counted, anti_patterns=clean), "reported").band or 0
    if statement.band_at_most is not None and band > statement.band_at_most:
        yield "statement_band_high", {"found": band, "limit": statement.band_at_most}
    if statement.band_at_least is not None and band < statement.band_at_least:
        yield "statement_band_low", {"found": band, "limit": statement.band_at_least}


def _about_contour(statement: Statement, rubric: Rubric) -> Found:
    found = _asked(statement, statement.profile, rubric)
    values: dict[str, object] = {"element": statement.element, "found": found}
    if statement.at_most is not None and found > statement.at_most:
        yield "statement_level_high", {**values, "limit": statement.at_most}
    least: int = statement.at_least or 0
    if statement.at_least_as is not None:
        least = max(least, _asked(statement, statement.at_least_as, rubric))
    if found < least:
        yield "statement_level_low", {**values, "limit": least}


def _asked(statement: Statement, profile: str | Profile, rubric: Rubric) -> int:
    """The level that the contour of a profile asks of the element that a statement is about; 0 if it asks none."""
    contour = contour_of(rubric, _profile(profile, rubric), "full")
    return next((asked.required for asked in contour if asked.element.id == statement.element), 0)


def _profile(profile: str | Profile, rubric: Rubric) -> Profile:
    if isinstance(profile, Profile):
        return profile
    return next(reference.profile for reference in rubric.reference_profiles if reference.id == profile)
