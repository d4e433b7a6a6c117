"""The published JSON Schemas: for editors that complete answer files and rubrics, and for users of results."""

from typing import Any

from verbetertool.model.assessment import json_schema
from verbetertool.model.project import AnswerFile
from verbetertool.model.rubric import Rubric, RubricPart

SCHEMAS = ("answers", "rubric", "result")
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
        written["properties"] = {item.id: {**value, "description": item.question} for item in items}
    for key, choices in (
        ("target_groups", rubric.target_groups),
        ("goals", rubric.goals),
        ("phases", rubric.phases),
    ):
        project[key]["anyOf"][0]["items"] = {"enum": [choice.id for choice in choices]}
    perspectives = [perspective.id for perspective in rubric.perspectives]
    schema["$defs"]["Audit"]["properties"]["perspective"]["anyOf"][0] = {"enum": perspectives}
    return schema
