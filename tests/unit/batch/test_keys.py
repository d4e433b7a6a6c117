"""The key of each file of a round."""

from pathlib import Path

import pytest

from verbetertool.batch.inputs import Found, find_files, root_of, tasks_of
from verbetertool.batch.keys import number_of, unique_keys
from verbetertool.batch.passed_over import passed_over


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


def keys(*paths: str) -> dict[str, tuple[str, str]]:
    """By file its key and the name of its reports."""
    return {task.file: (task.key, task.report) for task in tasks_of(find_files([Path(path) for path in paths]))}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("project:\n  name: x\n  id: 2026-001\n", "2026-001"),
        ("project: {name: a, facts: {id: z}, id: '7'}", "7"),
        ('{"project": {"id": "a  b"}}', "a b"),
        ("answers: {id: 3}\nproject:\n  facts:\n    id: 8\n  id: laat\n", "laat"),
        ("project:\n  id: 2026-001\n  name: [\n", "2026-001"),
        ("project:\n  id: 17\n", "17"),
        ("project:\n  id: 007 # los\n", "007"),
        ("project: {id: 1.10, name: x}", "1.10"),
        ('{"project": {"id": 2026001}}', "2026001"),
        ("project:\n  id: true\n", None),
        ("project:\n  id: ~\n", None),
        ("project:\n  id: ' '\n", None),
        ("project:\n  id: [a]\n", None),
        ("project:\n  name: x\nid: 3\n", None),
        ("id: x\n  - y: {", None),
        ("\x00 id: 3", None),
    ],
)
def test_the_number_of_an_application(text: str, number: str | None) -> None:
    """What stands at project.id as text, wherever it stands, also in a file that is broken after it."""
    write("a.yaml", text)
    assert number_of(Path("a.yaml")) == number


def test_a_number_or_a_path() -> None:
    """The number of the application; without one the path in the folder of the round, with slashes."""
    write("in/2026-001/aanvraag.yaml", "project: {id: A 7}")
    write("in/2026-002/aanvraag.yaml", "project: {name: x}")
    write("in/los.yml", "")
    assert keys("in") == {
        "in/2026-001/aanvraag.yaml": ("A 7", "a-7"),
        "in/2026-002/aanvraag.yaml": ("2026-002/aanvraag.yaml", "2026-002-aanvraag"),
        "in/los.yml": ("los.yml", "los"),
    }


def test_the_second_of_one_number() -> None:
    """It ends in ~2, in the order of the paths, and its reports have a name of their own."""
    for name in "abc":
        write(f"in/{name}.yaml", "project: {id: '7'}")
    assert [key for key, _report in keys("in").values()] == ["7", "7~2", "7~3"]
    assert len({report for _key, report in keys("in").values()}) == 3
    assert list(unique_keys(["x", "x~2", "x"])) == ["x", "x~2", "x~3"]


def test_the_folder_of_a_round() -> None:
    """A folder is itself, a pattern what comes before it, several paths what they have in common."""
    write("in/x/a.yaml", "")
    write("in/y/b.yaml", "")
    assert root_of([Path("in")]) == Path("in")
    assert root_of([Path("in/*/a.yaml")]) == Path("in")
    assert root_of([Path("in/x/a.yaml")]) == Path("in/x")
    assert root_of([Path("in/x"), Path("in/y/b.yaml")]) == Path("in").absolute()
    assert [key for key, _ in keys("in/x", "in/y").values()] == ["x/a.yaml", "y/b.yaml"]


def test_a_key_is_clean_before_it_is_made_unique() -> None:
    """Paths that look the same on a page are two keys; one of which nothing can be seen has a key to be seen."""
    files = tuple(
        map(Path, ["a\tb.yaml", "a\nb.yaml", "a b.yaml", "c\u202ed.yaml", "cd.yaml", "e\x1b[0mf.yaml", "\u200b"])
    )
    found = [task.key for task in tasks_of(Found(files))]
    assert found == ["a b.yaml", "a b.yaml~2", "a b.yaml~3", "cd.yaml", "cd.yaml~2", "e[0mf.yaml", "\\u200b"]
    others = passed_over(
        Found(files, passed_over=tuple(map(Path, ["a  b.yaml", "plan\u200b.pdf"]))), tasks_of(Found(files))
    )
    assert [outcome.task.key for outcome in others] == ["a b.yaml~4", "plan.pdf"]
