"""The shipped rubrics: whole, in balance, and traceable both ways."""

from pathlib import Path

import pytest

from tests.documents import table
from verbetertool.api import load_rubric
from verbetertool.checking.lint import lint
from verbetertool.checking.statements import statement_problems
from verbetertool.checking.trace import from_dossier, to_dossier, trace_problems
from verbetertool.errors import Place, Problem
from verbetertool.model.element import Element
from verbetertool.model.rubric import Rubric
from verbetertool.scoring.weight import weight_of

FOLDERS = sorted(path.parent for path in (Path(__file__).parents[2] / "rubrics").glob("*/rubric.yaml"))


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture(scope="module")
def rubric(folder: Path) -> Rubric:
    return load_rubric(folder)


@pytest.fixture(scope="module")
def findings(rubric: Rubric) -> list[Problem]:
    return lint(rubric, Place)


def test_no_errors_from_lint(findings: list[Problem]) -> None:
    """Bands reachable, no dead element, better never worse, texts complete, weights in balance."""
    assert [p for p in findings if p.severity == "error" or p.code in ("dead_element", "levels_alike")] == []


def test_no_sentence_is_too_long(findings: list[Problem]) -> None:
    """No sentence of a rubric has more than twenty words (B1)."""
    assert [p.values for p in findings if p.code == "sentence_long"] == []


def test_statements_hold(rubric: Rubric) -> None:
    """What the rubric says of its own contours and bands comes out of them."""
    assert list(statement_problems(rubric, Place)) == []


def test_trace_has_no_holes(rubric: Rubric) -> None:
    """Every row and section leads to an id or to a reason, and every id to places that exist."""
    assert list(trace_problems(rubric, Place)) == []
    assert all(row.ids or row.reason for row in from_dossier(rubric))
    assert all(origin.places for origin in to_dossier(rubric))


def test_each_context_has_core_questions(rubric: Rubric) -> None:
    """A quick scan says something about every context."""
    for context in rubric.contexts:
        assert [e for e in rubric.elements if e.context == context.id and e.core]


def test_digest_is_stable(rubric: Rubric, folder: Path) -> None:
    """Loading the same folder again gives the same digest."""
    assert rubric.digest == load_rubric(folder).digest


def test_a_changed_copy_has_a_digest_of_its_own(rubric: Rubric) -> None:
    """What was worked out for the original does not go along."""
    assert rubric.digest != rubric.model_copy(update={"elements": rubric.elements[1:]}).digest


@pytest.fixture(scope="module")
def jongeren() -> dict[str, Element]:
    return dict(load_rubric().element_by_id)


@pytest.mark.parametrize("row", table("scoring.md", "Examples of weights"), ids=lambda row: row["element"])
def test_weights_that_the_method_prints(jongeren: dict[str, Element], row: dict[str, str]) -> None:
    """The examples of docs/scoring.md section 2 come out of the rubric's own counts."""
    element = jongeren[row["element"]]
    found = (len(element.support.review_studies), element.support.mentions or 0, weight_of(element))
    assert found == (int(row["s"]), int(row["m"]), int(row["weight"]))
    assert element.knowledge_gap == (row["knowledge gap"] == "yes")


def test_the_dossier_has_its_rows() -> None:
    """43 rows in appendix 4 and 55 in appendix 5."""
    dossier = load_rubric().dossier
    assert dossier is not None
    assert (len(dossier.appendix_rows.literature), len(dossier.appendix_rows.focus_groups)) == (43, 55)
