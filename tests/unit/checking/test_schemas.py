"""The published schemas: the forms they take, that they hold in every validator, and what an editor shows of them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.builders import SCALE, a_rubric, an_element, on_scale
from verbetertool import load_rubric
from verbetertool.checking.schemas import SCHEMAS, schema_of
from verbetertool.errors import InvalidInputError
from verbetertool.model.project import AnswerFile
from verbetertool.model.round import RoundFile
from verbetertool.model.rubric import Rubric
from verbetertool.reading.answers import check_answers, parse_answers
from verbetertool.reading.rounds import load_round
from verbetertool.reading.yamlfile import parse_yaml
from verbetertool.report.round_template import render_round

_WORDS = """
$schema $comment $defs $ref title description type properties patternProperties additionalProperties propertyNames
required items prefixItems anyOf const enum pattern minimum maximum minLength maxLength minItems maxItems
maxProperties default format
"""
STANDARD = frozenset(_WORDS.split())
"""Words of the standard that we use: strict validators refuse any other one."""
HEAD = "format: verbetertool/1\nrubric: jongeren-naar-werk\nproject: {name: Proef}\n"

WITH_COUNTS = a_rubric(
    [on_scale("geteld"), an_element("eigen")],
    scale=SCALE,
    phases=({"id": "leren", "title": "Leren", "description": "Leren"},),
    facts=(
        {"id": "aantal", "question": "Hoeveel?", "kind": "number"},
        {"id": "af", "question": "Hoeveel maakten het af?", "kind": "count"},
        {"id": "wie", "question": "Wie?", "kind": "choice", "choices": ({"id": "a", "title": "A"},)},
    ),
)
COUNTS_SCHEMA = schema_of("answers", WITH_COUNTS)
COUNTS = jsonschema.Draft202012Validator(COUNTS_SCHEMA)


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_rubric()


def nodes(node: Any, *, are_names: bool = False) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema."""
    if isinstance(node, list):
        for item in node:
            yield from nodes(item)
    elif isinstance(node, dict):
        if not are_names:
            yield node
        for key, value in node.items():
            inside = key in ("properties", "$defs", "patternProperties") and not are_names
            if are_names or key not in ("const", "enum", "default"):
                yield from nodes(value, are_names=inside)


@pytest.mark.thorough
@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_holds_in_other_validators(name: str, rubric: Rubric) -> None:
    """Only words of the standard, and patterns without escapes that JavaScript refuses."""
    schema = schema_of(name, rubric)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(jsonschema.Draft202012Validator.META_SCHEMA, format_checker=checker).validate(
        schema
    )
    for node in nodes(schema):
        assert node.keys() <= STANDARD, node.keys() - STANDARD
        if "pattern" in node:
            escaped = re.findall(r"\\(u[0-9a-f]{4}|x[0-9a-f]{2}|.)", node["pattern"])
            assert all(len(each) > 1 or each in "sSdDwWbBnrtfv^$\\.*+?()[]{}|/-" for each in escaped), node["pattern"]


@pytest.mark.parametrize("name", ["answers", "rubric", "round"])
def test_an_editor_shows_no_english(name: str, rubric: Rubric) -> None:
    """Every key of an answer file or a round says in Dutch what it is; no docstring and no name of a file of ours."""
    schema = schema_of(name, rubric)
    text = json.dumps([node.get("description", "") for node in nodes(schema)])
    assert not re.search(r"\bthe\b|\bwhich\b|\.md\b|\.py\b", text)
    if name != "rubric":
        for node in nodes(schema):
            for key, value in node.get("properties", {}).items():
                assert value.get("description"), key


def test_an_editor_knows_levels_and_choices(rubric: Rubric) -> None:
    """After `level:` 0 to 4 with their texts, in both forms of an answer; choices with their titles."""
    schema = schema_of("answers", rubric)
    element = rubric.elements[0]
    answer = schema["properties"]["answers"]["anyOf"][0]["properties"][element.id]
    assert answer["description"].splitlines() == [element.question, element.practice]
    [*short, count, long] = answer["anyOf"]
    assert "pattern" in count
    for forms in (short, long["properties"]["level"]["anyOf"]):
        assert [each["const"] for each in forms] == [0, 1, 2, 3, 4, "unknown", None]
        assert [each["description"] for each in forms[:5]] == list(rubric.level_texts(element))
    groups = schema["$defs"]["Project"]["properties"]["target_groups"]["anyOf"][0]["items"]["anyOf"]
    assert [(each["const"], each["title"]) for each in groups] == [(g.id, g.title) for g in rubric.target_groups]


def test_an_editor_may_leave_its_line(rubric: Rubric) -> None:
    """`$schema` stands in an answer file without a remark, and in the schema too."""
    text = f"$schema: ./schema.json\n{HEAD}answers: {{peers: 2}}\n"
    submission = parse_answers("x.yaml", text.encode(), "")
    assert check_answers(submission, rubric)[1] == []
    validator = jsonschema.Draft202012Validator(schema_of("answers", rubric))
    validator.validate(json.loads(json.dumps(submission.parsed.value)))
    assert AnswerFile.model_validate(submission.parsed.value).schema_ == "./schema.json"


def a_file(**project: Any) -> dict[str, Any]:
    return {"format": "verbetertool/1", "rubric": "proef", "project": {"name": "Proef", **project}}


@pytest.mark.parametrize(
    "answer",
    [{"geteld": "34/40"}, {"geteld": {"level": 4, "count": "34/40"}}, {"geteld": 2}, {"eigen": {"level": 2}}],
)
def test_forms_of_an_answer(answer: dict[str, Any]) -> None:
    """A count, a level, or both."""
    COUNTS.validate({**a_file(), "answers": answer})


@pytest.mark.parametrize(
    "answer",
    [{"eigen": "34/40"}, {"eigen": {"count": "34/40"}}, {"geteld": "34 van 40"}, {"geteld": {"count": 34}}],
)
def test_no_answer(answer: dict[str, Any]) -> None:
    """An element with own levels takes no count."""
    with pytest.raises(jsonschema.ValidationError):
        COUNTS.validate({**a_file(), "answers": answer})


def test_the_number_of_an_application() -> None:
    """With or without quotes."""
    for id in ("2026-001", 2026001, 1.5, None):
        COUNTS.validate(a_file(id=id))
    wrong: Any
    for wrong in (True, [], " "):
        with pytest.raises(jsonschema.ValidationError):
            COUNTS.validate(a_file(id=wrong))


def test_facts() -> None:
    """What the rubric asks, in the kind that it asks for, and nothing else."""
    facts = {"aantal": 3, "af": "31/40", "wie": "a"}
    COUNTS.validate(a_file(facts=facts, phases_by_others=["leren"], ages={"few_from_23": True}, id="x"))
    COUNTS.validate(a_file(facts={"aantal": None}))
    for wrong in ({"aantal": "veel"}, {"aantal": -1}, {"af": "31"}, {"wie": "b"}, {"anders": 1}):
        with pytest.raises(jsonschema.ValidationError):
            COUNTS.validate(a_file(facts=wrong))


def test_an_editor_knows_what_is_counted() -> None:
    """Beside the levels on the shared scale, with their texts, what the best project does; facts say what is asked."""
    answer = COUNTS_SCHEMA["properties"]["answers"]["anyOf"][0]["properties"]["geteld"]
    element = WITH_COUNTS.element_by_id["geteld"]
    assert element.practice
    assert element.practice in answer["description"]
    assert [each["description"] for each in answer["anyOf"][:5]] == list(WITH_COUNTS.level_texts(element))
    facts = COUNTS_SCHEMA["$defs"]["Project"]["properties"]["facts"]["anyOf"][0]["properties"]
    assert [fact["description"] for fact in facts.values()] == [fact.question for fact in WITH_COUNTS.facts]


def written_of(text: str) -> Any:
    """What a file says, as a validator of JSON gets it."""
    return json.loads(json.dumps(parse_yaml("ronde.yaml", text.encode()).value))


def test_the_file_that_round_init_makes(rubric: Rubric) -> None:
    """As it is, and with every line of it taken in."""
    schema, text = schema_of("round", rubric), render_round(rubric)
    filled = re.sub(r"^# (?= *[a-z_]+:(?: |$)(?!verbetertool))", "", text, flags=re.M)
    assert written_of(filled).keys() == RoundFile.model_fields.keys() - {"schema_"}
    for each in (text, filled, "$schema: x.json\nround: {name: X}\nprofile: profiel.yaml\n"):
        jsonschema.validate(written_of(each), schema)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "text",
    [
        "profile: {}",
        "round: {name: ' '}",
        "round: {name: X, closing_date: 31-1-2027}",
        "round: {name: X, naam: Y}",
        "round: {name: X}\nprofile: {goals: [werk]}",
        "round: {name: X}\nprofile: [betaald-werk]",
        "round: {name: X}\nprofile: {ages: {from: 200}}",
        "round: {name: X}\npriorities: lvb",
        "round: {name: X}\nletters: {welkom: x}",
    ],
)
def test_no_file_about_a_round(text: str, rubric: Rubric, tmp_path: Path) -> None:
    """What the schema refuses, we refuse too."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(written_of(text), schema_of("round", rubric))
    path = tmp_path / "ronde.yaml"
    path.write_text(text)
    with pytest.raises(InvalidInputError):
        load_round(path, rubric)
