"""What is kept from one report for the next makes no difference to what they say, and does not grow."""

import pytest

from tests.builders import a_rubric, an_element, some_answers
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
