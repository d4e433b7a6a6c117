"""Builders of rubrics and answers: they name only what matters to a test."""

from collections.abc import Mapping, Sequence
from typing import Any

from verbetertool.model.assessment import Assessment
from verbetertool.model.project import Answers
from verbetertool.model.rubric import Rubric
from verbetertool.report.templated import render_html, render_markdown

TEXT = "tekst"

SUPPORT_FOR_WEIGHT: dict[int, dict[str, Any]] = {
    1: {"studies": {"text": (), "appendix": ()}, "mentions": None},
    2: {"studies": {"text": (1, 2), "appendix": ()}, "mentions": 5},
    3: {"studies": {"text": (1, 2, 3, 4, 5), "appendix": ()}, "mentions": 10},
}
"""Support that docs/scoring.md section 2 turns into each weight."""


def an_element(id: str, context: str = "c", *, weight: int = 1, required: int = 3, **fields: Any) -> dict[str, Any]:
    """An element with the weight and, for every profile, the required level asked for."""
    raises: tuple[dict[str, Any], ...] = ()
    if required == 4:
        raises = ({"when": {"ages": {"from": 0}}, "to": 4, "section": "3.7"},)
    return {
        "id": id,
        "context": context,
        "title": f"Titel {id}",
        "question": f"Vraag {id}?",
        "why": TEXT,
        "levels": {str(level): f"{id} niveau {level}" for level in range(5)},
        "base": min(required, 3),
        "raises": raises,
        "support": {"sections": ("3.1",), "status": "supported", **SUPPORT_FOR_WEIGHT[weight]},
        "not_applicable": {"allowed": True, "example": TEXT},
        "advice": {str(level): f"{id} stap {level}" for level in range(4)},
        **fields,
    }


def an_anti_pattern(id: str, deduction: int = 1, **fields: Any) -> dict[str, Any]:
    """An anti-pattern with deduction 0, 1 or 2."""
    return {
        "id": id,
        "title": f"Titel {id}",
        "question": f"Vraag {id}?",
        "why": TEXT,
        "alternative": TEXT,
        "strength": "works-not" if deduction else "mixed-evidence",
        "severity": deduction,
        "certain": True,
        "sections": ("3.8",),
        **fields,
    }


def a_rubric(
    elements: Sequence[dict[str, Any]], anti_patterns: Sequence[dict[str, Any]] = (), version: str = "1", **rest: Any
) -> Rubric:
    """A rubric with these elements; its contexts are those that the elements name."""
    contexts = dict.fromkeys(element["context"] for element in elements)
    return Rubric.model_validate(
        {
            "rubric": {
                "id": "proef",
                "version": version,
                "language": "nl",
                "title": "Proef",
                "description": TEXT,
                "source": {"title": TEXT, "author": TEXT},
            },
            "contexts": tuple({"id": c, "title": f"Context {c}", "intro": TEXT, "section": "3"} for c in contexts),
            "elements": tuple(elements),
            "anti_patterns": tuple(anti_patterns),
            **rest,
        }
    )


def an_answer(value: Any, *, evidence: str | None = None, reason: str = "past hier niet") -> dict[str, Any]:
    """0-4, `unknown` or `not_applicable`, as the scoring gets it."""
    shown = (evidence,) if evidence else ()
    if value == "unknown":
        return {"note": None}
    if value == "not_applicable":
        return {"reason": reason}
    return {"level": value, "evidence": shown}


def some_answers(answers: dict[str, Any], anti_patterns: Mapping[str, Any] | None = None, **fields: Any) -> Answers:
    """Answers by element id: 0-4, `"3e"` (with evidence), `"unknown"` or `"not_applicable"`."""
    from verbetertool.model.project import Answer, Answered, NotApplicable, Occurrence, Project, Unknown

    found: dict[str, Answer] = {}
    for name, value in answers.items():
        match value:
            case "unknown":
                found[name] = Unknown()
            case "not_applicable":
                found[name] = NotApplicable(reason="past hier niet")
            case str():
                found[name] = Answered(level=int(value[0]), evidence=("jaarverslag",))
            case _:
                found[name] = Answered(level=value)
    project = Project.model_validate({"name": "Proefproject", **fields.pop("project", {})})
    occurrences = {name: Occurrence(value) for name, value in (anti_patterns or {}).items()}
    return Answers(rubric="proef", project=project, answers=found, anti_patterns=occurrences, **fields)


def html_of(assessment: Assessment, rubric: Rubric, house_style: str = "") -> str:
    """A report in HTML, as text."""
    return render_html(assessment, rubric, house_style).decode()


def markdown_of(assessment: Assessment, rubric: Rubric) -> str:
    """A report in Markdown, as text."""
    return render_markdown(assessment, rubric).decode()
