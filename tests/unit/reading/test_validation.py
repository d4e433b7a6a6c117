"""What pydantic finds wrong, reported with our codes, the right place, and what may stand there instead."""

from dataclasses import replace
from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from verbetertool.model.base import Model
from verbetertool.reading.findings import Finding
from verbetertool.reading.validation import findings_of, shown, suggestion


def _odd(text: str) -> str:
    if text == "odd":
        raise ValueError("odd_text")
    return text


class Part(Model):
    """A part of the whole, and its parts."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=5, pattern=r"^[a-z ]+$"), AfterValidator(_odd)]
    size: Annotated[int, Field(ge=1, le=3)] | None = None
    colour: Literal["green", "red", "blue"] | None = None
    ready: bool | None = None
    words: Annotated[tuple[str, ...], Field(min_length=1, max_length=2)] | None = None
    inner: "Part | None" = None


class Other(Model):
    """Another kind of part."""

    title: str


class Whole(Model):
    """Parts in a list, by name, and perhaps one by itself."""

    parts: tuple[Part, ...] = ()
    by_name: dict[str, Part | None] = Field(default_factory=dict)
    lists: dict[str, tuple[Part, ...] | None] = Field(default_factory=dict)
    either: Part | Other | None = None
    one: Part | None = None
    must: Part = Part(name="a")
    share: float = 0.5


def found(value: object, *below: str | int) -> list[Finding]:
    with pytest.raises(ValidationError) as caught:
        Whole.model_validate(value)
    return list(findings_of(caught.value.errors(include_url=False), Whole, below))


def the_one_found(value: object) -> Finding:
    """Without a limit that is empty, since no sentence shows it."""
    [finding] = found(value)
    values = {name: value for name, value in finding.values.items() if (name, value) != ("limit", "")}
    return replace(finding, values=values)


PART = {"name": "a"}
KEYS = ["colour", "inner", "name", "ready", "size", "words"]


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"parts": (PART, PART | {"sise": 1})}, ("parts", 1, "sise")),
        ({"by_name": {"x": PART | {"sise": 1}}}, ("by_name", "x", "sise")),
        ({"lists": {"x": (PART | {"sise": 1},)}}, ("lists", "x", 0, "sise")),
        ({"one": PART | {"sise": 1}}, ("one", "sise")),
        ({"one": PART | {"inner": PART | {"sise": 1}}}, ("one", "inner", "sise")),
        ({"parts": (PART | {"inner": PART | {"inner": PART | {"sise": 1}}},)}, ("parts", 0, "inner", "inner", "sise")),
    ],
)
def test_a_misspelt_key_is_compared_with_those_of_its_own_mapping(value: object, path: tuple[str | int, ...]) -> None:
    """However deep it lies, in lists, under names and where a mapping may be left out."""
    values = {"key": "sise", "value": "1", "suggestion": "size", "choices": KEYS}
    assert found(value) == [Finding("unknown_key", path, values, key=True)]
    assert found(value, "above", 3) == [Finding("unknown_key", ("above", 3, *path), values, key=True)]


def test_a_misspelt_key_at_the_top_and_one_like_nothing() -> None:
    """At the top too; a key that looks like none has no suggestion, but still the keys that may stand there."""
    choices = ["by_name", "either", "lists", "must", "one", "parts", "share"]
    values = {"key": "part", "value": "null", "suggestion": "parts", "choices": choices}
    assert found({"part": None}) == [Finding("unknown_key", ("part",), values, key=True)]
    [finding] = found({"qqq": {"a": 1}})
    assert finding.values == {"key": "qqq", "value": "{a: 1}", "suggestion": None, "choices": choices}


def test_where_two_kinds_may_stand_no_keys_are_named() -> None:
    """Which of them was meant is not known; the key is reported all the same."""
    unknown = [finding for finding in found({"either": {"nam": "a"}}) if finding.code == "unknown_key"]
    assert [(finding.values["key"], finding.values["choices"]) for finding in unknown] == [("nam", []), ("nam", [])]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (
            {},
            Finding("missing_key", ("one",), {"key": "name", "value": "{}", "form": "name: Samen op weg"}, key=True),
        ),
        ({"name": "abcdef"}, Finding("too_long", ("one", "name"), {"key": "name", "value": "abcdef", "limit": 5})),
        ({"name": ""}, Finding("blank", ("one", "name"), {"key": "name", "value": ""})),
        ({"name": " \t"}, Finding("blank", ("one", "name"), {"key": "name", "value": ""})),
        (
            {"name": "A b"},
            Finding("bad_form", ("one", "name"), {"key": "name", "value": "A b", "form": "Samen op weg"}),
        ),
        ({"name": "odd"}, Finding("odd_text", ("one", "name"), {"key": "name", "value": "odd"})),
        ({"name": 7}, Finding("not_text", ("one", "name"), {"key": "name", "value": "7"})),
        (
            {"name": ("a",)},
            Finding("not_one_text", ("one", "name"), {"key": "name", "value": "[a]", "form": "Samen op weg"}),
        ),
        (
            {"name": {}},
            Finding("not_one_text", ("one", "name"), {"key": "name", "value": "{}", "form": "Samen op weg"}),
        ),
        ({"name": None}, Finding("left_empty", ("one", "name"), {"key": "name", "value": "null"})),
        ({"size": 0}, Finding("too_small", ("one", "size"), {"key": "size", "value": "0", "limit": 1})),
        ({"size": 4}, Finding("too_large_number", ("one", "size"), {"key": "size", "value": "4", "limit": 3})),
        ({"size": "2"}, Finding("not_whole", ("one", "size"), {"key": "size", "value": "2", "form": "2"})),
        ({"size": 2.5}, Finding("not_whole", ("one", "size"), {"key": "size", "value": "2.5", "form": "16"})),
        ({"ready": "no"}, Finding("not_true_false", ("one", "ready"), {"key": "ready", "value": "no"})),
        ({"words": "a"}, Finding("not_list", ("one", "words"), {"key": "words", "value": "a", "form": "[a]"})),
        ({"words": ()}, Finding("list_empty", ("one", "words"), {"key": "words", "value": "[]"})),
        (
            {"words": ("a", "b", "c")},
            Finding("list_too_long", ("one", "words"), {"key": "words", "value": "[a, b, c]", "limit": 2}),
        ),
        (
            {"words": ("a", None)},
            Finding("item_left_empty", ("one", "words", 1), {"key": "words", "value": "null"}),
        ),
        ({"words": ("a", 1)}, Finding("not_text", ("one", "words", 1), {"key": "words", "value": "1"})),
        (
            {"colour": "gren"},
            Finding(
                "not_a_choice",
                ("one", "colour"),
                {"key": "colour", "value": "gren", "choices": ["green", "red", "blue"], "suggestion": "green"},
            ),
        ),
        (
            {"inner": "a"},
            Finding("not_mapping", ("one", "inner"), {"key": "inner", "value": "a", "form": "naam: waarde"}),
        ),
        (
            {"inner": (1,)},
            Finding("not_mapping", ("one", "inner"), {"key": "inner", "value": "[1]", "form": "naam: waarde"}),
        ),
    ],
    ids=lambda value: getattr(value, "code", None),
)
def test_each_mistake_has_its_code_place_and_values(part: dict[str, object], expected: Finding) -> None:
    """What was written stands in the values, with the limit or the choices where there are some."""
    assert the_one_found({"one": part if not part or "name" in part else PART | part}) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, Finding("not_mapping", (), {"key": "", "value": "7", "form": "naam: waarde"})),
        ({"must": None}, Finding("left_empty", ("must",), {"key": "must", "value": "null"})),
        ({"share": "half"}, Finding("bad_value", ("share",), {"key": "share", "value": "half"})),
    ],
    ids=lambda value: getattr(value, "code", None),
)
def test_what_is_no_mapping_and_what_has_no_code(value: object, expected: Finding) -> None:
    """A whole that is none, a part that was left empty, and a mistake that no model of ours gives yet."""
    assert the_one_found(value) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        ({}, "{}"),
        ({"a": 1}, "{a: 1}"),
        ({"a": {"b": 1}, "c": (1,)}, "{a: {…}, c: […]}"),
        ((), "[]"),
        ((1, 2), "[1, 2]"),
        ((1, 2, 3, 4), "[1, 2, 3, …]"),
        (("x" * 70,), f"[{'x' * 59}…]"),
        (("x" * 50, "y" * 50), "[…]"),
        (2.5, "2.5"),
        (" twee\n  regels\t", "twee regels"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_a_value_is_shown_as_a_file_writes_it(value: object, text: str) -> None:
    """On one line, short, and no word of Python's."""
    assert shown(value) == text


def test_a_suggestion_is_the_nearest_word_or_none() -> None:
    """Capitals make no difference, the nearest of several is taken, and a far one is none."""
    assert suggestion("LEVEL", ["label", "level"]) == "level"
    assert suggestion("levl", iter(["lever", "level"])) == "level"
    assert suggestion("note", ["level"]) is None
    assert suggestion("level", []) is None
    assert suggestion("level" + "x" * 10_000, ["level"]) is None
