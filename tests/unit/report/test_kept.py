"""What is kept from one report for the next makes no difference to what they say, and does not grow."""

from dataclasses import replace

import pytest

from tests.builders import a_rubric, an_element, some_answers
from verbetertool import load_rubric
from verbetertool.model.project import Answered
from verbetertool.report import pieces, templated, view
from verbetertool.report.templated import html_pieces, render_html, render_markdown
from verbetertool.report.view import MOST_RECENT, view_of
from verbetertool.scoring.assess import assess

MOST_TEXTS = 8
"""Texts of the rubric in one part."""
RUBRIC = a_rubric([an_element("a"), an_element("b")])
RESULTS = [assess(RUBRIC, some_answers({"a": level}, file=f"{level}.yaml")) for level in range(5)]


def test_the_formats_of_a_report_share_its_view() -> None:
    """Also where a few reports are made side by side; every result has its own."""
    views = [view_of(result, RUBRIC) for result in RESULTS]
    assert [view_of(result, RUBRIC) for result in RESULTS] == views
    assert all(view_of(result, RUBRIC) is kept for result, kept in zip(RESULTS, views, strict=True))
    assert [kept.file for kept in views] == [f"{level}.yaml" for level in range(5)]


def test_a_few_views_are_kept() -> None:
    """The oldest goes first."""
    first = view_of(RESULTS[0], RUBRIC)
    others = [assess(RUBRIC, some_answers({"b": 1})) for _ in range(MOST_RECENT)]
    for result in others:
        view_of(result, RUBRIC)
    assert len(view._recent) == MOST_RECENT
    assert view_of(RESULTS[0], RUBRIC) is not first


def test_what_is_kept_of_reports_is_dropped_when_it_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes come out, and no store holds more than the most."""
    expected = [(render_html(result, RUBRIC), render_markdown(result, RUBRIC)) for result in RESULTS]
    templated.forget_pieces()
    monkeypatch.setattr(pieces, "MOST_KEPT", 3)
    monkeypatch.setattr(pieces, "MOST_LISTS", 1)
    assert [(render_html(result, RUBRIC), render_markdown(result, RUBRIC)) for result in RESULTS] == expected
    kept = html_pieces("nl")
    assert max(len(kept._kept), len(kept._shapes), len(kept._known)) <= 3
    assert len(kept._fixed) <= 3 + MOST_TEXTS
    assert len(kept._kept_lists) == 1
    templated.forget_pieces()


def test_evidence_in_a_list_spoils_nothing() -> None:
    """From a program that did not look at the types; it is shown, and so is what comes after it."""
    first, second = "eerste bewijs", "tweede bewijs"
    for evidence in ([first, second], (first, second)):
        answers = replace(some_answers({}), answers={"a": Answered(2, evidence=evidence)})  # type: ignore[arg-type]
        page = render_html(assess(RUBRIC, answers), RUBRIC).decode()
        assert (page.count(first), page.count(second)) == (1, 1)


def test_a_mark_in_a_text_of_a_rubric_is_only_text() -> None:
    """Private-use characters are our marks for places; in a rubric they are characters like any other."""
    load = load_rubric()
    criteria = tuple(
        item.model_copy(update={"text": f"\U000f0000{item.text}\U000f2fff"}) for item in load.success_criteria
    )
    rubric = load.model_copy(update={"success_criteria": criteria})
    result = assess(rubric, some_answers({}))
    for report in (render_html(result, rubric).decode(), render_markdown(result, rubric).decode()):
        assert report.count("\U000f0000") == report.count("\U000f2fff") == len(criteria)
    templated.forget_pieces()
