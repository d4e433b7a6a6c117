"""What pydantic finds wrong in a value becomes findings, with our codes and a suggestion."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError

from verbetertool.reading.findings import MAX_PROBLEMS, UNREADABLE, Finding, Path_
from verbetertool.reading.how_to_write import DATES, how_to_write, list_of, whole_number_of

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


def errors_of(model: type[BaseModel], value: Any) -> list[Any]:
    """What pydantic finds wrong in a value, a rule about several keys included where one of them is wrong as well.

    Pydantic looks at such a rule only if nothing else is wrong: so what is wrong is taken away, and it looks again.
    """
    try:
        model.model_validate(value)
    except ValidationError as error:
        found = error.errors(include_url=False)
    else:
        return []
    left = found
    for _again in range(_AGAIN):
        if len(found) > MAX_PROBLEMS:
            break
        value = copied(value)
        for item in left:
            take_away(value, item["loc"])
        try:
            model.model_validate(value)
            break
        except ValidationError as error:
            left = error.errors(include_url=False)
        known = [(item["loc"], item["type"]) for item in found]
        for item in left:
            is_rule = item["type"] == "value_error" and str(item["ctx"]["error"]) not in _ABSENCES
            if is_rule and (item["loc"], item["type"]) not in known:
                found.append(item)
    return found


SCHEMA_KEY = "$schema"
"""Where an editor finds the schema of a file; it says nothing to us."""
_AGAIN = 2
_ABSENCES = frozenset(
    [
        "asked_of_levels",
        "bad_claim",
        "bad_statement",
        "empty_condition",
        "example_missing",
        "fact_choices",
        "no_levels",
        "practice_missing",
    ]
)
"""Rules that something is there, which may be what was taken away."""


def copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: copied(item) for key, item in value.items()}
    return tuple(map(copied, value)) if isinstance(value, tuple) else value


def take_away(value: Any, path: Path_) -> None:
    """Takes the key away that lies deepest on a path, as far as the path exists."""
    holder: tuple[dict[Any, Any], Any] | None = None
    for step in path:
        if isinstance(value, dict) and step in value:
            holder, value = (value, step), value[step]
        elif isinstance(value, tuple) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            break
    if holder is not None:
        holder[0].pop(holder[1], None)


def findings_of(errors: Iterable[Any], model: type[BaseModel], below: Path_ = ()) -> Iterator[Finding]:
    """The findings for pydantic's errors of `model`; `below` is the path of the validated value in the document."""
    for item in errors:
        given = item["input"]
        if given is UNREADABLE:
            continue
        path = (*below, *item["loc"])
        code = _CODES.get(item["type"], "bad_value")
        named = next((step for step in reversed(path) if isinstance(step, str)), "")
        values: dict[str, object] = {"key": named, "value": shown(given)}
        on_key = code in ("unknown_key", "missing_key")
        if code == "not_mapping" and (found := glued(given, _keys(model, item["loc"]))):
            yield Finding("yaml_space", path, found)
            continue
        match item["type"]:
            case "value_error":
                code = str(item["ctx"]["error"])
                values |= {"form": how_to_write(named, given)} if named in ("ages", *DATES) else {}
            case "extra_forbidden":
                known = _keys(model, item["loc"][:-1])
                if found := glued(path[-1], known):
                    yield Finding("yaml_space", path, found, key=True)
                    continue
                if str(path[-1]).isdigit() and given is None:  # a comma inside brackets parts values
                    yield Finding("comma_in_number", path, {"key": named, "value": str(path[-1])}, key=True)
                    continue
                values |= {"suggestion": suggestion(str(path[-1]), known), "choices": sorted(known)}
            case "string_pattern_mismatch" | "string_type" | "int_type" if named in DATES and given is not None:
                code = "not_a_date"
                values |= {"form": how_to_write(named, given)}
            case "model_type" | "model_attributes_type" if named == "ages" and given is not None:
                code = "not_ages"
                values |= {"form": how_to_write(named, given)}
            case _ if given is None and named:
                code = "item_left_empty" if isinstance(path[-1], int) else "left_empty"
            case "literal_error":
                values |= {"choices": item["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")}
                values |= {"suggestion": suggestion(str(item["input"]), _strings(values["choices"]))}
            case "missing":
                values |= {"form": f"{named}: {_fixed(model, path) or how_to_write(named, None)}"}
                path = path[:-1]
            case "string_type" if isinstance(given, (tuple, Mapping)):
                code = "not_one_text"
                values |= {"form": how_to_write(named, given)}
            case "string_pattern_mismatch" if not given.strip():
                code = "blank"
            case "string_pattern_mismatch":
                values |= {"form": how_to_write(named, given)}
            case "tuple_type":
                values |= {"form": list_of(given)}
            case "int_type" | "int_from_float":
                values |= {"form": whole_number_of(given) or how_to_write("number", given)}
            case "model_type" | "model_attributes_type" | "dict_type" if _is_list_of_maps(given):
                code = "list_of_keys"
            case "model_type" | "model_attributes_type" | "dict_type":
                values |= {"form": f"{named}: {{name: {values['value']}}}" if named == "project" else "naam: waarde"}
            case _:
                context = item.get("ctx", {})
                values |= {"limit": context.get("max_length", context.get("ge", context.get("le", "")))}
        yield Finding(code, path, values, key=on_key)


def glued(given: object, known: Iterable[str]) -> dict[str, object] | None:
    """What to say of a text that is a known key and a value without the space between them: `level:4`."""
    if not isinstance(given, str):
        return None
    key, colon, value = given.partition(":")
    if not colon or not value or value[0].isspace() or key not in known:
        return None
    return {"found": shown(given), "form": shown(f"{key}: {value}")}


def wrong_choices(chosen: object, known: list[str], path: Path_) -> Iterator[Finding]:
    """A finding for each text in a list that is none of the known ids."""
    for index, value in enumerate(chosen if isinstance(chosen, tuple) else ()):
        if isinstance(value, str) and value and value not in known:
            yield not_a_choice(value, known, (*path, index))


def not_a_choice(value: str, known: list[str], path: Path_) -> Finding:
    """The finding for a value that is none of the known ids."""
    key = next(step for step in reversed(path) if isinstance(step, str))
    values = {"value": shown(value), "key": key, "suggestion": suggestion(value, known), "choices": known}
    return Finding("not_a_choice", path, values)


def _is_list_of_maps(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(item, Mapping) for item in value)


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` means in Dutch, or that looks most like it, if one does."""
    known = list(known)
    for words in (_DUTCH, _DUTCH_OF_PLAN):
        if (meant := words.get(word.casefold())) in known:
            return meant
    close = get_close_matches(word.casefold()[:80], known, n=1, cutoff=0.6)
    return close[0] if close else None


_DUTCH = {
    "rubriek": "rubric",
    "naam": "name",
    "organisatie": "organisation",
    "samenvatting": "summary",
    "doelgroep": "target_groups",
    "doelgroepen": "target_groups",
    "leeftijd": "ages",
    "leeftijden": "ages",
    "van": "from",
    "vanaf": "from",
    "tot": "to",
    "doel": "goals",
    "doelen": "goals",
    "fase": "phases",
    "fasen": "phases",
    "stand": "status",
    "datum": "date",
    "antwoorden": "answers",
    "niveau": "level",
    "telling": "count",
    "notitie": "note",
    "toelichting": "note",
    "onderbouwing": "evidence",
    "bewijs": "evidence",
    "komt voor": "occurs",
    "snel": "quick",
    "kort": "quick",
    "volledig": "full",
    "lang": "full",
    "bezig": "uitvoering",
    "lopend": "uitvoering",
    "klaar": "afgerond",
    "actie": "action",
    "wie": "who",
    "wanneer": "by",
    "voor": "by",
    "naar": "to",
}
"""Words of our own pages that a person may write where YAML has another one."""
_DUTCH_OF_PLAN = {
    **{"bezig": "doing", "gedaan": "done", "klaar": "done", "vervalt": "dropped", "vervallen": "dropped"},
    **{"nog niet": "open", "nooit": "never", "soms": "sometimes"},
}
"""The same for how far an action is."""


def shown(value: object, depth: int = 1) -> str:
    """A value as it may stand in a message: short, on one line, the way a file writes it."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Mapping():
            inside = [f"{key}: {shown(item, depth - 1)}" for key, item in islice(value.items(), _MOST_SHOWN)]
            return _in_brackets("{}", inside, len(value), depth)
        case tuple():
            return _in_brackets("[]", [shown(item, depth - 1) for item in value[:_MOST_SHOWN]], len(value), depth)
    text = " ".join(str(value)[:1000].split())
    return text if len(text) <= 60 else text[:59] + "…"


_MOST_SHOWN = 3


def _in_brackets(brackets: str, inside: list[str], number: int, depth: int) -> str:
    if not inside:
        return brackets
    text = ", ".join(inside) + (", …" if number > len(inside) else "")
    return f"{brackets[0]}{text if depth > 0 and len(text) <= 60 else '…'}{brackets[1]}"


def _fixed(model: type[BaseModel], path: Path_) -> str | None:
    """The one value that a key of the model may have, if there is only one."""
    nodes = [_schema(model)]
    for step in path:
        nodes = [child for node in _resolved(nodes, _schema(model)) for child in _children(node, step)]
    return next((node["const"] for node in nodes if isinstance(node.get("const"), str)), None)


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
    return sorted(keys - {SCHEMA_KEY})


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
