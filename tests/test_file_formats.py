"""docs/file-formats.md against the published schemas and what a round writes: no key, type or heading is missing."""

import csv
import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from tests.documents import ROOT, page, table
from verbetertool import load_rubric
from verbetertool.batch.results import signal_data
from verbetertool.checking.schemas import schema_of
from verbetertool.cli.app import run
from verbetertool.cli.boundary import guarded
from verbetertool.model import agreement, manifest
from verbetertool.model.portfolio import Signal, SignalKind
from verbetertool.model.project import AnswerFile
from verbetertool.model.redaction import LEFT_OUT
from verbetertool.model.round import RoundFile
from verbetertool.model.rubric import RubricPart
from verbetertool.report.style import PAIRS, load_style

PAGE = "file-formats.md"
RUBRIC = load_rubric()
CHOICES = {RUBRIC.id} | {
    item.id for key in ("target_groups", "goals", "phases", "perspectives") for item in getattr(RUBRIC, key)
}
"""Ids that a published schema lists because this rubric has them: in the next one they are other texts."""


def objects_of(name: str) -> dict[str, dict[str, Any]]:
    """Every kind of object in a format, by its name; the published schemas say the same to a person in an editor."""
    models: dict[str, type[BaseModel]] = {"answers": AnswerFile, "rubric": RubricPart}
    schema = models[name].model_json_schema() if name in models else schema_of(name, RUBRIC)
    whole = {schema["title"]: schema} if "title" in schema else {}
    return {**whole, **schema["$defs"]}


def kind_of(schema: dict[str, Any]) -> str:
    """How the page words the type of a value, null left aside."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[1])
    if "anyOf" in schema:
        return either(form for form in schema["anyOf"] if form.get("type") != "null")
    if "const" in schema:
        return "text" if schema["const"] in CHOICES else json.dumps(schema["const"]).strip('"')
    if "enum" in schema:
        return "text" if CHOICES.issuperset(schema["enum"]) else "one of: " + ", ".join(schema["enum"])
    if schema["type"] == "array":
        return f"list of {kind_of(schema['items'])}"
    if schema["type"] == "object":
        values = schema.get("properties") or schema["patternProperties"]
        return f"map of id to {either(values.values())}"
    return "text" if schema["type"] == "string" else str(schema["type"])


def either(forms: Iterable[dict[str, Any]]) -> str:
    """All forms that a value may have, each once; an integer is a number."""
    kinds = [kind for form in forms for kind in kind_of(form).split(" or ")]
    return " or ".join(kind for kind in dict.fromkeys(kinds) if not (kind == "integer" and "number" in kinds))


def may_be_null(schema: dict[str, Any]) -> bool:
    return any(form.get("type") == "null" for form in schema.get("anyOf", ()))


OF_A_PROFILE = {"Profile", "Ages", "AgeRange"}
"""Objects of a contour that stand on the page as a person writes them."""


@pytest.mark.parametrize(
    ("name", "title"),
    [
        *((name, title) for name in ("answers", "result", "team") for title in objects_of(name)),
        *(("comparison", title) for title in objects_of("comparison").keys() - objects_of("result").keys()),
        *(("contour", title) for title in objects_of("contour") if title not in OF_A_PROFILE),
    ],
)
def test_every_key_stands_in_its_table(name: str, title: str) -> None:
    """The table of an object has its keys, each with its type, and says which may be null or left out."""
    schema = objects_of(name)[title]
    rows = {row["key"]: row for row in table(PAGE, title)}
    keys = schema["properties"]
    assert rows.keys() == keys.keys()
    for key, value in keys.items():
        row, kind = rows[key], kind_of(value)
        limit = r"(?:, at most .*)?" if "one of" in kind else r"(?:, .*)?"  # a closed list is whole
        assert re.fullmatch(re.escape(kind) + limit, row["type"]), (key, row["type"], kind)
        assert row["null"] == ("yes" if may_be_null(value) else "no"), key
        if name == "answers":
            assert row["required"] == ("yes" if key in schema.get("required", ()) else "no"), key


def test_every_object_of_a_rubric_stands_in_the_table() -> None:
    """Each object with the keys that it must have, and those that it may have."""
    shown = {
        row["object"]: [set(filter(None, row[keys].split(", "))) for keys in ("required keys", "other keys")]
        for row in table(PAGE, "Objects of a rubric")
    }
    assert shown == {
        title: [set(schema.get("required", ())), schema["properties"].keys() - schema.get("required", ())]
        for title, schema in objects_of("rubric").items()
    }


def test_the_profile_has_its_table() -> None:
    """The four keys of a profile file."""
    assert {row["key"] for row in table(PAGE, "Profile")} == objects_of("rubric")["Profile"]["properties"].keys()


def schema_objects(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The objects of a schema by their name."""
    return {schema["title"]: schema, **schema["$defs"]}


OF_A_ROUND = {
    **{name: (each, True) for name, each in schema_objects(RoundFile.model_json_schema()).items() if "Ro" in name},
    "Letters": (schema_objects(RoundFile.model_json_schema())["Letters"], True),
    **{name: (schema_objects(manifest.json_schema())[name], False) for name in ("Manifest", "Input", "Output", "Used")},
}


@pytest.mark.parametrize("title", OF_A_ROUND)
def test_every_key_of_a_round_stands_in_its_table(title: str) -> None:
    """The file about a round and the manifest: each key with its type, and whether it may be null or left out."""
    schema, is_input = OF_A_ROUND[title]
    rows = {row["key"]: row for row in table(PAGE, title)}
    assert rows.keys() == schema["properties"].keys()
    for key, value in schema["properties"].items():
        assert rows[key]["type"].startswith(kind_of(value)), key
        assert rows[key]["null"] == ("yes" if may_be_null(value) else "no"), key
        if is_input:
            assert rows[key]["required"] == ("yes" if key in schema.get("required", ()) else "no"), key


@pytest.mark.parametrize(
    "title", sorted(schema_objects(agreement.json_schema()).keys() - {"Amount", "RubricReference"})
)
def test_every_key_of_an_agreement_stands_in_its_table(title: str) -> None:
    """What `--assessments` writes: each key, and whether it may be null."""
    rows = {row["key"]: row for row in table(PAGE, title)}
    properties = schema_objects(agreement.json_schema())[title]["properties"]
    assert rows.keys() == properties.keys()
    for key, value in properties.items():
        assert rows[key]["null"] == ("yes" if may_be_null(value) else "no"), key


def test_every_key_of_a_signal_stands_in_its_table() -> None:
    """As the results have them; every kind is named."""
    rows = {row["key"]: row for row in table(PAGE, "Signal")}
    assert list(rows) == list(signal_data(Signal("all_alike", number=10, level=2)))
    assert rows["kind"]["type"] == "one of: " + ", ".join(get_args(SignalKind))


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a round with a profile: one project, and one file that can't be read."""
    folder = tmp_path_factory.mktemp("round")
    (folder / "in").mkdir()
    shutil.copy(ROOT / "examples" / "jim.yaml", folder / "in")
    (folder / "in" / "stuk.yaml").write_text("a: [\n")
    (folder / "profiel.yaml").write_text("target_groups: null\ngoals: [betaald-werk]\n")
    arguments = ["batch", folder / "in", "-o", folder / "uit", "--profile", folder / "profiel.yaml"]
    assert guarded([str(argument) for argument in arguments], run) == 2
    return folder / "uit"


def test_every_file_of_a_round_is_named(round_: Path) -> None:
    """Each file that a round leaves stands in the table, and each file of the table is left by it."""
    shown = {row["file"] for row in table(PAGE, "Files of a round")}
    made = {str(path.relative_to(round_)) for path in round_.rglob("*") if path.is_file()}
    named = {
        re.sub(r"(rapporten|terug)/[a-z]+", r"\1/NAME", re.sub(r"groepen/[a-z-]+\.", "groepen/KIND-ID.", name))
        for name in made
    }
    pytest.importorskip("xlsxwriter", reason="the extra «xlsx» is not installed")
    assert named == shown


def headings_in(file: Path) -> list[str]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return next(csv.reader(lines, delimiter=";"))


def test_every_column_of_the_portfolio_is_described(round_: Path) -> None:
    """The headings of portfolio.csv, in order; one column per context, and one per fact that the rubric asks."""
    expected: list[str] = []
    for row in table(PAGE, "portfolio.csv"):
        heading = row["heading"]
        if heading == "FACT":
            expected += [fact.question for fact in RUBRIC.facts]
            continue
        titles = [context.title for context in RUBRIC.contexts] if "CONTEXT" in heading else [""]
        expected += [heading.replace("CONTEXT", title) for title in titles]
    assert headings_in(round_ / "portfolio.csv") == expected


def test_every_column_of_the_errors_is_described(round_: Path) -> None:
    """The headings of errors.csv, in order."""
    assert headings_in(round_ / "errors.csv") == [row["heading"] for row in table(PAGE, "errors.csv")]


def test_results_are_result_documents(round_: Path) -> None:
    """A line of results.jsonl has the keys of a result document, in the order of the page, between those of a round."""
    [line] = (round_ / "results.jsonl").read_bytes().splitlines()
    found = json.loads(line)
    keys = [row["key"] for row in table(PAGE, "Assessment") if row["key"] != "since"]
    assert list(found) == ["key", "report", *keys, "signals"]
    own = json.loads((round_ / "rapporten" / "jim.json").read_bytes())
    for element in (*own["elements"], *own["anti_patterns"]):
        element["note"] = None
        element["evidence"] = [LEFT_OUT for _text in element["evidence"]]
    assert {key: found[key] for key in keys} == {**own, "note": None}


def test_the_manifest_has_the_keys_of_its_table(round_: Path) -> None:
    """In the order of the page, and it is what its own schema says."""
    data = (round_ / "manifest.json").read_bytes()
    assert list(json.loads(data)) == [row["key"] for row in table(PAGE, "Manifest")]
    assert manifest.from_json(data).format == "verbetertool-manifest/1"


def test_every_column_of_the_answers_is_described(round_: Path) -> None:
    """The headings of antwoorden.csv, in order."""
    assert headings_in(round_ / "antwoorden.csv") == [row["heading"] for row in table(PAGE, "antwoorden.csv")]


def test_every_variable_of_a_house_style_is_described(tmp_path: Path) -> None:
    """The variables that a house style may set, and an example that is taken."""
    colours = {f"--{name}" for front, back, _needed in PAIRS for name in (front, back)}
    assert {row["variable"] for row in table(PAGE, "Variables")} == colours | {"--interval", "--font"}
    style = tmp_path / "stijl.css"
    style.write_text(re.findall(r"```css\n(.*?)```", page(PAGE), re.S)[0])
    assert "--accent:#0b4f8a" in load_style(style)
