"""Result documents as moments that can be compared, from whoever gave them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.golden.states import assessments
from verbetertool.errors import UsageError
from verbetertool.model.assessment import to_json
from verbetertool.model.comparison import Moment, Planned
from verbetertool.reading.moments import MAX_RESULT, load_moment, read_moment

OLD = Path(__file__).parents[2] / "fuzz" / "corpus" / "result" / "sterk-project.jsonl"


@pytest.mark.parametrize("name", assessments())
def test_a_document_says_what_the_result_says(name: str) -> None:
    """The moment of a result is the same from the value and from the document."""
    assert read_moment(to_json(assessments()[name])) == Moment.of(assessments()[name])


def test_a_document_of_before() -> None:
    """Its words become the codes of now, and what it did not say yet is not known."""
    found = read_moment(OLD.read_bytes())
    assert found.band is not None
    assert (found.band.name, found.band.label) == ("at_contour", "at_contour")
    assert (found.earned, found.possible, found.deduction) == (262, 280, 1)
    assert {each.text_digest for each in found.elements} == {None}
    assert found.figures.proven == json.loads(OLD.read_bytes())["score"]["proven"]["score"]
    other = read_moment(OLD.with_name("2getthere.jsonl").read_bytes())
    assert other.band is not None
    assert other.band.label == "undetermined"


def test_a_plan() -> None:
    """What was planned, where a document says so; a status that is left out is open."""
    document = json.loads(OLD.read_bytes())
    document["plan"] = [{"element": "peers", "to": 3, "action": "Bellen", "status": "done"}, {"action": "Iets"}]
    found = read_moment(json.dumps(document))
    assert found.plan == (Planned("done", "peers", action="Bellen"), Planned("open", action="Iets"))
    assert read_moment(OLD.read_bytes()).plan == ()


def test_a_file_is_looked_at_first(tmp_path: Path) -> None:
    """Indented, on one line or with a byte order mark; anything else is left to who reads answer files."""
    document = to_json(assessments()["mixed"], indent=2)
    path = tmp_path / "r.json"
    for text in (document, b"\xef\xbb\xbf" + document, OLD.read_bytes()):
        path.write_bytes(text)
        assert load_moment(path) is not None
    for text in (b"", b"{}", b"format: verbetertool/1\n", b'{"format": "verbetertool/1"}', b"\x00" * 10):
        path.write_bytes(text)
        assert load_moment(path) is None
    os.mkfifo(tmp_path / "pijp")
    for other in (tmp_path, tmp_path / "weg", tmp_path / "pijp"):
        assert load_moment(other) is None


def changed(path: str, value: Any) -> bytes:
    """An old document with another value at a path such as `score.band.number`."""
    document = json.loads(OLD.read_bytes())
    *above, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place = document
    for part in above:
        place = place[part]
    place[last] = value
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("format", "verbetertool-result/3"),
        ("scope", "half"),
        ("date", "2026-13-45"),
        ("elements", None),
        ("elements.0.level", 5),
        ("elements.0.level", True),
        ("elements.0.level", None),
        ("elements.0.status", "unknown"),
        ("elements.0.weight", 0),
        ("elements.0.required", 0),
        ("elements.0.id", "a\nb"),
        ("elements.0.id", "zelfreflectie"),
        ("elements.0.evidence", "tekst"),
        ("anti_patterns.0.occurs", "often"),
        ("anti_patterns.0.deduction", -1),
        ("score.reported.score", 101),
        ("score.reported.earned", 1e9),
        ("score.reported.possible", 10**30),
        ("score.band.number", 0),
        ("project.goals", [[]]),
        ("project.ages", {"from": 30, "to": 20}),
        ("project.name", ""),
        ("rubric", "x"),
        ("plan", [{"status": "later"}]),
    ],
)
def test_what_no_result_says_is_refused(tmp_path: Path, path: str, value: Any) -> None:
    """A clear failure, whatever stands there."""
    file = tmp_path / "r.json"
    file.write_bytes(changed(path, value))
    with pytest.raises(UsageError, match="bad_result"):
        load_moment(file)


def test_many_results_are_not_one(tmp_path: Path) -> None:
    """A round's results.jsonl is named as what it is; a cut, deep or endless one is refused."""
    file = tmp_path / "results.jsonl"
    file.write_bytes(OLD.read_bytes().strip() + b"\n" + OLD.read_bytes())
    with pytest.raises(UsageError, match="several_results"):
        load_moment(file)
    start = b'{"format": "verbetertool-result/2", "x": '
    for text in (OLD.read_bytes()[:-200], start + b"[" * 100_000, start + b'"' + b" " * 3 * MAX_RESULT):
        file.write_bytes(text)
        with pytest.raises(UsageError, match="bad_result"):
            load_moment(file)
