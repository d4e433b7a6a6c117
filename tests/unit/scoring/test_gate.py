"""Two rounds side by side: which projects are the same, and which of them prove less."""

from dataclasses import replace

from tests.unit.scoring.rounds import a_row
from verbetertool.model.portfolio import Earlier, Figures, ProjectRow
from verbetertool.scoring.gate import held_against


def a_project(key: str, proven: int | None = 50, **changes: object) -> ProjectRow:
    """A project with content and a name of its own."""
    given = {"key": key, "digest": f"d{key}", "name": f"Naam {key}", "figures": Figures(proven, proven, proven)}
    return replace(a_row({}), **{**given, **changes})  # type: ignore[arg-type]


def before(row: ProjectRow, proven: int | None = 50, **changes: object) -> Earlier:
    """What an earlier round said of it."""
    return replace(Earlier(row.key, row.name, row.digest, row.family, proven), **changes)  # type: ignore[arg-type]


def test_every_project_is_counted_once() -> None:
    """Compared, new, renamed or not comparable; those that are gone stand beside them."""
    same, lower, other, new, moved = (a_project(key) for key in ("same", "lower", "other", "new", "moved"))
    earlier = [
        before(same),
        before(lower, 51),
        before(other, family="andere"),
        before(moved, 60, key="oud"),
        before(a_project("weg")),
    ]
    found = held_against([same, lower, other, new, moved], earlier)
    assert (found.compared, found.new, found.not_comparable) == (2, (new,), (other,))
    assert [each.key for each in found.gone] == ["weg"]
    assert [(row.key, each.key) for row, each in found.renamed] == [("moved", "oud")]
    assert [(row.key, was) for row, was in found.worse] == [("lower", 51), ("moved", 60)]
    assert not found.nothing


def test_a_key_goes_before_content_and_content_before_a_name() -> None:
    """Who has the key is the project, whatever another file holds; a name says it where one project alone has it."""
    row = a_project("a")
    assert held_against([row], [before(a_project("b"), digest=row.digest), before(row)]).compared == 1
    by_content = held_against([row], [before(row, key="x", digest="other"), before(row, key="y", name="Anders")])
    assert [each.key for _row, each in by_content.renamed] == ["y"]
    by_name = held_against([row], [before(row, key="x", digest="other", name="NAAM  a")])
    assert [each.key for _row, each in by_name.renamed] == ["x"]
    twice = [before(row, key=key, digest=key) for key in ("x", "y")]
    assert held_against([row], twice).new == (row,)


def test_nothing_compared() -> None:
    """Without a pair, or with pairs that have no score or another family, there is nothing to say."""
    row = a_project("a")
    assert held_against([], []).nothing
    assert held_against([row], []).nothing
    assert held_against([row], [before(row, None)]).nothing
    assert held_against([a_project("a", None)], [before(row)]).nothing
    assert held_against([row], [before(row, family="x")]).not_comparable == (row,)
