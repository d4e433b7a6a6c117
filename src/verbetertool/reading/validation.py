"""What pydantic finds wrong in a value becomes findings, with our codes and a suggestion."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import BaseModel

from verbetertool.reading.yamlfile import Finding, Path_

_CODES = {
    "missing": "missing_key",
    "extra_forbidden": "unknown_key",
    "string_type": "not_text",
    "string_too_long": "too_long",
    "string_too_short": "blank",
    "string_pattern_mismatch": "bad_form",
    "int_type": "not_whole",
    "int_from_float": "not_whole",
    "bool_type": "not_true_false",
    "tuple_type": "not_list",
    "model_type": "not_mapping",
    "model_attributes_type": "not_mapping",
    "dict_type": "not_mapping",
    "literal_error": "not_a_choice",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_large_number",
    "too_short": "list_empty",
    "too_long": "list_too_long",
}
"""Pydantic's error types, and our codes."""


def findings_of(errors: Iterable[Any], model: type[BaseModel], below: Path_ = ()) -> Iterator[Finding]:
    """The findings for pydantic's errors of `model`; `below` is the path of the validated value in the document."""
    for item in errors:
        path = (*below, *item["loc"])
        code = _CODES.get(item["type"], "bad_value")
        named = next((step for step in reversed(path) if isinstance(step, str)), "")
        values: dict[str, object] = {"key": named, "value": shown(item["input"])}
        on_key = code in ("unknown_key", "missing_key")
        match item["type"]:
            case "value_error":
                code = str(item["ctx"]["error"])
            case "extra_forbidden":
                known = _keys(model, item["loc"][:-1])
                values |= {"suggestion": suggestion(str(path[-1]), known), "choices": sorted(known)}
            case _ if item["input"] is None and code != "not_mapping":
                code = "item_left_empty" if isinstance(path[-1], int) else "left_empty"
            case "literal_error":
                values |= {"choices": item["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")}
                values |= {"suggestion": suggestion(str(item["input"]), _strings(values["choices"]))}
            case "missing":
                path = path[:-1]
            case "string_type" if isinstance(item["input"], (tuple, Mapping)):
                code = "not_one_text"
            case "string_pattern_mismatch" if not item["input"].strip():
                code = "blank"
            case _:
                context = item.get("ctx", {})
                values |= {"limit": context.get("max_length", context.get("ge", context.get("le", "")))}
        yield Finding(code, path, values, key=on_key)


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like `word`, if one does."""
    close = get_close_matches(word.casefold()[:80], list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def shown(value: object) -> str:
    """A value as it may stand in a message: short, on one line, the way a file writes it."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Mapping():
            return "{…}" if value else "{}"
        case tuple():
            return "[…]" if value else "[]"
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _keys(model: type[BaseModel], path: Path_) -> list[str]:
    """The keys that may stand in the mapping at `path`, read off the model's schema."""
    schema = _schema(model)
    keys: set[str] = set()
    nodes = [schema]
    for step in path:
        nodes = [child for node in _resolved(nodes, schema) for child in _children(node, step)]
    for node in _resolved(nodes, schema):
        keys.update(node.get("properties", ()))
    return sorted(keys)


def _resolved(nodes: list[dict[str, Any]], schema: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for node in nodes:
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
        options = node.get("anyOf")
        found.extend(_resolved(options, schema) if options else [node])
    return found


def _children(node: dict[str, Any], step: str | int) -> list[dict[str, Any]]:
    if isinstance(step, int):
        return [node["items"]] if "items" in node else []
    if step in node.get("properties", {}):
        return [node["properties"][step]]
    rest = node.get("additionalProperties")
    return [rest] if isinstance(rest, dict) else []
