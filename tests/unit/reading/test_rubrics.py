"""Reading rubrics: what is wrong is reported with its file and line."""

from pathlib import Path

import pytest

from verbetertool.errors import InvalidInputError
from verbetertool.reading.rubrics import load_rubric

HEADING = """\
rubric:
  id: proef
  version: "1"
  language: nl
  title: Proef
  description: Om te proeven
  source: {title: Boek, author: Schrijver}
contexts:
  - {id: c, title: Context, intro: Inleiding, section: "3"}
phases:
  - {id: leren, title: Leren, description: Leren}
"""
ELEMENT = """\
elements:
  - id: een
    context: c
    title: Een
    question: Een?
    why: Daarom.
    levels: {0: a, 1: b, 2: c, 3: d, 4: e}
    base: 3
    support: {sections: ["3.1"], status: supported}
    not_applicable: {allowed: false}
    advice: {0: a, 1: b, 2: c}
"""


def problems(tmp_path: Path, heading: str = HEADING, element: str = ELEMENT, **more: str) -> list[str]:
    for name, text in {"a.yaml": heading, "b.yaml": element, **more}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInputError) as caught:
        load_rubric(tmp_path)
    return [f"{Path(p.place.file).name}:{p.place.line} {p.code}" for p in caught.value.problems]


def test_a_valid_rubric_is_read(tmp_path: Path) -> None:
    """The files of a folder are one rubric."""
    (tmp_path / "a.yaml").write_text(HEADING)
    (tmp_path / "b.yaml").write_text(ELEMENT)
    rubric = load_rubric(tmp_path)
    assert rubric.element_by_id["een"].levels[4] == "e"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    why:", "    whu:", ["b.yaml:6 unknown_key"]),
        (", 4: e}", "}", ["b.yaml:7 missing_key"]),
        ("    base: 3", "    base: 5", ["b.yaml:8 not_a_choice"]),
        (
            "    base: 3",
            '    base: 3\n    raises: [{when: {ages: {from: 23}}, to: 3, section: "3.7"}]',
            ["b.yaml:2 raise_not_higher"],
        ),
        ("    base: 3", '    base: 2\n    raises: [{when: {}, to: 3, section: "3.7"}]', ["b.yaml:9 empty_condition"]),
        ("    base: 3", "    base: 3\n    applies_when: {phases: [leeren]}", ["b.yaml:9 dangling_id"]),
        ("    base: 3", "    base: 3\n    applies_when: {ages: {from: 27, to: 20}}", ["b.yaml:9 ages_reversed"]),
        ("    context: c", "    context: d", ["b.yaml:3 dangling_id"]),
        ("    base: 3", "    base: 3\n    see_also: [twee]", ["b.yaml:9 dangling_id"]),
        ("not_applicable: {allowed: false}", "not_applicable: {allowed: true}", ["b.yaml:10 example_missing"]),
        ("    title: Een", "    title: ' '", ["b.yaml:4 blank"]),
        ("    base: 3", "    base: 3\n    base: 3", ["b.yaml:9 duplicate_key"]),
    ],
)
def test_a_mistake_has_its_line(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    """Unknown keys, missing levels, dangling ids and impossible contours: each with file and line."""
    assert old in ELEMENT
    assert problems(tmp_path, element=ELEMENT.replace(old, new)) == expected


def test_all_stages_of_checking_are_told_together(tmp_path: Path) -> None:
    """Syntax, form, rules, duplicates and references: none waits until another one is mended."""
    broken = ELEMENT.replace("id: een", "id: drie").replace("advice: {0: a, 1: b, 2: c}", "advice: {0: a, 1: b, 2: c")
    wrong = (
        ELEMENT.replace("title:", "titel: Een\n    title:")
        .replace("context: c", "context: d\n    see_also: [weg]")
        .replace("base: 3", 'base: 3\n    raises: [{when: {phases: [leren]}, to: 3, section: "3.7"}]')
    )
    found = problems(tmp_path, element=wrong, **{"c.yaml": ELEMENT})
    assert found == [
        "b.yaml:2 raise_not_higher",
        "b.yaml:5 unknown_key",
        "c.yaml:2 duplicate_id",
        "b.yaml:3 dangling_id",
        "b.yaml:4 dangling_id",
    ]
    assert problems(tmp_path, element=wrong, **{"c.yaml": broken})[:3] == [
        "b.yaml:2 raise_not_higher",
        "b.yaml:5 unknown_key",
        "c.yaml:11 yaml_bracket_open",
    ]


def test_duplicate_ids_over_files(tmp_path: Path) -> None:
    """The error in the second file that defines an id names where the first one does."""
    assert problems(tmp_path, **{"c.yaml": ELEMENT}) == ["c.yaml:2 duplicate_id"]


def test_no_heading_and_no_files(tmp_path: Path) -> None:
    """A rubric needs a heading; an empty folder is none."""
    assert problems(tmp_path, heading="contexts: []\n", element="elements: []\n")[0].endswith("missing_key")
    empty = tmp_path / "leeg"
    empty.mkdir()
    with pytest.raises(InvalidInputError) as caught:
        load_rubric(empty)
    assert caught.value.problems[0].code == "no_rubric"
