"""The results of an earlier round, from whoever gave them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_rubric, an_element, some_answers
from tests.golden.states import assessments
from verbetertool.errors import UsageError
from verbetertool.model.assessment import from_json, to_json
from verbetertool.model.portfolio import family_of
from verbetertool.reading.results import MAX_LINE, load_results
from verbetertool.scoring.assess import assess
from verbetertool.scoring.rows import row_of


def a_line(**changes: Any) -> str:
    """A result as it stands in results.jsonl, with other values at paths such as `score__proven__score`."""
    rubric = a_rubric([an_element("e")])
    document = json.loads(to_json(assess(rubric, some_answers({"e": 2}, file="a.yaml"))))
    for path, value in changes.items():
        *above, last = path.split("__")
        place = document
        for name in above:
            place = place[name]
        place[last] = value
    return json.dumps(document)


def test_what_a_round_wrote_is_read(tmp_path: Path) -> None:
    """The proven score of each project, and the same family as a new round gives it."""
    (tmp_path / "r.jsonl").write_text(a_line() + "\n" + a_line(input_file="b.yaml", score__proven__score=None) + "\n")
    found = load_results(tmp_path / "r.jsonl")
    rubric = a_rubric([an_element("e")])
    row = row_of(assess(rubric, some_answers({"e": 2})), rubric, file="a.yaml", report="a")
    earlier, other = found
    assert (earlier.family, earlier.proven) == (row.family, row.figures.proven)
    assert (earlier.key, earlier.name, other.key) == ("a.yaml", "Proefproject", "b.yaml")
    assert other.proven is None


@pytest.mark.parametrize(
    ("changes", "key"),
    [({}, "a.yaml"), ({"project__id": "2026-1"}, "2026-1"), ({"project__id": "2026-1", "key": "2026-1~2"}, "2026-1~2")],
)
def test_the_key_of_an_earlier_result(tmp_path: Path, changes: dict[str, Any], key: str) -> None:
    """The one that the round gave; before rounds gave any, the number of the application, or else the file's name."""
    (tmp_path / "r.jsonl").write_text(a_line(**changes) + "\n")
    assert [each.key for each in load_results(tmp_path / "r.jsonl")] == [key]


@pytest.mark.parametrize("version", [1, 2])
def test_a_document_of_before_is_read_too(tmp_path: Path, version: int) -> None:
    """Its family is the same, whatever the order in which it names goals and elements."""
    (tmp_path / "r.jsonl").write_text(a_line(format=f"verbetertool-result/{version}") + "\n")
    rubric = a_rubric([an_element("e")])
    row = row_of(assess(rubric, some_answers({"e": 2})), rubric, file="a.yaml", report="a")
    [earlier] = load_results(tmp_path / "r.jsonl")
    assert earlier.family == row.family


def test_families_compare_sets() -> None:
    """Goals and elements each count once, in any order; another one makes another family."""
    family = family_of("r", "1", "full", ["b", "a", "b"], ["y", "x"])
    assert family == family_of("r", "1", "full", ["a", "b"], ["x", "y", "x"])
    assert family != family_of("r", "1", "full", ["a"], ["x", "y"])
    assert family != family_of("r", "1", "full", ["a", "b"], ["x"])


def test_an_empty_round(tmp_path: Path) -> None:
    """A round without projects left an empty file."""
    (tmp_path / "r.jsonl").write_text("")
    assert load_results(tmp_path / "r.jsonl") == []


@pytest.mark.parametrize(
    "line",
    [
        "",
        "\n",
        "geen json",
        "null",
        "[]",
        "3",
        '"tekst"',
        "{}",
        "[" * 100_000,
        '{"format": "verbetertool-result/1"}',
        '{"format": "verbetertool-result/2"}',
        '{"format": "verbetertool-result/3"}',
        a_line(format="verbetertool/1"),
        a_line(score__proven__score=1e999),
        a_line(score__proven__score="12"),
        a_line(score__proven__score=True),
        a_line(score__proven__score=-1),
        a_line(score__proven__score=101),
        a_line(score__proven__score=12.0),
        a_line(score__proven=None),
        a_line(score=[]),
        a_line(project="x"),
        a_line(project__name=7),
        a_line(project__goals=[[]]),
        a_line(project__goals=3),
        a_line(elements=None),
        a_line(elements=[{}]),
        a_line(rubric__version={}),
        a_line(input_file=["a"]),
        a_line() + a_line(),
        a_line()[:-1],
        "\ud800",
    ],
)
def test_anything_else_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    """A clear failure with the line, whatever stands there."""
    path = tmp_path / "r.jsonl"
    path.write_bytes((a_line() + "\n" + (line or " ") + "\n").encode(errors="surrogatepass"))
    with pytest.raises(UsageError) as caught:
        load_results(path)
    assert caught.value.code == "bad_results"
    assert caught.value.values == {"file": str(path), "line": 2}


def test_a_line_without_end(tmp_path: Path) -> None:
    """Not more of a line is read than a result can be long."""
    path = tmp_path / "r.jsonl"
    path.write_bytes(b"[" + b" " * 3 * MAX_LINE)
    with pytest.raises(UsageError, match="bad_results"):
        load_results(path)


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder, a missing file and a pipe are refused, and nothing waits."""
    os.mkfifo(tmp_path / "pijp")
    for path, code in ((tmp_path, "bad_results"), (tmp_path / "weg", "no_results"), (tmp_path / "pijp", "bad_results")):
        with pytest.raises(UsageError, match=code):
            load_results(path)


@pytest.mark.parametrize("name", assessments())
def test_results_are_what_their_schema_checks(name: str) -> None:
    """A result that was made unchecked is read back, checked, as the same result, and written as the same text."""
    result = assessments()[name]
    document = to_json(result)
    assert from_json(document) == result
    assert to_json(from_json(document)) == document
