"""The rules of docs/scoring.md one by one: what counts, what it weighs, what is asked, and the labels."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from tests.builders import SCALE, a_rubric, an_anti_pattern, an_element, on_scale, some_answers
from verbetertool.model.assessment import Assessment, from_json, to_json
from verbetertool.model.contour import Profile
from verbetertool.model.element import Element
from verbetertool.model.project import Answered, Answers, NotApplicable, Unknown
from verbetertool.model.scale import Count
from verbetertool.scoring.applicability import applies, case_of, contour_of
from verbetertool.scoring.assess import assess
from verbetertool.scoring.robustness import certainly_ahead, drawn_factors
from verbetertool.scoring.weight import weight_of


def an_element_with(studies: tuple[int, ...], mentions: int | None, **fields: Any) -> Element:
    support = {
        "sections": ("3.1",),
        "status": "supported",
        "studies": {"text": studies, "appendix": studies[:1]},
        "mentions": mentions,
    }
    return Element.model_validate({**an_element("e"), "support": support, **fields})


CALLED = {"word": "essentieel", "section": "3.1"}


@pytest.mark.parametrize(
    ("studies", "mentions", "called", "gap", "weight"),
    [
        ((), None, False, False, 1),
        ((1,), 4, False, False, 1),
        ((1, 2), 4, False, False, 1),
        ((1, 2), 5, False, False, 2),
        ((1, 2, 3, 4), 9, False, False, 2),
        ((1, 2, 3, 4, 5), 4, False, False, 2),
        ((1, 2, 3, 4, 5), 9, False, False, 2),
        ((1, 2, 3, 4, 5), 10, False, False, 3),
        ((1, 2), 10, True, False, 3),
        ((1, 2), 9, True, False, 2),
        ((1,), 10, True, False, 2),
        ((1, 2), 10, False, False, 2),
        ((1, 2, 3, 4, 5), 20, True, True, 2),
        ((27, 38, 41), None, False, False, 1),
        ((1,), 9, False, False, 1),
        ((1, 2, 3, 4, 5), 9, True, False, 2),
    ],
)
def test_weight(studies: tuple[int, ...], mentions: int | None, called: bool, gap: bool, weight: int) -> None:
    """Section 2: the breadth of support, with its bonus, its cap for knowledge gaps, and only notes 1-26."""
    element = an_element_with(studies, mentions, called_essential=CALLED if called else None, knowledge_gap=gap)
    assert weight_of(element) == weight


@pytest.mark.parametrize(
    ("project", "asked"),
    [
        ({"goals": ("a",), "ages": {"to": 22}}, 2),
        ({"goals": ("b",), "ages": {"to": 22}}, 3),
        ({"goals": ("a", "b"), "ages": {"from": 16, "to": 22}}, 3),
        ({"goals": ("b",), "ages": {"from": 22, "to": 23}}, 4),
        ({"goals": ("a",), "ages": {"to": 30}}, 4),
        ({}, 4),
        ({"ages": {}}, 4),
    ],
)
def test_requirement(project: dict[str, Any], asked: int) -> None:
    """Section 3: the highest rule that matches; an absent field counts as every value."""
    raises = (
        {"when": {"goals": ("b",)}, "to": 3, "section": "3"},
        {"when": {"ages": {"from": 23}}, "to": 4, "section": "3.7"},
    )
    rubric = a_rubric([an_element("e", required=2, raises=raises)])
    [found] = contour_of(rubric, some_answers({}, project=project).project.profile, "full")
    assert found.required == asked


def test_essential_elements_ask_at_least_three() -> None:
    """Section 3: a precondition is never asked at level 2."""
    [found] = contour_of(a_rubric([an_element("e", required=2, essential=True)]), Profile(), "full")
    assert found.required == 3


RUBRIC = a_rubric(
    [
        an_element("a", core=True),
        an_element("b"),
        an_element("nee", not_applicable={"allowed": False}),
        an_element("vast", essential=True),
        an_element("leren", applies_when={"phases": ("leren",)}),
    ],
    [an_anti_pattern("fout", 2)],
)


def counted(answers: Answers) -> set[str]:
    return {element.id for element in case_of(RUBRIC, answers).counted}


def test_the_profile_and_the_scope_decide_what_counts() -> None:
    """Elements of other phases disappear; a quick scan asks the core alone."""
    assert counted(some_answers({}, project={"phases": ("werkvloer",)})) == {"a", "b", "nee", "vast"}
    assert counted(some_answers({})) == {"a", "b", "nee", "vast", "leren"}
    assert counted(some_answers({}, scope="quick")) == {"a"}


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, {"a", "b", "nee", "vast", "leren"}),
        ({"scope": "quick"}, {"a"}),
        ({"project": {"phases": ("werkvloer",)}}, {"a", "b", "nee", "vast"}),
        ({"project": {"phases": ("werkvloer", "leren")}}, {"a", "b", "nee", "vast", "leren"}),
        ({"scope": "quick", "project": {"phases": ("leren",)}}, {"a"}),
    ],
)
def test_what_is_asked_is_what_counts(fields: dict[str, Any], asked: set[str]) -> None:
    """The questionnaire asks an element exactly where the score counts it."""
    answers = some_answers({}, **fields)
    assert {element.id for element in RUBRIC.elements if applies(element, answers)} == asked
    assert counted(answers) == asked


def test_not_applicable_needs_a_reason_and_leave() -> None:
    """Section 1: without a reason, where it is not allowed, or for an essential element it counts as unknown."""
    answers = some_answers(dict.fromkeys(("a", "nee", "vast"), "not_applicable"))
    without = replace(answers, answers={"a": NotApplicable()})
    assert counted(answers) == {"b", "nee", "vast", "leren"}
    assert "a" in counted(without)
    result = {element.id: element.status for element in assess(RUBRIC, answers).elements}
    assert (result["a"], result["nee"], result["vast"]) == ("not_applicable", "unknown", "unknown")
    assert {e.id: e.status for e in assess(RUBRIC, without).elements}["a"] == "unknown"


def four(answers: dict[str, Any], anti_patterns: dict[str, str] | None = None, **fields: Any) -> Assessment:
    """Four equal elements of 3 points each in contexts of their own."""
    rubric = a_rubric([an_element(name, name) for name in "abcd"], [an_anti_pattern("fout", 1)])
    return assess(rubric, some_answers(answers, {"fout": "never", **(anti_patterns or {})}, **fields))


def test_labels() -> None:
    """Section 6: undetermined below two thirds, on paper, quick scan, hard to compare over a fifth."""
    assert "undetermined" in four({"a": 3, "b": 3}).score.labels
    full = dict.fromkeys("abcd", "3e")
    assert four(full).score.labels == ("settled",)
    assert "on_paper" in four(full, project={"status": "plan"}).score.labels
    assert "limited" in four({**full, "a": "not_applicable"}).score.labels
    rubric = a_rubric([an_element(name, name) for name in "abcde"])
    fifth = assess(rubric, some_answers({**dict.fromkeys("bcde", 3), "a": "not_applicable"}))
    assert "limited" not in fifth.score.labels
    assert fifth.score.not_applicable_share is not None
    assert fifth.score.not_applicable_share.percent == 20


def test_two_thirds_is_enough() -> None:
    """Section 6: an answered share of exactly two thirds has a band."""
    rubric = a_rubric([an_element(name, name) for name in "abc"])
    band = assess(rubric, some_answers({"a": 3, "b": 3})).score.band
    assert band is not None
    assert band.label == band.name
    band = assess(rubric, some_answers({"a": 3})).score.band
    assert band is not None
    assert band.label == "undetermined"


@pytest.mark.parametrize(("unknown", "confidence"), [(0, "high"), (1, "high"), (2, "fair"), (3, "low")])
def test_confidence_borders(unknown: int, confidence: str) -> None:
    """Section 5: up to exactly 10 points high, up to exactly 25 reasonable."""
    sizes = {1: 10, 2: 4, 3: 3, 0: 4}[unknown]
    names = [f"e{number}" for number in range(sizes)]
    answers: dict[str, Any] = dict.fromkeys(names, "3e")
    if unknown:
        answers[names[0]] = "unknown"
    result = assess(a_rubric([an_element(name, name) for name in names]), some_answers(answers))
    assert result.score.confidence == confidence


@pytest.mark.parametrize(
    ("asked", "unknown", "confidence"), [(19, 2, "fair"), (35, 9, "low"), (4, 1, "fair"), (10, 1, "high")]
)
def test_confidence_looks_at_the_exact_width(asked: int, unknown: int, confidence: str) -> None:
    """Section 5: 10.5 points is more than 10, and 25.7 more than 25."""
    names = [f"e{number}" for number in range(asked)]
    answers = dict.fromkeys(names, "3e") | dict.fromkeys(names[:unknown], "unknown")
    result = assess(a_rubric([an_element(name, name) for name in names]), some_answers(answers))
    assert result.score.confidence == confidence


def test_a_score_of_nothing_that_is_known_for_sure() -> None:
    """All at level 0 with evidence: every reading is 0, and so is what lies between them."""
    score = four(dict.fromkeys("abcd", "0e")).score
    assert (score.proven.score, score.at_most.score, score.confidence) == (0, 0, "high")
    assert score.width is not None
    assert (score.width.value, score.width.numerator) == (0, 0)


def test_an_anti_pattern_costs_per_step() -> None:
    """Section 4: d for sometimes, twice d for usually; the result names the points."""
    full = dict.fromkeys("abcd", "3e")
    for occurs, points in (("never", 0), ("sometimes", 1), ("usually", 2), ("unknown", 0)):
        result = four(full, {"fout": occurs})
        assert result.score.reported.score == 100 - points
        assert result.anti_patterns[0].deduction == points


def test_unanswered_anti_pattern_counts_in_the_proven_reading_only() -> None:
    """Section 5: an anti-pattern that is not known costs twice d in the proven reading."""
    rubric = a_rubric([an_element("a")], [an_anti_pattern("fout", 2)])
    score = assess(rubric, some_answers({"a": "3e"})).score
    assert (score.proven.score, score.reported.score, score.at_most.score) == (96, 100, 100)
    assert [(k.id, k.limit, k.because, k.binding) for k in score.proven.locks] == [("fout", 2, "unanswered", True)]


def test_a_lock_binds_only_below_the_band_of_the_score() -> None:
    """Section 6: a lock whose limit is not below the score's own band does not bind."""
    rubric = a_rubric([an_element("a", essential=True), an_element("b", "d"), an_element("c", "e")])
    low = assess(rubric, some_answers({"a": "1e", "b": "0e", "c": "0e"})).score.reported
    assert (low.band, [lock.binding for lock in low.locks]) == (1, [False])
    at_limit = assess(rubric, some_answers({"a": "1e", "b": "2e", "c": "2e"})).score.reported
    assert (at_limit.score, at_limit.band, [lock.binding for lock in at_limit.locks]) == (55, 2, [False])
    bound = assess(rubric, some_answers({"a": "1e", "b": "3e", "c": "3e"})).score.reported
    assert (bound.score, bound.band, [lock.binding for lock in bound.locks]) == (77, 2, [True])


def test_nothing_counts() -> None:
    """Section 4: without possible points scores, bands and ranges are null, and there is nothing to improve."""
    rubric = a_rubric([an_element("a")], [an_anti_pattern("fout", 2)])
    result = assess(rubric, some_answers({"a": "not_applicable"}, {"fout": "usually"}))
    score = result.score
    assert (score.proven.score, score.reported.score, score.at_most.score) == (None, None, None)
    assert (score.band, score.confidence, score.width, score.robust_range, score.equal_weight) == (None,) * 5
    assert (result.improvements, result.steps, result.shortest_way, result.find_out_first) == ((), (), None, ())
    assert score.labels == ("limited",)
    assert score.not_applicable_share is not None
    assert score.not_applicable_share.percent == 100


def test_nothing_is_asked() -> None:
    """A quick scan of a rubric without core elements asks nothing, so nothing is set aside either."""
    score = assess(a_rubric([an_element("a")]), some_answers({"a": 3}, scope="quick")).score
    assert (score.reported.score, score.reported.possible, score.not_applicable_share) == (None, 0, None)
    assert score.labels == ("quick_scan",)


def test_what_does_not_apply_keeps_its_reason() -> None:
    """The reason stands in the result, and is empty where none was given; other answers have none."""
    given = replace(
        some_answers({"vast": 3}),
        answers={"a": NotApplicable(reason="geen school"), "b": NotApplicable(), "vast": Answered(level=3)},
    )
    found = {element.id: (element.status, element.reason) for element in assess(RUBRIC, given).elements}
    assert found == {
        "a": ("not_applicable", "geen school"),
        "b": ("unknown", ""),
        "nee": ("unanswered", None),
        "vast": ("answered", None),
        "leren": ("unanswered", None),
    }


def test_a_result_names_the_version_that_made_it() -> None:
    """The one that the caller gives, or none."""
    assert assess(RUBRIC, some_answers({})).tool_version == ""
    assert assess(RUBRIC, some_answers({}), tool_version="1.2").tool_version == "1.2"


def test_certainly_ahead_from_five_points() -> None:
    """Section 8: exactly five points between the ranges is enough."""
    assert certainly_ahead((55, 60), (40, 50))
    assert not certainly_ahead((54, 60), (40, 50))


def test_draws_are_the_same_for_everyone() -> None:
    """Section 8: fixed by SHA-256 of version, draw and tag, not by a random generator."""
    for tag in ("e:vaste-begeleider", "c:één"):
        naive = [
            1 + int.from_bytes(sha256(f"1.0.0|{draw}|{tag}".encode()).digest()[:8], "big") % 3 for draw in range(500)
        ]
        assert list(drawn_factors("1.0.0", tag)) == naive
        assert set(naive) == {1, 2, 3}


SCALED = a_rubric(
    [on_scale("a", "a"), an_element("b", "b"), an_element("c", "c")],
    [an_anti_pattern("fout", 1)],
    scale=SCALE,
    none_texts=("geen", "volgt nog"),
    facts=(
        {"id": "uren", "question": "Hoeveel uur?", "kind": "number"},
        {"id": "af", "question": "Hoeveel maakten het af?", "kind": "count"},
        {"id": "wie", "question": "Wie niet?", "kind": "text"},
    ),
)


@pytest.mark.parametrize("text", ["", "  ", "geen", "Volgt nog."])
def test_evidence_that_says_none_is_no_evidence(text: str) -> None:
    """Section 1: by whatever way it comes in; the result does not give it as evidence either."""
    answers = replace(some_answers({}), answers={"a": Answered(3, evidence=(text,)), "b": Answered(3, evidence=("x",))})
    result = assess(SCALED, answers)
    assert result.score.proven.earned == 2 + 3
    assert [element.evidence for element in result.elements] == [(), ("x",), ()]


@pytest.mark.parametrize(("reason", "status"), [("Geen.", "unknown"), ("wij plaatsen niet", "not_applicable")])
def test_a_reason_that_says_none_is_no_reason(reason: str, status: str) -> None:
    """Section 1: what does not apply for no reason is not known."""
    result = assess(SCALED, replace(some_answers({}), answers={"b": NotApplicable(reason=reason)}))
    assert [(e.status, e.reason) for e in result.elements if e.id == "b"] == [(status, reason)]


def test_a_count_stands_in_the_result() -> None:
    """With whether it is a small one; beside it a digest of the texts that were asked."""
    answers = replace(some_answers({"b": 2}), answers={"a": Answered(2, count=Count.told(3, 9)), "b": Answered(2)})
    a, b, _c = assess(SCALED, answers).elements
    assert (a.count, b.count) == (Count(3, 9, small=True), None)
    assert a.text_digest == SCALED.text_digests["a"] != b.text_digest


def test_facts_stand_in_the_result() -> None:
    """Those that were given, in the order of the rubric; a count as numbers too."""
    facts = {"wie": "", "af": "31/40", "uren": 36.5}
    result = assess(SCALED, some_answers({}, project={"facts": facts}))
    assert [(fact.id, fact.value, fact.count) for fact in result.facts] == [
        ("uren", 36.5, None),
        ("af", "31/40", Count(31, 40, small=False)),
    ]
    assert from_json(to_json(result)) == result


@pytest.mark.parametrize(("old", "share", "undetermined"), [("a", 33, False), ("ab", 66, True), ("", 0, False)])
def test_answers_of_before_make_the_picture_undetermined(old: str, share: int, undetermined: bool) -> None:
    """Section 6: more than a third of what is possible; exactly a third is not more."""
    given = {id: Answered(3, None, ("jaarverslag",), rubric_version="0.9" if id in old else None) for id in "abc"}
    result = assess(SCALED, replace(some_answers({}, {"fout": "never"}), answers=given))
    assert result.score.outdated_share is not None
    assert result.score.outdated_share.percent == share
    assert result.score.labels == (("undetermined",) if undetermined else ("settled",))
    assert result.score.band is not None
    assert result.score.band.label == ("undetermined" if undetermined else "at_contour")
    assert [e.id for e in result.elements if e.rubric_version == "0.9"] == list(old)


def test_answers_of_before_without_a_level_hold_nothing() -> None:
    """What is not known rests on no older text."""
    given = {id: Unknown(rubric_version="0.9") for id in "abc"}
    result = assess(SCALED, replace(some_answers({}), answers=given))
    assert result.score.outdated_share is not None
    assert result.score.outdated_share.percent == 0
