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
    assert rubric.level_texts(rubric.element_by_id["een"]) == ("a", "b", "c", "d", "e")


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


SUCCESS = """\
goals:
  - {id: werk, title: Werk, description: Werk}
perspectives:
  - {id: jongere, title: De jongere}
success_criteria:
  - {id: a, perspective: jongere, text: Een teken, goals: [werk], section: "2"}
outcome_indicators:
  - {id: b, title: Kolom, section: "2", indicators: [{id: c, text: Nog een, goals: [werk]}]}
principles:
  - {id: p, title: Menu, text: Kies., question: Wat koos u?, sections: ["1"]}
"""


def test_goals_of_signs_of_success(tmp_path: Path) -> None:
    """A sign of success may name goals of the rubric; another name is told with its line."""
    (tmp_path / "a.yaml").write_text(HEADING.replace("description: Leren}", "description: Leren, question: Wie?}"))
    (tmp_path / "b.yaml").write_text(ELEMENT + SUCCESS)
    rubric = load_rubric(tmp_path)
    assert (rubric.phases[0].question, rubric.principles[0].question) == ("Wie?", "Wat koos u?")
    assert rubric.success_criteria[0].goals == rubric.outcome_indicators[0].indicators[0].goals == ("werk",)
    wrong = ELEMENT + SUCCESS.replace("[werk]", "[wrek]")
    assert problems(tmp_path, element=wrong) == ["b.yaml:17 dangling_id", "b.yaml:19 dangling_id"]


SCALE = """\
scale:
  shares: [1/5, 4/5]
  texts: {0: Nee, 1: 'Soms. Bij minder dan 1 op de 5 {per}', 2: Deels, 3: Gewoon, 4: Geborgd}
none_texts: [geen, "?"]
perspectives:
  - {id: jongere, title: De jongere}
facts:
  - {id: jongeren-per-jaar, question: Hoeveel jongeren?, kind: number}
  - {id: deelname, question: Moet het?, kind: choice, choices: [{id: vrij, title: Vrijwillig}]}
lock_groups:
  - {id: groep, title: Groep, section: "3.7", elements: [een], only_from_age: 23}
"""
ON_SCALE = ELEMENT.replace(
    "    levels: {0: a, 1: b, 2: c, 3: d, 4: e}\n",
    "    practice: Zo hoort het.\n    per: jongeren\n    absent: Het is er niet.\n    secured: Het blijft.\n"
    "    counts: [Een team telt mee.]\n    phase: leren\n    changed: 2.0.0\n    was: [oud]\n"
    "    measure: Trek twintig dossiers.\n    asked_of: {jongere: {question: Had jij dat?}}\n",
).replace("    base: 3\n", "    base: 4\n")


def test_a_rubric_with_a_scale_is_read(tmp_path: Path) -> None:
    """The scale stands once; its elements say only what is their own."""
    (tmp_path / "a.yaml").write_text(HEADING + SCALE)
    (tmp_path / "b.yaml").write_text(ON_SCALE)
    rubric = load_rubric(tmp_path)
    element = rubric.element_by_id["een"]
    assert rubric.level_texts(element)[:2] == ("Nee. Het is er niet.", "Soms. Bij minder dan 1 op de 5 jongeren.")
    assert (element.phase, element.changed, element.was, element.requirement) == ("leren", "2.0.0", ("oud",), 4)
    assert element.asked_of["jongere"].question == "Had jij dat?"
    assert rubric.lock_groups[0].only_from_age == 23
    assert [fact.kind for fact in rubric.facts] == ["number", "choice"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    absent: Het is er niet.\n", "", ["b.yaml:2 no_levels"]),
        ("    practice: Zo hoort het.\n", "", ["b.yaml:2 practice_missing"]),
        ("    base: 4\n", "    base: 4\n    levels: {0: a, 1: b, 2: c, 3: d, 4: e}\n", ["b.yaml:2 levels_and_scale"]),
        ("    phase: leren\n", "    phase: leeren\n", ["b.yaml:12 dangling_id"]),
        ("{jongere: {", "{jongen: {", ["b.yaml:16 dangling_id"]),
        ("Had jij dat?}", "Had jij dat?, ja: 3}", ["b.yaml:2 asked_of_levels"]),
    ],
)
def test_a_mistake_on_the_scale_has_its_line(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    """Texts that miss, two kinds of levels at once, references that lead nowhere."""
    assert old in ON_SCALE
    assert problems(tmp_path, heading=HEADING + SCALE, element=ON_SCALE.replace(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (SCALE, "perspectives: [{id: jongere, title: De jongere}]\n", ["b.yaml:8 scale_missing"]),
        ("[1/5, 4/5]", "[4/5, 1/5]", ["a.yaml:12 shares_not_in_order"]),
        ("[1/5, 4/5]", "[0/5, 4/5]", ["a.yaml:12 shares_not_in_order"]),
        ("[1/5, 4/5]", "[0.2, 0.8]", ["a.yaml:13 not_text", "a.yaml:13 not_text"]),
        ("2: Deels", "2: '{per} en {per}'", ["a.yaml:12 scale_text"]),
        ("elements: [een]", "elements: [twee]", ["a.yaml:22 dangling_id"]),
        ("kind: number", "kind: choice", ["a.yaml:19 fact_choices"]),
        ("kind: number", "kind: number, per: jongeren", ["a.yaml:19 fact_per"]),
    ],
)
def test_a_mistake_in_the_scale_itself_has_its_line(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    """The scale, lock groups and facts are checked like the rest."""
    assert old in SCALE
    assert problems(tmp_path, heading=HEADING + SCALE.replace(old, new), element=ON_SCALE) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("profile: jong, except: {een: 0}, band_at_most: 2", []),
        ("profile: {phases: [leren]}, element: een, at_least: 3", []),
        ("profile: oud, except: {een: 0}, band_at_most: 2", ["c.yaml:4 dangling_id"]),
        ("profile: jong, except: {twee: 0}, band_at_most: 2", ["c.yaml:4 dangling_id"]),
        ("profile: jong, element: twee, at_least: 3", ["c.yaml:4 dangling_id"]),
        ("profile: jong, element: een, at_least_as: oud", ["c.yaml:4 dangling_id"]),
        ("profile: {phases: [leeren]}, element: een, at_least: 3", ["c.yaml:4 dangling_id"]),
        ("profile: jong, element: een", ["c.yaml:4 bad_statement"]),
    ],
)
def test_statements_refer_to_what_there_is(tmp_path: Path, written: str, expected: list[str]) -> None:
    """Profiles, elements and phases; and each says one thing."""
    text = (
        "reference_profiles:\n  - {id: jong, title: Jong, profile: {ages: {to: 20}}}\n"
        f'statements:\n  - {{id: s, section: "3.1", {written}}}\n'
    )
    if expected:
        assert problems(tmp_path, **{"c.yaml": text}) == expected
        return
    for name, content in {"a.yaml": HEADING, "b.yaml": ELEMENT, "c.yaml": text}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert len(load_rubric(tmp_path).statements) == 1


def test_more_elements_in_groups_than_can_be_tried(tmp_path: Path) -> None:
    """The group with which they become too many is reported; twelve of all groups together may be."""
    more = ELEMENT + "".join(ELEMENT.split("\n", 1)[1].replace("een", f"nog-{number}") for number in range(12))
    groups = (
        '  - {{id: g1, title: G, section: "3", elements: [een, nog-0, nog-1, nog-2, nog-3, nog-4]}}\n'
        '  - {{id: g2, title: G, section: "3", elements: [een, nog-5, nog-6, nog-7, nog-8, nog-9{last}]}}\n'
    )
    fits = {"a.yaml": HEADING + "lock_groups:\n" + groups.format(last=""), "b.yaml": more}
    for name, text in fits.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(load_rubric(tmp_path).lock_groups) == 2
    heading = HEADING + "lock_groups:\n" + groups.format(last=", nog-10")
    assert problems(tmp_path, heading=heading, element=more) == ["a.yaml:14 too_many_grouped"]


def test_all_stages_of_checking_report_together(tmp_path: Path) -> None:
    """Syntax, form, rules, duplicates and references: none waits until another one is fixed."""
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
