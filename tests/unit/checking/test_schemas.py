"""The published schema of answer files against the reader: both take the same forms."""

from typing import Any

import jsonschema
import pytest

from tests.builders import SCALE, a_rubric, an_element, on_scale
from verbetertool.checking.schemas import schema_of

RUBRIC = a_rubric(
    [on_scale("geteld"), an_element("eigen")],
    scale=SCALE,
    phases=({"id": "leren", "title": "Leren", "description": "Leren"},),
    facts=(
        {"id": "aantal", "question": "Hoeveel?", "kind": "number"},
        {"id": "af", "question": "Hoeveel maakten het af?", "kind": "count"},
        {"id": "wie", "question": "Wie?", "kind": "choice", "choices": ({"id": "a", "title": "A"},)},
    ),
)
SCHEMA = schema_of("answers", RUBRIC)


def a_file(**project: Any) -> dict[str, Any]:
    return {"format": "verbetertool/1", "rubric": "proef", "project": {"name": "Proef", **project}}


@pytest.mark.parametrize(
    "answer",
    [{"geteld": "34/40"}, {"geteld": {"level": 4, "count": "34/40"}}, {"geteld": 2}, {"eigen": {"level": 2}}],
)
def test_forms_of_an_answer(answer: dict[str, Any]) -> None:
    """A count, a level, or both."""
    jsonschema.validate({**a_file(), "answers": answer}, SCHEMA)


@pytest.mark.parametrize(
    "answer",
    [{"eigen": "34/40"}, {"eigen": {"count": "34/40"}}, {"geteld": "34 van 40"}, {"geteld": {"count": 34}}],
)
def test_no_answer(answer: dict[str, Any]) -> None:
    """An element with own levels takes no count."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**a_file(), "answers": answer}, SCHEMA)


def test_facts() -> None:
    """What the rubric asks, in the kind that it asks for, and nothing else."""
    facts = {"aantal": 3, "af": "31/40", "wie": "a"}
    jsonschema.validate(a_file(facts=facts, phases_by_others=["leren"], ages={"few_from_23": True}, id="x"), SCHEMA)
    jsonschema.validate(a_file(facts={"aantal": None}), SCHEMA)
    for wrong in ({"aantal": "veel"}, {"aantal": -1}, {"af": "31"}, {"wie": "b"}, {"anders": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(a_file(facts=wrong), SCHEMA)
