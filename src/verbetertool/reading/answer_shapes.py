"""What is wrong in the shape of an answer file, in our own words: what pydantic finds, and what a person meant."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from verbetertool.model.project import OCCURS, AnswerFile, LongAnswer, LongOccurrence
from verbetertool.reading.findings import UNREADABLE, Finding, Path_
from verbetertool.reading.how_to_write import whole_number_of
from verbetertool.reading.validation import errors_of, findings_of, glued, shown, suggestion

FIELDS = frozenset(
    field.alias or key for shape in (LongAnswer, LongOccurrence) for key, field in shape.model_fields.items()
)
"""Keys of an answer, which are no ids."""
_LIKE_A_COUNT = re.compile(r"\s*[0-9]+\s*(/|van|of)\s*[0-9]+\s*\Z", re.IGNORECASE)
_QUOTES = "\"'“”„‟‘’‚‛"
_BOOLEAN_WORDS = frozenset(["yes", "no", "on", "off", "true", "false", "ja", "nee", "y", "n"])


def explained(errors: Iterable[Any], value: Mapping[str, Any], rubric_id: str) -> Iterator[Finding]:
    """Pydantic's errors; for an answer, where it reports each shape that did not fit, those of the shape meant."""
    known: set[Path_] = set()
    for item in errors:
        path = item["loc"][:2]
        if path == ("project", "facts") and len(item["loc"]) > 2:
            path = item["loc"][:3]
            if path not in known and item["loc"][3:4] != ("[key]",) and item["input"] is not UNREADABLE:
                known.add(path)
                values = {"id": path[2], "value": shown(value["project"]["facts"][path[2]])}
                yield Finding("not_a_fact", path, values)
        elif path[0] == "plan" and item["loc"][2:3] == ("to",):
            if item["loc"][:3] not in known and item["input"] is not UNREADABLE:
                known.add(item["loc"][:3])
                yield Finding("plan_to", item["loc"][:3], {"value": shown(item["input"])})
        elif len(path) < 2 or path[0] not in ("answers", "anti_patterns") or path[1] not in value[path[0]]:
            for finding in findings_of([item], AnswerFile):
                if finding.values.get("key") == "rubric" and "form" in finding.values:
                    form = f"rubric: {rubric_id}" if finding.code == "missing_key" else rubric_id
                    finding = replace(finding, values={**finding.values, "form": form})
                yield finding
        elif item["loc"][2:3] == ("[key]",):
            continue  # such an id is in no rubric, which is said of it elsewhere
        elif path not in known:
            known.add(path)
            yield from _explain_value(value[path[0]][path[1]], path)


def _explain_value(value: object, path: Path_) -> Iterator[Finding]:
    if value is UNREADABLE:
        return
    is_answer = path[0] == "answers"
    long_form, main_key = (LongAnswer, "level") if is_answer else (LongOccurrence, "occurs")
    if not isinstance(value, dict):
        yield _wrong_value(value, path, path)
        return
    found = errors_of(long_form, value)
    for key in dict.fromkeys(item["loc"][0] if item["loc"] else "" for item in found):
        about = [item for item in found if (item["loc"][0] if item["loc"] else "") == key]
        given = value.get(str(key))
        if any(item["input"] is UNREADABLE for item in about):
            continue
        if isinstance(key, str) and key.isdigit() and given is None:  # a comma inside brackets parts values
            if _before(key, value) == "count":
                continue  # it is said of the count
            written = f"{shown(value.get(main_key))},{key}"
            values = {"id": path[1], "value": written, "form": whole_number_of(value.get(main_key))}
            yield Finding("level_not_whole" if is_answer else "not_an_occurrence", (*path, key), values, key=True)
        elif key == main_key:
            yield _wrong_value(given, (*path, key), path)
        elif key == "count":
            after = [str(other) for other in value if _before(other, value) == "count" and value[other] is None]
            values = {"value": ",".join([shown(given), *after])}
            yield Finding("not_a_count", (*path, key), values)
        elif key in ("evidence", "not_applicable"):
            yield _wrong_texts(about, given, (*path, key))
        else:
            yield from findings_of(about, long_form, path)


def _wrong_texts(errors: Sequence[Any], value: object, path: Path_) -> Finding:
    """The finding for a key that takes more than one shape, of which pydantic reports each that did not fit."""
    key = str(path[-1])
    for item in errors:
        if item["type"] in ("string_too_long", "too_long"):
            code = "too_long" if item["type"] == "string_too_long" else "list_too_long"
            index = [step for step in item["loc"] if isinstance(step, int)]
            values = {"key": key, "value": shown(item["input"]), "limit": item["ctx"]["max_length"]}
            return Finding(code, (*path, *index), values)
    return Finding("not_texts" if key == "evidence" else "not_a_reason", path, {"value": shown(value)})


def _wrong_value(value: object, path: Path_, answer: Path_) -> Finding:
    values: dict[str, object] = {"id": answer[1], "value": shown(value)}
    if (found := glued(value, FIELDS)) is not None:
        return Finding("yaml_space", path, found)
    if answer[0] == "anti_patterns":
        return Finding("not_an_occurrence", path, values | {"suggestion": suggestion(str(value), [*OCCURS, "unknown"])})
    match value:
        case bool():
            code = "level_is_true_false"
        case float():
            code = "level_not_whole"
            values["form"] = whole_number_of(value)
        case str() if re.fullmatch(r"[0-9]+[.,][0-9]*", value):
            code = "level_not_whole"
            values["form"] = whole_number_of(value)
        case str() if value.casefold() in _BOOLEAN_WORDS:
            code = "level_is_word"
        case str() if _LIKE_A_COUNT.match(value):
            code = "not_a_count"
        case str() if value.strip(_QUOTES) in ("0", "1", "2", "3", "4"):
            code = "level_in_quotes"
            values["form"] = value.strip(_QUOTES)
        case str() if value.replace("-", "_").casefold() in ("not_applicable", "nvt", "n.v.t."):
            code = "level_not_applicable"
        case str():
            code = "not_a_level"
            values["suggestion"] = _level_meant(value)
        case _:
            code = "not_a_level"
    return Finding(code, path, values)


def _level_meant(text: str) -> str | None:
    """The level that a text seems to mean: `niveau 2`, `twee`, or the letter O for a zero."""
    digits = list(dict.fromkeys(character for character in text if character in "0123456789"))
    if len(digits) == 1 and digits[0] in "01234" and not re.search("[0-9]{2}", text):
        return digits[0]
    return _LEVEL_WORDS.get(text.casefold()) or suggestion(text, ["unknown"])


_LEVEL_WORDS = {"nul": "0", "een": "1", "één": "1", "twee": "2", "drie": "3", "vier": "4", "o": "0", "l": "1", "i": "1"}


def _before(key: object, value: Mapping[Any, Any]) -> object:
    """The key that stands before another one."""
    keys = list(value)
    index = keys.index(key)
    return keys[index - 1] if index else None
