"""The published JSON Schemas: for editors that complete answer files and rubrics, and for users of results."""

from typing import Any

from verbetertool.model import picture
from verbetertool.model.assessment import json_schema
from verbetertool.model.project import MAX_FACT, MAX_NUMBER, AnswerFile
from verbetertool.model.rubric import FactQuestion, Rubric, RubricPart
from verbetertool.model.scale import COUNT

SCHEMAS = ("answers", "rubric", "result", "contour")
SIGNATURE = "verbetertool-schema"
"""In every schema of ours, so that it may be made again where one stands."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(name: str, rubric: Rubric) -> dict[str, Any]:
    """The schema `name` (one of `SCHEMAS`); that of answer files knows the ids of `rubric`."""
    match name:
        case "answers":
            schema = _answers(rubric)
        case "rubric":
            schema = RubricPart.model_json_schema()
        case "contour":
            schema = picture.json_schema()
        case _:
            schema = json_schema()
    return {"$schema": _DIALECT, "$comment": SIGNATURE, **schema}


def _answers(rubric: Rubric) -> dict[str, Any]:
    """The model's schema, with the rubric's ids as the only names that can be chosen."""
    schema = AnswerFile.model_json_schema()
    properties, project = schema["properties"], schema["$defs"]["Project"]["properties"]
    properties["rubric"] = {"const": rubric.id, "title": "Rubric"}
    for key, items in (("answers", rubric.elements), ("anti_patterns", rubric.anti_patterns)):
        written = properties[key]["anyOf"][0]
        [value] = written.pop("patternProperties").values()
        written.pop("propertyNames", None)
        written["additionalProperties"] = False
        values = {True: value, False: _without_count(value, schema["$defs"]) if key == "answers" else value}
        written["properties"] = {
            item.id: {**values[getattr(item, "on_scale", True)], "description": item.question} for item in items
        }
    for key, choices in (
        ("target_groups", rubric.target_groups),
        ("goals", rubric.goals),
        ("phases", rubric.phases),
        ("phases_by_others", rubric.phases),
    ):
        project[key]["anyOf"][0]["items"] = {"enum": [choice.id for choice in choices]}
    project["facts"] = _facts(rubric.facts)
    perspectives = [perspective.id for perspective in rubric.perspectives]
    schema["$defs"]["Audit"]["properties"]["perspective"]["anyOf"][0] = {"enum": perspectives}
    return schema


def _without_count(value: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """An answer to an element with own levels, which no count can be."""
    own = dict(definitions["LongAnswer"])
    own["properties"] = {key: kind for key, kind in own["properties"].items() if key != "count"}
    definitions["OwnLevels"] = own
    forms = [form for form in value["anyOf"] if "pattern" not in form and "$ref" not in form]
    return {"anyOf": [*forms, {"$ref": "#/$defs/OwnLevels"}]}


def _facts(facts: tuple[FactQuestion, ...]) -> dict[str, Any]:
    """What an answer file may say about the project beside its profile."""
    kinds: dict[str, dict[str, Any]] = {
        "number": {"type": "number", "minimum": 0, "maximum": MAX_NUMBER},
        "count": {"type": "string", "pattern": f"^{COUNT}$"},
        "text": {"type": "string", "maxLength": MAX_FACT},
    }
    properties = {
        fact.id: {
            "anyOf": [kinds.get(fact.kind) or {"enum": [choice.id for choice in fact.choices]}, {"type": "null"}],
            "description": fact.question,
        }
        for fact in facts
    }
    return {
        "anyOf": [{"type": "object", "additionalProperties": False, "properties": properties}, {"type": "null"}],
        "default": None,
    }
