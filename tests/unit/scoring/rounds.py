"""A small rubric and the rows of a round about it, for tests of what many projects show together."""

from tests.builders import a_rubric, an_anti_pattern, an_element, some_answers
from verbetertool.model.portfolio import ProjectRow
from verbetertool.scoring.assess import assess
from verbetertool.scoring.rows import row_of

RUBRIC = a_rubric(
    [
        an_element("e0", "a"),
        an_element("e1", "a", required=2),
        an_element("e2", "b", essential=True),
        an_element("e3", "b"),
        an_element("e4", "c", applies_when={"phases": ("leren",)}),
    ],
    [an_anti_pattern("h0", 1), an_anti_pattern("h1", 2), an_anti_pattern("g", 0)],
    target_groups=tuple({"id": g, "title": g, "description": g} for g in ("lvb", "statushouders", "thuis")),
    goals=tuple({"id": g, "title": g, "description": g} for g in ("opleiding", "werk")),
    phases=tuple({"id": p, "title": p, "description": p} for p in ("leren", "werkvloer")),
)
PROJECT = {"name": "Proef", "goals": ("werk",), "target_groups": ("lvb",), "phases": ("werkvloer",)}


def a_row(answers: dict[str, object], anti_patterns: dict[str, str] | None = None, **project: object) -> ProjectRow:
    """A row that says in its file and report how the project is called."""
    given = PROJECT | project
    return row_of(
        assess(RUBRIC, some_answers(answers, anti_patterns, project=given)),
        RUBRIC,
        file=f"{given['name']}.yaml",
        report=f"r-{given['name']}",
    )
