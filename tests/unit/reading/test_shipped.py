"""A shipped rubric as JSON says the same as its YAML, and is used only while it fits."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.unit.reading.test_rubrics import ELEMENT, HEADING
from verbetertool.errors import InvalidInputError
from verbetertool.model.rubric import Rubric
from verbetertool.reading.rubrics import load_rubric
from verbetertool.reading.shipped import as_json, json_name, load_shipped_rubric

ROOT = Path(__file__).parents[3]
FOLDERS = sorted(path.parent for path in (ROOT / "rubrics").glob("*/rubric.yaml"))
NAME = "proef"


@pytest.fixture
def rubrics(tmp_path: Path) -> Path:
    """A folder with one small rubric, and its JSON as a wheel carries it."""
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "a.yaml").write_text(HEADING, encoding="utf-8")
    (tmp_path / NAME / "b.yaml").write_text(ELEMENT, encoding="utf-8")
    (tmp_path / json_name(NAME)).write_bytes(as_json(tmp_path / NAME))
    return tmp_path


def other(data: bytes, old: str, new: str, **heading: str) -> bytes:
    """The JSON with another content, and a heading that holds for it but for what is given."""
    said, content = data.split(b"\n")
    changed = content.replace(old.encode(), new.encode())
    return (
        json.dumps({**json.loads(said), "content": sha256(changed).hexdigest(), **heading}).encode() + b"\n" + changed
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_json_is_the_rubric(folder: Path) -> None:
    """Equal in every field, and with the same digest; twice made, it is the same bytes."""
    data, read = as_json(folder), load_rubric(folder)
    made = Rubric.model_validate_json(data.split(b"\n")[1])
    assert made == read
    assert made.digest == read.digest == json.loads(data.split(b"\n")[0])["content"]
    assert as_json(folder) == data


def test_the_json_is_used_while_it_fits(rubrics: Path) -> None:
    """What it says is what you get, although the YAML says something else."""
    file = rubrics / json_name(NAME)
    file.write_bytes(other(file.read_bytes(), "Om te proeven", "Uit de JSON"))
    assert load_shipped_rubric(rubrics, NAME).rubric.description == "Uit de JSON"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data.split(b"\n")[0],
        lambda data: data.split(b"\n")[1],
        lambda data: b"\xff\n" + data,
        lambda data: data.replace(b"Om te proeven", b"Om te proever"),
        lambda data: other(data, "Om te proeven", "Uit de JSON", tool="0.0.1"),
        lambda data: other(data, "Om te proeven", "Uit de JSON", sources="0" * 64),
        lambda data: other(data, '"description"', '"gone"'),
        lambda data: other(data, "}", ""),
        lambda data: other(data, '"base":3', '"base":"3"'),
    ],
    ids=["empty", "no content", "no heading", "bytes", "changed", "tool", "sources", "model", "torn", "not strict"],
)
def test_what_does_not_fit_is_left_alone(rubrics: Path, spoil: Callable[[bytes], bytes]) -> None:
    """JSON that is torn, of another version, or for other models: the YAML is read."""
    file = rubrics / json_name(NAME)
    file.write_bytes(spoil(file.read_bytes()))
    assert load_shipped_rubric(rubrics, NAME) == load_rubric(rubrics / NAME)


def test_json_that_breaks_off_anywhere_is_left_alone(rubrics: Path) -> None:
    """Half a file, as a full disk leaves it, is as good as none."""
    file, read = rubrics / json_name(NAME), load_rubric(rubrics / NAME)
    data = file.read_bytes()
    for length in range(0, len(data), 29):
        file.write_bytes(data[:length])
        assert load_shipped_rubric(rubrics, NAME) == read


def test_without_json_the_yaml_is_read(rubrics: Path) -> None:
    """As in a checkout."""
    (rubrics / json_name(NAME)).unlink()
    assert load_shipped_rubric(rubrics, NAME) == load_rubric(rubrics / NAME)


def test_a_change_in_the_yaml_counts_at_once(rubrics: Path) -> None:
    """Another text, another file or another name of a file: the JSON was made of something else."""
    (rubrics / NAME / "a.yaml").write_text(HEADING.replace("Om te proeven", "Nieuw"), encoding="utf-8")
    assert load_shipped_rubric(rubrics, NAME).rubric.description == "Nieuw"
    (rubrics / NAME / "b.yaml").write_text("", encoding="utf-8")
    with pytest.raises(InvalidInputError):
        load_shipped_rubric(rubrics, NAME)
    (rubrics / NAME / "b.yaml").unlink()
    with pytest.raises(InvalidInputError):
        load_shipped_rubric(rubrics, NAME)
